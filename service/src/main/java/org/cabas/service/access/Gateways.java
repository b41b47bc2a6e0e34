package org.cabas.service.access;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cabas.service.access.Gateway.Operation;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Remembered;
import org.cabas.service.database.Transactions;

/**
 * The gateways and their keys. A key is 256 random bits, shown once and stored as its SHA-256: with that much chance in it, a
 * slow hash would protect nothing more and cost every purchase.
 */
@Singleton
public class Gateways {
    private static final String TOPIC = "gateway";

    /** Keys kept in memory, wrong ones too; a flood of wrong keys pushes out wrong keys, which are the least used. */
    private static final int KEYS_IN_MEMORY = 10_000;

    private final Transactions transactions;
    private final Changes changes;
    private final Clock clock;
    private final Remembered<Gateway> byKeyHash;
    private final SecureRandom random = new SecureRandom();

    public Gateways(Transactions transactions, Changes changes, Clock clock) {
        this.transactions = transactions;
        this.changes = changes;
        this.clock = clock;
        this.byKeyHash =
                new Remembered<>(changes, TOPIC, KEYS_IN_MEMORY, hash -> transactions.run(c -> byKeyHash(c, hash)));
    }

    /** The gateway that holds the key; none for a wrong or a revoked one. */
    public Optional<Gateway> holding(String key) {
        return byKeyHash.get(HexFormat.of().formatHex(hash(key)));
    }

    /** Adds a gateway and gives its key, which can't be had again. */
    public String add(Gateway gateway) {
        var bits = new byte[32];
        random.nextBytes(bits);
        var key = "cabas_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        add(gateway, key);
        return key;
    }

    /** Adds a gateway with a key that is given: for demonstrations and tests, whose keys are no secrets. */
    public void add(Gateway gateway, String key) {
        transactions.run(connection -> {
            try (var insert = connection.prepareStatement("""
                            insert into gateway (id, name, key_hash, operations, rate_per_second, created_at)
                            values (?, ?, ?, ?, ?, ?)""");
                    var scope = connection.prepareStatement(
                            "insert into gateway_fund (gateway_id, fund_id) values (?, ?)")) {
                insert.setString(1, gateway.id());
                insert.setString(2, gateway.name());
                insert.setBytes(3, hash(key));
                insert.setString(
                        4,
                        gateway.operations().stream()
                                .map(Operation::code)
                                .sorted()
                                .collect(Collectors.joining(" ")));
                insert.setInt(5, gateway.ratePerSecond());
                insert.setObject(6, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
                insert.executeUpdate();
                for (var fund : gateway.funds()) {
                    scope.setString(1, gateway.id());
                    scope.setString(2, fund);
                    scope.addBatch();
                }
                scope.executeBatch();
            }
            changes.announce(connection, TOPIC, Changes.ALL);
            return gateway;
        });
    }

    /** Whether a gateway has that id, revoked or not. */
    public boolean exists(String id) {
        return transactions.run(connection -> {
            try (var query = connection.prepareStatement("select 1 from gateway where id = ?")) {
                query.setString(1, id);
                try (var rows = query.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /** Revokes a gateway's key on every instance within two seconds; false where there is no such gateway. */
    public boolean revoke(String id) {
        return transactions.run(connection -> {
            try (var update = connection.prepareStatement(
                    "update gateway set revoked_at = ? where id = ? and revoked_at is null")) {
                update.setObject(1, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
                update.setString(2, id);
                changes.announce(connection, TOPIC, Changes.ALL);
                return update.executeUpdate() == 1;
            }
        });
    }

    private static Optional<Gateway> byKeyHash(Connection connection, String hash) throws SQLException {
        try (var query = connection.prepareStatement("""
                select g.id, g.name, g.operations, g.rate_per_second, f.fund_id
                from gateway g left join gateway_fund f on f.gateway_id = g.id
                where g.key_hash = ? and g.revoked_at is null""")) {
            query.setBytes(1, HexFormat.of().parseHex(hash));
            try (var rows = query.executeQuery()) {
                Gateway found = null;
                var funds = new HashSet<String>();
                while (rows.next()) {
                    Optional.ofNullable(rows.getString(5)).ifPresent(funds::add);
                    found = new Gateway(
                            rows.getString(1), rows.getString(2), funds, operations(rows.getString(3)), rows.getInt(4));
                }
                return Optional.ofNullable(found);
            }
        }
    }

    private static Set<Operation> operations(String codes) {
        return Arrays.stream(codes.split(" "))
                .filter(code -> !code.isBlank())
                .map(code -> Operation.valueOf(code.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
