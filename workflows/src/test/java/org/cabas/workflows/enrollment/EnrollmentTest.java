package org.cabas.workflows.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.workflows.enrollment.Enrollment.COMPLETE_APPLICATION;
import static org.cabas.workflows.enrollment.Enrollment.CONTRIBUTION;
import static org.cabas.workflows.enrollment.Enrollment.DECIDE_ADMISSION;
import static org.cabas.workflows.enrollment.Enrollment.HAND_OVER_CARD;
import static org.cabas.workflows.enrollment.Enrollment.INTERVIEW;
import static org.cabas.workflows.enrollment.Enrollment.REPLACE_CARD;
import static org.cabas.workflows.enrollment.Enrollment.REVIEW;
import static org.cabas.workflows.enrollment.Enrollment.SEE_DUPLICATES;
import static org.cabas.workflows.enrollment.Enrollment.WORKSHOP;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cabas.workflows.engine.ProcessRun;
import org.cabas.workflows.enrollment.EnrollmentSteps.Admission;
import org.cabas.workflows.enrollment.EnrollmentSteps.Checked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every way that an enrollment can go, on a Zeebe whose clock the test moves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnrollmentTest {
    private static final Checked COMPLETE = new Checked(true, false);

    private final Answers answers = new Answers();
    private ProcessRun run;

    /** What the service would answer, as the test says, and what it was asked to do. */
    private static final class Answers implements EnrollmentSteps<String> {
        private final Map<String, List<String>> done = new ConcurrentHashMap<>();
        private volatile Checked checked = COMPLETE;
        private volatile Admission admission = Admission.ADMITTED;
        private volatile boolean dropped = true;

        private List<String> done(String file) {
            return done.computeIfAbsent(file, f -> new CopyOnWriteArrayList<>());
        }

        private void note(String file, String what) {
            done(file).add(what);
        }

        @Override
        public Checked check(String transaction, String file) {
            note(file, "check");
            return checked;
        }

        @Override
        public void remind(String transaction, String file) {
            note(file, "remind");
        }

        @Override
        public boolean giveUp(String transaction, String file) {
            note(file, "give up");
            return dropped;
        }

        @Override
        public void closeDuplicate(String transaction, String file) {
            note(file, "close duplicate");
        }

        @Override
        public Admission admission(String transaction, String file) {
            note(file, "admission");
            return admission;
        }

        @Override
        public void refuse(String transaction, String file) {
            note(file, "refuse");
        }

        @Override
        public void queue(String transaction, String file) {
            note(file, "queue");
        }

        @Override
        public void withdraw(String transaction, String file) {
            note(file, "withdraw");
        }

        @Override
        public void issueCard(String transaction, String file) {
            note(file, "issue card");
        }

        @Override
        public void activate(String transaction, String file) {
            note(file, "activate");
        }

        @Override
        public void pause(String transaction, String file) {
            note(file, "pause");
        }

        @Override
        public void leave(String transaction, String file) {
            note(file, "leave");
        }
    }

    @BeforeAll
    void start() {
        run = new ProcessRun(Enrollment.diagram(), Enrollment.steps(answers));
    }

    @BeforeEach
    void asUsual() {
        answers.checked = COMPLETE;
        answers.admission = Admission.ADMITTED;
        answers.dropped = true;
    }

    @AfterAll
    void every_flow_of_the_diagram_was_taken() {
        run.everyFlowWasTaken();
        run.close();
    }

    /** As far as a member whose first year begins. */
    private void becomesMember(String file) {
        run.complete(file, INTERVIEW, Enrollment.interviewed(true));
        run.complete(file, CONTRIBUTION, Map.of());
        run.complete(file, HAND_OVER_CARD, Map.of());
        run.complete(file, WORKSHOP, Map.of());
        run.waitFor(file, Enrollment.IS_ACTIVE);
    }

    @Test
    void a_household_is_admitted_gets_its_card_stays_after_a_year_and_leaves_after_two() {
        var file = run.begin();
        becomesMember(file);
        run.goOn(Duration.ofDays(367));
        run.complete(file, REVIEW, Enrollment.reviewed(true));
        run.waitFor(file, Enrollment.IS_ACTIVE, 2);
        run.goOn(Duration.ofDays(367));
        run.complete(file, REVIEW, Enrollment.reviewed(false));
        assertThat(run.ended(file)).contains("left-at-review");
        assertThat(answers.done(file))
                .containsExactly("check", "admission", "issue card", "activate", "activate", "leave");
    }

    @Test
    void what_is_missing_is_asked_for_with_a_reminder_each_week() {
        answers.checked = new Checked(false, false);
        var file = run.begin();
        run.waitForTask(file, COMPLETE_APPLICATION);
        run.goOn(Duration.ofDays(8));
        run.waitFor(file, "reminded");
        answers.checked = COMPLETE;
        run.complete(file, COMPLETE_APPLICATION, Map.of());
        becomesMember(file);
        run.tell(file, Enrollment.LEFT);
        run.ended(file);
        assertThat(answers.done(file)).startsWith("check", "remind", "check", "admission");
    }

    @Test
    void an_application_that_nobody_completes_within_thirty_days_is_closed() {
        answers.checked = new Checked(false, false);
        var file = run.begin();
        run.waitForTask(file, COMPLETE_APPLICATION);
        run.goOn(Duration.ofDays(31));
        assertThat(run.ended(file)).contains("lapsed");
    }

    @Test
    void an_application_that_was_completed_at_the_last_moment_goes_on() {
        answers.checked = new Checked(false, false);
        answers.dropped = false;
        var file = run.begin();
        run.waitForTask(file, COMPLETE_APPLICATION);
        answers.checked = COMPLETE;
        run.goOn(Duration.ofDays(31));
        run.waitForTask(file, INTERVIEW);
        assertThat(answers.done(file)).contains("give up");
    }

    @Test
    void the_same_household_twice_is_closed_as_a_duplicate() {
        answers.checked = new Checked(true, true);
        var file = run.begin();
        run.complete(file, SEE_DUPLICATES, Enrollment.compared(true));
        assertThat(run.ended(file)).contains("duplicate");
        assertThat(answers.done(file)).containsExactly("check", "close duplicate");
    }

    @Test
    void a_household_that_only_looks_like_another_goes_on() {
        answers.checked = new Checked(true, true);
        var file = run.begin();
        run.complete(file, SEE_DUPLICATES, Enrollment.compared(false));
        run.complete(file, INTERVIEW, Enrollment.interviewed(false));
        assertThat(run.ended(file)).contains("withdrawn");
        assertThat(answers.done(file)).containsExactly("check", "admission", "withdraw");
    }

    @Test
    void a_household_that_the_table_refuses_is_told_why() {
        answers.admission = Admission.REFUSED;
        var file = run.begin();
        assertThat(run.ended(file)).contains("refused");
        assertThat(answers.done(file)).containsExactly("check", "admission", "refuse");
    }

    @Test
    void what_the_table_leaves_to_people_is_decided_by_a_person() {
        answers.admission = Admission.PEOPLE;
        var refused = run.begin();
        run.complete(refused, DECIDE_ADMISSION, Enrollment.decided(Admission.REFUSED));
        assertThat(run.ended(refused)).contains("refused");

        var admitted = run.begin();
        run.complete(admitted, DECIDE_ADMISSION, Enrollment.decided(Admission.ADMITTED));
        run.waitForTask(admitted, INTERVIEW);

        var waiting = run.begin();
        run.complete(waiting, DECIDE_ADMISSION, Enrollment.decided(Admission.WAITING));
        run.waitFor(waiting, Enrollment.WAITS_FOR_PLACE);
    }

    @Test
    void a_household_on_the_waiting_list_enters_when_a_place_opens() {
        answers.admission = Admission.WAITING;
        var file = run.begin();
        run.waitFor(file, Enrollment.WAITS_FOR_PLACE);
        run.tell(file, Enrollment.PLACE_OPENED);
        run.waitForTask(file, INTERVIEW);
        assertThat(answers.done(file)).containsExactly("check", "admission", "queue");
    }

    @Test
    void a_household_pauses_for_another_and_returns() {
        var file = run.begin();
        becomesMember(file);
        run.tell(file, Enrollment.PAUSED);
        run.waitFor(file, Enrollment.WAITS_FOR_RETURN);
        run.tell(file, Enrollment.PLACE_OPENED);
        run.waitUntil("it is active again", () -> answers.done(file).getLast().equals("activate"));
        assertThat(answers.done(file)).endsWith("activate", "pause", "activate");
    }

    @Test
    void a_lost_card_is_replaced_while_everything_else_goes_on() {
        var file = run.begin();
        becomesMember(file);
        run.tell(file, Enrollment.CARD_LOST);
        run.complete(file, REPLACE_CARD, Map.of());
        run.waitFor(file, "card-replaced");
        run.tell(file, Enrollment.LEFT);
        assertThat(run.ended(file)).contains("left");
    }

    @Test
    void a_household_may_leave_at_any_moment() {
        answers.admission = Admission.WAITING;
        var waiting = run.begin();
        run.waitFor(waiting, Enrollment.WAITS_FOR_PLACE);
        run.tell(waiting, Enrollment.LEFT);
        assertThat(run.ended(waiting)).contains("left");
        assertThat(answers.done(waiting)).endsWith("leave");
    }
}
