package org.cabas.service.conventioning;

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
import org.cabas.service.conventioning.Candidacy.Told;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;
import org.cabas.service.engine.Inbox;
import org.cabas.service.fund.FundRules;
import org.cabas.service.merchant.Convention;
import org.cabas.service.merchant.Siret;
import org.cabas.service.page.FieldError;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.cabas.workflows.engine.Job;

/** A facilitator of a fund, and an engine that gives each job twice. */
final class Bureau {
    private static final AtomicLong KEYS = new AtomicLong(90_000);
    private static final AtomicLong SIRENS = new AtomicLong(1_000_000);

    /** What a market gardener of Joigny answers: 100 points. */
    static final Map<String, String> GARDENER = Map.of(
            "merchant_kind", "stand de marché",
            "direct_sale", "oui",
            "distance", "12",
            "certification", "certifié bio",
            "charter_signed", "oui",
            "workers", "3");

    final ApplicationContext context;
    final String fund;
    final Visitor facilitator;

    Bureau(ApplicationContext context, String fund) {
        this.context = context;
        this.fund = fund;
        this.facilitator = Someone.in(fund, "une facilitatrice", Role.FACILITATOR);
        run(c -> {
            try (var insert = c.prepareStatement("insert ignore into person (id, email, name, password_hash,"
                    + " password_set_at, created_at) values (?, ?, ?, '-', utc_timestamp(), utc_timestamp())")) {
                insert.setString(1, facilitator.id());
                insert.setString(2, "facilitatrice@" + fund + ".test");
                insert.setString(3, facilitator.name());
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

    /** Another SIRET each time, of a SIREN that starts with 0, which no business has. */
    static Siret siret() {
        for (var digits = SIRENS.incrementAndGet() * 100_000 + 10; ; digits++) {
            var found = Siret.read("%014d".formatted(digits));
            if (found.isPresent()) {
                return found.get();
            }
        }
    }

    /** What a place tells that answers so. */
    static Told place(String name, Map<String, String> answers) {
        return place(name, Optional.of(siret()), answers);
    }

    static Told place(String name, Optional<Siret> siret, Map<String, String> answers) {
        return new Told(
                name, "", "", "01 99 00 00 03", siret, "Joigny", List.of("fruits", "vegetables", "alcohol"), answers);
    }

    /** Opens a file for a place. */
    String apply(Told told) {
        var outcome = run(c -> bean(Applying.class)
                .open(
                        c,
                        fund,
                        Channel.FUND,
                        told,
                        facilitator.id(),
                        UUID.randomUUID().toString()));
        return ((Applying.Outcome.Opened) outcome).candidacy().caseFile();
    }

    /** Gives a step's job, twice, and tells with what variables it was completed. */
    String step(String file, String step) {
        return job(file, "conventioning." + step, step);
    }

    private String job(String file, String type, String element) {
        var job = new Job(
                KEYS.incrementAndGet(),
                type,
                ConventioningProcess.PROCESS,
                1,
                element,
                file.hashCode(),
                Map.of(Job.CASE_FILE, file),
                Map.of("days", "14", "io.camunda.zeebe:candidateGroups", "[\"conventioning\"]"));
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
        var form = bean(ConventioningKind.class).form(element).orElseThrow();
        return run(c -> {
            var filled = form.fill(c, facilitator, bean(CaseFiles.class).locked(c, file), FormFields.of(fields));
            if (filled instanceof Filled.Done(var variables, var event, var detail)) {
                bean(Timeline.class).add(c, file, facilitator.id(), event, detail);
                bean(Tasks.class).done(c, task, facilitator.id(), variables);
            }
            return filled;
        });
    }

    /** Does a task whose form has nothing wrong. */
    void done(String file, String element, Map<String, ?> fields) {
        if (fill(file, element, fields) instanceof Filled.Wrong(var problems)) {
            throw new AssertionError(problems);
        }
    }

    /** The fields that are wrong with a form. */
    static List<String> fields(Filled filled) {
        return ((Filled.Wrong) filled)
                .problems().stream().map(FieldError::field).toList();
    }

    /** What a form of the visit is sent with where nothing is otherwise than told. */
    Map<String, Object> visit(Map<String, String> answers) {
        var fields = new HashMap<String, Object>();
        answers.forEach((id, answer) -> fields.put("visit_q_" + id, answer));
        fields.put("visit_day", today().toString());
        fields.put("visit_words", "Tout pousse derrière la maison.");
        return fields;
    }

    Map<String, Object> vote(boolean adopted) {
        return Map.of(
                "vote_day", today().toString(),
                "vote_yes", adopted ? "4" : "1",
                "vote_no", adopted ? "1" : "4",
                "vote_adopted", adopted ? "yes" : "no",
                "vote_reason", adopted ? "" : "Le comité a assez de maraîchers.");
    }

    Map<String, Object> convention(LocalDate from, LocalDate until) {
        return Map.of(
                "sign_day", today().toString(),
                "sign_from", from.toString(),
                "sign_until", until.toString(),
                "sign_families", List.of("fruits", "vegetables"),
                "sign_coverage", "100 %");
    }

    /** Takes a market gardener as far as the vote. */
    String visited(String name) {
        var file = apply(place(name, GARDENER));
        step(file, "check");
        step(file, "score");
        done(file, ConventioningProcess.VISIT, visit(GARDENER));
        step(file, "score-after-visit");
        return file;
    }

    /** Takes one as far as a convention that lasts from a day to another. */
    String conventioned(String name, LocalDate from, LocalDate until) {
        var file = visited(name);
        done(file, ConventioningProcess.VOTE, vote(true));
        done(file, ConventioningProcess.SIGN, convention(from, until));
        step(file, "open");
        follow();
        return file;
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

    /** The place of a file, once a convention is signed. */
    String merchant(String file) {
        return Optional.ofNullable(standing(file).merchant()).orElseThrow();
    }

    List<Convention> conventions(String file) {
        return run(c -> bean(Signing.class).signed(c, bean(CaseFiles.class).locked(c, file)));
    }

    /** What the timeline says, in French. */
    List<String> timeline(String file) {
        var kind = bean(ConventioningKind.class);
        return run(c -> bean(Timeline.class).of(c, file)).stream()
                .map(event -> kind.sentence(event).orElseThrow())
                .toList();
    }

    /** The messages that the engine is told of a file. */
    List<String> told(String file) {
        return all("select name from engine_command where kind = 'TELL' and case_id = '" + file + "' order by id");
    }

    /** Has purchases be decided by what is committed now, without waiting for the feed. */
    void follow() {
        bean(Changes.class).follow();
    }

    LocalDate today() {
        return run(c -> FundRules.of(c, fund)).day(bean(Clock.class).instant());
    }

    /** Does something about a locked file, and has purchases know it. */
    <T> T about(String file, About<T> what) {
        var done = run(c -> what.on(c, bean(CaseFiles.class).locked(c, file)));
        follow();
        return done;
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
}
