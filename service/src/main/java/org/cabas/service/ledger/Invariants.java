package org.cabas.service.ledger;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.cabas.service.database.Transactions;
import org.cabas.service.ledger.Check.Violation;

/**
 * The checker: plain SQL of {@code db/invariants.sql} and every other {@link Check}, in one snapshot of the database, so that it
 * runs after tests, in benchmarks and beside a running service alike.
 */
@Singleton
public class Invariants {

    /** Violations of one invariant that are told: enough to see what happened. */
    private static final int MOST_TOLD = 20;

    /** What a query may take on a large ledger, in milliseconds: an hour; a till would long have been told that the database is away. */
    private static final int PATIENCE = 3_600_000;

    private static final String FILE = "/db/invariants.sql";
    private static final Pattern NAME = Pattern.compile("(?m)^-- name: (\\w+)$");

    private final Transactions transactions;
    private final List<Check> checks;
    private final Map<String, String> queries;

    public Invariants(Transactions transactions, List<Check> checks) {
        this.transactions = transactions;
        this.checks = checks;
        this.queries = queries();
    }

    /** The names of all invariants that are written in SQL. */
    public List<String> names() {
        return List.copyOf(queries.keySet());
    }

    /** All violations; empty when everything holds. */
    public List<Violation> check() {
        return transactions.run(connection -> {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var violations = inSnapshot(connection);
            connection.rollback();
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            return violations;
        });
    }

    private List<Violation> inSnapshot(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("start transaction with consistent snapshot");
        }
        // The connection answers, and its pool puts that back.
        connection.setNetworkTimeout(Runnable::run, PATIENCE);
        return violations(connection);
    }

    /** What doesn't hold of what a connection sees. */
    List<Violation> violations(Connection connection) throws SQLException {
        var violations = new ArrayList<Violation>();
        for (var query : queries.entrySet()) {
            try (var statement = connection.createStatement()) {
                statement.setMaxRows(MOST_TOLD);
                try (var rows = statement.executeQuery(query.getValue())) {
                    while (rows.next()) {
                        violations.add(new Violation(
                                query.getKey(),
                                Objects.requireNonNullElse(rows.getString(1), ""),
                                Objects.requireNonNullElse(rows.getString(2), "")));
                    }
                }
            }
        }
        for (var check : checks) {
            violations.addAll(check.violations(connection));
        }
        return violations;
    }

    private static Map<String, String> queries() {
        try (var file = Invariants.class.getResourceAsStream(FILE)) {
            var text = new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8);
            var queries = new LinkedHashMap<String, String>();
            var names = NAME.matcher(text);
            while (names.find()) {
                var end = text.indexOf(";\n", names.end());
                queries.put(names.group(1), text.substring(names.end(), end));
            }
            return queries;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
