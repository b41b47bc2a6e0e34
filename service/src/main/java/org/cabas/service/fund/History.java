package org.cabas.service.fund;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cabas.service.database.Transactions;
import org.jspecify.annotations.Nullable;

/** What a rulebook's tables were, are and will be. */
@Singleton
public class History {
    private final Transactions transactions;
    private final TableVersions versions;
    private final Clock clock;

    public History(Transactions transactions, TableVersions versions, Clock clock) {
        this.transactions = transactions;
        this.versions = versions;
        this.clock = clock;
    }

    /** Where a version of a table stands. */
    public enum Standing {
        TO_COME,
        IN_FORCE,
        PAST,
        /** Withdrawn before its day: it never decided anything. */
        WITHDRAWN
    }

    /**
     * A published version of a table.
     *
     * @param question the id of the table
     * @param version from 1
     * @param publishedAt when it was published
     * @param from when it took or takes effect; null for a withdrawn one
     * @param until when another one took or takes its place; null when none does
     * @param vote the id of the proposal that was voted; null for what came from elsewhere
     */
    public record Version(
            String question,
            int version,
            Instant publishedAt,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String vote,
            Standing standing) {}

    /** Every version of every table of a rulebook, by question, the newest first. */
    public List<Version> of(String rulebook) {
        return transactions.run(connection -> of(connection, rulebook));
    }

    /** As {@link #of(String)}, in a transaction of the caller's. */
    public List<Version> of(Connection connection, String rulebook) throws SQLException {
        var begins = new HashMap<Key, Instant>();
        var ends = new HashMap<Key, Instant>();
        var current = new HashMap<String, Integer>();
        for (var policy : versions.all(connection, rulebook)) {
            for (var table : policy.tables().entrySet()) {
                var before = current.put(table.getKey(), table.getValue());
                if (!Objects.equals(before, table.getValue())) {
                    begins.putIfAbsent(new Key(table.getKey(), table.getValue()), policy.effectiveAt());
                    if (before != null) {
                        ends.put(new Key(table.getKey(), before), policy.effectiveAt());
                    }
                }
            }
        }
        return published(connection, rulebook, begins, ends);
    }

    private record Key(String question, int version) {}

    private List<Version> published(
            Connection connection, String rulebook, Map<Key, Instant> begins, Map<Key, Instant> ends)
            throws SQLException {
        var now = clock.instant();
        var all = new ArrayList<Version>();
        try (var query = connection.prepareStatement("""
                select question, version, published_at, vote from table_version
                where rulebook = ? order by question, version desc""")) {
            query.setString(1, rulebook);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var key = new Key(rows.getString(1), rows.getInt(2));
                    var from = begins.get(key);
                    var until = ends.get(key);
                    all.add(new Version(
                            key.question(),
                            key.version(),
                            rows.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                            from,
                            until,
                            rows.getString(4),
                            standing(from, until, now)));
                }
            }
        }
        return all;
    }

    private static Standing standing(@Nullable Instant from, @Nullable Instant until, Instant now) {
        if (from == null) {
            return Standing.WITHDRAWN;
        }
        if (from.isAfter(now)) {
            return Standing.TO_COME;
        }
        return until != null && !until.isAfter(now) ? Standing.PAST : Standing.IN_FORCE;
    }

    /** A version of a table as it was adopted. */
    public Optional<Adopted> adopted(String rulebook, String question, int version) {
        return transactions.run(connection -> adopted(connection, rulebook, question, version));
    }

    /** As {@link #adopted(String, String, int)}, in a transaction of the caller's. */
    public Optional<Adopted> adopted(Connection connection, String rulebook, String question, int version)
            throws SQLException {
        return versions.adopted(connection, rulebook, Map.of(question, version)).stream()
                .findFirst();
    }

    /** The version of each question's table that is in force now. */
    public Map<String, Integer> inForce(Connection connection, String rulebook) throws SQLException {
        return inForce(connection, rulebook, clock.instant());
    }

    /** The version of each question's table that is in force at an instant, as far as is published now. */
    public Map<String, Integer> inForce(Connection connection, String rulebook, Instant at) throws SQLException {
        return versions.all(connection, rulebook).stream()
                .filter(policy -> !policy.effectiveAt().isAfter(at))
                .reduce((earlier, later) -> later)
                .map(PolicyVersion::tables)
                .orElse(Map.of());
    }
}
