package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.page.InFrench;

/** What is to be done next about a file, each with its form as whoever looks left it. */
@Singleton
class NextSteps {
    private static final InFrench FRENCH = new InFrench();

    private final Cabinet cabinet;
    private final Tasks tasks;
    private final TaskDrafts drafts;

    NextSteps(Cabinet cabinet, Tasks tasks, TaskDrafts drafts) {
        this.cabinet = cabinet;
        this.tasks = tasks;
        this.drafts = drafts;
    }

    List<NextStep> of(Connection c, Cabinet.Open open, Again again) throws SQLException {
        var steps = new ArrayList<NextStep>();
        for (var task : tasks.open(c, open.file().id())) {
            steps.add(step(c, open, task, again));
        }
        return steps;
    }

    private NextStep step(Connection c, Cabinet.Open open, Task task, Again again) throws SQLException {
        var may = open.may(task);
        var form = may ? open.kind().form(task.element()).orElse(null) : null;
        var keeps = form != null && form.keepsWhatIsTyped();
        var key = "task-" + task.id();
        var sent = again.form().equals(key);
        var kept = keeps && !sent ? drafts.of(c, open, task.id()).orElse(null) : null;
        var postpone = "postpone-" + task.id();
        return new NextStep(
                task,
                CaseWording.task(open.kind(), task.element()),
                CaseWording.due(task, open.today()),
                task.isLate(open.today()),
                may ? null : CaseWording.waitsFor(task.groups()),
                task.assignedTo() == null
                                || task.assignedTo().equals(open.visitor().id())
                        ? null
                        : FilePages.name(cabinet.team(c, open.file().fundId(), open.kind()), task.assignedTo()),
                form == null ? null : FilePages.part(form.view(), 0),
                form == null ? null : FilePages.part(form.view(), 1),
                form == null ? "" : form.verb(),
                form == null ? Map.of() : form.model(c, open.file()),
                sent ? again.typed() : kept == null ? FormFields.NONE : kept.typed(),
                again.errors(key),
                keeps,
                kept == null ? "" : savedAt(kept.at(), open),
                again.typed(postpone),
                again.errors(postpone));
    }

    /** What a form says of what was typed into it. */
    static String savedAt(Instant at, Cabinet.Open open) {
        return CaseWording.say("draft.kept", FRENCH.time(at, open.zone()));
    }
}
