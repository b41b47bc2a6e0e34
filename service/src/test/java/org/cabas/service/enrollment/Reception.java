package org.cabas.service.enrollment;

import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Role;
import org.cabas.service.access.Someone;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Task;
import org.cabas.service.casefile.TaskForm.Filled;
import org.cabas.service.casefile.Tasks;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;
import org.cabas.service.engine.Inbox;
import org.cabas.service.enrollment.Application.Told;
import org.cabas.service.fund.FundRules;
import org.cabas.service.member.Card;
import org.cabas.workflows.engine.Job;
import org.cabas.workflows.enrollment.Enrollment;

/** A social worker at a fund's reception, and an engine that gives each job twice. */
final class Reception {
    private static final AtomicLong KEYS = new AtomicLong(5_000);

    final ApplicationContext context;
    final String fund;
    final Visitor worker;

    Reception(ApplicationContext context, String fund) {
        this.context = context;
        this.fund = fund;
        this.worker = Someone.in(fund, "une travailleuse sociale", Role.SOCIAL_WORKER);
        run(c -> {
            try (var insert = c.prepareStatement("insert ignore into person (id, email, name, password_hash,"
                    + " password_set_at, created_at) values (?, ?, ?, '-', utc_timestamp(), utc_timestamp())")) {
                insert.setString(1, worker.id());
                insert.setString(2, "accueil@" + fund + ".test");
                insert.setString(3, worker.name());
                return insert.executeUpdate();
            }
        });
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T run(Transactions.Work<T> work) {
        return bean(Transactions.class).run(work);
    }

    /** What a household tells that answers so. */
    static Told household(String name, Map<String, String> answers) {
        return new Told(
                name,
                "",
                "03 86 00 00 " + (10 + Math.abs(name.hashCode() % 90)),
                "Joigny",
                "",
                2,
                1,
                Referral.NONE,
                answers);
    }

    /** Opens a file for a household. */
    String apply(Told told) {
        return bean(Applying.class)
                .apply(
                        fund,
                        Channel.SOCIAL_WORKER,
                        told,
                        worker.id(),
                        UUID.randomUUID().toString())
                .caseFile();
    }

    /** Gives a step's job, twice, and tells with what variables it was completed. */
    String step(String file, String step) {
        return job(file, "enrollment." + step, step);
    }

    private String job(String file, String type, String element) {
        var job = new Job(
                KEYS.incrementAndGet(),
                type,
                Enrollment.PROCESS,
                1,
                element,
                file.hashCode(),
                Map.of(Job.CASE_FILE, file),
                Map.of("days", "7", "io.camunda.zeebe:candidateGroups", "[\"social-worker\"]"));
        bean(Inbox.class).take(job);
        bean(Inbox.class).take(job);
        var sent = all("select variables from engine_command where engine_key = " + job.key());
        if (sent.size() > 1) {
            throw new AssertionError("completed twice: " + sent);
        }
        return sent.isEmpty() ? "" : sent.getFirst();
    }

    /** Has people be asked, unless they are already, and gives the task. */
    Task ask(String file, String element) {
        return open(file, element).orElseGet(() -> {
            job(file, Job.TASK, element);
            return open(file, element).orElseThrow();
        });
    }

    private Optional<Task> open(String file, String element) {
        return run(c -> bean(Tasks.class).open(c, file)).stream()
                .filter(task -> task.element().equals(element))
                .findFirst();
    }

    /** Fills the form of a task as the page of the file does: read, and done where nothing is wrong with it. */
    Filled fill(String file, String element, Map<String, ?> fields) {
        var task = ask(file, element);
        var form = bean(EnrollmentKind.class).form(element).orElseThrow();
        return run(c -> {
            var locked = bean(CaseFiles.class).locked(c, file);
            var filled = form.fill(c, worker, locked, FormFields.of(fields));
            if (filled instanceof Filled.Done(var variables, var event, var detail)) {
                bean(Tasks.class).done(c, task, worker.id(), variables);
                bean(Timeline.class).add(c, file, worker.id(), event, detail);
            }
            return filled;
        });
    }

    CaseFile file(String id) {
        return run(c -> bean(CaseFiles.class).find(c, id)).orElseThrow();
    }

    String stage(String id) {
        return file(id).stage();
    }

    Standing standing(String file) {
        return run(c -> bean(Standings.class).of(c, file));
    }

    /** The card that the household has or will have. */
    Card card(String file) {
        return run(c -> bean(HouseholdCards.class)
                        .current(c, bean(Standings.class).of(c, file)))
                .orElseThrow();
    }

    /** What the timeline says, in French. */
    List<String> timeline(String file) {
        var kind = bean(EnrollmentKind.class);
        return run(c -> bean(Timeline.class).of(c, file)).stream()
                .map(event -> kind.sentence(event).orElseThrow())
                .toList();
    }

    /** The messages that the engine is told of a file. */
    List<String> told(String file) {
        return all("select name from engine_command where kind = 'TELL' and case_id = '" + file + "' order by id");
    }

    void places(int places) {
        run(c -> {
            bean(Places.class).limit(c, fund, places);
            return places;
        });
    }

    /** Has purchases be decided by what is committed now, without waiting for the feed. */
    void follow() {
        bean(Changes.class).follow();
    }

    /** Takes a household of Joigny to the moment at which its card is to be handed over. */
    String admitted(String name) {
        var file = apply(household(name, Map.of("resident", "oui", "workshops", "oui")));
        step(file, "check");
        step(file, "admission");
        return file;
    }

    /** Has an admitted household have its card. */
    void welcome(String file) {
        fill(file, Enrollment.INTERVIEW, Map.of("interview_day", today(), "interview_goes_on", "yes"));
        fill(file, Enrollment.CONTRIBUTION, Map.of("contribution_amount", "15"));
        step(file, "issue-card");
        fill(file, Enrollment.HAND_OVER_CARD, Map.of("card_number", card(file).id()));
        fill(file, Enrollment.WORKSHOP, Map.of("workshop_choice", "attended", "workshop_day", today()));
        step(file, "activate");
        follow();
    }

    /** Today, as a field of a form has it. */
    String today() {
        return run(c -> FundRules.of(c, fund))
                .day(bean(java.time.Clock.class).instant())
                .toString();
    }

    /** Does something about a locked file. */
    <T> T about(String file, About<T> what) {
        return run(c -> what.on(c, bean(CaseFiles.class).locked(c, file)));
    }

    /** What is done about a file. */
    interface About<T> {
        T on(java.sql.Connection connection, CaseFile file) throws java.sql.SQLException;
    }

    List<String> all(String sql) {
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

    /** Every text of every table of the schema, by table and column. */
    Map<String, List<String>> everyText() {
        var texts = new HashMap<String, List<String>>();
        for (var column : all("select concat(table_name, '.', column_name) from information_schema.columns"
                + " where table_schema = database() and data_type in"
                + " ('char', 'varchar', 'text', 'mediumtext', 'longtext', 'json', 'bigint', 'int', 'smallint')")) {
            var parts = column.split("\\.");
            texts.put(
                    column,
                    all("select distinct `" + parts[1] + "` from `" + parts[0] + "` where `" + parts[1]
                            + "` is not null"));
        }
        return texts;
    }
}
