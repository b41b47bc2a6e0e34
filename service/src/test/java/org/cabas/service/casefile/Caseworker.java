package org.cabas.service.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Role;
import org.cabas.service.access.Someone;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;
import org.cabas.service.engine.Inbox;
import org.cabas.service.fund.FundRules;
import org.cabas.service.ledger.Sealing;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.workflows.engine.Job;

/** Somebody of a fund who looks after files of a process, and an engine that gives each job twice. */
public class Caseworker {
    private static final AtomicLong KEYS = new AtomicLong(5_000);

    public final ApplicationContext context;
    public final String fund;

    /** Who fills the forms in. */
    public final Visitor who;

    private final String process;
    private final Map<String, String> headers;

    /**
     * @param name what they are called
     * @param group who is asked, in whose place they are by their role
     * @param days how long each task may take
     */
    protected Caseworker(
            ApplicationContext context, String fund, String name, Role role, String process, Group group, int days) {
        this.context = context;
        this.fund = fund;
        this.who = Someone.in(fund, name, role);
        this.process = process;
        this.headers = Map.of(
                Tasks.DAYS, String.valueOf(days), "io.camunda.zeebe:candidateGroups", "[\"" + group.code() + "\"]");
        run(c -> {
            try (var insert = c.prepareStatement("insert ignore into person (id, email, name, password_hash,"
                    + " password_set_at, created_at) values (?, ?, ?, '-', utc_timestamp(), utc_timestamp())")) {
                insert.setString(1, who.id());
                insert.setString(2, who.id() + "@" + fund + ".test");
                insert.setString(3, name);
                return insert.executeUpdate();
            }
        });
    }

    public final <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public final <T> T run(Transactions.Work<T> work) {
        return bean(Transactions.class).run(work);
    }

    /** What the process does at a step: gives its job, twice, and tells with what variables it was completed. */
    public final String step(String file, String step) {
        return job(file, process + "." + step, step);
    }

    private String job(String file, String type, String element) {
        var job = new Job(
                KEYS.incrementAndGet(),
                type,
                process,
                1,
                element,
                file.hashCode(),
                Map.of(Job.CASE_FILE, file),
                headers);
        bean(Inbox.class).take(job);
        bean(Inbox.class).take(job);
        var sent = all("select variables from engine_command where engine_key = " + job.key());
        if (sent.size() > 1) {
            throw new AssertionError("completed twice: " + sent);
        }
        return sent.isEmpty() ? "" : sent.getFirst();
    }

    /** Has people be asked, unless they are already, and gives the task. */
    public final Task ask(String file, String element) {
        return open(file, element).orElseGet(() -> {
            job(file, Job.TASK, element);
            return open(file, element).orElseThrow();
        });
    }

    /** What people are asked at an element of the diagram now. */
    public final Optional<Task> open(String file, String element) {
        return run(c -> bean(Tasks.class).open(c, file)).stream()
                .filter(task -> task.element().equals(element))
                .findFirst();
    }

    /** Sends the form of a task, as the page of the file does; gives what is wrong with it, nothing where it is done. */
    public final List<FieldError> fill(String file, String element, Map<String, ?> fields) {
        var task = ask(file, element);
        return switch (bean(DoingTasks.class).fill(who, fund, file, task.id(), FormFields.of(fields))) {
            case DoingTasks.Outcome.Done done -> List.of();
            case DoingTasks.Outcome.Wrong(var problems) -> problems;
            case DoingTasks.Outcome.Late late -> throw new AssertionError("too late for " + element);
        };
    }

    /** Does a task by its form, with which nothing is wrong. */
    public final void done(String file, String element, Map<String, ?> fields) {
        var wrong = fill(file, element, fields);
        if (!wrong.isEmpty()) {
            throw new AssertionError("wrong with " + element + ": " + wrong);
        }
    }

    /** The fields that are wrong with a form, with which something is. */
    public final List<String> wrong(String file, String element, Map<String, ?> fields) {
        var wrong = fill(file, element, fields);
        if (wrong.isEmpty()) {
            throw new AssertionError("nothing is wrong with " + element);
        }
        return fields(wrong);
    }

    public static List<String> fields(List<FieldError> problems) {
        return problems.stream().map(FieldError::field).toList();
    }

    /** The form of a task, as the page of the file shows it. */
    public final String shown(String file, String element, Map<String, ?> typed, List<FieldError> errors) {
        var form = kind().form(element).orElseThrow();
        var parts = form.view().split(" :: ");
        return about(file, (c, locked) -> {
            var page = Page.of(parts[0], "Essai")
                    .by(who)
                    .with("form", form.model(c, locked))
                    .with("typed", FormFields.of(typed))
                    .with("errors", errors)
                    .with("file", locked);
            return String.valueOf(bean(Pages.class).part(page, parts[1]).body());
        });
    }

    /** Asserts that a form shows what is wrong with what was typed, each at a field that it has. */
    public final void showsEachProblem(String file, String element, Map<String, ?> typed) {
        var problems = fill(file, element, typed);
        assertThat(problems).as(element).isNotEmpty();
        assertThat(shown(file, element, Map.of(), List.of())).as(element).contains("id=\"");
        var wrong = shown(file, element, Map.of(), problems);
        for (var field : fields(problems)) {
            assertThat(wrong).as(element).contains("id=\"" + field + "\"", "id=\"" + field + "-error\"");
        }
    }

    private CaseKind kind() {
        return bean(Kinds.class).of(process).orElseThrow();
    }

    public final CaseFile file(String id) {
        return run(c -> bean(CaseFiles.class).find(c, id)).orElseThrow();
    }

    public final String stage(String id) {
        return file(id).stage();
    }

    /** What the timeline says, in French. */
    public final List<String> timeline(String file) {
        var kind = kind();
        return run(c -> bean(Timeline.class).of(c, file)).stream()
                .map(event -> kind.sentence(event).orElseThrow())
                .toList();
    }

    /** The messages that the engine is told of a file. */
    public final List<String> told(String file) {
        return all("select name from engine_command where kind = 'TELL' and case_id = '" + file + "' order by id");
    }

    /** Does something about a locked file, and has purchases know it. */
    public final <T> T about(String file, About<T> what) {
        var done = run(c -> what.on(c, bean(CaseFiles.class).locked(c, file)));
        follow();
        return done;
    }

    /** What is done about a file. */
    public interface About<T> {
        T on(Connection connection, CaseFile file) throws SQLException;
    }

    /** Has purchases be decided by what is committed now, without waiting for the feed. */
    public final void follow() {
        bean(Changes.class).follow();
    }

    /** The day where the fund is. */
    public final LocalDate today() {
        return run(c -> FundRules.of(c, fund)).day(bean(Clock.class).instant());
    }

    /** The first column of what a query finds. */
    public final List<String> all(String sql) {
        return run(c -> {
            try (var statement = c.createStatement();
                    var rows = statement.executeQuery(sql)) {
                var all = new ArrayList<String>();
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
                return all;
            }
        });
    }

    /**
     * Everything that stands in the schema, by table and column, bytes read as Latin letters: nothing escapes a search. The journal is
     * sealed first, and all is in order, so that twice the same reads twice the same.
     */
    public final Map<String, List<String>> everything() {
        bean(Sealing.class).seal();
        var everything = new TreeMap<String, List<String>>();
        for (var column : all("select concat(table_name, '.', column_name) from information_schema.columns"
                + " where table_schema = database()")) {
            var parts = column.split("\\.");
            everything.put(
                    column,
                    all("select distinct convert(cast(`" + parts[1] + "` as binary) using latin1) told from `"
                            + parts[0] + "` where `" + parts[1] + "` is not null order by told"));
        }
        return everything;
    }
}
