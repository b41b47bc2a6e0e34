package org.cabas.workflows.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.workflows.followup.FollowUpProcess.ACTIONS;
import static org.cabas.workflows.followup.FollowUpProcess.CHECK_UP;
import static org.cabas.workflows.followup.FollowUpProcess.CONSENT;
import static org.cabas.workflows.followup.FollowUpProcess.CONTACT;
import static org.cabas.workflows.followup.FollowUpProcess.EVALUATE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cabas.workflows.engine.ProcessRun;
import org.cabas.workflows.followup.FollowUpSteps.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every way that a health follow-up can go, on a Zeebe whose clock the test moves. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowUpTest {
    private static final Duration THREE_MONTHS = Duration.ofDays(91);

    private final Answers answers = new Answers();
    private @Nullable ProcessRun started;

    /** What the service would answer, as the test says, and what it was asked to do. */
    private static final class Answers implements FollowUpSteps<String> {
        private final Map<String, List<String>> done = new ConcurrentHashMap<>();
        private volatile Protocol protocol = new Protocol(false, Optional.empty());
        private volatile boolean dropped = true;
        private volatile boolean again = true;

        private List<String> done(String file) {
            return done.computeIfAbsent(file, f -> new CopyOnWriteArrayList<>());
        }

        @Override
        public boolean letGo(String transaction, String file) {
            done(file).add("let go");
            return dropped;
        }

        @Override
        public void decline(String transaction, String file) {
            done(file).add("decline");
        }

        @Override
        public void begin(String transaction, String file) {
            done(file).add("begin");
        }

        @Override
        public boolean absence(String transaction, String file) {
            done(file).add("absence");
            return again;
        }

        @Override
        public Protocol protocol(String transaction, String file) {
            done(file).add("protocol");
            return protocol;
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
        started = new ProcessRun(FollowUpProcess.diagram(), FollowUpProcess.steps(answers));
    }

    @BeforeEach
    void asUsual() {
        answers.protocol = new Protocol(false, Optional.empty());
        answers.dropped = true;
        answers.again = true;
    }

    @AfterAll
    void every_flow_of_the_diagram_was_taken() {
        run().everyFlowWasTaken();
        run().close();
    }

    private String consenting() {
        var file = run().begin();
        run().complete(file, CONSENT, FollowUpProcess.answered(true));
        return file;
    }

    @Test
    void a_person_who_consents_is_seen_again_after_three_months_and_the_follow_up_is_evaluated_with_them() {
        Instant next = run().now().plus(THREE_MONTHS);
        answers.protocol = new Protocol(true, Optional.of(next));
        var file = consenting();
        run().complete(file, CHECK_UP, FollowUpProcess.checkedUp(true));
        run().complete(file, ACTIONS, Map.of());
        run().waitFor(file, FollowUpProcess.UNTIL_NEXT);
        answers.protocol = new Protocol(false, Optional.empty());
        run().goOn(THREE_MONTHS.plusDays(1));
        run().complete(file, CHECK_UP, FollowUpProcess.checkedUp(true));
        run().complete(file, EVALUATE, Map.of());
        assertThat(run().ended(file)).contains("closed");
        assertThat(answers.done(file)).containsExactly("begin", "protocol", "protocol", "close");
    }

    @Test
    void a_person_who_prefers_to_do_without_is_not_followed() {
        var file = run().begin();
        run().complete(file, CONSENT, FollowUpProcess.answered(false));
        assertThat(run().ended(file)).contains("declined");
        assertThat(answers.done(file)).containsExactly("decline");
    }

    @Test
    void somebody_who_never_answers_is_let_go() {
        var file = run().begin();
        run().waitForTask(file, CONSENT);
        run().goOn(Duration.ofDays(61));
        assertThat(run().ended(file)).contains("never-answered");
    }

    @Test
    void an_answer_at_the_last_moment_counts() {
        answers.dropped = false;
        var file = run().begin();
        run().waitForTask(file, CONSENT);
        run().goOn(Duration.ofDays(61));
        run().waitUntil("it is asked again", () -> answers.done(file).contains("let go"));
        run().waitForTask(file, CONSENT);
    }

    @Test
    void a_person_who_did_not_come_gets_another_appointment_a_week_later() {
        var file = consenting();
        run().complete(file, CHECK_UP, FollowUpProcess.checkedUp(false));
        run().waitFor(file, FollowUpProcess.A_WEEK_LATER);
        run().goOn(Duration.ofDays(8));
        run().waitForTask(file, CHECK_UP);
    }

    @Test
    void a_person_who_never_comes_is_contacted_and_may_go_on_or_stop() {
        answers.again = false;
        var file = consenting();
        run().complete(file, CHECK_UP, FollowUpProcess.checkedUp(false));
        run().complete(file, CONTACT, FollowUpProcess.contacted(true));
        run().complete(file, CHECK_UP, FollowUpProcess.checkedUp(false));
        run().complete(file, CONTACT, FollowUpProcess.contacted(false));
        run().complete(file, EVALUATE, Map.of());
        assertThat(run().ended(file)).contains("closed");
    }

    @Test
    void consent_can_be_withdrawn_at_any_moment() {
        var file = consenting();
        run().waitForTask(file, CHECK_UP);
        run().tell(file, FollowUpProcess.CONSENT_WITHDRAWN);
        assertThat(run().ended(file)).contains("withdrawn");
        assertThat(answers.done(file)).containsExactly("begin", "withdraw");
    }
}
