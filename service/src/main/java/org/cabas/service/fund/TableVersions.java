package org.cabas.service.fund;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
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
public class TableVersions {
    private final Clock clock;

    TableVersions(Clock clock) {
        this.clock = clock;
    }

    /** The versions of a rulebook that count, in the order in which they take effect: past, in force, to come. */
    public List<PolicyVersion> all(Connection connection, String rulebook) throws SQLException {
        var all = new ArrayList<PolicyVersion>();
        try (var query = connection.prepareStatement("""
                select v.version, v.effective_at, v.published_at, t.question, t.table_version, t.introduced
                from policy_version v
                left join policy_table t on t.rulebook = v.rulebook and t.policy_version = v.version
                where v.rulebook = ? and v.withdrawn_at is null order by v.effective_at, v.version""")) {
            query.setString(1, rulebook);
            try (var rows = query.executeQuery()) {
                var more = rows.next();
                while (more) {
                    var version = rows.getInt(1);
                    var effectiveAt = instant(rows, 2);
                    var publishedAt = instant(rows, 3);
                    var tables = new TreeMap<String, Integer>();
                    var introduced = new TreeMap<String, Integer>();
                    do {
                        if (rows.getString(4) != null) {
                            tables.put(rows.getString(4), rows.getInt(5));
                            if (rows.getBoolean(6)) {
                                introduced.put(rows.getString(4), rows.getInt(5));
                            }
                        }
                        more = rows.next();
                    } while (more && rows.getInt(1) == version);
                    all.add(new PolicyVersion(version, effectiveAt, publishedAt, tables, introduced));
                }
            }
        }
        return all;
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    /**
     * The versions that still decide something, in the order in which they take effect: those to come, the one in force, and the
     * one before it, for decisions under way when it ends.
     */
    List<PolicyVersion> deciding(Connection connection, String rulebook) throws SQLException {
        var all = all(connection, rulebook);
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
                    tables.add(read(rows.getString(2), rows.getInt(1)));
                }
            }
        }
        return tables;
    }

    /** Those versions of a rulebook's tables, as they were adopted. */
    public List<Adopted> adopted(Connection connection, String rulebook, Map<String, Integer> versions)
            throws SQLException {
        var adopted = new ArrayList<Adopted>();
        try (var query = connection.prepareStatement("""
                select csv, cases, waivers, vote from table_version where rulebook = ? and question = ? and version = ?""")) {
            for (var wanted : versions.entrySet()) {
                query.setString(1, rulebook);
                query.setString(2, wanted.getKey());
                query.setInt(3, wanted.getValue());
                try (var rows = query.executeQuery()) {
                    if (rows.next()) {
                        adopted.add(new Adopted(
                                read(rows.getString(1), wanted.getValue()),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4)));
                    }
                }
            }
        }
        return adopted;
    }

    private static DecisionTable read(String csv, int version) {
        return CsvFormat.read(csv.getBytes(StandardCharsets.UTF_8)).expected().withVersion(version);
    }

    /** The number of the next version of a rulebook's policy, locked until the transaction ends. */
    public int next(Connection connection, String rulebook) throws SQLException {
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
    int add(Connection connection, String rulebook, Adopted adopted, Instant now) throws SQLException {
        var table = adopted.table();
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
        try (var insert = connection.prepareStatement("""
                insert into table_version (rulebook, question, version, csv, published_at, cases, waivers, vote)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, rulebook);
            insert.setString(2, table.id());
            insert.setInt(3, version);
            insert.setString(4, CsvFormat.write(table.withVersion(version)));
            insert.setObject(5, LocalDateTime.ofInstant(now, ZoneOffset.UTC));
            insert.setString(6, adopted.cases());
            insert.setString(7, adopted.waivers());
            insert.setString(8, adopted.vote());
            insert.executeUpdate();
        }
        return version;
    }

    /** Stores a version of the policy. */
    void addPolicy(Connection connection, String rulebook, PolicyVersion version) throws SQLException {
        try (var policy = connection.prepareStatement("""
                        insert into policy_version (rulebook, version, effective_at, published_at) values (?, ?, ?, ?)""");
                var part = connection.prepareStatement("""
                        insert into policy_table (rulebook, policy_version, question, table_version, introduced)
                        values (?, ?, ?, ?, ?)""")) {
            policy.setString(1, rulebook);
            policy.setInt(2, version.version());
            policy.setObject(3, LocalDateTime.ofInstant(version.effectiveAt(), ZoneOffset.UTC));
            policy.setObject(4, LocalDateTime.ofInstant(version.publishedAt(), ZoneOffset.UTC));
            policy.executeUpdate();
            for (var table : version.tables().entrySet()) {
                part.setString(1, rulebook);
                part.setInt(2, version.version());
                part.setString(3, table.getKey());
                part.setInt(4, table.getValue());
                part.setBoolean(5, version.introduced().containsKey(table.getKey()));
                part.addBatch();
            }
            part.executeBatch();
        }
    }

    /** Has a version that has not begun never begin. */
    void withdraw(Connection connection, String rulebook, int version, Instant now) throws SQLException {
        try (var update = connection.prepareStatement(
                "update policy_version set withdrawn_at = ? where rulebook = ? and version = ?")) {
            update.setObject(1, LocalDateTime.ofInstant(now, ZoneOffset.UTC));
            update.setString(2, rulebook);
            update.setInt(3, version);
            update.executeUpdate();
        }
    }
}
