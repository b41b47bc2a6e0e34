package org.cabas.service.conventioning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.cabas.rules.table.Value;
import org.cabas.service.conventioning.ConventioningTables.Opinion;
import org.cabas.service.conventioning.ConventioningTables.Said;
import org.cabas.service.conventioning.ConventioningTables.Scored;

/** What the tables said of places; each decision is kept with what it was decided on. */
@Singleton
class Decisions {
    private static final int LONGEST_REASON = 1_000;

    private final Clock clock;
    private final ObjectMapper json;

    Decisions(Clock clock, ObjectMapper json) {
        this.clock = clock;
        this.json = json;
    }

    /** Keeps what the tables said. */
    void add(Connection connection, String caseFile, boolean afterVisit, Said said) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into conventioning_decision (case_id, decided_at, after_visit, verdict, points, reason, table_version, row_id,
                    adopted_by, scored, facts)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            var rule = said.rule();
            insert.setString(1, caseFile);
            insert.setObject(2, Standings.utc(clock.instant()));
            insert.setBoolean(3, afterVisit);
            insert.setString(4, said.opinion().name());
            insert.setLong(5, said.points());
            insert.setString(
                    6, said.reason().substring(0, Math.min(said.reason().length(), LONGEST_REASON)));
            insert.setObject(7, rule == null ? null : rule.version());
            insert.setString(8, rule == null ? null : rule.row());
            insert.setString(9, rule == null ? "" : rule.adoptedBy());
            insert.setString(10, written(scored(said.scored())));
            insert.setString(11, written(texts(said.facts())));
            insert.executeUpdate();
        }
    }

    /** The last one, which counts; none before the tables were asked. */
    Optional<Decision> last(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement("""
                select decided_at, after_visit, verdict, points, reason, table_version, row_id, adopted_by, scored
                from conventioning_decision where case_id = ? order by id desc limit 1""")) {
            query.setString(1, caseFile);
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Decision(
                        Objects.requireNonNull(Standings.instant(rows, 1)),
                        rows.getBoolean(2),
                        Opinion.valueOf(rows.getString(3)),
                        rows.getLong(4),
                        rows.getString(5),
                        rows.getObject(6, Integer.class),
                        rows.getString(7),
                        rows.getString(8),
                        scored(rows.getString(9))));
            }
        }
    }

    private static List<Map<String, String>> scored(List<Scored> scored) {
        return scored.stream()
                .map(each -> Map.of("row", each.row(), "words", each.words(), "points", Long.toString(each.points())))
                .toList();
    }

    private List<Scored> scored(String written) {
        try {
            var scored = new ArrayList<Scored>();
            for (var each : json.readValue(written, new TypeReference<List<Map<String, String>>>() {})) {
                scored.add(new Scored(
                        Objects.requireNonNull(each.get("row")),
                        Objects.requireNonNull(each.get("words")),
                        Long.parseLong(each.get("points"))));
            }
            return scored;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("points that were written here can't be read", e);
        }
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a decision that can't be written", e);
        }
    }

    private static Map<String, String> texts(Map<String, Value> facts) {
        var texts = new HashMap<String, String>();
        facts.forEach((id, value) -> texts.put(id, text(value)));
        return new TreeMap<>(texts);
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Quantity(var units) -> Long.toString(units);
            case Value.Choice(var code) -> code;
            case Value.Choices(var codes) ->
                String.join(" ", codes.stream().sorted().toList());
            case Value.YesNo(var yes) -> Boolean.toString(yes);
            case Value.Unknown unknown -> "unknown";
        };
    }
}
