package org.cabas.service.engine;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.CaseKind;
import org.cabas.service.casefile.TaskForm;
import org.cabas.service.casefile.Tasks;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.page.FieldError;
import org.cabas.workflows.engine.Step;
import org.cabas.workflows.engine.Workflow;
import org.jspecify.annotations.Nullable;

/**
 * A process of two steps with a task between them that may be let pass: {@code bpmn/probe.bpmn}. Each effect is a line of the file's
 * timeline.
 */
@Singleton
@Requires(property = Probe.ASKED_FOR)
public final class Probe implements CaseKind {
    public static final String ASKED_FOR = "cabas.test.probe";

    private final CaseFiles caseFiles;
    private final Tasks tasks;
    private final Timeline timeline;
    private final AtomicInteger faults = new AtomicInteger();

    public Probe(CaseFiles caseFiles, Tasks tasks, Timeline timeline) {
        this.caseFiles = caseFiles;
        this.tasks = tasks;
        this.timeline = timeline;
    }

    /** Has the next tries of any step fail. */
    public void fail(int times) {
        faults.set(times);
    }

    @Override
    public Workflow workflow() {
        return Workflow.of("probe");
    }

    @Override
    public List<Step<Connection>> steps() {
        return List.of(
                new Step<>("probe.first", (c, file) -> seen(c, file, "probe.first")),
                new Step<>("probe.last", (c, file) -> {
                    seen(c, file, "probe.last");
                    caseFiles.close(c, file, "done");
                    return Map.of();
                }),
                new Step<>("probe.limit", (c, file) -> {
                    var dropped = tasks.dropUnlessDone(c, file, "ask");
                    if (dropped) {
                        caseFiles.close(c, file, "lapsed");
                    }
                    seen(c, file, "probe.limit");
                    return Map.of("dropped", dropped);
                }));
    }

    private Map<String, Object> seen(Connection connection, String file, String what) throws SQLException {
        timeline.add(connection, file, null, what, "");
        if (faults.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("a fault that a test asked for");
        }
        return Map.of();
    }

    @Override
    public String label() {
        return "Essai";
    }

    @Override
    public Right toSee() {
        return Right.WORK_ON_ENROLLMENTS;
    }

    @Override
    public Map<String, String> stages() {
        return Map.of("open", "en cours", "done", "fait", "lapsed", "sans suite");
    }

    @Override
    public Optional<String> sentence(Timeline.Event event) {
        return Optional.ofNullable(Map.of(
                        "probe.opened",
                        "La demande est reçue.",
                        "probe.asked",
                        "L’avis est donné.",
                        "probe.first",
                        "La demande est complète.")
                .get(event.kind()));
    }

    @Override
    public List<TaskForm> forms() {
        return List.of(new Ask());
    }

    @Override
    public Optional<Panel> panel(Connection connection, CaseFile file) {
        return Optional.of(new Panel("probe/forms :: panel", Map.of("household", "2 adultes et 1 enfant.")));
    }

    /** The form of its task: an advice, and a few words. */
    private static final class Ask implements TaskForm {
        @Override
        public String element() {
            return "ask";
        }

        @Override
        public String view() {
            return "probe/forms :: ask";
        }

        @Override
        public String verb() {
            return "Donner l’avis";
        }

        @Override
        public Map<String, @Nullable Object> model(Connection connection, CaseFile file) {
            return Map.of("help", "En une ou deux phrases.");
        }

        @Override
        public Filled fill(Connection connection, Visitor visitor, CaseFile file, FormFields fields) {
            var problems = new ArrayList<FieldError>();
            if (fields.text("advice").isEmpty()) {
                problems.add(new FieldError("probe-advice", "Choisissez un avis."));
            }
            if (fields.text("words").isEmpty()) {
                problems.add(new FieldError("probe-words", "Écrivez ce qui a été dit."));
            }
            return problems.isEmpty()
                    ? new Filled.Done(Map.of("advice", fields.text("advice")), "probe.asked", "")
                    : new Filled.Wrong(problems);
        }
    }
}
