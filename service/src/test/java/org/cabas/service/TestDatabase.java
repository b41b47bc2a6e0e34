package org.cabas.service;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The MariaDB of the integration tests: one server for the whole test run, a schema of its own for whoever asks. It is a
 * container where Docker answers quickly and the embedded server otherwise; {@code -Dcabas.test.database=container},
 * {@code embedded} or the address of a server decides instead.
 */
public final class TestDatabase {
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    /** The master key of every test: thirty-two zeros. */
    public static final String HEALTH_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private TestDatabase() {}

    /** Started by the first test that needs it, ended with the JVM. */
    private static final class Shared {
        static final TestServer SERVER = TestServer.choose();
    }

    /**
     * A schema and the two accounts that see it.
     *
     * @param url the address for JDBC
     * @param user the account that the service works with: it reads and writes rows, and can't change a table
     * @param owner the account that creates and alters tables: migrations
     */
    public record Schema(String name, String url, String user, String password, String owner, String ownerPassword) {

        /** What Micronaut has to be told to work with this schema: the service's own settings, as production has them. */
        public Map<String, String> properties() {
            return Map.of(
                    "cabas.port", "-1", // any that is free: two runs of the tests don't meet
                    "cabas.session.secure-cookies", "false", // clients of the tests speak plain HTTP
                    "cabas.db.url", url,
                    "cabas.db.user", user,
                    "cabas.db.password", password,
                    "cabas.db.owner", owner,
                    "cabas.db.owner-password", ownerPassword,
                    "cabas.health.key", HEALTH_KEY);
        }
    }

    /** A new schema with nothing in it, on the shared server. */
    public static Schema fresh() {
        var server = Shared.SERVER;
        var name = "cabas_test_" + SCHEMAS.incrementAndGet();
        var accounts = server.accounts();
        var owner = accounts.owner();
        try (var connection = DriverManager.getConnection(server.url("cabas"), owner.user(), owner.password());
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
        } catch (SQLException e) {
            throw new IllegalStateException("no schema on the test database", e);
        }
        var application = accounts.application();
        return new Schema(
                name, server.url(name), application.user(), application.password(), owner.user(), owner.password());
    }

    /** Which server it is, in words. */
    public static String description() {
        return Shared.SERVER.description();
    }

    /** Runs a statement that only an administrator of the server may run, such as one that sets a global variable. */
    public static void administer(String statement) {
        Shared.SERVER.administer(statement);
    }

    /** Kills the server as a power cut would, and returns when it is dead. Bring it back with {@link #restart()}. */
    public static void kill() {
        Shared.SERVER.kill();
    }

    /** Starts the server again on the same address, and returns when it answers; nothing happens if it is alive. */
    public static void restart() {
        Shared.SERVER.restart();
    }

    /** Stops the server without ending it (SIGSTOP): it keeps its connections and answers nothing until it is resumed. */
    public static void pause() {
        Shared.SERVER.pause();
    }

    /** Lets a paused server go on. */
    public static void resume() {
        Shared.SERVER.resume();
    }
}
