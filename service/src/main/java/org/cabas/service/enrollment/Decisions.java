package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.table.Value;
import org.cabas.service.casefile.FactTexts;
import org.cabas.service.database.JsonColumns;
import org.cabas.workflows.enrollment.EnrollmentSteps.Admission;
import org.jspecify.annotations.Nullable;

/** What was decided about coming in, by the table or by people; each decision is kept with what it was decided on. */
@Singleton
class Decisions {
    private static final int LONGEST_REASON = 1_000;

    private final Clock clock;
    private final JsonColumns json;

    Decisions(Clock clock, JsonColumns json) {
        this.clock = clock;
        this.json = json;
    }

    /** Keeps what the table said, or what was made of it. */
    void add(Connection connection, String caseFile, Admission admission, AdmissionTable.Said said)
            throws SQLException {
        add(connection, caseFile, admission, said.reason(), said.rule(), said.facts(), null);
    }

    /** Keeps what a person decided. */
    void add(Connection connection, String caseFile, Admission admission, String reason, String person)
            throws SQLException {
        add(connection, caseFile, admission, reason, null, Map.of(), person);
    }

    /** Keeps that a place was found for a household that waited. */
    void open(Connection connection, String caseFile, @Nullable String person) throws SQLException {
        var reason = EnrollmentWording.say("admission.place-opened");
        add(connection, caseFile, Admission.ADMITTED, reason, null, Map.of(), person);
    }

    private void add(
            Connection connection,
            String caseFile,
            Admission admission,
            String reason,
            @Nullable Rule rule,
            Map<String, Value> facts,
            @Nullable String person)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into admission_decision
                    (case_id, decided_at, admission, reason, table_version, row_id, adopted_by, facts, person_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, caseFile);
            insert.setObject(2, Standings.utc(clock.instant()));
            insert.setString(3, admission.name());
            insert.setString(4, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
            insert.setObject(5, rule == null ? null : rule.version());
            insert.setString(6, rule == null ? null : rule.row());
            insert.setString(7, rule == null ? "" : rule.adoptedBy());
            insert.setString(8, json.write(FactTexts.of(facts)));
            insert.setString(9, person);
            insert.executeUpdate();
        }
    }

    /** The last one, which counts; none before the table was asked. */
    Optional<Decision> last(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement("""
                select d.decided_at, d.admission, d.reason, d.table_version, d.row_id, d.adopted_by, p.name
                from admission_decision d left join person p on p.id = d.person_id
                where d.case_id = ? order by d.id desc limit 1""")) {
            query.setString(1, caseFile);
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Decision(
                        Objects.requireNonNull(Standings.instant(rows, 1)),
                        Admission.valueOf(rows.getString(2)),
                        rows.getString(3),
                        rows.getObject(4, Integer.class),
                        rows.getString(5),
                        rows.getString(6),
                        rows.getString(7)));
            }
        }
    }
}
