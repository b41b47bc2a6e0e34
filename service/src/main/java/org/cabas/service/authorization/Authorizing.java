package org.cabas.service.authorization;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.purchase.Deciding;
import org.cabas.rules.purchase.Decision;
import org.cabas.rules.purchase.Purse;
import org.cabas.service.access.Gateway;
import org.cabas.service.authorization.Authorizations.Record;
import org.cabas.service.authorization.Keys.Key;
import org.cabas.service.database.Transactions;
import org.cabas.service.database.Transactions.Undone;
import org.cabas.service.fund.Policies;
import org.cabas.service.ledger.JournalLine;
import org.cabas.service.ledger.Ledger;
import org.cabas.service.problem.Problem;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.jspecify.annotations.Nullable;

/**
 * Decides a purchase and reserves, or takes, its money: the key, the decision and the money commit together, or nothing does.
 * Everything that can be decided without money is decided before the household's account is locked; the deadline is read again
 * just before the commit, and by the commit itself.
 */
@Singleton
class Authorizing {
    private final Transactions transactions;
    private final Directory directory;
    private final Policies policies;
    private final Ledger ledger;
    private final Keys keys;
    private final Authorizations authorizations;
    private final Ceilings ceilings;
    private final Clock clock;
    private final InProgress inProgress = new InProgress();

    Authorizing(
            Transactions transactions,
            Directory directory,
            Policies policies,
            Ledger ledger,
            Keys keys,
            Authorizations authorizations,
            Ceilings ceilings,
            Clock clock) {
        this.transactions = transactions;
        this.directory = directory;
        this.policies = policies;
        this.ledger = ledger;
        this.keys = keys;
        this.authorizations = authorizations;
        this.ceilings = ceilings;
        this.clock = clock;
    }

    /** An answer, and whether it was given before. */
    record Reply(byte[] body, boolean replayed) {}

    /** The deadline passed while the decision was being written: it is rolled back and decided again, as of after it. */
    private static final class TooLate extends Undone {
        private final transient Instant afterDeadline;

        TooLate(Instant afterDeadline) {
            super("the deadline passed before the commit");
            this.afterDeadline = afterDeadline;
        }
    }

    /** Decides a purchase under the caller's own key, or gives what was decided under it before. */
    Reply authorize(Gateway gateway, String key, Purchase purchase, Locale language) {
        var request = Answers.bytes(purchase);
        var claimed = Key.of(gateway.id(), key, "authorization", "", request);
        return inProgress.alone(gateway.id() + "/" + key, () -> {
            requirePlausible(purchase, claimed);
            try {
                return new Reply(decideInTime(gateway, claimed, purchase, language), false);
            } catch (Keys.Taken taken) {
                return settled(gateway, claimed, purchase, language);
            }
        });
    }

    /** What a purchase would be answered now; nothing is recorded. */
    byte[] quote(Gateway gateway, Purchase purchase, Locale language) {
        requirePlausible(purchase, null);
        var prepared = prepare(gateway, purchase, false, clock.instant());
        return transactions.run(connection -> {
            var holder = prepared.circumstances().holder();
            var standing = holder == null ? null : ledger.read(connection, holder.account());
            var decision = standing == null || prepared.deciding().refused()
                    ? prepared.deciding().refusal()
                    : prepared.deciding().settle(money(connection, prepared, standing));
            var until = heldUntil(purchase, decision, prepared.circumstances());
            return Answers.bytes(answer(null, purchase, decision, prepared, standing, until, language));
        });
    }

    /** A purchase is one of now; unless it is a retry of one that was on time, or comes late after its cancellation. */
    private void requirePlausible(Purchase purchase, @Nullable Key key) {
        var faults = Plausible.faults(purchase.occurredAt(), purchase.deadline(), clock.instant());
        if (!faults.isEmpty()
                && (key == null || keys.find(key.gateway(), key.value()).isEmpty())) {
            throw new ProblemFound(new Problem(Kind.MALFORMED, faults, null));
        }
    }

    /**
     * What is known before any lock.
     *
     * @param merchantAccount null where nothing will be paid
     * @param commitBy the deadline by the database's clock; null before the lock, and where there is no deadline
     */
    private record Prepared(
            Circumstances circumstances,
            @Nullable Policy policy,
            Deciding deciding,
            String fund,
            @Nullable Long merchantAccount,
            @Nullable LocalDateTime commitBy) {

        Prepared paying(long account) {
            return new Prepared(circumstances, policy, deciding, fund, account, commitBy);
        }

        Prepared with(Purse money, @Nullable LocalDateTime deadline) {
            return new Prepared(circumstances.with(money), policy, deciding, fund, merchantAccount, deadline);
        }
    }

    private Prepared prepare(Gateway gateway, Purchase purchase, boolean cancelled, Instant now) {
        if (gateway.funds().isEmpty()) {
            throw new ProblemFound(Kind.FORBIDDEN);
        }
        // A card of a fund that the gateway has nothing to do with is, for it, no card.
        var holder = directory
                .holder(purchase.card())
                .filter(known -> gateway.funds().contains(known.fund()))
                .orElse(null);
        var fund = holder == null
                ? null
                : directory.fund(holder.fund()).orElseThrow(() -> new IllegalStateException("a card without fund"));
        var seller = directory
                .seller(purchase.merchant())
                .filter(known -> gateway.funds().contains(known.merchant().fundId()))
                .orElse(null);
        var policy =
                fund == null ? null : policies.inForce(fund.rulebook(), now).orElse(null);
        var circumstances =
                new Circumstances(now, cancelled, fund, holder, seller, directory.items(purchase.lines()), null);
        var concerned =
                fund != null ? fund.id() : seller != null ? seller.merchant().fundId() : first(gateway.funds());
        return new Prepared(
                circumstances, policy, Assessing.assess(purchase, circumstances, policy), concerned, null, null);
    }

    private byte[] decideInTime(Gateway gateway, Key key, Purchase purchase, Locale language) {
        try {
            return decide(gateway, key, purchase, language, clock.instant());
        } catch (TooLate late) {
            return decide(gateway, key, purchase, language, late.afterDeadline);
        }
    }

    private byte[] decide(Gateway gateway, Key key, Purchase purchase, Locale language, Instant now) {
        var assessed = prepare(gateway, purchase, false, now);
        var seller = assessed.circumstances().seller();
        var prepared = assessed.deciding().refused() || seller == null
                ? assessed
                : assessed.paying(directory.account(seller.merchant()));
        return transactions.run(connection -> {
            var response = record(connection, gateway, key, purchase, prepared, language);
            keys.store(
                    connection,
                    key,
                    response.id(),
                    response.body(),
                    prepared.circumstances().decidedAt());
            if (response.commitBy() != null && purchase.deadline() != null) {
                commitInTime(connection, purchase.deadline(), response.commitBy());
            }
            return response.body();
        });
    }

    /** Commits unless the deadline is over, by our clock now or by the database's when the commit gets there. */
    private void commitInTime(Connection connection, Instant deadline, LocalDateTime commitBy) throws SQLException {
        var now = clock.instant();
        if (now.isAfter(deadline) || !Transactions.commitBy(connection, commitBy)) {
            var afterDeadline = deadline.plus(1, ChronoUnit.MICROS);
            throw new TooLate(now.isAfter(afterDeadline) ? now : afterDeadline);
        }
    }

    /** The key is taken: by the same request, by another one, or by a cancellation that came first. */
    private Reply settled(Gateway gateway, Key key, Purchase purchase, Locale language) {
        var stored = keys.find(key.gateway(), key.value()).orElseThrow(() -> new ProblemFound(Kind.IN_PROGRESS));
        if (!stored.isCancelledBeforeArrival()) {
            return new Reply(stored.replay(key), true);
        }
        var prepared = prepare(gateway, purchase, true, clock.instant());
        return transactions.run(connection -> {
            var locked = keys.lock(connection, key.gateway(), key.value()).orElseThrow();
            if (!locked.isCancelledBeforeArrival()) {
                return new Reply(locked.replay(key), true);
            }
            var response = record(connection, gateway, key, purchase, prepared, language);
            keys.complete(connection, key, response.id(), response.body());
            return new Reply(response.body(), false);
        });
    }

    /** @param commitBy the deadline of an approval by the database's clock; null where there is none */
    private record Recorded(
            String id, byte[] body, @Nullable LocalDateTime commitBy) {}

    private Recorded record(
            Connection connection, Gateway gateway, Key key, Purchase purchase, Prepared prepared, Locale language)
            throws SQLException {
        var holder = prepared.circumstances().holder();
        if (holder == null || prepared.deciding().refused()) {
            var standing = holder == null ? null : ledger.read(connection, holder.account());
            return write(
                    connection,
                    gateway,
                    key,
                    purchase,
                    prepared,
                    standing,
                    prepared.deciding().refusal(),
                    language);
        }
        var standing = ledger.lock(connection, holder.account());
        // The two clocks need not agree: what is left by ours is added to what it was by the database's at the lock.
        var commitBy = purchase.deadline() == null
                ? null
                : standing.at().plus(Duration.between(clock.instant(), purchase.deadline()));
        var money = money(connection, prepared, standing);
        var settled = prepared.with(money, commitBy);
        var decision = settled.deciding().settle(money);
        return write(connection, gateway, key, purchase, settled, standing, decision, language);
    }

    private Purse money(Connection connection, Prepared prepared, Ledger.Standing standing) throws SQLException {
        var counters = prepared.deciding().counters();
        var used = counters.isEmpty() ? List.<Purse.Used>of() : ceilings.read(connection, standing.account(), counters);
        return new Purse(standing.available(), used);
    }

    private Recorded write(
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
        var body = Answers.bytes(answer(id, purchase, decision, prepared, standing, expiresAt, language));
        return new Recorded(id, body, approved == 0 ? null : prepared.commitBy());
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

    /** Until when the money of a purchase that is captured later is held; null where none is. */
    private static @Nullable Instant heldUntil(Purchase purchase, Decision decision, Circumstances circumstances) {
        var fund = circumstances.fund();
        return fund == null || decision.approved() == 0 || !purchase.captureLater()
                ? null
                : circumstances.decidedAt().plus(Duration.ofDays(fund.holdDays()));
    }

    private static Answers.Authorized answer(
            @Nullable String id,
            Purchase purchase,
            Decision decision,
            Prepared prepared,
            Ledger.@Nullable Standing standing,
            @Nullable Instant expiresAt,
            Locale language) {
        return new Answers.Authorized(
                id,
                status(decision),
                purchase.amount(),
                decision.approved(),
                purchase.currency(),
                standing == null ? null : standing.available() - decision.approved(),
                expiresAt,
                prepared.policy() == null ? null : prepared.policy().version(),
                decision.reasons().stream()
                        .map(given -> Answers.told(language, given))
                        .toList(),
                purchase.lines().isEmpty()
                        ? List.of()
                        : decision.lines().stream().map(Answers::told).toList());
    }

    /** The status on the wire. */
    static String status(Decision decision) {
        return switch (decision) {
            case Decision.Approved approved -> "approved";
            case Decision.PartiallyApproved partially -> "partially_approved";
            case Decision.Declined declined -> "declined";
        };
    }

    private static String first(Set<String> funds) {
        return funds.stream().sorted().findFirst().orElseThrow();
    }
}
