package org.cabas.service.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cabas.service.demo.EmbeddedMariaDb.Settings;
import org.cabas.service.start.StartFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedMariaDbTest {
    private static final Path BINARIES = Path.of("target");

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    @TempDir
    Path place;

    private Path folder = Path.of("");

    @BeforeEach
    void a_folder_whose_name_has_a_space() {
        folder = place.resolve("le marche");
    }

    @AfterEach
    void nothing_is_left_running() throws IOException {
        if (Files.exists(folder)) {
            assertThat(ServerProcess.runningOn(folder.toRealPath().resolve("data")))
                    .isEmpty();
        }
    }

    @Test
    void a_second_start_finds_the_data_and_the_passwords_of_the_first() throws Exception {
        Accounts first;
        try (var database = started(folder)) {
            first = database.accounts();
            writeBasket(database, 7);
        }
        try (var database = started(folder)) {
            assertThat(database.accounts()).isEqualTo(first);
            assertThat(countBaskets(database)).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_dies_is_started_again_on_its_port_and_has_lost_nothing() throws Exception {
        try (var database = started(folder)) {
            var port = database.port();
            writeBasket(database, 7);
            said.clear();

            database.process().destroyForcibly();

            awaitSentence("répond de nouveau");
            assertThat(database.port()).isEqualTo(port);
            assertThat(countBaskets(database)).isEqualTo(1);
        }
    }

    @Test
    void a_server_left_behind_by_a_killed_process_is_ended_and_its_data_are_found() throws Exception {
        try (var database = started(folder)) {
            writeBasket(database, 7);
        }
        var other = ServerInAnotherProcess.database(folder, BINARIES);
        other.destroyForcibly().waitFor();
        assertThat(ServerProcess.runningOn(folder.toRealPath().resolve("data"))).isPresent();

        try (var database = started(folder)) {
            assertThat(said).anyMatch(sentence -> sentence.contains("démarrage précédent tourne encore"));
            assertThat(countBaskets(database)).isEqualTo(1);
        }
    }

    @Test
    void a_folder_has_one_server_and_the_second_is_told_whose_it_is() throws Exception {
        var other = ServerInAnotherProcess.database(folder, BINARIES);
        try {
            assertThatThrownBy(() -> started(folder))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("déjà utilisé par un autre Cabas (processus " + other.pid() + ")")
                    .hasMessageContaining("CABAS_DATA");
        } finally {
            other.destroyForcibly().waitFor();
        }
        started(folder).close();
    }

    @Test
    void the_same_folder_twice_in_one_process_is_refused_too() throws Exception {
        try (var database = started(folder)) {
            assertThatThrownBy(() -> started(folder)).isInstanceOf(StartFailure.class);
            writeBasket(database, 1);
        }
    }

    @Test
    void two_servers_run_side_by_side_and_know_nothing_of_each_other() throws Exception {
        try (var here = started(folder);
                var there = started(place.resolve("there"))) {
            writeBasket(here, 7);
            assertThat(here.port()).isNotEqualTo(there.port());
            assertThatThrownBy(() -> countBaskets(there)).hasMessageContaining("basket");
        }
    }

    @Test
    void a_port_that_is_taken_is_said_and_nothing_stays_behind() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = new Settings(folder, BINARIES, taken.getLocalPort(), true);
            var database = new EmbeddedMariaDb(settings, said::add);
            assertThatThrownBy(database::start)
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("Le port " + taken.getLocalPort() + " est déjà utilisé");
        }
        started(folder).close();
    }

    @Test
    void an_installation_that_was_cut_short_is_begun_again() throws Exception {
        Files.createDirectories(folder.resolve("data.unfinished/mysql"));
        Files.writeString(folder.resolve("data.unfinished/ibdata1"), "half");

        try (var database = started(folder)) {
            writeBasket(database, 7);
        }
    }

    @Test
    void closing_while_it_starts_leaves_nothing_running() throws Exception {
        var database = new EmbeddedMariaDb(new Settings(folder, BINARIES, 0, true), said::add);
        var starter = Thread.ofPlatform().start(() -> {
            try {
                database.start();
            } catch (StartFailure | InterruptedException e) {
                said.add("stopped");
            }
        });
        awaitSentence("Création de la base");
        database.close();
        starter.join();
        assertThat(said).contains("stopped");
    }

    @Test
    void only_its_two_accounts_come_in_and_only_from_this_machine() throws Exception {
        try (var database = started(folder)) {
            assertThatThrownBy(() -> DriverManager.getConnection(database.url(), "root", ""))
                    .isInstanceOf(SQLException.class);
            var listening = Files.readString(Path.of("/proc/net/tcp"));
            assertThat(listening).contains("0100007F:%04X 00000000:0000 0A".formatted(database.port()));
            assertThat(listening).doesNotContain("00000000:%04X 00000000:0000 0A".formatted(database.port()));
            assertThat(database.accounts().toString())
                    .doesNotContain(database.accounts().owner().password());
        }
        for (var secret : new String[] {"passwords.properties", "init.sql"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(secret))))
                    .isEqualTo("rw-------");
        }
    }

    private EmbeddedMariaDb started(Path where) throws StartFailure, InterruptedException {
        var database = new EmbeddedMariaDb(new Settings(where, BINARIES, 0, true), said::add);
        database.start();
        return database;
    }

    private void awaitSentence(String part) throws InterruptedException {
        String sentence;
        do {
            sentence = said.poll(60, TimeUnit.SECONDS);
        } while (sentence != null && !sentence.contains(part));
        assertThat(sentence).contains(part);
    }

    private static void writeBasket(EmbeddedMariaDb database, int id) throws SQLException {
        try (var connection = asOwner(database);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS basket (id INT PRIMARY KEY)");
            statement.execute("INSERT INTO basket VALUES (" + id + ")");
        }
    }

    private static int countBaskets(EmbeddedMariaDb database) throws SQLException {
        try (var connection = asOwner(database);
                var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM basket")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static Connection asOwner(EmbeddedMariaDb database) throws SQLException {
        var owner = database.accounts().owner();
        return DriverManager.getConnection(database.url(), owner.user(), owner.password());
    }
}
