package org.cabas.workflows.conventioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.workflows.conventioning.ConventioningProcess.COMPLETE_APPLICATION;
import static org.cabas.workflows.conventioning.ConventioningProcess.RENEW;
import static org.cabas.workflows.conventioning.ConventioningProcess.SIGN;
import static org.cabas.workflows.conventioning.ConventioningProcess.VISIT;
import static org.cabas.workflows.conventioning.ConventioningProcess.VOTE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cabas.workflows.engine.ProcessRun;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every way that a conventioning can go, on a Zeebe whose clock the test moves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConventioningTest {
    private static final Duration UNTIL_RENEWAL = Duration.ofDays(305);
    private static final Duration NOTICE = Duration.ofDays(90);

    private final Answers answers = new Answers();
    private @Nullable ProcessRun started;

    /** What the service would answer, as the test says, and what it was asked to do. */
    private final class Answers implements ConventioningSteps<String> {
        private final Map<String, List<String>> done = new ConcurrentHashMap<>();
        private volatile boolean complete = true;
        private volatile boolean dropped = true;
        private volatile boolean considered = true;

        private List<String> done(String file) {
            return done.computeIfAbsent(file, f -> new CopyOnWriteArrayList<>());
        }

        @Override
        public boolean check(String transaction, String file) {
            done(file).add("check");
            return complete;
        }

        @Override
        public void remind(String transaction, String file) {
            done(file).add("remind");
        }

        @Override
        public boolean giveUp(String transaction, String file) {
            done(file).add("give up");
            return dropped;
        }

        @Override
        public boolean score(String transaction, String file) {
            done(file).add("score");
            return considered;
        }

        @Override
        public void scoreAfterVisit(String transaction, String file) {
            done(file).add("score after visit");
        }

        @Override
        public void refuse(String transaction, String file) {
            done(file).add("refuse");
        }

        @Override
        public Instant open(String transaction, String file) {
            done(file).add("open");
            return run().now().plus(UNTIL_RENEWAL);
        }

        @Override
        public void suspend(String transaction, String file) {
            done(file).add("suspend");
        }

        @Override
        public void resume(String transaction, String file) {
            done(file).add("resume");
        }

        @Override
        public Instant giveNotice(String transaction, String file) {
            done(file).add("give notice");
            return run().now().plus(NOTICE);
        }

        @Override
        public void close(String transaction, String file) {
            done(file).add("close");
        }

        @Override
        public void withdraw(String transaction, String file) {
            done(file).add("withdraw");
        }
    }

    private ProcessRun run() {
        return Objects.requireNonNull(started);
    }

    @BeforeAll
    void start() {
        started = new ProcessRun(ConventioningProcess.diagram(), ConventioningProcess.steps(answers));
    }

    @BeforeEach
    void asUsual() {
        answers.complete = true;
        answers.dropped = true;
        answers.considered = true;
    }

    @AfterAll
    void every_flow_of_the_diagram_was_taken() {
        run().everyFlowWasTaken();
        run().close();
    }

    /** As far as a convention in force. */
    private String conventioned() {
        var file = run().begin();
        run().complete(file, VISIT, Map.of());
        run().complete(file, VOTE, ConventioningProcess.voted(true));
        run().complete(file, SIGN, Map.of());
        run().waitFor(file, ConventioningProcess.IS_IN_FORCE);
        return file;
    }

    @Test
    void a_merchant_is_visited_voted_in_renewed_after_a_year_and_not_after_two() {
        var file = conventioned();
        run().goOn(UNTIL_RENEWAL.plusDays(1));
        run().complete(file, RENEW, ConventioningProcess.decided(true));
        run().waitFor(file, ConventioningProcess.IS_IN_FORCE, 2);
        run().goOn(UNTIL_RENEWAL.plusDays(1));
        run().complete(file, RENEW, ConventioningProcess.decided(false));
        run().waitFor(file, ConventioningProcess.WAITS_FOR_LAST_DAY);
        run().goOn(NOTICE.plusDays(1));
        assertThat(run().ended(file)).contains("ended");
        assertThat(answers.done(file))
                .containsExactly("check", "score", "score after visit", "open", "open", "give notice", "close");
    }

    @Test
    void a_merchant_that_the_table_refuses_is_told_why() {
        answers.considered = false;
        var file = run().begin();
        assertThat(run().ended(file)).contains("refused");
        assertThat(answers.done(file)).containsExactly("check", "score", "refuse");
    }

    @Test
    void the_committee_has_the_last_word() {
        var file = run().begin();
        run().complete(file, VISIT, Map.of());
        run().complete(file, VOTE, ConventioningProcess.voted(false));
        assertThat(run().ended(file)).contains("refused");
    }

    @Test
    void what_is_missing_is_asked_for_with_a_reminder_each_week() {
        answers.complete = false;
        var file = run().begin();
        run().waitForTask(file, COMPLETE_APPLICATION);
        run().goOn(Duration.ofDays(8));
        run().waitFor(file, "reminded");
        answers.complete = true;
        run().complete(file, COMPLETE_APPLICATION, Map.of());
        run().waitForTask(file, VISIT);
    }

    @Test
    void an_application_that_nobody_completes_within_sixty_days_is_closed() {
        answers.complete = false;
        var file = run().begin();
        run().waitForTask(file, COMPLETE_APPLICATION);
        run().goOn(Duration.ofDays(61));
        assertThat(run().ended(file)).contains("lapsed");
    }

    @Test
    void an_application_that_was_completed_at_the_last_moment_goes_on() {
        answers.complete = false;
        answers.dropped = false;
        var file = run().begin();
        run().waitForTask(file, COMPLETE_APPLICATION);
        answers.complete = true;
        run().goOn(Duration.ofDays(61));
        run().waitForTask(file, VISIT);
    }

    @Test
    void a_suspended_convention_is_taken_up_again() {
        var file = conventioned();
        run().tell(file, ConventioningProcess.SUSPENDED);
        run().waitFor(file, ConventioningProcess.IS_SUSPENDED);
        run().tell(file, ConventioningProcess.RESUMED);
        run().waitUntil(
                        "it is in force again",
                        () -> answers.done(file).getLast().equals("resume"));
    }

    @Test
    void a_convention_ends_after_its_notice_and_not_from_one_day_to_the_next() {
        var file = conventioned();
        run().tell(file, ConventioningProcess.END_DECIDED);
        run().waitFor(file, ConventioningProcess.WAITS_FOR_LAST_DAY);
        run().goOn(NOTICE.minusDays(1));
        assertThat(answers.done(file).getLast()).isEqualTo("give notice");
        run().goOn(Duration.ofDays(2));
        assertThat(run().ended(file)).contains("ended");
    }

    @Test
    void a_suspended_convention_may_end_too() {
        var file = conventioned();
        run().tell(file, ConventioningProcess.SUSPENDED);
        run().waitFor(file, ConventioningProcess.IS_SUSPENDED);
        run().tell(file, ConventioningProcess.END_DECIDED);
        run().waitFor(file, ConventioningProcess.WAITS_FOR_LAST_DAY);
    }

    @Test
    void a_merchant_may_withdraw_at_any_moment() {
        var file = run().begin();
        run().waitForTask(file, VISIT);
        run().tell(file, ConventioningProcess.WITHDRAWN);
        assertThat(run().ended(file)).contains("withdrawn");
    }
}
