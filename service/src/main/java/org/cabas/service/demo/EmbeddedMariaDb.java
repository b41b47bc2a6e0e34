package org.cabas.service.demo;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.cabas.service.start.StartFailure;

/**
 * A real MariaDB server on loopback, run as a process of its own on a folder that is kept. What was committed survives the
 * death of either process: a server left behind by a killed service is found and ended at the next start, and a killed server
 * recovers from its own log. While it should run, a server that dies is started again on the same port.
 *
 * <p>The folder belongs to one instance at a time. Passwords are made at the first start and kept in the folder, readable by
 * its owner only.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private final MariaDbProgram program;
    private final LocalServer server;

    /**
     * What one server needs to know.
     *
     * @param folder its data, passwords and log; made when absent
     * @param binaries where the program is unpacked, shared between servers, kept between starts
     * @param port the port on loopback, or 0 for any that is free
     * @param supervised whether it is started again when it dies
     */
    public record Settings(Path folder, Path binaries, int port, boolean supervised) {}

    /**
     * A server that is not started yet, so that whoever starts it can also end it at any moment.
     *
     * @param progress is told each step, in French
     */
    public EmbeddedMariaDb(Settings settings, Consumer<String> progress) {
        this.program = new MariaDbProgram(settings.binaries(), settings.port());
        this.server = new LocalServer(program, settings.folder(), settings.supervised(), progress);
    }

    /**
     * Starts the server and returns when both accounts can use it; the first time, installs it before. After a failure nothing
     * is left running and the folder is free.
     */
    public void start() throws StartFailure, InterruptedException {
        server.start();
    }

    /** The address for JDBC of the schema of the service. */
    public String url() {
        return url(Accounts.SCHEMA);
    }

    /** The address for JDBC of a schema. */
    public String url(String schema) {
        return url(port(), schema);
    }

    /** The address for JDBC of a schema of the server on that port. */
    static String url(int port, String schema) {
        return "jdbc:mariadb://" + FreePorts.LOOPBACK + ":" + port + "/" + schema;
    }

    /** The port it listens on, the same until it is closed. */
    public int port() {
        return server.ports().getFirst();
    }

    /** Who can come in. */
    public Accounts accounts() {
        return program.accounts();
    }

    /** The running server, as the operating system sees it; another one after a restart. */
    public ProcessHandle process() {
        return server.process();
    }

    /** Starts the server again, on the same port, if it is not alive; returns when it answers. */
    public void restart() throws StartFailure, InterruptedException {
        server.restart();
    }

    /** Ends the server in good order and gives the folder back; may be called at any moment, from any thread, twice. */
    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
