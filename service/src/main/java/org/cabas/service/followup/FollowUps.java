package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is followed, and how far. */
@Singleton
class FollowUps {
    private static final String COLUMNS =
            "case_id, fund_id, member_id, consented_on, started_on, absences, appointment, withdrawn_at";

    private final Clock clock;

    FollowUps(Clock clock) {
        this.clock = clock;
    }

    /** Fills a statement's blanks. */
    private interface Blanks {
        void fill(PreparedStatement statement) throws SQLException;
    }

    /** Adds the follow-up of a file that was just opened; a duplicate key where the member is followed already. */
    void add(Connection connection, String caseFile, String fund, String member) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into follow_up (case_id, fund_id, member_id, open_member) values (?, ?, ?, ?)")) {
            insert.setString(1, caseFile);
            insert.setString(2, fund);
            insert.setString(3, member);
            insert.setString(4, member);
            insert.executeUpdate();
        }
    }

    /** The follow-up of a file. */
    FollowUp of(Connection connection, String caseFile) throws SQLException {
        return find(connection, "case_id = ?", caseFile).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no follow-up of " + caseFile));
    }

    /** The one that a member has now; empty for none. */
    Optional<FollowUp> openOf(Connection connection, String member) throws SQLException {
        return find(connection, "open_member = ?", member).stream().findFirst();
    }

    /** All that a member ever had, in the order of their files. */
    List<FollowUp> allOf(Connection connection, String member) throws SQLException {
        return find(connection, "member_id = ? order by case_id", member);
    }

    private static List<FollowUp> find(Connection connection, String where, String value) throws SQLException {
        try (var query = connection.prepareStatement("select " + COLUMNS + " from follow_up where " + where)) {
            query.setString(1, value);
            var found = new ArrayList<FollowUp>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(read(rows));
                }
            }
            return found;
        }
    }

    private static FollowUp read(ResultSet rows) throws SQLException {
        return new FollowUp(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getObject(4, LocalDate.class),
                rows.getObject(5, LocalDate.class),
                rows.getInt(6),
                rows.getObject(7, LocalDateTime.class),
                rows.getObject(8) != null);
    }

    void consent(Connection connection, String caseFile, LocalDate day) throws SQLException {
        update(connection, caseFile, "consented_on = ?", set -> set.setObject(1, day));
    }

    /** Notes that they came: the first time months begin to count, and absences are over. */
    void came(Connection connection, String caseFile, LocalDate day) throws SQLException {
        update(
                connection,
                caseFile,
                "started_on = coalesce(started_on, ?), absences = 0, appointment = null",
                set -> set.setObject(1, day));
    }

    void wasAbsent(Connection connection, String caseFile) throws SQLException {
        update(connection, caseFile, "absences = absences + 1, appointment = null", set -> {});
    }

    /** Has absences be counted anew. */
    void goesOn(Connection connection, String caseFile) throws SQLException {
        update(connection, caseFile, "absences = 0", set -> {});
    }

    /** Gives an appointment, or takes it back. */
    void appoint(Connection connection, String caseFile, @Nullable LocalDateTime at) throws SQLException {
        update(connection, caseFile, "appointment = ?", set -> set.setObject(1, at));
    }

    /** Has the member be free for another follow-up. */
    void close(Connection connection, String caseFile) throws SQLException {
        update(connection, caseFile, "open_member = null, appointment = null", set -> {});
    }

    /** Forgets all of a member's follow-up but that it was, and that it is over. */
    void withdraw(Connection connection, String caseFile) throws SQLException {
        update(
                connection,
                caseFile,
                "open_member = null, appointment = null, absences = 0, withdrawn_at = ?",
                set -> set.setObject(1, HealthKeys.utc(clock.instant())));
    }

    private static void update(Connection connection, String caseFile, String what, Blanks blanks) throws SQLException {
        try (var update = connection.prepareStatement("update follow_up set " + what + " where case_id = ?")) {
            blanks.fill(update);
            update.setString((int) what.chars().filter(each -> each == '?').count() + 1, caseFile);
            update.executeUpdate();
        }
    }
}
