package org.cabas.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.cabas.service.Await;
import org.cabas.service.TestClock;
import org.cabas.service.TestDatabase;
import org.cabas.workflows.engine.Job;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxTest implements TestPropertyProvider {
    @Inject
    ApplicationContext context;

    @Inject
    Inbox inbox;

    @Inject
    Probe probe;

    @Inject
    TestClock clock;

    private Files files;
    private long keys = 1_000;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestDatabase.fresh().properties());
        properties.put(Probe.ASKED_FOR, "yes");
        properties.put(TestClock.ASKED_FOR, "yes");
        return properties;
    }

    @BeforeEach
    void look() {
        files = new Files(context);
    }

    private Job job(String file, String element) {
        return job(file, "probe." + element, element, 7);
    }

    private Job job(String file, String type, String element, long instance) {
        return new Job(++keys, type, "probe", 1, element, instance, Map.of(Job.CASE_FILE, file), Map.of("days", "3"));
    }

    @Test
    void a_job_that_is_given_twice_has_one_effect_and_is_completed_once() {
        var file = files.open();
        var job = job(file, "first");
        inbox.take(job);
        inbox.take(job);

        assertThat(files.events(file)).containsExactly("probe.opened", "probe.first");
        assertThat(files.commands(file)).containsExactly("BEGIN PENDING", "COMPLETE PENDING");
    }

    @Test
    void a_job_that_is_given_to_many_at_once_has_one_effect() throws Exception {
        var file = files.open();
        var job = job(file, "first");
        try (var threads = Executors.newFixedThreadPool(8)) {
            var all = threads.invokeAll(IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Boolean>) () -> {
                        inbox.take(job);
                        return true;
                    })
                    .toList());
            for (var each : all) {
                each.get();
            }
        }
        assertThat(files.events(file)).containsExactly("probe.opened", "probe.first");
    }

    @Test
    void a_task_that_is_given_twice_is_offered_once() {
        var file = files.open();
        var job = job(file, Job.TASK, "ask", 7);
        inbox.take(job);
        inbox.take(job);

        assertThat(files.open(file)).singleElement().satisfies(task -> {
            assertThat(task.element()).isEqualTo("ask");
            assertThat(task.dueOn())
                    .isEqualTo(java.time.LocalDate.ofInstant(clock.instant(), java.time.ZoneId.of("Europe/Paris"))
                            .plusDays(3));
        });
    }

    @Test
    void a_task_that_two_people_do_is_done_by_the_first() {
        var file = files.open();
        inbox.take(job(file, Job.TASK, "ask", 7));
        var task = files.open(file).getFirst();

        assertThat(files.answer(task)).isTrue();
        assertThat(files.answer(task)).isFalse();
        assertThat(files.commands(file)).containsExactly("BEGIN PENDING", "COMPLETE PENDING");
    }

    @Test
    void a_step_that_fails_leaves_nothing_behind_and_is_taken_when_the_fault_has_passed() {
        var file = files.open();
        var job = job(file, "first");
        probe.fail(2);
        inbox.take(job);
        assertThat(files.events(file)).containsExactly("probe.opened");
        assertThat(files.job(job.key())).isEqualTo("RECEIVED SERVICE");

        clock.goOn(Duration.ofSeconds(20));
        Await.until("it is tried again", () -> files.job(job.key()).startsWith("DONE"));
        assertThat(files.events(file)).containsExactly("probe.opened", "probe.first");
    }

    @Test
    void a_step_that_never_succeeds_is_parked_until_somebody_has_it_tried_again() {
        var file = files.open();
        var job = job(file, "first");
        probe.fail(ReceivedJobs.TRIES);
        inbox.take(job);
        Await.until("it is parked", () -> {
            clock.goOn(Duration.ofMinutes(20));
            return files.job(job.key()).equals("PARKED SERVICE");
        });
        assertThat(files.commands(file)).containsExactly("BEGIN PENDING");

        assertThat(inbox.retry(job.key())).isTrue();
        assertThat(inbox.retry(job.key())).isFalse();
        assertThat(files.events(file)).containsExactly("probe.opened", "probe.first");
    }

    @Test
    void a_second_process_of_a_file_is_ended_and_has_no_effect() {
        var file = files.open();
        inbox.take(job(file, "first"));
        inbox.take(job(file, "probe.first", "first", 8));

        assertThat(files.events(file)).containsExactly("probe.opened", "probe.first");
        assertThat(files.commands(file)).containsExactly("BEGIN PENDING", "COMPLETE PENDING", "CANCEL PENDING");
    }

    @Test
    void a_job_for_a_file_that_nobody_knows_is_parked_for_somebody_to_look_at() {
        var job = job("dos_unknown", "first");
        assertThat(inbox.take(job)).as("taken from others, who may know it").isFalse();
        assertThat(files.job(job.key())).isEqualTo("PARKED NO_SUCH_FILE");
    }

    @Test
    void a_step_of_a_version_that_nobody_knows_is_parked_for_somebody_to_look_at() {
        var file = files.open();
        var job = job(file, "probe.of-another-version", "other", 7);
        inbox.take(job);
        assertThat(files.job(job.key())).isEqualTo("PARKED NO_SUCH_STEP");
    }

    @Test
    void a_task_done_at_the_last_moment_counts_and_its_answer_is_given_when_the_process_comes_back_to_it() {
        var file = files.open();
        inbox.take(job(file, Job.TASK, "ask", 7));
        files.answer(files.open(file).getFirst());
        inbox.take(job(file, "limit"));
        assertThat(files.file(file).isOpen()).isTrue();

        inbox.take(job(file, Job.TASK, "ask", 7));
        assertThat(files.open(file)).isEmpty();
        assertThat(files.all("select variables from engine_command where case_id = '" + file + "' order by id"))
                .containsExactly("{}", "{}", "{\"dropped\":false}", "{}");
    }

    @Test
    void a_task_that_people_let_pass_is_dropped_and_can_t_be_done_any_more() {
        var file = files.open();
        inbox.take(job(file, Job.TASK, "ask", 7));
        var task = files.open(file).getFirst();
        inbox.take(job(file, "limit"));

        assertThat(files.file(file).isOpen()).isFalse();
        assertThat(files.answer(task)).isFalse();
    }

    @Test
    void a_task_that_comes_after_its_file_was_closed_is_not_offered() {
        var file = files.open();
        inbox.take(job(file, "last"));
        inbox.take(job(file, Job.TASK, "ask", 7));
        assertThat(files.open(file)).isEmpty();
    }
}
