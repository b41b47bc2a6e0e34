package org.cabas.service.authorization;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.cabas.service.access.Gateway;
import org.cabas.service.database.Transactions;
import org.cabas.service.ledger.Ledger;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.jspecify.annotations.Nullable;

/** What was decided and what there is, to be read by the gateway that it concerns. */
@Singleton
class Recorded {

    /** Events of one answer: a page, not a history. */
    private static final int MOST_EVENTS = 1000;

    private final Transactions transactions;
    private final Directory directory;
    private final Ledger ledger;
    private final Keys keys;
    private final Authorizations authorizations;

    Recorded(Transactions transactions, Directory directory, Ledger ledger, Keys keys, Authorizations authorizations) {
        this.transactions = transactions;
        this.directory = directory;
        this.ledger = ledger;
        this.keys = keys;
        this.authorizations = authorizations;
    }

    /**
     * A change of state of a fund, in the order of its journal.
     *
     * @param sequence to be given as {@code after} to go on from here
     * @param amount cents that the household's spendable money changed by
     */
    record Event(
            long sequence,
            String kind,
            @Nullable String authorization,
            @Nullable String operation,
            long amount,
            Instant recordedAt) {}

    /** The decision as it was answered, with what became of its money since. */
    byte[] byId(Gateway gateway, String id) {
        return transactions.run(connection -> {
            var authorization = authorizations
                    .find(connection, id)
                    .filter(found -> found.gateway().equals(gateway.id()))
                    .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
            var key = authorizations.key(connection, id);
            return withState(keys.find(connection, gateway.id(), key), authorization);
        });
    }

    /** The same by the caller's own key; a key that was only cancelled is not found. */
    byte[] byKey(Gateway gateway, String key) {
        return transactions.run(connection -> {
            var stored = keys.find(connection, gateway.id(), key);
            var id = stored.filter(found -> found.operation().equals("authorization"))
                    .flatMap(found -> Optional.ofNullable(found.authorization()))
                    .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
            return withState(stored, authorizations.find(connection, id).orElseThrow());
        });
    }

    private static byte[] withState(Optional<Keys.Stored> stored, Authorization authorization) {
        try {
            var answer =
                    (ObjectNode) Answers.JSON.readTree(stored.flatMap(found -> Optional.ofNullable(found.response()))
                            .orElseThrow());
            answer.put("capturedAmount", authorization.captured());
            answer.put("openAmount", authorization.open());
            answer.put("releasedAmount", authorization.released());
            answer.put("expiredAmount", authorization.expired());
            answer.put("refundedAmount", authorization.refunded());
            return Answers.bytes(answer);
        } catch (IOException e) {
            throw new IllegalStateException("what is stored was written by us", e);
        }
    }

    /** What a card can pay now. */
    byte[] balance(Gateway gateway, String card) {
        var holder = directory
                .holder(card)
                .filter(known -> gateway.funds().contains(known.fund()))
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
        var fund = directory.fund(holder.fund()).orElseThrow();
        var standing = transactions.run(connection -> ledger.read(connection, holder.account()));
        return Answers.bytes(new Answers.Balance(
                standing.available(),
                standing.reserved(),
                fund.currency(),
                holder.expiresOn().plusDays(1).atStartOfDay(fund.zone()).toInstant()));
    }

    /** Changes of a fund's journal after a sequence number, of what this gateway asked for. */
    byte[] events(Gateway gateway, String fund, long after, int limit) {
        var bounded = Math.clamp(limit, 1, MOST_EVENTS);
        return Answers.bytes(transactions.run(connection -> events(connection, gateway, fund, after, bounded)));
    }

    private static Object events(Connection connection, Gateway gateway, String fund, long after, int limit)
            throws SQLException {
        var events = new ArrayList<Event>();
        try (var query = connection.prepareStatement("""
                select j.sequence, j.kind, j.authorization_id, j.operation_id, j.balance_change - j.reserved_change,
                       j.recorded_at
                from journal j join authorization a on a.id = j.authorization_id
                where j.fund_id = ? and j.sequence > ? and a.gateway_id = ?
                order by j.sequence limit ?""")) {
            query.setString(1, fund);
            query.setLong(2, after);
            query.setString(3, gateway.id());
            query.setInt(4, limit);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    events.add(new Event(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getLong(5),
                            rows.getObject(6, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
                }
            }
        }
        return Map.of("events", events);
    }

    /** The status that an answer tells, for measurements. */
    static String status(byte[] answer) {
        var text = new String(answer, 0, Math.min(answer.length, 400), StandardCharsets.UTF_8);
        var at = text.indexOf("\"status\":\"");
        var end = text.indexOf('"', at + 10);
        return at < 0 || end < 0 ? "answered" : text.substring(at + 10, end);
    }
}
