package org.cabas.service.conventioning;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cabas.service.casefile.FactTexts;
import org.cabas.service.conventioning.ConventioningTables.Opinion;
import org.cabas.service.conventioning.ConventioningTables.Said;
import org.cabas.service.conventioning.ConventioningTables.Scored;
import org.cabas.service.database.JsonColumns;

/** What the tables said of places; each decision is kept with what it was decided on. */
@Singleton
class Decisions {
    private static final int LONGEST_REASON = 1_000;

    private final Clock clock;
    private final JsonColumns json;

    Decisions(Clock clock, JsonColumns json) {
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
            insert.setString(10, json.write(scored(said.scored())));
            insert.setString(11, json.write(FactTexts.of(said.facts())));
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
        return json.read(written, new TypeReference<List<Map<String, String>>>() {}).stream()
                .map(each -> new Scored(
                        Objects.requireNonNull(each.get("row")),
                        Objects.requireNonNull(each.get("words")),
                        Long.parseLong(each.get("points"))))
                .toList();
    }
}
