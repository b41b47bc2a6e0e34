package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cabas.service.access.Seat;
import org.jspecify.annotations.Nullable;

/** What somebody may do in a fund, of all files. */
@Singleton
class Workload {
    /** What one page shows at most: more than anybody does in a month. */
    static final int MOST = 400;

    /** What has been there for more days is not new. */
    private static final int NEW_DAYS = 2;

    private static final int SOON_DAYS = 7;

    private final Kinds kinds;

    Workload(Kinds kinds) {
        this.kinds = kinds;
    }

    /**
     * A task with its file.
     *
     * @param assignee the name of who does it; null for whoever may
     */
    record Entry(Task task, CaseFile file, @Nullable String assignee) {}

    /** The open tasks that somebody may do about files that they see, the most urgent first. */
    List<Entry> of(Connection connection, Seat seat) throws SQLException {
        var seen = kinds.seenBy(seat).stream().map(Kinds::id).toList();
        var groups = Arrays.stream(Group.values())
                .filter(group -> seat.may(group.right()))
                .toList();
        if (seen.isEmpty() || groups.isEmpty()) {
            return List.of();
        }
        var sql = "select " + Tasks.COLUMNS + ", " + CaseFiles.COLUMNS + ", p.name"
                + " from task t join case_file f on f.id = t.case_id left join person p on p.id = t.assigned_to"
                + " where f.fund_id = ? and f.closed_at is null and t.state = 'OPEN' and f.process in ("
                + seen.stream().map(id -> "?").collect(Collectors.joining(", ")) + ") and ("
                + groups.stream()
                        .map(group -> "find_in_set(?, replace(t.for_groups, ' ', ','))")
                        .collect(Collectors.joining(" or "))
                + ") order by coalesce(t.postponed_to, t.due_on, '9999-12-31'), t.id limit " + MOST;
        try (var query = connection.prepareStatement(sql)) {
            var at = 1;
            query.setString(at++, seat.fund());
            for (var id : seen) {
                query.setString(at++, id);
            }
            for (var group : groups) {
                query.setString(at++, group.code());
            }
            var entries = new ArrayList<Entry>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Entry(
                            Tasks.read(rows), CaseFiles.read(rows, Tasks.COUNT), rows.getString(Tasks.COUNT + 12)));
                }
            }
            return entries;
        }
    }

    /** How a task stands today for somebody. */
    enum Urgency {
        LATE,
        TODAY,
        SOON,
        NEW,
        MINE,
        TO_TAKE,
        OTHERS,
        POSTPONED;

        /** What a page calls it: {@code today.late}. */
        String key() {
            return "today." + name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where a task stands in somebody's day. */
    static Urgency urgency(Entry entry, String person, LocalDate opened, LocalDate today) {
        var task = entry.task();
        var day = task.day();
        var assigned = task.assignedTo();
        if (assigned != null && !assigned.equals(person)) {
            return Urgency.OTHERS;
        }
        if (task.isPostponed(today)) {
            return Urgency.POSTPONED;
        }
        if (day != null && !day.isAfter(today)) {
            return day.isBefore(today) ? Urgency.LATE : Urgency.TODAY;
        }
        if (!opened.isBefore(today.minusDays(NEW_DAYS)) && assigned == null) {
            return Urgency.NEW;
        }
        if (day != null && !day.isAfter(today.plusDays(SOON_DAYS))) {
            return Urgency.SOON;
        }
        return assigned == null ? Urgency.TO_TAKE : Urgency.MINE;
    }
}
