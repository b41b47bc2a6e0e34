package org.cabas.service.fund;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.table.DecisionTable;

/** The published tables of rulebooks, as written, and which of them each version of the policy is made of. */
@Singleton
class TableVersions {
    private final Clock clock;

    TableVersions(Clock clock) {
        this.clock = clock;
    }

    /** A version of a rulebook's policy and when it takes effect. */
    record Published(int version, Instant effectiveAt) {}

    /**
     * The versions that still decide something, in the order in which they take effect: those to come, the one in force, and the
     * one before it, for decisions under way when it ends.
     */
    List<Published> published(Connection connection, String rulebook) throws SQLException {
        var all = new ArrayList<Published>();
        try (var query = connection.prepareStatement("""
                select version, effective_at from policy_version where rulebook = ? order by effective_at, version""")) {
            query.setString(1, rulebook);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(new Published(
                            rows.getInt(1),
                            rows.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
                }
            }
        }
        var now = clock.instant();
        var started =
                (int) all.stream().filter(p -> !p.effectiveAt().isAfter(now)).count();
        return all.subList(Math.max(0, started - 2), all.size());
    }

    /** The rulebooks that have published something. */
    List<String> rulebooks(Connection connection) throws SQLException {
        var rulebooks = new ArrayList<String>();
        try (var query = connection.createStatement();
                var rows = query.executeQuery("select distinct rulebook from policy_version")) {
            while (rows.next()) {
                rulebooks.add(rows.getString(1));
            }
        }
        return rulebooks;
    }

    /** The tables of a version of the policy. */
    List<DecisionTable> tables(Connection connection, String rulebook, int policyVersion) throws SQLException {
        var tables = new ArrayList<DecisionTable>();
        try (var query = connection.prepareStatement("""
                select t.version, t.csv from policy_table p
                join table_version t on t.rulebook = p.rulebook and t.question = p.question and t.version = p.table_version
                where p.rulebook = ? and p.policy_version = ?""")) {
            query.setString(1, rulebook);
            query.setInt(2, policyVersion);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    tables.add(CsvFormat.read(rows.getString(2).getBytes(StandardCharsets.UTF_8))
                            .expected()
                            .withVersion(rows.getInt(1)));
                }
            }
        }
        return tables;
    }

    /** The version of each question's table in the latest version of the policy, whenever it takes effect. */
    Map<String, Integer> latest(Connection connection, String rulebook) throws SQLException {
        var versions = new TreeMap<String, Integer>();
        try (var query = connection.prepareStatement("""
                select question, table_version from policy_table
                where rulebook = ? and policy_version = (select max(version) from policy_version where rulebook = ?)""")) {
            query.setString(1, rulebook);
            query.setString(2, rulebook);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    versions.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        return versions;
    }

    /** The number of the next version of a rulebook's policy, locked until the transaction ends. */
    int next(Connection connection, String rulebook) throws SQLException {
        try (var query = connection.prepareStatement(
                "select coalesce(max(version), 0) + 1 from policy_version where rulebook = ? for update")) {
            query.setString(1, rulebook);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }

    /** Stores a table as a new version of its question, and gives the version. */
    int add(Connection connection, String rulebook, DecisionTable table, Instant now) throws SQLException {
        int version;
        try (var query = connection.prepareStatement(
                "select coalesce(max(version), 0) + 1 from table_version where rulebook = ? and question = ?")) {
            query.setString(1, rulebook);
            query.setString(2, table.id());
            try (var rows = query.executeQuery()) {
                rows.next();
                version = rows.getInt(1);
            }
        }
        try (var insert = connection.prepareStatement(
                "insert into table_version (rulebook, question, version, csv, published_at) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, rulebook);
            insert.setString(2, table.id());
            insert.setInt(3, version);
            insert.setString(4, CsvFormat.write(table.withVersion(version)));
            insert.setObject(5, LocalDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.executeUpdate();
        }
        return version;
    }

    /** Stores a version of the policy made of those versions of tables. */
    void addPolicy(
            Connection connection,
            String rulebook,
            int version,
            Map<String, Integer> tables,
            Instant effectiveAt,
            Instant now)
            throws SQLException {
        try (var policy = connection.prepareStatement("""
                        insert into policy_version (rulebook, version, effective_at, published_at) values (?, ?, ?, ?)""");
                var part = connection.prepareStatement("""
                        insert into policy_table (rulebook, policy_version, question, table_version)
                        values (?, ?, ?, ?)""")) {
            policy.setString(1, rulebook);
            policy.setInt(2, version);
            policy.setObject(3, LocalDateTime.ofInstant(effectiveAt, ZoneOffset.UTC));
            policy.setObject(4, LocalDateTime.ofInstant(now, ZoneOffset.UTC));
            policy.executeUpdate();
            for (var table : tables.entrySet()) {
                part.setString(1, rulebook);
                part.setInt(2, version);
                part.setString(3, table.getKey());
                part.setInt(4, table.getValue());
                part.addBatch();
            }
            part.executeBatch();
        }
    }
}
