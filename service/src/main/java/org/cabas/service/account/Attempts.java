package org.cabas.service.account;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.cabas.service.access.Email;
import org.cabas.service.access.Tokens;
import org.cabas.service.database.Transactions;
import org.jspecify.annotations.Nullable;

/**
 * Counts tries to sign in, by account and by network address, on all instances together. Each try is counted before the password
 * is looked at, so that many at once are no way round; a right password gives its try back. After some free ones each further
 * try waits twice as long. An address that has no account is counted like one that has.
 */
@Singleton
class Attempts {
    /** How many tries are free: an account's owner mistypes a few times, a village hall shares one address. */
    static final int FREE_OF_ACCOUNT = 5;

    static final int FREE_OF_ADDRESS = 30;
    static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /** After a day without a try the count starts again. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private final Transactions transactions;
    private final Clock clock;

    Attempts(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Counts a try.
     *
     * @param address from where, as the network says
     * @param locked is told, in the same transaction, when this very try locks the account
     * @return when the next try is allowed, where this one is not
     */
    Optional<Instant> begin(Email email, String address, Locked locked) {
        return transactions.run(connection -> {
            // Always in this order, so that no two tries wait for each other.
            var ofAddress = count(connection, subject("address", address), FREE_OF_ADDRESS);
            if (ofAddress.refusedUntil() != null) {
                return Optional.of(ofAddress.refusedUntil());
            }
            var ofAccount = count(connection, subject("account", email.address()), FREE_OF_ACCOUNT);
            if (ofAccount.locks()) {
                locked.tell(connection);
            }
            return Optional.ofNullable(ofAccount.refusedUntil());
        });
    }

    /** What is told when a try is the last free one. */
    interface Locked {
        void tell(Connection connection) throws SQLException;
    }

    /** Takes a try back whose password was right, in the caller's transaction: of the account all are forgotten. */
    void succeeded(Connection connection, Email email, String address) throws SQLException {
        try (var less = connection.prepareStatement("""
                        update sign_in_failure set failures = greatest(failures - 1, 0), locked_until = null
                        where subject = ?""");
                var none = connection.prepareStatement("delete from sign_in_failure where subject = ?")) {
            less.setBytes(1, subject("address", address));
            less.executeUpdate();
            none.setBytes(1, subject("account", email.address()));
            none.executeUpdate();
        }
    }

    @Scheduled(initialDelay = "12m", fixedDelay = "1h")
    void forget() {
        transactions.run(connection -> {
            try (var delete =
                    connection.prepareStatement("delete from sign_in_failure where last_at < ? limit 10000")) {
                delete.setObject(1, utc(clock.instant().minus(FORGOTTEN)));
                return delete.executeUpdate();
            }
        });
    }

    /** How a try stands: refused until then, or counted, and whether it was the last for now. */
    private record Counted(@Nullable Instant refusedUntil, boolean locks) {}

    private Counted count(Connection connection, byte[] subject, int free) throws SQLException {
        var now = clock.instant();
        // Updating what is there locks it at once; ignoring it would share it with another try first, and both would
        // wait.
        try (var insert = connection.prepareStatement("""
                insert into sign_in_failure (subject, failures, last_at) values (?, 0, ?)
                on duplicate key update failures = failures""")) {
            insert.setBytes(1, subject);
            insert.setObject(2, utc(now));
            insert.executeUpdate();
        }
        int failures;
        try (var query = connection.prepareStatement(
                "select failures, last_at, locked_until from sign_in_failure where subject = ? for update")) {
            query.setBytes(1, subject);
            try (var rows = query.executeQuery()) {
                rows.next();
                var lockedUntil = rows.getObject(3, LocalDateTime.class);
                if (lockedUntil != null && lockedUntil.isAfter(utc(now))) {
                    return new Counted(lockedUntil.toInstant(ZoneOffset.UTC), false);
                }
                var forgotten = rows.getObject(2, LocalDateTime.class).isBefore(utc(now.minus(FORGOTTEN)));
                failures = forgotten ? 1 : rows.getInt(1) + 1;
            }
        }
        try (var update = connection.prepareStatement(
                "update sign_in_failure set failures = ?, last_at = ?, locked_until = ? where subject = ?")) {
            update.setInt(1, failures);
            update.setObject(2, utc(now));
            update.setObject(3, failures < free ? null : utc(now.plus(wait(failures - free))));
            update.setBytes(4, subject);
            update.executeUpdate();
        }
        return new Counted(null, failures == free);
    }

    /** 30 s, 1 min, 2 min, 4 min, 8 min, then 15 min each. */
    static Duration wait(int beyond) {
        var doubled = FIRST_WAIT.multipliedBy(1L << Math.min(beyond, 10));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    private static byte[] subject(String kind, String name) {
        return Tokens.hash("sign-in " + kind + " " + name);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
