package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cabas.service.access.Visitor;
import org.cabas.service.audit.Action;
import org.cabas.service.audit.Audit;
import org.cabas.service.audit.Deed;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.InFrench;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.jspecify.annotations.Nullable;

/** Who looks after a file, what they put off, and what they note down. */
@Singleton
class LookingAfter {
    /** Of the events that are the same for all kinds of files. */
    static final String EVENTS = "casefile.";

    static final int LONGEST_REASON = 300;

    /** Whoever puts off for longer closes the file, or leaves the task late. */
    private static final int LONGEST_DELAY_DAYS = 366;

    private static final InFrench FRENCH = new InFrench();

    private final Transactions transactions;
    private final Cabinet cabinet;
    private final CaseFiles caseFiles;
    private final Tasks tasks;
    private final Timeline timeline;
    private final Notes notes;
    private final Audit audit;

    LookingAfter(
            Transactions transactions,
            Cabinet cabinet,
            CaseFiles caseFiles,
            Tasks tasks,
            Timeline timeline,
            Notes notes,
            Audit audit) {
        this.transactions = transactions;
        this.cabinet = cabinet;
        this.caseFiles = caseFiles;
        this.tasks = tasks;
        this.timeline = timeline;
        this.notes = notes;
        this.audit = audit;
    }

    /** What became of it. */
    sealed interface Outcome {
        /** It is done, as this sentence says. */
        record Done(String sentence) implements Outcome {}

        /** Nothing changed, for this reason. */
        record Refused(String sentence) implements Outcome {}

        /** Nothing changed, because of these fields. */
        record Wrong(List<FieldError> problems) implements Outcome {}
    }

    /**
     * Has a file, and what somebody may do about it, be theirs.
     *
     * @param person who looks after it from now on: the id of the visitor or of a colleague; empty for nobody
     * @param before who did when the visitor decided so; empty for nobody
     */
    Outcome give(Visitor visitor, String fund, String id, String person, String before) {
        return transactions.run(c -> {
            var open = cabinet.lock(c, visitor, fund, id);
            var file = open.file();
            if (!file.isOpen()) {
                return refused("care.closed");
            }
            var team = cabinet.team(c, fund, open.kind());
            var colleague =
                    team.stream().filter(each -> each.id().equals(person)).findFirst();
            if (!person.isEmpty() && colleague.isEmpty()) {
                return new Outcome.Wrong(List.of(new FieldError("person", CaseWording.say("care.unknown"))));
            }
            if (!Objects.requireNonNullElse(file.assignedTo(), "").equals(before)) {
                return refused("care.meanwhile");
            }
            if (person.equals(before)) {
                return refused("care.same");
            }
            caseFiles.assign(c, id, person.isEmpty() ? null : person);
            for (var task : tasks.open(c, id)) {
                var may = colleague.isPresent()
                        && task.groups().stream()
                                .anyMatch(group -> colleague.get().roles().stream()
                                        .anyMatch(role -> role.rights().contains(group.right())));
                tasks.assign(c, task.id(), may ? person : null);
            }
            var claimed = person.equals(visitor.id());
            var what = person.isEmpty() ? "released" : claimed ? "claimed" : "handed_over";
            var name = colleague.map(each -> each.name()).orElse("");
            timeline.add(c, id, visitor.id(), EVENTS + what, name);
            audit.record(
                    c,
                    Deed.of(
                                    person.isEmpty()
                                            ? Action.CASE_RELEASED
                                            : claimed ? Action.CASE_CLAIMED : Action.CASE_HANDED_OVER,
                                    open.label())
                            .by(visitor)
                            .in(fund));
            return new Outcome.Done(CaseWording.say("care." + what, name));
        });
    }

    /** Puts a task off to a day, for a reason that colleagues read. */
    Outcome postpone(Visitor visitor, String fund, String id, long taskId, @Nullable LocalDate day, String why) {
        return transactions.run(c -> {
            var open = cabinet.lock(c, visitor, fund, id);
            var task = tasks.find(c, id, taskId).orElseThrow(Cabinet::unknown);
            if (!open.may(task)) {
                throw new ProblemFound(Kind.FORBIDDEN);
            }
            if (!open.file().isOpen() || task.state() != Task.State.OPEN) {
                return refused("postpone.done");
            }
            var problems = new ArrayList<FieldError>();
            if (day == null
                    || !day.isAfter(open.today())
                    || day.isAfter(open.today().plusDays(LONGEST_DELAY_DAYS))) {
                problems.add(new FieldError("day-" + taskId, CaseWording.say("postpone.day")));
            }
            if (open.kind().vault().isPresent() && !CaseWording.reasons().contains(why)) {
                problems.add(new FieldError("why-" + taskId, CaseWording.say("postpone.reason")));
            } else if (why.isBlank() || why.length() > LONGEST_REASON) {
                problems.add(new FieldError("why-" + taskId, CaseWording.say("postpone.why", LONGEST_REASON)));
            }
            if (day == null || !problems.isEmpty()) {
                return new Outcome.Wrong(problems);
            }
            tasks.postpone(c, taskId, day, why);
            timeline.add(
                    c,
                    id,
                    visitor.id(),
                    EVENTS + "postponed",
                    CaseWording.say(
                            "postpone.detail", CaseWording.task(open.kind(), task.element()), FRENCH.date(day), why));
            audit.record(
                    c, Deed.of(Action.TASK_POSTPONED, open.label()).by(visitor).in(fund));
            return new Outcome.Done(CaseWording.say("postpone.said", FRENCH.day(day)));
        });
    }

    /** Writes something down. */
    Outcome note(Visitor visitor, String fund, String id, String words) {
        return transactions.run(c -> {
            var open = cabinet.lock(c, visitor, fund, id);
            if (words.isBlank() || words.length() > Notes.LONGEST) {
                return new Outcome.Wrong(
                        List.of(new FieldError("words", CaseWording.say("note.words", Notes.LONGEST))));
            }
            var vault = open.kind().vault();
            var refusal = vault.isPresent() ? vault.get().refusal(c, open.file()) : Optional.<String>empty();
            if (refusal.isPresent()) {
                return new Outcome.Wrong(List.of(new FieldError("words", refusal.get())));
            }
            notes.add(c, open.kind(), open.file(), visitor.id(), words);
            return new Outcome.Done(CaseWording.say("note.said"));
        });
    }

    private static Outcome refused(String key) {
        return new Outcome.Refused(CaseWording.say(key));
    }
}
