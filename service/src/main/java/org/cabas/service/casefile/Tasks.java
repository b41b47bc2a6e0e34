package org.cabas.service.casefile;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cabas.service.access.Roles;
import org.cabas.service.database.JsonColumns;
import org.cabas.service.engine.Offers;
import org.cabas.service.engine.Outbox;
import org.cabas.workflows.engine.Job;
import org.jspecify.annotations.Nullable;

/**
 * What people have to do. A task stands for one job of the engine; it is done here first, in the transaction of what it is about,
 * and the engine is told after.
 */
@Singleton
public class Tasks implements Offers {
    static final String COLUMNS = """
            t.id, t.case_id, t.element, t.for_groups, t.job_key, t.state, t.opened_at, t.due_on, t.postponed_to, t.postponed_why,
            t.assigned_to, t.done_at, t.done_by""";

    /** How many columns these are. */
    static final int COUNT = 13;

    /** How diagrams say in how many days a task is due; none for no hurry. */
    static final String DAYS = "days";

    private static final String GROUPS = "io.camunda.zeebe:candidateGroups";

    private final Clock clock;
    private final CaseFiles caseFiles;
    private final Outbox outbox;
    private final Roles roles;
    private final JsonColumns json;

    public Tasks(Clock clock, CaseFiles caseFiles, Outbox outbox, Roles roles, JsonColumns json) {
        this.clock = clock;
        this.caseFiles = caseFiles;
        this.outbox = outbox;
        this.roles = roles;
        this.json = json;
    }

    @Override
    public Optional<Map<String, Object>> offer(Connection connection, Job job) throws SQLException {
        var file = caseFiles.locked(connection, job.caseFile());
        if (!file.isOpen()) {
            return Optional.empty(); // its process ends by what closed it
        }
        var answer = answerAgain(connection, job);
        if (answer.isPresent()) {
            return answer;
        }
        try (var insert = connection.prepareStatement("""
                insert into task (case_id, element, for_groups, job_key, opened_at, due_on, assigned_to)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            var days = job.headers().get(DAYS);
            insert.setString(1, file.id());
            insert.setString(2, job.element());
            insert.setString(3, groups(job).stream().map(Group::code).collect(Collectors.joining(" ")));
            insert.setLong(4, job.key());
            insert.setObject(5, CaseFiles.utc(clock.instant()));
            insert.setObject(6, days == null ? null : today(connection, file).plusDays(Long.parseLong(days)));
            insert.setString(7, doer(connection, file, groups(job)));
            insert.executeUpdate();
        }
        caseFiles.moved(connection, file.id(), file.stage(), null);
        return Optional.empty();
    }

    /** Who looks after the file, where they may do what is asked; otherwise whoever may. */
    private @Nullable String doer(Connection connection, CaseFile file, List<Group> groups) throws SQLException {
        var person = file.assignedTo();
        if (person == null) {
            return null;
        }
        var may = roles.seats(connection, person).stream()
                .filter(seat -> seat.fund().equals(file.fundId()))
                .anyMatch(seat -> groups.stream().anyMatch(group -> seat.may(group.right())));
        return may ? person : null;
    }

    /** Today where the fund is. */
    public LocalDate today(Connection connection, CaseFile file) throws SQLException {
        return LocalDate.ofInstant(clock.instant(), zone(connection, file.fundId()));
    }

    /** By whose clocks a fund lives. */
    ZoneId zone(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement("select time_zone from fund where id = ?")) {
            query.setString(1, fund);
            try (var rows = query.executeQuery()) {
                rows.next();
                return ZoneId.of(rows.getString(1));
            }
        }
    }

    /** The task of that id, of that file. */
    public Optional<Task> find(Connection connection, String caseFile, long id) throws SQLException {
        try (var query =
                connection.prepareStatement("select " + COLUMNS + " from task t where t.id = ? and t.case_id = ?")) {
            query.setLong(1, id);
            query.setString(2, caseFile);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        }
    }

    /** What is to be done about a file, the first opened first. */
    public List<Task> open(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement(
                "select " + COLUMNS + " from task t where t.case_id = ? and t.state = 'OPEN' order by t.id")) {
            query.setString(1, caseFile);
            var tasks = new ArrayList<Task>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    tasks.add(read(rows));
                }
            }
            return tasks;
        }
    }

    /**
     * Notes that a task of a locked file is done, and has the engine told.
     *
     * @param variables which way the file goes; no personal data
     * @return false where it was not open any more, and nothing changed
     */
    public boolean done(Connection connection, Task task, String person, Map<String, Object> variables)
            throws SQLException {
        try (var update = connection.prepareStatement("""
                update task set state = 'DONE', done_at = ?, done_by = ?, answer = ? where id = ? and state = 'OPEN'""")) {
            update.setObject(1, CaseFiles.utc(clock.instant()));
            update.setString(2, person);
            update.setString(3, json.write(variables));
            update.setLong(4, task.id());
            if (update.executeUpdate() == 0) {
                return false;
            }
        }
        TaskDrafts.forgetClosed(connection, task.caseFile());
        outbox.complete(connection, task.caseFile(), task.jobKey(), variables);
        return true;
    }

    /**
     * For a step that a process takes when people let a task's time pass: drops the task, unless somebody did it at the last moment,
     * before the engine heard of it. Then the process has to come back to it, and gets their answer.
     *
     * @return whether it was dropped
     */
    public boolean dropUnlessDone(Connection connection, String caseFile, String element) throws SQLException {
        try (var update = connection.prepareStatement("""
                update task set to_answer_again = state = 'DONE', state = if(state = 'OPEN', 'DROPPED', state)
                where case_id = ? and element = ? order by id desc limit 1""");
                var query = connection.prepareStatement("""
                        select state from task where case_id = ? and element = ? order by id desc limit 1""")) {
            update.setString(1, caseFile);
            update.setString(2, element);
            update.executeUpdate();
            TaskDrafts.forgetClosed(connection, caseFile);
            query.setString(1, caseFile);
            query.setString(2, element);
            try (var rows = query.executeQuery()) {
                return !rows.next() || !rows.getString(1).equals("DONE");
            }
        }
    }

    /** Has the open tasks of an element be due on another day; what had been put off is put off no more. */
    public void due(Connection connection, String caseFile, String element, LocalDate day) throws SQLException {
        try (var update = connection.prepareStatement("""
                update task set due_on = ?, postponed_to = null, postponed_why = null
                where case_id = ? and element = ? and state = 'OPEN'""")) {
            update.setObject(1, day);
            update.setString(2, caseFile);
            update.setString(3, element);
            update.executeUpdate();
        }
    }

    /** Has someone do a task, or whoever may. */
    void assign(Connection connection, long task, @Nullable String person) throws SQLException {
        try (var update = connection.prepareStatement("update task set assigned_to = ? where id = ?")) {
            update.setString(1, person);
            update.setLong(2, task);
            update.executeUpdate();
        }
    }

    /** Puts a task off. */
    void postpone(Connection connection, long task, LocalDate day, String why) throws SQLException {
        try (var update =
                connection.prepareStatement("update task set postponed_to = ?, postponed_why = ? where id = ?")) {
            update.setObject(1, day);
            update.setString(2, why);
            update.setLong(3, task);
            update.executeUpdate();
        }
    }

    private Optional<Map<String, Object>> answerAgain(Connection connection, Job job) throws SQLException {
        try (var query = connection.prepareStatement("""
                        select id, answer from task where case_id = ? and element = ? and to_answer_again
                        order by id desc limit 1""");
                var update = connection.prepareStatement(
                        "update task set to_answer_again = false, job_key = ? where id = ?")) {
            query.setString(1, job.caseFile());
            query.setString(2, job.element());
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                update.setLong(1, job.key());
                update.setLong(2, rows.getLong(1));
                update.executeUpdate();
                return Optional.of(json.values(rows.getString(2)));
            }
        }
    }

    private List<Group> groups(Job job) {
        var codes = json.read(job.headers().getOrDefault(GROUPS, "[]"), new TypeReference<List<String>>() {});
        return List.copyOf(Group.read(String.join(" ", codes)));
    }

    static Task read(ResultSet rows) throws SQLException {
        return new Task(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                Group.read(rows.getString(4)),
                rows.getLong(5),
                Task.State.valueOf(rows.getString(6)),
                CaseFiles.instant(rows, 7),
                rows.getObject(8, LocalDate.class),
                rows.getObject(9, LocalDate.class),
                rows.getString(10),
                rows.getString(11),
                rows.getObject(12) == null ? null : CaseFiles.instant(rows, 12),
                rows.getString(13));
    }
}
