package org.cabas.service.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DemonstrationTest {
    @TempDir
    private Path place = Path.of("");

    @AfterEach
    void nothing_is_left_running() throws IOException {
        assertThat(databaseOf("here")).isEmpty();
        assertThat(databaseOf("there")).isEmpty();
        assertThat(engineOf("here")).isEmpty();
        assertThat(engineOf("there")).isEmpty();
    }

    @Test
    void one_command_starts_everything_and_one_signal_ends_it() throws Exception {
        try (var demo = demo("here")) {
            var address = demo.awaitAddress();
            assertThat(address).startsWith("http://127.0.0.1:");
            assertThat(health(address)).isEqualTo(200);
            assertThat(databaseOf("here")).isPresent();
            awaitSaid(demo, "Zeebe répond");
            assertThat(engineOf("here")).isPresent();

            demo.terminate();

            assertThat(demo.output()).contains("Tout est arrêté.");
        }
    }

    @Test
    void after_a_kill_the_next_start_ends_what_was_left_and_runs() throws Exception {
        var killed = demo("here");
        killed.awaitAddress();
        awaitSaid(killed, "Zeebe répond");
        killed.kill();
        assertThat(databaseOf("here")).as("a server without its service").isPresent();
        assertThat(engineOf("here")).as("an engine without its service").isPresent();

        try (var demo = demo("here")) {
            demo.awaitLine("serveur MariaDB d'un démarrage précédent tourne encore");
            demo.awaitLine("moteur Zeebe d'un démarrage précédent tourne encore");
            assertThat(health(demo.awaitAddress())).isEqualTo(200);
            awaitSaid(demo, "Zeebe répond");
        }
    }

    @Test
    void when_its_database_is_killed_it_is_brought_back_and_the_service_answers() throws Exception {
        try (var demo = demo("here")) {
            var address = demo.awaitAddress();

            databaseOf("here").orElseThrow().destroyForcibly();

            demo.awaitLine("MariaDB répond de nouveau");
            assertThat(health(address)).isEqualTo(200);
        }
    }

    @Test
    void when_its_engine_is_killed_it_is_brought_back_and_the_service_has_answered_meanwhile() throws Exception {
        try (var demo = demo("here")) {
            var address = demo.awaitAddress();
            awaitSaid(demo, "Zeebe répond");

            engineOf("here").orElseThrow().destroyForcibly();

            demo.awaitLine("Zeebe s'est arrêté");
            assertThat(health(address)).isEqualTo(200);
            demo.awaitLine("Zeebe répond de nouveau");
        }
    }

    @Test
    void an_engine_that_can_not_start_is_told_and_the_rest_runs() throws Exception {
        Files.createDirectories(place.resolve("here"));
        Files.createFile(place.resolve("here/zeebe"));
        try (var demo = demo("here")) {
            demo.awaitLine("Cabas continue sans le moteur des parcours");
            assertThat(health(demo.awaitAddress())).isEqualTo(200);
        }
    }

    @Test
    void with_an_engine_elsewhere_it_starts_none() throws Exception {
        var elsewhere = Map.of("CABAS_PORT", "0", "CABAS_DATA", folder("here"), "CABAS_ENGINE_ADDRESS", "127.0.0.1:1");
        try (var demo = CabasProcess.run(elsewhere, "demo")) {
            assertThat(health(demo.awaitAddress())).isEqualTo(200);
            assertThat(demo.output()).doesNotContain("Zeebe");
            assertThat(place.resolve("here/zeebe")).doesNotExist();
        }
    }

    @Test
    void two_demonstrations_run_side_by_side() throws Exception {
        try (var here = demo("here");
                var there = demo("there")) {
            var addressHere = here.awaitAddress();
            var addressThere = there.awaitAddress();
            assertThat(addressHere).isNotEqualTo(addressThere);
            assertThat(health(addressHere)).isEqualTo(200);
            assertThat(health(addressThere)).isEqualTo(200);
        }
    }

    @Test
    void the_same_data_twice_is_refused_and_the_first_goes_on() throws Exception {
        try (var first = demo("here")) {
            var address = first.awaitAddress();
            var second = demo("here");
            assertThat(second.awaitEnd()).isEqualTo(2);
            assertThat(second.output()).contains("déjà utilisé par un autre Cabas", "CABAS_DATA");
            assertThat(health(address)).isEqualTo(200);
        }
    }

    @Test
    void a_port_that_is_taken_is_said_before_anything_is_started() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(taken.getLocalPort());
            var environment = Map.of("CABAS_PORT", port, "CABAS_DATA", folder("here"));
            var demo = CabasProcess.run(environment, "demo");
            assertThat(demo.awaitEnd()).isEqualTo(2);
            assertThat(demo.output()).contains("Le port " + port + " est déjà utilisé", "CABAS_PORT");
            assertThat(place.resolve("here")).doesNotExist();
        }
    }

    private CabasProcess demo(String name) throws IOException {
        return CabasProcess.run(Map.of("CABAS_PORT", "0", "CABAS_DATA", folder(name)), "demo");
    }

    private String folder(String name) {
        return place.resolve(name).toString();
    }

    private Optional<ProcessHandle> databaseOf(String name) throws IOException {
        return runningOn(place.resolve(name).resolve("mariadb/data"));
    }

    private Optional<ProcessHandle> engineOf(String name) throws IOException {
        return runningOn(place.resolve(name).resolve("zeebe/data"));
    }

    private static Optional<ProcessHandle> runningOn(Path data) throws IOException {
        return Files.exists(data) ? ServerProcess.runningOn(data.toRealPath()) : Optional.empty();
    }

    /** Of what is done beside the rest: it may have been said before or after what was waited for last. */
    private static void awaitSaid(CabasProcess demo, String text) throws InterruptedException {
        if (!demo.output().contains(text)) {
            demo.awaitLine(text);
        }
    }

    private static int health(String address) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(address + "/health")).build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
