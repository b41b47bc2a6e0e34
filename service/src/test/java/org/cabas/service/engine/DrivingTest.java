package org.cabas.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.client.CamundaClient;
import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cabas.service.Await;
import org.cabas.service.TestDatabase;
import org.cabas.service.TestEngine;
import org.cabas.service.casefile.Task;
import org.cabas.workflows.engine.Workflow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files and a real Zeebe broker, over a line that can be cut. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DrivingTest implements TestPropertyProvider {
    private static final int SEVERAL = 10;

    @Inject
    ApplicationContext context;

    @Inject
    Driving driving;

    @Inject
    Outbox outbox;

    @Inject
    org.cabas.service.database.Transactions transactions;

    private final Line line = line();
    private Files files;

    private static Line line() {
        try {
            return new Line(TestEngine.address());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestDatabase.fresh().properties());
        properties.put(Probe.ASKED_FOR, "yes");
        properties.put("cabas.engine.address", line.address());
        return properties;
    }

    @BeforeEach
    void isThere() {
        files = new Files(context);
        Await.until("the engine answers", () -> driving.awaySince().isEmpty());
    }

    @AfterEach
    void mend() {
        line.mend();
    }

    @AfterAll
    void close() throws IOException {
        line.close();
    }

    private Task task(String file) {
        Await.until("there is a task of " + file, () -> !files.open(file).isEmpty());
        return files.open(file).getFirst();
    }

    private void isDone(String file) {
        Await.until("the file is done", () -> !files.file(file).isOpen());
        assertThat(files.file(file).stage()).isEqualTo("done");
        assertThat(files.events(file)).containsExactly("probe.opened", "probe.first", "probe.last");
    }

    @Test
    void a_file_goes_through_steps_and_tasks_to_its_end() {
        var file = files.open();
        assertThat(files.answer(task(file))).isTrue();
        isDone(file);
        Await.until(
                "everything is sent",
                () -> files.commands(file)
                        .equals(Stream.of("BEGIN SENT", "COMPLETE SENT", "COMPLETE SENT", "COMPLETE SENT")
                                .toList()));
    }

    @Test
    void what_people_do_while_the_engine_is_away_is_kept_and_sent_when_it_returns() {
        var begun = Stream.generate(files::open).limit(SEVERAL).toList();
        var tasks = begun.stream().map(this::task).toList();
        line.cut();
        Await.until("it is away", () -> driving.awaySince().isPresent());

        var opened = Stream.generate(files::open).limit(SEVERAL).toList();
        tasks.forEach(task -> assertThat(files.answer(task)).isTrue());
        assertThat(begun)
                .allSatisfy(file -> assertThat(files.file(file).isOpen()).isTrue());

        line.mend();
        begun.forEach(this::isDone);
        opened.forEach(file -> {
            assertThat(files.answer(task(file))).isTrue();
            isDone(file);
        });
    }

    @Test
    void what_was_sent_when_the_answer_was_lost_is_sent_again_and_has_one_effect() {
        var begun = Stream.generate(files::open).limit(SEVERAL).toList();
        var tasks = begun.stream().map(this::task).toList();
        line.deafen();
        var opened = Stream.generate(files::open).limit(SEVERAL).toList();
        tasks.forEach(task -> assertThat(files.answer(task)).isTrue());
        Await.until("it is away", () -> driving.awaySince().isPresent());

        line.mend();
        begun.forEach(this::isDone);
        opened.forEach(file -> {
            assertThat(files.answer(task(file))).isTrue();
            isDone(file);
        });
    }

    @Test
    void a_task_that_nobody_does_in_time_lapses_by_the_engine_s_clock() {
        var file = files.open();
        task(file);
        TestEngine.clock().advance(Duration.ofDays(31));
        Await.until("the file lapsed", () -> !files.file(file).isOpen());
        assertThat(files.file(file).stage()).isEqualTo("lapsed");
        assertThat(files.open(file)).isEmpty();
    }

    @Test
    void what_was_done_at_the_last_moment_while_the_engine_was_away_counts_although_its_time_had_passed() {
        var file = files.open();
        var task = task(file);
        line.cut();
        assertThat(files.answer(task)).isTrue();
        TestEngine.clock().advance(Duration.ofDays(31));

        line.mend();
        Await.until("the file is done", () -> !files.file(file).isOpen());
        assertThat(files.file(file).stage()).isEqualTo("done");
    }

    @Test
    void a_command_that_gets_no_answer_keeps_no_other_file_waiting() {
        var stuck = Stream.generate(files::open).limit(SEVERAL).toList();
        stuck.forEach(this::task);
        transactions.run(c -> {
            for (var file : stuck) {
                outbox.complete(c, file, 1_001, Map.of()); // no broker has such a job: the gateway looks for it in vain
            }
            return true;
        });
        var file = files.open();
        assertThat(files.answer(task(file))).isTrue();
        isDone(file);
        assertThat(driving.awaySince()).isEmpty();
    }

    @Test
    void a_file_ends_by_the_diagram_it_began_with_when_another_one_is_deployed_meanwhile() {
        var begun = files.open();
        task(begun);
        var renamed = Workflow.of("probe")
                .xml()
                .replaceFirst(" name=\"[^\"]+\" isExecutable", " name=\"Autre\" isExecutable");
        try (var client = CamundaClient.newClientBuilder()
                .grpcAddress(URI.create("http://" + TestEngine.address()))
                .preferRestOverGrpc(false)
                .build()) {
            client.newDeployResourceCommand()
                    .addResourceStringUtf8(renamed, "probe.bpmn")
                    .send()
                    .join();
        }
        var opened = files.open();
        for (var file : List.of(begun, opened)) {
            assertThat(files.answer(task(file))).isTrue();
            isDone(file);
        }
        var before = version(begun);
        assertThat(version(opened)).isGreaterThan(before);
    }

    /** The one version of the process that gave all jobs of a file. */
    private int version(String file) {
        var versions = files.all("select distinct version from engine_job where case_id = '" + file + "'");
        assertThat(versions).hasSize(1);
        return Integer.parseInt(versions.getFirst());
    }

    @Test
    void a_message_ends_a_process_at_any_moment() {
        var file = files.open();
        task(file);
        transactions.run(c -> {
            outbox.tell(c, file, "probe-stop");
            return true;
        });
        Await.until("it is told", () -> files.commands(file).contains("TELL SENT"));
        var task = task(file);
        assertThat(files.answer(task)).isTrue();
        Await.until(
                "the task's job is gone", () -> files.commands(file).getLast().equals("COMPLETE GONE"));
    }
}
