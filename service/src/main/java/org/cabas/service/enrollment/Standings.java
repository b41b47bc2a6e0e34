package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cabas.rules.money.Money;
import org.cabas.service.member.Memberships;
import org.jspecify.annotations.Nullable;

/** Where households stand, one row a file; whoever changes one holds the row of its file. */
@Singleton
class Standings {
    private static final String COLUMNS = """
            e.case_id, e.fund_id, e.has_place, e.queued_at, e.no_place_was_free, e.priority, e.interview_on, e.contribution,
            e.household_id, e.member_id, e.workshop_on, e.workshop_attended, e.active_since, e.paused_at, e.same_as""";

    /** By what the table gives, then by when they came: those who pause again behind those who wait since. */
    private static final String IN_ORDER = " order by e.priority desc, e.queued_at, e.case_id";

    void add(Connection connection, String caseFile, String fund) throws SQLException {
        set(connection, "insert into enrollment (fund_id, case_id) values (?, ?)", fund, caseFile);
    }

    Standing of(Connection connection, String caseFile) throws SQLException {
        return all(connection, "where e.case_id = ?", caseFile).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no enrollment " + caseFile));
    }

    /** Those who wait for a place, in the order in which they come in. */
    List<Standing> waiting(Connection connection, String fund) throws SQLException {
        return all(connection, "where e.fund_id = ? and e.queued_at is not null" + IN_ORDER, fund);
    }

    /** The one who comes in next; none where nobody waits. */
    Optional<Standing> next(Connection connection, String fund) throws SQLException {
        return all(connection, "where e.fund_id = ? and e.queued_at is not null" + IN_ORDER + " limit 1", fund).stream()
                .findFirst();
    }

    /** Those who are members today, and not in pause: the ones longest in the fund first. */
    List<Standing> active(Connection connection, String fund) throws SQLException {
        return all(
                connection,
                "where e.fund_id = ? and e.has_place and e.active_since is not null order by e.active_since, e.case_id",
                fund);
    }

    /** Has a household keep a place; it waits no more. */
    void place(Connection connection, String caseFile) throws SQLException {
        set(
                connection,
                "update enrollment set has_place = true, queued_at = null, paused_at = null where case_id = ?",
                caseFile);
    }

    /** Takes a household's place, and its turn on the waiting list. */
    void leave(Connection connection, String caseFile) throws SQLException {
        set(
                connection,
                "update enrollment set has_place = false, queued_at = null, paused_at = null where case_id = ?",
                caseFile);
    }

    /** Has a household wait for a place, in the order of its arrival. */
    void queue(Connection connection, String caseFile, Instant arrived) throws SQLException {
        set(
                connection,
                "update enrollment set queued_at = ? where case_id = ? and not has_place",
                utc(arrived),
                caseFile);
    }

    /** Has a household pause, and wait for its return. */
    void pause(Connection connection, String caseFile, Instant now) throws SQLException {
        set(
                connection,
                "update enrollment set has_place = false, paused_at = ?, queued_at = ? where case_id = ?",
                utc(now),
                utc(now),
                caseFile);
    }

    void decide(Connection connection, String caseFile, int priority, boolean noPlaceIsFree) throws SQLException {
        set(
                connection,
                "update enrollment set priority = ?, no_place_was_free = ? where case_id = ?",
                priority,
                noPlaceIsFree,
                caseFile);
    }

    void interviewed(Connection connection, String caseFile, LocalDate day) throws SQLException {
        set(connection, "update enrollment set interview_on = ? where case_id = ?", day, caseFile);
    }

    void agree(Connection connection, String caseFile, Money contribution) throws SQLException {
        set(connection, "update enrollment set contribution = ? where case_id = ?", contribution.cents(), caseFile);
    }

    void enlist(Connection connection, String caseFile, Memberships.Opened opened) throws SQLException {
        set(
                connection,
                "update enrollment set household_id = ?, member_id = ? where case_id = ?",
                opened.household(),
                opened.member(),
                caseFile);
    }

    void welcome(Connection connection, String caseFile, LocalDate day, boolean attended) throws SQLException {
        set(
                connection,
                "update enrollment set workshop_on = ?, workshop_attended = ? where case_id = ?",
                day,
                attended,
                caseFile);
    }

    void activate(Connection connection, String caseFile, LocalDate day) throws SQLException {
        set(
                connection,
                "update enrollment set active_since = coalesce(active_since, ?) where case_id = ?",
                day,
                caseFile);
    }

    void reviewed(Connection connection, String caseFile, LocalDate day) throws SQLException {
        set(connection, "update enrollment set reviewed_on = ? where case_id = ?", day, caseFile);
    }

    void duplicates(Connection connection, String caseFile, String other) throws SQLException {
        set(connection, "update enrollment set same_as = ? where case_id = ?", other, caseFile);
    }

    private static void set(Connection connection, String sql, Object... blanks) throws SQLException {
        try (var update = connection.prepareStatement(sql)) {
            for (var i = 0; i < blanks.length; i++) {
                update.setObject(i + 1, blanks[i]);
            }
            update.executeUpdate();
        }
    }

    private static List<Standing> all(Connection connection, String which, String blank) throws SQLException {
        try (var query = connection.prepareStatement("select " + COLUMNS + " from enrollment e " + which)) {
            query.setString(1, blank);
            var all = new ArrayList<Standing>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(read(rows));
                }
            }
            return all;
        }
    }

    private static Standing read(ResultSet rows) throws SQLException {
        var contribution = rows.getObject(8, Long.class);
        return new Standing(
                rows.getString(1),
                rows.getString(2),
                rows.getBoolean(3),
                instant(rows, 4),
                rows.getBoolean(5),
                rows.getInt(6),
                rows.getObject(7, LocalDate.class),
                contribution == null ? null : Money.euroCents(contribution),
                rows.getString(9),
                rows.getString(10),
                rows.getObject(11, LocalDate.class),
                rows.getBoolean(12),
                rows.getObject(13, LocalDate.class),
                instant(rows, 14),
                rows.getString(15));
    }

    static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        var read = rows.getObject(column, LocalDateTime.class);
        return read == null ? null : read.toInstant(ZoneOffset.UTC);
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
