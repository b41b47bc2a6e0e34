package org.cabas.service.authorization;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.cabas.service.database.Transactions;
import org.cabas.service.database.Transactions.Undone;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.jspecify.annotations.Nullable;

/**
 * One outcome for one key of a gateway, for ever. The key is stored in the transaction that moves the money, by an insert that
 * only one of any number of callers can win; the others read what the winner stored.
 */
@Singleton
class Keys {

    /** A caller's own id for what it asks, with what it asked. */
    record Key(String gateway, String value, String operation, byte[] fingerprint) {
        /** The fingerprint covers the operation, what it is done to, and the canonical body. */
        static Key of(String gateway, String value, String operation, String target, byte[] body) {
            try {
                var digest = MessageDigest.getInstance("SHA-256");
                digest.update((operation + "\n" + target + "\n").getBytes(StandardCharsets.UTF_8));
                return new Key(gateway, value, operation, digest.digest(body));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    /**
     * What is stored under a key.
     *
     * @param authorization null for a key that was cancelled before its purchase arrived
     * @param response null for the same
     */
    record Stored(
            String operation,
            byte @Nullable [] fingerprint,
            @Nullable String authorization,
            byte @Nullable [] response) {

        /** The stored answer of the same request; a problem where the key was used for another one. */
        byte[] replay(Key key) {
            if (response == null || !Arrays.equals(fingerprint, key.fingerprint())) {
                throw new ProblemFound(Kind.KEY_REUSED);
            }
            return response;
        }

        /** Whether only a cancellation is known of the key. */
        boolean isCancelledBeforeArrival() {
            return response == null;
        }
    }

    /** The key has an outcome already: what was being done is rolled back, and the outcome is read. */
    static final class Taken extends Undone {
        Taken() {
            super("the key has an outcome");
        }
    }

    private final Transactions transactions;

    Keys(Transactions transactions) {
        this.transactions = transactions;
    }

    /** What is stored under a key, as committed. */
    Optional<Stored> find(String gateway, String key) {
        return transactions.run(connection -> find(connection, gateway, key, ""));
    }

    /** What is stored under a key, as this transaction sees it. */
    Optional<Stored> find(Connection connection, String gateway, String key) throws SQLException {
        return find(connection, gateway, key, "");
    }

    /** What is stored under a key, locked until the transaction ends. */
    Optional<Stored> lock(Connection connection, String gateway, String key) throws SQLException {
        return find(connection, gateway, key, " for update");
    }

    private static Optional<Stored> find(Connection connection, String gateway, String key, String locking)
            throws SQLException {
        try (var query = connection.prepareStatement("""
                select operation, fingerprint, authorization_id, response from idempotency
                where gateway_id = ? and idempotency_key = ?""" + locking)) {
            query.setString(1, gateway);
            query.setString(2, key);
            try (var rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new Stored(rows.getString(1), rows.getBytes(2), rows.getString(3), rows.getBytes(4)))
                        : Optional.empty();
            }
        }
    }

    /** Stores the outcome with the money; {@link Taken} when another one won. */
    void store(Connection connection, Key key, String authorization, byte[] response, Instant at) throws SQLException {
        insert(connection, key.gateway(), key.value(), key.operation(), key.fingerprint(), authorization, response, at);
    }

    /** Stores that a key is cancelled before anything arrived under it; {@link Taken} when something did. */
    void cancel(Connection connection, String gateway, String key, Instant at) throws SQLException {
        insert(connection, gateway, key, "cancelled", null, null, null, at);
    }

    private static void insert(
            Connection connection,
            String gateway,
            String key,
            String operation,
            byte @Nullable [] fingerprint,
            @Nullable String authorization,
            byte @Nullable [] response,
            Instant at)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into idempotency
                    (gateway_id, idempotency_key, operation, fingerprint, authorization_id, response, recorded_at)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, gateway);
            insert.setString(2, key);
            insert.setString(3, operation);
            insert.setBytes(4, fingerprint);
            insert.setString(5, authorization);
            insert.setBytes(6, response);
            insert.setObject(7, LocalDateTime.ofInstant(at, ZoneOffset.UTC));
            insert.executeUpdate();
        } catch (SQLException e) {
            if (Transactions.isDuplicate(e)) {
                throw new Taken();
            }
            throw e;
        }
    }

    /** Gives the outcome to a key that was cancelled before its purchase arrived, whose row is locked. */
    void complete(Connection connection, Key key, String authorization, byte[] response) throws SQLException {
        try (var update = connection.prepareStatement("""
                update idempotency set operation = ?, fingerprint = ?, authorization_id = ?, response = ?
                where gateway_id = ? and idempotency_key = ? and response is null""")) {
            update.setString(1, key.operation());
            update.setBytes(2, key.fingerprint());
            update.setString(3, authorization);
            update.setBytes(4, response);
            update.setString(5, key.gateway());
            update.setString(6, key.value());
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("the key was completed under its lock");
            }
        }
    }
}
