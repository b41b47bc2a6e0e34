package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Persons;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.FieldError;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.jspecify.annotations.Nullable;

/** Doing what is to be done about a file, by its form: once, by whoever is first. */
@Singleton
class DoingTasks {
    private final Transactions transactions;
    private final Cabinet cabinet;
    private final Tasks tasks;
    private final TaskDrafts drafts;
    private final Timeline timeline;
    private final Persons persons;
    private final Clock clock;

    DoingTasks(
            Transactions transactions,
            Cabinet cabinet,
            Tasks tasks,
            TaskDrafts drafts,
            Timeline timeline,
            Persons persons,
            Clock clock) {
        this.transactions = transactions;
        this.cabinet = cabinet;
        this.tasks = tasks;
        this.drafts = drafts;
        this.timeline = timeline;
        this.persons = persons;
        this.clock = clock;
    }

    /** What became of a form that was sent. */
    sealed interface Outcome {
        /** The task is done. */
        record Done(String what) implements Outcome {}

        /** Nothing changed: these are to be put right. */
        record Wrong(List<FieldError> problems) implements Outcome {}

        /**
         * Nothing changed: the task is not to be done any more.
         *
         * @param by the name of who did it; null where nobody did
         * @param at when they did
         */
        record Late(
                Cabinet.Open open,
                Task task,
                @Nullable String by,
                @Nullable Instant at) implements Outcome {}
    }

    /** Undoes whatever a form did before it found something wrong. */
    private static final class NotDone extends Transactions.Undone {
        private final transient List<FieldError> problems;

        NotDone(List<FieldError> problems) {
            super("a form has to be filled in again");
            this.problems = problems;
        }
    }

    /** Fills in the form of a task. */
    Outcome fill(Visitor visitor, String fund, String id, long taskId, FormFields fields) {
        try {
            return transactions.run(c -> fill(c, visitor, fund, id, taskId, fields));
        } catch (NotDone undone) {
            return new Outcome.Wrong(undone.problems);
        }
    }

    private Outcome fill(Connection c, Visitor visitor, String fund, String id, long taskId, FormFields fields)
            throws SQLException {
        var open = cabinet.lock(c, visitor, fund, id);
        var task = tasks.find(c, id, taskId).orElseThrow(Cabinet::unknown);
        var form = open.kind().form(task.element()).orElseThrow(Cabinet::unknown);
        if (!open.may(task)) {
            throw new ProblemFound(Kind.FORBIDDEN);
        }
        if (!open.file().isOpen() || task.state() != Task.State.OPEN) {
            var by = task.doneBy();
            var name = by == null
                    ? null
                    : persons.byId(c, by).map(each -> each.name()).orElse(null);
            return new Outcome.Late(open, task, name, task.doneAt());
        }
        return switch (form.fill(c, visitor, open.file(), fields)) {
            case TaskForm.Filled.Wrong(var problems) -> throw new NotDone(problems);
            case TaskForm.Filled.Done done -> {
                timeline.add(c, id, visitor.id(), done.event(), done.detail());
                if (!tasks.done(c, task, visitor.id(), done.variables())) {
                    throw new IllegalStateException("the form of " + task.element() + " ended its own task");
                }
                yield new Outcome.Done(CaseWording.task(open.kind(), task.element()));
            }
        };
    }

    /** Keeps what is typed, where the form allows it; empty where nothing was kept. */
    Optional<Instant> keep(Visitor visitor, String fund, String id, long taskId, FormFields fields) {
        return transactions.run(c -> {
            var open = cabinet.open(c, visitor, fund, id);
            var task = tasks.find(c, id, taskId).orElseThrow(Cabinet::unknown);
            var form = open.kind().form(task.element());
            var kept = open.may(task)
                    && form.filter(TaskForm::keepsWhatIsTyped).isPresent()
                    && drafts.keep(c, open, taskId, fields);
            return kept ? Optional.of(clock.instant()) : Optional.empty();
        });
    }
}
