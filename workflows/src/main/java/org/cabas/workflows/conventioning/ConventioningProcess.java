package org.cabas.workflows.conventioning;

import java.util.List;
import java.util.Map;
import org.cabas.workflows.engine.Step;
import org.cabas.workflows.engine.Workflow;

/** The process of a conventioning: its diagram, the messages it listens to, and its steps as the engine asks for them. */
public final class ConventioningProcess {
    /** The id of the process. */
    public static final String PROCESS = "conventioning";

    /** Told while a convention is in force: it is suspended. */
    public static final String SUSPENDED = "suspended";

    /** Told while a convention is suspended: it is in force again. */
    public static final String RESUMED = "resumed";

    /** Told while a convention is in force or suspended: the fund ends it, with notice. */
    public static final String END_DECIDED = "end-decided";

    /** Told at any moment: the merchant takes its application back, or leaves. */
    public static final String WITHDRAWN = "withdrawn";

    /** The tasks for people, by the ids of their elements. */
    public static final String COMPLETE_APPLICATION = "complete-application";

    public static final String VISIT = "visit";
    public static final String VOTE = "vote";
    public static final String SIGN = "sign";
    public static final String RENEW = "renew";

    /** Where a file waits for something else than people. */
    public static final String IS_IN_FORCE = "in-force";

    public static final String IS_SUSPENDED = "is-suspended";
    public static final String WAITS_FOR_LAST_DAY = "last-day";

    private static final Workflow DIAGRAM = Workflow.of(PROCESS);

    private ConventioningProcess() {}

    /** The diagram. */
    public static Workflow diagram() {
        return DIAGRAM;
    }

    /** What completes {@link #VOTE}. */
    public static Map<String, Object> voted(boolean adopted) {
        return Map.of("adopted", adopted);
    }

    /** What completes {@link #RENEW}. */
    public static Map<String, Object> decided(boolean renewed) {
        return Map.of("renewed", renewed);
    }

    /** The steps, as the engine asks for them; an instant travels as ISO 8601, which the diagram's timers read. */
    public static <C> List<Step<C>> steps(ConventioningSteps<C> steps) {
        return List.of(
                new Step<>("conventioning.check", (c, file) -> Map.of("complete", steps.check(c, file))),
                new Step<>("conventioning.give-up", (c, file) -> Map.of("dropped", steps.giveUp(c, file))),
                new Step<>(
                        "conventioning.score",
                        (c, file) -> Map.of("verdict", steps.score(c, file) ? "considered" : "refused")),
                new Step<>(
                        "conventioning.open",
                        (c, file) -> Map.of("renewAt", steps.open(c, file).toString())),
                new Step<>(
                        "conventioning.give-notice",
                        (c, file) -> Map.of("endsAt", steps.giveNotice(c, file).toString())),
                Step.plain("conventioning.remind", steps::remind),
                Step.plain("conventioning.score-after-visit", steps::scoreAfterVisit),
                Step.plain("conventioning.refuse", steps::refuse),
                Step.plain("conventioning.suspend", steps::suspend),
                Step.plain("conventioning.resume", steps::resume),
                Step.plain("conventioning.close", steps::close),
                Step.plain("conventioning.withdraw", steps::withdraw));
    }
}
