package org.cabas.service.authorization;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cabas.rules.purchase.Decision.Given;
import org.cabas.service.access.Gateway;
import org.cabas.service.authorization.Authorizing.Reply;
import org.cabas.service.database.Transactions;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/**
 * Cancels a purchase by the caller's own key, whether or not it ever arrived: if it did, it is undone; if it didn't, the key is
 * marked, and a purchase that comes late is refused. The key's row decides which of the two was first.
 */
@Singleton
class Cancelling {

    /** Purchase and cancellation can overtake each other only once: a key, once it has a row, keeps it. */
    private static final int TRIES = 3;

    private final Transactions transactions;
    private final Keys keys;
    private final Authorizations authorizations;
    private final Operating operating;
    private final Clock clock;

    Cancelling(Transactions transactions, Keys keys, Authorizations authorizations, Operating operating, Clock clock) {
        this.transactions = transactions;
        this.keys = keys;
        this.authorizations = authorizations;
        this.operating = operating;
        this.clock = clock;
    }

    /** Cancels what was, or will be, asked under that key; the same answer however often it is asked. */
    Reply cancel(Gateway gateway, String key, Locale language) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var given = transactions.run(connection -> given(connection, gateway, key));
            if (given.isPresent()) {
                return new Reply(given.get(), true);
            }
            try {
                return new Reply(transactions.run(connection -> cancel(connection, gateway, key, language)), false);
            } catch (Keys.Taken taken) {
                // A purchase, or another cancellation, was faster: what it stored is there to be read now.
                continue;
            }
        }
        throw new ProblemFound(Kind.IN_PROGRESS);
    }

    private byte[] cancel(Connection connection, Gateway gateway, String key, Locale language) throws SQLException {
        var now = clock.instant();
        var stored = keys.find(connection, gateway.id(), key);
        if (stored.isEmpty()) {
            keys.cancel(connection, gateway.id(), key, now);
        }
        var authorization = stored.flatMap(found -> Optional.ofNullable(found.authorization()));
        if (stored.isPresent() && !stored.get().operation().equals("authorization") && authorization.isPresent()) {
            throw new ProblemFound(Kind.KEY_REUSED);
        }
        var body = authorization.isEmpty()
                ? Answers.bytes(new Answers.Cancelled(key, null, "reversed", 0, 0, List.of()))
                : undo(connection, key, authorization.get(), now, language);
        store(connection, gateway, key, body, now);
        return body;
    }

    private byte[] undo(Connection connection, String key, String id, Instant now, Locale language)
            throws SQLException {
        var seen = authorizations.find(connection, id).orElseThrow();
        var takenAtOnce = !authorizations.request(connection, id).captureLater();
        var undone = operating.undo(connection, seen, takenAtOnce, now);
        var reasons = Optional.ofNullable(undone.refused())
                .map(reason -> Answers.told(language, Given.of(reason)))
                .map(List::of)
                .orElse(List.of());
        return Answers.bytes(new Answers.Cancelled(
                key, id, reasons.isEmpty() ? "reversed" : "declined", undone.released(), undone.refunded(), reasons));
    }

    private static Optional<byte[]> given(Connection connection, Gateway gateway, String key) throws SQLException {
        try (var query = connection.prepareStatement(
                "select response from cancellation where gateway_id = ? and idempotency_key = ?")) {
            query.setString(1, gateway.id());
            query.setString(2, key);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        }
    }

    private static void store(Connection connection, Gateway gateway, String key, byte[] body, Instant now)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into cancellation (gateway_id, idempotency_key, response, recorded_at) values (?, ?, ?, ?)""")) {
            insert.setString(1, gateway.id());
            insert.setString(2, key);
            insert.setBytes(3, body);
            insert.setObject(4, LocalDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            if (Transactions.isDuplicate(e)) {
                throw new Keys.Taken();
            }
            throw e;
        }
    }
}
