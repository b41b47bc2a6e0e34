package org.cabas.workflows.enrollment;

import java.util.List;
import java.util.Map;
import org.cabas.workflows.engine.Step;
import org.cabas.workflows.engine.Workflow;
import org.cabas.workflows.enrollment.EnrollmentSteps.Admission;

/** The process of an enrollment: its diagram, the messages it listens to, and its steps as the engine asks for them. */
public final class Enrollment {
    /** The id of the process. */
    public static final String PROCESS = "enrollment";

    /** Told to a household that waits, or is in pause: a place is kept for it. */
    public static final String PLACE_OPENED = "place-opened";

    /** Told to an active household: it is in pause from now on. */
    public static final String PAUSED = "paused";

    /** Told at any moment: the card is lost, and blocked already. */
    public static final String CARD_LOST = "card-lost";

    /** Told at any moment: the household leaves, or takes its application back. */
    public static final String LEFT = "left";

    /** The tasks for people, by the ids of their elements. */
    public static final String COMPLETE_APPLICATION = "complete-application";

    public static final String SEE_DUPLICATES = "see-duplicates";
    public static final String DECIDE_ADMISSION = "decide-admission";
    public static final String INTERVIEW = "interview";
    public static final String CONTRIBUTION = "contribution";
    public static final String HAND_OVER_CARD = "hand-over-card";
    public static final String WORKSHOP = "workshop";
    public static final String REVIEW = "review";
    public static final String REPLACE_CARD = "replace-card";

    /** Where a file waits for something else than people. */
    public static final String WAITS_FOR_PLACE = "wait-for-place";

    public static final String IS_ACTIVE = "active";
    public static final String WAITS_FOR_RETURN = "wait-for-return";

    private static final Workflow DIAGRAM = Workflow.of(PROCESS);

    private Enrollment() {}

    /** The diagram. */
    public static Workflow diagram() {
        return DIAGRAM;
    }

    /** What completes {@link #SEE_DUPLICATES}. */
    public static Map<String, Object> compared(boolean sameHousehold) {
        return Map.of("sameHousehold", sameHousehold);
    }

    /** What completes {@link #DECIDE_ADMISSION}. */
    public static Map<String, Object> decided(Admission admission) {
        return Map.of("admission", admission.code());
    }

    /** What completes {@link #INTERVIEW}. */
    public static Map<String, Object> interviewed(boolean goesOn) {
        return Map.of("goesOn", goesOn);
    }

    /** What completes {@link #REVIEW}. */
    public static Map<String, Object> reviewed(boolean stays) {
        return Map.of("stays", stays);
    }

    /** The steps, as the engine asks for them. */
    public static <C> List<Step<C>> steps(EnrollmentSteps<C> steps) {
        return List.of(
                new Step<>("enrollment.check", (c, file) -> {
                    var checked = steps.check(c, file);
                    return Map.of("complete", checked.complete(), "duplicates", checked.likelyDuplicates());
                }),
                new Step<>("enrollment.give-up", (c, file) -> Map.of("dropped", steps.giveUp(c, file))),
                new Step<>("enrollment.admission", (c, file) -> decided(steps.admission(c, file))),
                Step.plain("enrollment.remind", steps::remind),
                Step.plain("enrollment.close-duplicate", steps::closeDuplicate),
                Step.plain("enrollment.refuse", steps::refuse),
                Step.plain("enrollment.queue", steps::queue),
                Step.plain("enrollment.withdraw", steps::withdraw),
                Step.plain("enrollment.issue-card", steps::issueCard),
                Step.plain("enrollment.activate", steps::activate),
                Step.plain("enrollment.pause", steps::pause),
                Step.plain("enrollment.leave", steps::leave));
    }
}
