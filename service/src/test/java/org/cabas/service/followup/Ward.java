package org.cabas.service.followup;

import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
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
import org.cabas.service.database.Transactions;
import org.cabas.service.engine.Inbox;
import org.cabas.service.fund.FundRules;
import org.cabas.service.ledger.Sealing;
import org.cabas.service.member.Household;
import org.cabas.service.member.Households;
import org.cabas.service.member.Member;
import org.cabas.service.member.Members;
import org.cabas.service.page.FieldError;
import org.cabas.workflows.engine.Job;
import org.cabas.workflows.followup.FollowUpProcess;

/** A nurse of a fund, the people she follows, and an engine that gives each job twice. */
final class Ward {
    private static final AtomicLong KEYS = new AtomicLong(9_000_000);

    final ApplicationContext context;
    final String fund;
    final Visitor nurse;

    Ward(ApplicationContext context, String fund) {
        this.context = context;
        this.fund = fund;
        this.nurse = Someone.in(fund, "une infirmière", Role.NURSE);
        run(c -> {
            try (var insert = c.prepareStatement("insert ignore into person (id, email, name, password_hash,"
                    + " password_set_at, created_at) values (?, ?, ?, '-', utc_timestamp(), utc_timestamp())")) {
                insert.setString(1, nurse.id());
                insert.setString(2, "infirmiere@" + fund + ".test");
                insert.setString(3, nurse.name());
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

    /** A new member of the fund. */
    String member(String name) {
        var id = UUID.randomUUID().toString();
        bean(Households.class).save(new Household("h" + id, fund, 1, 0));
        bean(Members.class).save(new Member("m" + id, "h" + id, name, Member.Status.ACTIVE));
        return "m" + id;
    }

    /** Offers a follow-up to a new member; gives its file. */
    String offer(String name) {
        return ((Offering.Outcome.Offered) bean(Offering.class).offer(nurse, fund, member(name))).caseFile();
    }

    /** The same, with their consent of today. */
    String consenting(String name, String words) {
        var file = offer(name);
        done(fill(file, FollowUpProcess.CONSENT, consent(words)));
        step(file, "begin");
        return file;
    }

    Map<String, String> consent(String words) {
        return Map.of("hea_consents", "yes", "hea_consent_day", today().toString(), "hea_consent_words", words);
    }

    /** All that is asked at a check-up, answered: so many yes to the eight questions about food. */
    Map<String, String> answers(int yes) {
        var answers = new HashMap<String, String>();
        answers.put("hea_came", "yes");
        answers.put("hea_day", today().toString());
        for (var n = 1; n <= Fies.QUESTIONS; n++) {
            answers.put("hea_fies_" + n, n <= yes ? "yes" : "no");
        }
        answers.put("hea_health", "fair");
        answers.put("hea_chronic", "no");
        answers.put("hea_limitation", "none");
        answers.put("hea_portions", "3");
        return answers;
    }

    static void done(Filled filled) {
        if (filled instanceof Filled.Wrong(var problems)) {
            throw new AssertionError("wrong: " + problems);
        }
    }

    static List<String> fields(Filled filled) {
        return ((Filled.Wrong) filled)
                .problems().stream().map(FieldError::field).toList();
    }

    LocalDate today() {
        return run(c -> FundRules.of(c, fund)).day(bean(Clock.class).instant());
    }

    /** Gives a step's job, twice, and tells with what variables it was completed. */
    String step(String file, String step) {
        return job(file, "health-follow-up." + step, step);
    }

    private String job(String file, String type, String element) {
        var job = new Job(
                KEYS.incrementAndGet(),
                type,
                FollowUpProcess.PROCESS,
                1,
                element,
                file.hashCode(),
                Map.of(Job.CASE_FILE, file),
                Map.of("days", "14", "io.camunda.zeebe:candidateGroups", "[\"nurse\"]"));
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

    Optional<Task> open(String file, String element) {
        return run(c -> bean(Tasks.class).open(c, file)).stream()
                .filter(task -> task.element().equals(element))
                .findFirst();
    }

    /** Fills the form of a task as the page of the file does: read, and done where nothing is wrong with it. */
    Filled fill(String file, String element, Map<String, ?> fields) {
        var task = ask(file, element);
        var form = bean(FollowUpKind.class).form(element).orElseThrow();
        return run(c -> {
            var locked = bean(CaseFiles.class).locked(c, file);
            var filled = form.fill(c, nurse, locked, FormFields.of(fields));
            if (filled instanceof Filled.Done(var variables, var event, var detail)) {
                bean(Tasks.class).done(c, task, nurse.id(), variables);
                bean(Timeline.class).add(c, file, nurse.id(), event, detail);
            } else {
                c.rollback();
            }
            return filled;
        });
    }

    CaseFile file(String id) {
        return run(c -> bean(CaseFiles.class).find(c, id)).orElseThrow();
    }

    FollowUp followUp(String file) {
        return run(c -> bean(FollowUps.class).of(c, file));
    }

    /** How a member's key stands, for a service that has this one's master key or another. */
    HealthKeys.Held held(HealthKeys keys, String member) {
        return run(c -> keys.of(c, member));
    }

    HealthKeys.Held held(String member) {
        return held(bean(HealthKeys.class), member);
    }

    /** To whom of that name a follow-up can be offered in a fund. */
    List<Offering.Person> find(String inFund, String named) {
        return run(c -> bean(Offering.class).find(c, inFund, named));
    }

    boolean withdraw(String file) {
        return about(file, (c, locked) -> bean(Withdrawing.class).withdraw(c, locked, nurse));
    }

    /** What the timeline says, in French. */
    List<String> timeline(String file) {
        var kind = bean(FollowUpKind.class);
        return run(c -> bean(Timeline.class).of(c, file)).stream()
                .map(event -> kind.sentence(event).orElseThrow())
                .toList();
    }

    /** Does something about a locked file. */
    <T> T about(String file, About<T> what) {
        return run(c -> what.on(c, bean(CaseFiles.class).locked(c, file)));
    }

    /** What is done about a file. */
    interface About<T> {
        T on(Connection connection, CaseFile file) throws SQLException;
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

    /**
     * Everything that stands in any column of any table of the schema, bytes read as Latin letters: nothing escapes a
     * search. The journal is sealed first, and all is in order, so that twice the same reads twice the same.
     */
    List<String> everything() {
        bean(Sealing.class).seal();
        var all = new ArrayList<String>();
        for (var column : all("select concat(table_name, '.', column_name) from information_schema.columns"
                + " where table_schema = database() order by 1")) {
            var parts = column.split("\\.");
            all.addAll(all("select distinct convert(cast(`" + parts[1] + "` as binary) using latin1) told from `"
                    + parts[0] + "` where `" + parts[1] + "` is not null order by told"));
        }
        return all;
    }
}
