package org.cabas.service.simulation;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.simulate.Comparison;
import org.cabas.rules.simulate.Span;
import org.cabas.service.simulation.Simulation.Drafted;
import org.cabas.service.simulation.Simulation.Source;
import org.cabas.service.simulation.Simulation.State;
import org.jspecify.annotations.Nullable;

/** The simulations as they are stored. Whoever works on one says so again and again; who is silent is taken for dead. */
@Singleton
public class Simulations {
    /** Longer than any pause of a healthy instance, shorter than anybody's patience. */
    static final int SECONDS_OF_SILENCE = 20;

    /** How often one is taken up before it is given up: what kills an instance twice would kill it again. */
    static final int MOST_RUNS = 3;

    /** Simulations of one list. */
    private static final int MOST_LISTED = 200;

    private static final String COLUMNS = """
            id, fund_id, rulebook, policy_version, source, seed, first_day, last_day, households, market_days,
            person_id, person_name, created_at, state, per_mille, runs""";

    /** Stores one that is to be worked on. */
    void add(Connection connection, Simulation simulation) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into simulation (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, simulation.id());
            insert.setString(2, simulation.fund());
            insert.setString(3, simulation.rulebook());
            insert.setObject(4, simulation.policyVersion());
            insert.setString(5, simulation.source().name());
            insert.setLong(6, simulation.seed());
            insert.setObject(7, simulation.span().first());
            insert.setObject(8, simulation.span().last());
            insert.setInt(9, simulation.households());
            insert.setString(
                    10,
                    simulation.marketDays().stream()
                            .sorted()
                            .map(DayOfWeek::name)
                            .collect(Collectors.joining(" ")));
            insert.setString(11, simulation.person());
            insert.setString(12, simulation.personName());
            insert.setObject(13, LocalDateTime.ofInstant(simulation.createdAt(), ZoneOffset.UTC));
            insert.setString(14, simulation.state().name());
            insert.setInt(15, simulation.perMille());
            insert.setInt(16, simulation.runs());
            insert.executeUpdate();
        }
        try (var insert = connection.prepareStatement("""
                insert into simulation_draft (simulation_id, draft_id, revision, question, name, title, csv)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            for (var drafted : simulation.drafts()) {
                insert.setString(1, simulation.id());
                insert.setString(2, drafted.draft());
                insert.setInt(3, drafted.revision());
                insert.setString(4, drafted.table().id());
                insert.setString(5, drafted.name());
                insert.setString(6, drafted.table().title());
                insert.setString(7, CsvFormat.write(drafted.table()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The simulation of that id with its result. */
    public Optional<Simulation> find(Connection connection, String id) throws SQLException {
        try (var query = connection.prepareStatement("select " + COLUMNS + ", result from simulation where id = ?")) {
            query.setString(1, id);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(read(connection, rows, rows.getString(17))) : Optional.empty();
            }
        }
    }

    /** The simulations of a fund without their results, the last one first. */
    public List<Simulation> of(Connection connection, String fund) throws SQLException {
        return list(connection, "fund_id = ? order by created_at desc, id desc limit " + MOST_LISTED, fund);
    }

    /** The simulations that a draft was part of, in any revision, the last one first; without their results. */
    public List<Simulation> ofDraft(Connection connection, String draft) throws SQLException {
        return list(
                connection,
                "id in (select simulation_id from simulation_draft where draft_id = ?) order by created_at desc, id desc",
                draft);
    }

    private static List<Simulation> list(Connection connection, String where, String value) throws SQLException {
        var simulations = new ArrayList<Simulation>();
        try (var query = connection.prepareStatement("select " + COLUMNS + " from simulation where " + where)) {
            query.setString(1, value);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    simulations.add(read(connection, rows, null));
                }
            }
        }
        return simulations;
    }

    /** The revision that each draft of a simulation has now; a draft that is gone is left out. */
    Map<String, Integer> revisionsNow(Connection connection, String simulation) throws SQLException {
        var revisions = new TreeMap<String, Integer>();
        try (var query = connection.prepareStatement("""
                select d.id, d.revision from simulation_draft s join draft d on d.id = s.draft_id
                where s.simulation_id = ? and d.state <> 'DISCARDED'""")) {
            query.setString(1, simulation);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    revisions.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        return revisions;
    }

    /** Takes the oldest one that nobody works on: that waits, or whose instance is silent. One transaction, one taker. */
    Optional<Simulation> take(Connection connection, String runner) throws SQLException {
        String id;
        try (var query = connection.prepareStatement("""
                select id from simulation
                where state = 'QUEUED' or (state = 'RUNNING' and runs_until < sysdate(6))
                order by created_at limit 1 for update skip locked""");
                var rows = query.executeQuery()) {
            if (!rows.next()) {
                return Optional.empty();
            }
            id = rows.getString(1);
        }
        try (var update = connection.prepareStatement("""
                update simulation set state = 'RUNNING', runner = ?, runs = runs + 1, per_mille = 0,
                    runs_until = sysdate(6) + interval ? second where id = ?""")) {
            update.setString(1, runner);
            update.setInt(2, SECONDS_OF_SILENCE);
            update.setString(3, id);
            update.executeUpdate();
        }
        return find(connection, id);
    }

    /** Says how far it is; false where it was cancelled, or somebody else took it. */
    boolean reached(Connection connection, String id, String runner, int perMille) throws SQLException {
        try (var update = connection.prepareStatement("""
                update simulation set per_mille = ?, runs_until = sysdate(6) + interval ? second
                where id = ? and runner = ? and state = 'RUNNING'""")) {
            update.setInt(1, perMille);
            update.setInt(2, SECONDS_OF_SILENCE);
            update.setString(3, id);
            update.setString(4, runner);
            return update.executeUpdate() == 1;
        }
    }

    /** Stores the result, unless it was cancelled, or somebody else took it. */
    boolean done(Connection connection, String id, String runner, Comparison result, Instant now) throws SQLException {
        try (var update = connection.prepareStatement("""
                update simulation set state = 'DONE', per_mille = 1000, result = ?, ended_at = ?
                where id = ? and runner = ? and state = 'RUNNING'""")) {
            update.setString(1, Results.written(result));
            update.setObject(2, LocalDateTime.ofInstant(now, ZoneOffset.UTC));
            update.setString(3, id);
            update.setString(4, runner);
            return update.executeUpdate() == 1;
        }
    }

    /** Ends one that is under way; false where it was over already. */
    boolean end(Connection connection, String id, State as, Instant now) throws SQLException {
        try (var update = connection.prepareStatement("""
                update simulation set state = ?, ended_at = ? where id = ? and state in ('QUEUED', 'RUNNING')""")) {
            update.setString(1, as.name());
            update.setObject(2, LocalDateTime.ofInstant(now, ZoneOffset.UTC));
            update.setString(3, id);
            return update.executeUpdate() == 1;
        }
    }

    private static Simulation read(Connection connection, ResultSet row, @Nullable String result) throws SQLException {
        return new Simulation(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, Integer.class),
                Source.valueOf(row.getString(5)),
                row.getLong(6),
                new Span(row.getObject(7, LocalDate.class), row.getObject(8, LocalDate.class)),
                row.getInt(9),
                days(row.getString(10)),
                row.getString(11),
                row.getString(12),
                row.getObject(13, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                State.valueOf(row.getString(14)),
                row.getInt(15),
                row.getInt(16),
                drafts(connection, row.getString(1)),
                result == null ? null : Results.read(result));
    }

    private static Set<DayOfWeek> days(String written) {
        return written.isEmpty()
                ? EnumSet.noneOf(DayOfWeek.class)
                : Arrays.stream(written.split(" ")).map(DayOfWeek::valueOf).collect(Collectors.toSet());
    }

    private static List<Drafted> drafts(Connection connection, String simulation) throws SQLException {
        var drafts = new ArrayList<Drafted>();
        try (var query = connection.prepareStatement("""
                select draft_id, revision, name, csv from simulation_draft where simulation_id = ? order by question, draft_id""")) {
            query.setString(1, simulation);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var table = CsvFormat.read(rows.getString(4).getBytes(StandardCharsets.UTF_8))
                            .expected();
                    drafts.add(new Drafted(rows.getString(1), rows.getInt(2), rows.getString(3), table));
                }
            }
        }
        return drafts;
    }
}
