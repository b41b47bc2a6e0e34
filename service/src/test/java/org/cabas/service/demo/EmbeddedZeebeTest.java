package org.cabas.service.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cabas.service.EngineClock;
import org.cabas.service.demo.EmbeddedZeebe.Settings;
import org.cabas.service.demo.ListeningSockets.Socket;
import org.cabas.service.start.StartFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class EmbeddedZeebeTest {
    private static final Path BINARIES = Path.of("target");
    private static final int PORTS = 5;

    /** Ctrl-C, as the kernel numbers it in its masks: it is for the service, which ends its broker in its time. */
    private static final long INTERRUPT = 0b10;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @TempDir
    Path place;

    private Path folder = Path.of("");

    @BeforeEach
    void a_folder_whose_name_has_a_space() {
        folder = place.resolve("les parcours");
    }

    @AfterEach
    void nothing_is_left_running() throws IOException {
        if (Files.exists(folder)) {
            assertThat(ServerProcess.runningOn(folder.toRealPath().resolve("data")))
                    .isEmpty();
        }
    }

    @Test
    void it_answers_with_a_healthy_leader_at_the_address_that_was_told_before_and_only_from_this_machine()
            throws Exception {
        try (var engine = new EmbeddedZeebe(new Settings(folder, BINARIES, true, false), said::add)) {
            engine.claim();
            var told = engine.address();
            engine.start();
            assertThat(engine.address()).isEqualTo(told);
            try (var process = new TinyProcess(engine)) {
                assertThat(process.leaders()).containsExactly("LEADER HEALTHY");
            }
            var sockets = ListeningSockets.of(engine.process());
            assertThat(sockets).hasSize(PORTS).allMatch(Socket::isOnLoopbackOnly);
            assertThat(sockets).anyMatch(socket -> told.endsWith(":" + socket.port()));
            assertThat(ignoredSignals(engine.process()) & INTERRUPT).isEqualTo(INTERRUPT);
        }
    }

    @Test
    void what_was_begun_is_there_after_a_stop_and_after_a_death_at_the_same_address() throws Exception {
        String address;
        long basket;
        try (var engine = started();
                var process = new TinyProcess(engine)) {
            address = engine.address();
            process.deploy();
            basket = process.begin("apples");
        }
        try (var engine = started();
                var process = new TinyProcess(engine)) {
            assertThat(engine.address()).isEqualTo(address);
            assertThat(process.awaitJob(TinyProcess.FIRST).getProcessInstanceKey())
                    .isEqualTo(basket);
            var second = process.begin("pears");
            said.clear();

            engine.process().destroyForcibly();

            awaitSentence("Zeebe répond de nouveau");
            assertThat(engine.address()).isEqualTo(address);
            var one = process.awaitJob(TinyProcess.FIRST);
            process.complete(one);
            var other = process.awaitJob(TinyProcess.FIRST);
            assertThat(List.of(one.getProcessInstanceKey(), other.getProcessInstanceKey()))
                    .containsExactlyInAnyOrder(basket, second);
        }
    }

    @Test
    void a_broker_left_behind_by_a_killed_process_is_ended_and_what_it_knew_is_found() throws Exception {
        var other = ServerInAnotherProcess.engine(folder, BINARIES);
        other.destroyForcibly().waitFor();
        assertThat(ServerProcess.runningOn(folder.toRealPath().resolve("data"))).isPresent();

        try (var engine = started()) {
            assertThat(said).anyMatch(sentence -> sentence.contains("démarrage précédent tourne encore"));
            assertThat(engine.process().isAlive()).isTrue();
        }
    }

    @Test
    void for_tests_its_clock_can_be_moved_and_timers_follow() throws Exception {
        try (var engine = new EmbeddedZeebe(new Settings(folder, BINARIES, false, true), said::add)) {
            engine.start();
            var clock = new EngineClock(engine.clock());
            try (var process = new TinyProcess(engine)) {
                process.deploy();
                process.begin("apples");
                process.complete(process.awaitJob(TinyProcess.FIRST));
                assertThat(process.hasJob(TinyProcess.AFTER_A_DAY)).isFalse();
                var before = clock.now();

                clock.advance(Duration.ofDays(1));

                process.awaitJob(TinyProcess.AFTER_A_DAY);
                assertThat(Duration.between(before, clock.now())).isBetween(Duration.ofDays(1), Duration.ofDays(2));
            }
            var later = clock.now().plus(Duration.ofDays(365));
            clock.pin(later);
            assertThat(clock.now()).isEqualTo(later);
            clock.reset();
            assertThat(clock.now()).isBefore(later);
        }
    }

    @Test
    void closing_while_it_starts_leaves_nothing_running() throws Exception {
        var engine = new EmbeddedZeebe(new Settings(folder, BINARIES, true, false), said::add);
        var starter = Thread.ofPlatform().start(() -> {
            try {
                engine.start();
            } catch (StartFailure | InterruptedException e) {
                said.add("stopped");
            }
        });
        awaitSentence("Démarrage de Zeebe");
        while (ServerProcess.runningOn(folder.toRealPath().resolve("data")).isEmpty()) {
            assertThat(starter.isAlive()).isTrue();
        }
        engine.close();
        starter.join();
        assertThat(said).contains("stopped");
    }

    @Test
    void without_its_program_it_says_what_to_do() {
        var engine = new EmbeddedZeebe(new Settings(folder, place, true, false), said::add);
        assertThatThrownBy(engine::start)
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("./cabas demo")
                .hasMessageContaining("CABAS_ENGINE_ADDRESS");
    }

    private static long ignoredSignals(ProcessHandle process) throws IOException {
        var name = "SigIgn:";
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line ->
                        Long.parseUnsignedLong(line.substring(name.length()).strip(), 16))
                .findFirst()
                .orElseThrow();
    }

    private EmbeddedZeebe started() throws StartFailure, InterruptedException {
        var engine = new EmbeddedZeebe(new Settings(folder, BINARIES, true, false), said::add);
        engine.start();
        return engine;
    }

    private void awaitSentence(String part) throws InterruptedException {
        String sentence;
        do {
            sentence = said.poll(120, TimeUnit.SECONDS);
        } while (sentence != null && !sentence.contains(part));
        assertThat(sentence).contains(part);
    }
}
