package org.cabas.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.cabas.service.demo.Accounts;
import org.cabas.service.demo.EmbeddedMariaDb;
import org.cabas.service.demo.EmbeddedMariaDb.Settings;
import org.cabas.service.start.StartFailure;

/** The embedded server, on a folder below {@code target}. */
final class EmbeddedServer implements TestServer {
    /** Another run of the tests in the same place has a folder of its own. */
    private static final int RUNS_AT_ONCE = 8;

    private static final String ADMINISTRATOR = "test_administrator";

    private final Path folder;
    private final EmbeddedMariaDb database;

    EmbeddedServer() {
        this(start());
    }

    private EmbeddedServer(Started started) {
        this.folder = started.folder();
        this.database = started.database();
    }

    private record Started(Path folder, EmbeddedMariaDb database) {}

    private static Started start() {
        var target = Path.of("target").toAbsolutePath();
        for (var run = 1; ; run++) {
            var folder = target.resolve("test-database-" + run);
            var database = new EmbeddedMariaDb(new Settings(folder, target, 0, false), System.out::println);
            try {
                database.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(database)));
                return new Started(folder, database);
            } catch (StartFailure failure) {
                if (run == RUNS_AT_ONCE) {
                    throw new IllegalStateException(failure);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void close(EmbeddedMariaDb database) {
        try {
            database.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String description() {
        return "embedded MariaDB, process " + database.process().pid();
    }

    @Override
    public String url(String schema) {
        return database.url(schema);
    }

    @Override
    public Accounts accounts() {
        return database.accounts();
    }

    /** The first time, the server is started again with an administrator whom production doesn't have. */
    @Override
    public void administer(String administration) {
        var password = accounts().owner().password();
        try {
            var init = folder.resolve("init.sql");
            if (!Files.readString(init).contains(ADMINISTRATOR)) {
                Files.writeString(
                        init,
                        "CREATE OR REPLACE USER '" + ADMINISTRATOR + "'@'127.0.0.1' IDENTIFIED BY '" + password + "';\n"
                                + "GRANT ALL PRIVILEGES ON *.* TO '" + ADMINISTRATOR + "'@'127.0.0.1';\n",
                        StandardOpenOption.APPEND);
                kill();
                restart();
            }
            try (var connection = DriverManager.getConnection(url(""), ADMINISTRATOR, password);
                    var statement = connection.createStatement()) {
                statement.execute(administration);
            }
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void kill() {
        var process = database.process();
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void restart() {
        try {
            database.restart();
        } catch (StartFailure | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void pause() {
        signal("STOP");
    }

    @Override
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        var pid = Long.toString(database.process().pid());
        try {
            var sent = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start();
            if (sent.waitFor() != 0) {
                throw new IllegalStateException("no signal " + name + " to " + pid);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
