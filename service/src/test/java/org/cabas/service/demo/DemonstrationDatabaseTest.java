package org.cabas.service.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.demo.EmbeddedMariaDb.Settings;
import org.cabas.service.start.StartFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DemonstrationDatabaseTest {
    private static final Path BINARIES = Path.of("target");

    @TempDir
    private Path data = Path.of("");

    private final List<String> said = new ArrayList<>();

    @Test
    void a_command_beside_a_running_demonstration_uses_its_database() throws Exception {
        var settings = new Settings(DemonstrationDatabase.folder(data), BINARIES, 0, true);
        try (var running = new EmbeddedMariaDb(settings, said::add)) {
            running.start();
            said.clear();
            try (var beside = open()) {
                assertThat(beside.url()).isEqualTo(running.url());
                assertThat(answers(beside)).isTrue();
            }
            assertThat(said).isEmpty();
            assertThat(running.process().isAlive()).isTrue();
        }
    }

    @Test
    void a_command_alone_starts_the_database_and_ends_it() throws Exception {
        var settings = new Settings(DemonstrationDatabase.folder(data), BINARIES, 0, true);
        try (var before = new EmbeddedMariaDb(settings, said::add)) {
            before.start();
        }
        try (var alone = open()) {
            assertThat(answers(alone)).isTrue();
        }
        assertThat(ServerProcess.runningOn(data.toRealPath().resolve("mariadb/data")))
                .isEmpty();
    }

    @Test
    void without_a_demonstration_it_says_how_to_have_one() {
        assertThatThrownBy(() -> open())
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("./cabas demo")
                .hasMessageContaining("CABAS_DB_URL");
    }

    private DemonstrationDatabase open() throws StartFailure, InterruptedException {
        return DemonstrationDatabase.open(data, BINARIES, said::add);
    }

    private static boolean answers(DemonstrationDatabase database) throws SQLException {
        var application = database.accounts().application();
        try (var connection = DriverManager.getConnection(database.url(), application.user(), application.password())) {
            return connection.isValid(1);
        }
    }
}
