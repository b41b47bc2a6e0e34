package org.cabas.service.demo;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.cabas.service.demo.EmbeddedMariaDb.Settings;
import org.cabas.service.start.RunningService;
import org.cabas.service.start.StartFailure;
import org.cabas.service.start.Wording;

/** The whole demonstration in one process: its database, the service, its data. */
public final class Demonstration implements AutoCloseable {
    /** The environment in which beans of the demonstration exist. */
    public static final String ENVIRONMENT = "demo";

    private final int port;
    private final Consumer<String> progress;
    private final EmbeddedMariaDb database;
    private final RunningService service = new RunningService();

    /**
     * A demonstration that is not started yet, so that it can be ended at any moment.
     *
     * @param data the folder in which everything is kept
     * @param binaries where the database's program is unpacked
     * @param port the HTTP port on loopback, 0 for any that is free
     * @param progress is told each step, in French
     */
    public Demonstration(Path data, Path binaries, int port, Consumer<String> progress) {
        this.port = port;
        this.progress = progress;
        this.database =
                new EmbeddedMariaDb(new Settings(DemonstrationDatabase.folder(data), binaries, 0, true), progress);
    }

    /**
     * Starts everything, and says how to try it.
     *
     * @return the address of the service
     */
    public String start() throws StartFailure, InterruptedException {
        refuseTakenPort();
        database.start();
        progress.accept(Wording.say("service.starting"));
        var address = service.start(properties(), this::load, ENVIRONMENT);
        progress.accept(Wording.say("service.ready", address));
        return address;
    }

    /** Ends the service, then its database. */
    @Override
    public void close() throws InterruptedException {
        service.close();
        database.close();
    }

    /** Before the seconds that a database takes to start, not after. */
    private void refuseTakenPort() throws StartFailure {
        try {
            new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1")).close();
        } catch (IOException e) {
            throw new StartFailure(Wording.say("service.port.taken", port), e);
        }
    }

    private Map<String, Object> properties() {
        var accounts = database.accounts();
        return Map.of(
                "cabas.host", "127.0.0.1",
                "cabas.port", port == 0 ? -1 : port,
                "cabas.session.secure-cookies", false, // it speaks plain HTTP, on this machine only
                "cabas.db.url", database.url(),
                "cabas.db.user", accounts.application().user(),
                "cabas.db.password", accounts.application().password(),
                "cabas.db.owner", accounts.owner().user(),
                "cabas.db.owner-password", accounts.owner().password());
    }

    private void load(ApplicationContext context) {
        DemonstrationData.loadAll(context, progress);
    }
}
