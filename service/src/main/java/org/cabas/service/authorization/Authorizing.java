package org.cabas.service.authorization;

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
import org.cabas.rules.purchase.Purse;
import org.cabas.service.access.Gateway;
import org.cabas.service.authorization.Keys.Key;
import org.cabas.service.database.Transactions;
import org.cabas.service.database.Transactions.Undone;
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
    private final Preparing preparing;
    private final Recording recording;
    private final Ledger ledger;
    private final Keys keys;
    private final Ceilings ceilings;
    private final Clock clock;
    private final InProgress inProgress = new InProgress();

    Authorizing(
            Transactions transactions,
            Preparing preparing,
            Recording recording,
            Ledger ledger,
            Keys keys,
            Ceilings ceilings,
            Clock clock) {
        this.transactions = transactions;
        this.preparing = preparing;
        this.recording = recording;
        this.ledger = ledger;
        this.keys = keys;
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
        var prepared = preparing.prepare(gateway, purchase, false, clock.instant());
        return transactions.run(connection -> {
            var holder = prepared.circumstances().holder();
            var standing = holder == null ? null : ledger.read(connection, holder.account());
            var decision = standing == null || prepared.deciding().refused()
                    ? prepared.deciding().refusal()
                    : prepared.deciding().settle(money(connection, prepared, standing));
            return Answers.bytes(Recording.answer(null, purchase, decision, prepared, standing, language));
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

    private byte[] decideInTime(Gateway gateway, Key key, Purchase purchase, Locale language) {
        try {
            return decide(gateway, key, purchase, language, clock.instant());
        } catch (TooLate late) {
            return decide(gateway, key, purchase, language, late.afterDeadline);
        }
    }

    private byte[] decide(Gateway gateway, Key key, Purchase purchase, Locale language, Instant now) {
        var prepared = preparing.toPay(gateway, purchase, now);
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
        var prepared = preparing.prepare(gateway, purchase, true, clock.instant());
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

    private Recording.Written record(
            Connection connection, Gateway gateway, Key key, Purchase purchase, Prepared prepared, Locale language)
            throws SQLException {
        var holder = prepared.circumstances().holder();
        if (holder == null || prepared.deciding().refused()) {
            var standing = holder == null ? null : ledger.read(connection, holder.account());
            return recording.write(
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
        return recording.write(connection, gateway, key, purchase, settled, standing, decision, language);
    }

    private Purse money(Connection connection, Prepared prepared, Ledger.Standing standing) throws SQLException {
        var counters = prepared.deciding().counters();
        var used = counters.isEmpty() ? List.<Purse.Used>of() : ceilings.read(connection, standing.account(), counters);
        return new Purse(standing.available(), used);
    }
}
