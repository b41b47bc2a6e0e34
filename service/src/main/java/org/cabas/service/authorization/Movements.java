package org.cabas.service.authorization;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cabas.service.ledger.JournalLine;
import org.cabas.service.ledger.JournalLine.Transfer;
import org.cabas.service.ledger.Ledger;

/**
 * Moves authorized money: each movement changes the authorization, its ceilings and the ledger, and stores an operation. Only under
 * the lock of the household's account, and only what the caller has seen to be possible under it.
 */
@Singleton
class Movements {
    private final Ledger ledger;
    private final Authorizations authorizations;
    private final Ceilings ceilings;

    Movements(Ledger ledger, Authorizations authorizations, Ceilings ceilings) {
        this.ledger = ledger;
        this.authorizations = authorizations;
        this.ceilings = ceilings;
    }

    /**
     * A movement.
     *
     * @param id of its operation
     * @param after the authorization as it leaves it
     */
    record Moved(String id, Authorization after) {}

    /** The authorization under the lock of its account, as it stands then. */
    Authorization locked(Connection connection, Authorization seen) throws SQLException {
        if (seen.account() == null) {
            return seen;
        }
        ledger.lock(connection, seen.account());
        return authorizations.find(connection, seen.id()).orElseThrow();
    }

    /**
     * Takes held money.
     *
     * @param amount cents, of those that are open
     * @param last whether what stays open is released
     */
    Moved capture(Connection connection, Authorization held, long amount, boolean last, Instant now)
            throws SQLException {
        var after = held.withCapture(amount, last);
        var released = after.released() - held.released();
        var id = newId("cap_");
        store(connection, after, id, "capture", amount, capturedLines(held, after), now);
        if (released > 0) {
            giveBackUncaptured(connection, after);
        }
        ledger.write(
                connection,
                line(
                        after,
                        JournalLine.Kind.CAPTURED,
                        id,
                        -amount,
                        -(amount + released),
                        now,
                        amount == 0 ? List.of() : List.of(new Transfer(account(after), merchant(after), amount))));
        return new Moved(id, after);
    }

    /** Releases what is open: who holds it gives it up. */
    Moved reverse(Connection connection, Authorization held, Instant now) throws SQLException {
        return release(
                connection, held, held.withReversal(), JournalLine.Kind.REVERSED, "reversal", newId("rev_"), now);
    }

    /** Releases what is open: its time is over. */
    Moved expire(Connection connection, Authorization held, Instant now) throws SQLException {
        return release(connection, held, held.withExpiry(), JournalLine.Kind.EXPIRED, "expiry", newId("exp_"), now);
    }

    private Moved release(
            Connection connection,
            Authorization held,
            Authorization after,
            JournalLine.Kind kind,
            String operation,
            String id,
            Instant now)
            throws SQLException {
        var open = held.open();
        store(connection, after, id, operation, open, uncaptured(after), now);
        if (open > 0) {
            giveBackUncaptured(connection, after);
            ledger.write(connection, line(after, kind, id, 0, -open, now, List.of()));
        }
        return new Moved(id, after);
    }

    /**
     * Gives captured money back.
     *
     * @param lines cents of each line, within {@link #refundable}, that add up to the amount
     */
    Moved refund(Connection connection, Authorization held, long amount, List<Long> lines, Instant now)
            throws SQLException {
        var id = newId("ref_");
        var after = held.withRefund(amount);
        store(connection, after, id, "refund", amount, lines, now);
        ceilings.giveBack(connection, account(after), after.id(), lines);
        ledger.write(
                connection,
                line(
                        after,
                        JournalLine.Kind.REFUNDED,
                        id,
                        amount,
                        0,
                        now,
                        List.of(new Transfer(merchant(after), account(after), amount))));
        return new Moved(id, after);
    }

    /** The cents of each line that can still be given back. */
    List<Long> refundable(Connection connection, Authorization held) throws SQLException {
        return minus(held.firstCents(held.captured()), authorizations.refundedLines(connection, held));
    }

    /** An amount shared out to lines of so many cents, from the last backwards. */
    static List<Long> fromTheLast(List<Long> lines, long amount) {
        var shares = new Long[lines.size()];
        var left = amount;
        for (var i = shares.length - 1; i >= 0; i--) {
            shares[i] = Math.min(left, lines.get(i));
            left -= shares[i];
        }
        return List.of(shares);
    }

    private void store(
            Connection connection,
            Authorization after,
            String id,
            String kind,
            long amount,
            List<Long> lines,
            Instant now)
            throws SQLException {
        authorizations.insertOperation(connection, id, after.id(), kind, amount, lines, now);
        authorizations.update(connection, after);
    }

    private void giveBackUncaptured(Connection connection, Authorization after) throws SQLException {
        ceilings.giveBack(connection, account(after), after.id(), uncaptured(after));
    }

    private static List<Long> uncaptured(Authorization after) {
        return minus(after.lines(), after.firstCents(after.captured()));
    }

    private static List<Long> capturedLines(Authorization before, Authorization after) {
        return minus(after.firstCents(after.captured()), before.firstCents(before.captured()));
    }

    private static List<Long> minus(List<Long> some, List<Long> others) {
        var left = new ArrayList<Long>(some.size());
        for (var i = 0; i < some.size(); i++) {
            left.add(some.get(i) - others.get(i));
        }
        return left;
    }

    private static JournalLine line(
            Authorization after,
            JournalLine.Kind kind,
            String operation,
            long balance,
            long reserved,
            Instant now,
            List<Transfer> transfers) {
        return new JournalLine(
                after.fund(), kind, after.account(), after.id(), operation, balance, reserved, now, transfers);
    }

    private static long account(Authorization held) {
        return Objects.requireNonNull(held.account(), "approved money has an account");
    }

    private static long merchant(Authorization held) {
        return Objects.requireNonNull(held.merchantAccount(), "approved money has a merchant");
    }

    private static String newId(String prefix) {
        return prefix + UlidCreator.getMonotonicUlid().toLowerCase();
    }
}
