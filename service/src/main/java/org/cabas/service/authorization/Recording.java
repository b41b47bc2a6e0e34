package org.cabas.service.authorization;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.cabas.rules.purchase.Decision;
import org.cabas.service.access.Gateway;
import org.cabas.service.authorization.Authorizations.Record;
import org.cabas.service.authorization.Keys.Key;
import org.cabas.service.ledger.JournalLine;
import org.cabas.service.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/** Writes a decision down, with all that it changes, and words its answer. */
@Singleton
class Recording {
    private final Ledger ledger;
    private final Authorizations authorizations;
    private final Ceilings ceilings;

    Recording(Ledger ledger, Authorizations authorizations, Ceilings ceilings) {
        this.ledger = ledger;
        this.authorizations = authorizations;
        this.ceilings = ceilings;
    }

    /**
     * A decision that is written.
     *
     * @param commitBy the deadline of an approval by the database's clock; null where there is none
     */
    record Written(String id, byte[] body, @Nullable LocalDateTime commitBy) {}

    /** Writes the authorization, what it counts under ceilings and its line of the journal. */
    Written write(
            Connection connection,
            Gateway gateway,
            Key key,
            Purchase purchase,
            Prepared prepared,
            Ledger.@Nullable Standing standing,
            Decision decision,
            Locale language)
            throws SQLException {
        var id = "aut_" + UlidCreator.getMonotonicUlid().toLowerCase();
        var circumstances = prepared.circumstances();
        var approved = decision.approved();
        var expiresAt = heldUntil(purchase, decision, circumstances);
        var held = expiresAt != null;
        var authorization = new Authorization(
                id,
                gateway.id(),
                prepared.fund(),
                standing == null ? null : standing.account(),
                approved == 0 ? null : prepared.merchantAccount(),
                approved,
                held ? 0 : approved,
                0,
                0,
                0,
                decision.lines().stream().map(Decision.Line::approved).toList(),
                !held,
                expiresAt);
        authorizations.insert(
                connection,
                new Record(
                        authorization,
                        key.value(),
                        purchase.card(),
                        purchase.merchant(),
                        status(decision),
                        purchase.amount(),
                        purchase.occurredAt(),
                        circumstances.decidedAt(),
                        circumstances.fund() == null
                                ? null
                                : circumstances.fund().rulebook(),
                        prepared.policy() == null ? null : prepared.policy().version(),
                        Answers.text(purchase),
                        Answers.text(circumstances)));
        if (standing != null && approved > 0) {
            ceilings.count(connection, standing.account(), id, decision.lines());
        }
        ledger.write(connection, journalLine(authorization, held, circumstances.decidedAt()));
        var body = Answers.bytes(answer(id, purchase, decision, prepared, standing, language));
        return new Written(id, body, approved == 0 ? null : prepared.commitBy());
    }

    private static JournalLine journalLine(Authorization authorization, boolean held, Instant at) {
        var approved = authorization.approved();
        var account = authorization.account();
        if (approved == 0 || account == null || authorization.merchantAccount() == null) {
            return new JournalLine(
                    authorization.fund(),
                    JournalLine.Kind.DECLINED,
                    account,
                    authorization.id(),
                    null,
                    0,
                    0,
                    at,
                    List.of());
        }
        return held
                ? new JournalLine(
                        authorization.fund(),
                        JournalLine.Kind.AUTHORIZED,
                        account,
                        authorization.id(),
                        null,
                        0,
                        approved,
                        at,
                        List.of())
                : new JournalLine(
                        authorization.fund(),
                        JournalLine.Kind.PURCHASED,
                        account,
                        authorization.id(),
                        null,
                        -approved,
                        0,
                        at,
                        List.of(new JournalLine.Transfer(account, authorization.merchantAccount(), approved)));
    }

    /** The answer of a decision; without an id where nothing is written. */
    static Answers.Authorized answer(
            @Nullable String id,
            Purchase purchase,
            Decision decision,
            Prepared prepared,
            Ledger.@Nullable Standing standing,
            Locale language) {
        return new Answers.Authorized(
                id,
                status(decision),
                purchase.amount(),
                decision.approved(),
                purchase.currency(),
                standing == null ? null : standing.available() - decision.approved(),
                heldUntil(purchase, decision, prepared.circumstances()),
                prepared.policy() == null ? null : prepared.policy().version(),
                decision.reasons().stream()
                        .map(given -> Answers.told(language, given))
                        .toList(),
                purchase.lines().isEmpty()
                        ? List.of()
                        : decision.lines().stream().map(Answers::told).toList());
    }

    /** Until when the money of a purchase that is captured later is held; null where none is. */
    private static @Nullable Instant heldUntil(Purchase purchase, Decision decision, Circumstances circumstances) {
        var fund = circumstances.fund();
        return fund == null || decision.approved() == 0 || !purchase.captureLater()
                ? null
                : circumstances.decidedAt().plus(Duration.ofDays(fund.holdDays()));
    }

    /** The status on the wire. */
    static String status(Decision decision) {
        return switch (decision) {
            case Decision.Approved approved -> "approved";
            case Decision.PartiallyApproved partially -> "partially_approved";
            case Decision.Declined declined -> "declined";
        };
    }
}
