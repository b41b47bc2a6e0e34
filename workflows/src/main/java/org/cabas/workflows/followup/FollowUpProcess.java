package org.cabas.workflows.followup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cabas.workflows.engine.Step;
import org.cabas.workflows.engine.Workflow;

/** The process of a health follow-up: its diagram, the message it listens to, and its steps as the engine asks for them. */
public final class FollowUpProcess {
    /** The id of the process. */
    public static final String PROCESS = "health-follow-up";

    /** Told at any moment: the person took back their consent, and their answers are unreadable already. */
    public static final String CONSENT_WITHDRAWN = "consent-withdrawn";

    /** The tasks for nurses, by the ids of their elements. */
    public static final String CONSENT = "consent";

    public static final String CHECK_UP = "check-up";
    public static final String CONTACT = "contact";
    public static final String ACTIONS = "actions";
    public static final String EVALUATE = "evaluate";

    /** Where a file waits for time to pass. */
    public static final String UNTIL_NEXT = "until-next";

    public static final String A_WEEK_LATER = "a-week-later";

    private static final Workflow DIAGRAM = Workflow.of(PROCESS);

    private FollowUpProcess() {}

    /** The diagram. */
    public static Workflow diagram() {
        return DIAGRAM;
    }

    /** What completes {@link #CONSENT}. */
    public static Map<String, Object> answered(boolean consents) {
        return Map.of("consents", consents);
    }

    /** What completes {@link #CHECK_UP}: whether it took place, and nothing of what was said. */
    public static Map<String, Object> checkedUp(boolean came) {
        return Map.of("came", came);
    }

    /** What completes {@link #CONTACT}. */
    public static Map<String, Object> contacted(boolean goesOn) {
        return Map.of("goesOn", goesOn);
    }

    /** The steps, as the engine asks for them; an instant travels as ISO 8601, which the diagram's timers read. */
    public static <C> List<Step<C>> steps(FollowUpSteps<C> steps) {
        return List.of(
                new Step<>("health-follow-up.let-go", (c, file) -> Map.of("dropped", steps.letGo(c, file))),
                new Step<>("health-follow-up.absence", (c, file) -> Map.of("again", steps.absence(c, file))),
                new Step<>("health-follow-up.protocol", (c, file) -> {
                    var protocol = steps.protocol(c, file);
                    var next = protocol.next();
                    return Map.of(
                            "actions", protocol.actions(),
                            "next", next.isPresent(),
                            "nextAt", next.map(Instant::toString).orElse(""));
                }),
                Step.plain("health-follow-up.decline", steps::decline),
                Step.plain("health-follow-up.begin", steps::begin),
                Step.plain("health-follow-up.close", steps::close),
                Step.plain("health-follow-up.withdraw", steps::withdraw));
    }
}
