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

/** The whole demonstration in one process: its database, the service, its data, and its engine beside them. */
public final class Demonstration implements AutoCloseable {
    /** The environment in which beans of the demonstration exist. */
    public static final String ENVIRONMENT = "demo";

    private final int port;
    private final Consumer<String> progress;
    private final Path data;
    private final EmbeddedMariaDb database;
    private final EmbeddedZeebe ownEngine;
    private final String otherEngine;
    private final RunningService service = new RunningService();
    private volatile boolean closed;

    /**
     * A demonstration that is not started yet, so that it can be ended at any moment.
     *
     * @param data the folder in which everything is kept
     * @param binaries where the programs of database and engine are unpacked
     * @param port the HTTP port on loopback, 0 for any that is free
     * @param engine the address of an engine that runs elsewhere, {@code host:port}; empty for one of its own
     * @param progress is told each step, in French
     */
    public Demonstration(Path data, Path binaries, int port, String engine, Consumer<String> progress) {
        this.port = port;
        this.data = data;
        this.otherEngine = engine;
        this.progress = progress;
        this.database =
                new EmbeddedMariaDb(new Settings(DemonstrationDatabase.folder(data), binaries, 0, true), progress);
        this.ownEngine =
                new EmbeddedZeebe(new EmbeddedZeebe.Settings(data.resolve("zeebe"), binaries, true, false), progress);
    }

    /**
     * Starts everything. The engine isn't waited for: it takes longer than the rest, which works without it.
     *
     * @return the address of the service
     */
    public String start() throws StartFailure, InterruptedException {
        refuseTakenPort();
        database.start();
        var engine = otherEngine.isEmpty() ? startEngine() : otherEngine;
        progress.accept(Wording.say("service.starting"));
        var address = service.start(properties(engine, HealthKey.keptIn(data)), this::load, ENVIRONMENT);
        progress.accept(Wording.say("service.ready", address));
        return address;
    }

    /** Ends the service, then what it needs. */
    @Override
    public void close() throws InterruptedException {
        closed = true;
        service.close();
        ownEngine.close();
        database.close();
    }

    /** Has the engine start meanwhile; its address, empty when there will be none. */
    private String startEngine() throws InterruptedException {
        try {
            ownEngine.claim();
        } catch (StartFailure failure) {
            goOnWithoutEngine(failure);
            return "";
        }
        Thread.ofPlatform().daemon().name("engine-start").start(() -> {
            try {
                ownEngine.start();
                progress.accept(Wording.say("engine.ready"));
            } catch (StartFailure failure) {
                goOnWithoutEngine(failure);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return ownEngine.address();
    }

    private void goOnWithoutEngine(StartFailure failure) {
        if (!closed) {
            var reason = failure.sentence().lines().findFirst().orElse("");
            progress.accept(Wording.say("engine.without", reason));
        }
    }

    /** Before the seconds that a database takes to start, not after. */
    private void refuseTakenPort() throws StartFailure {
        try {
            new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1")).close();
        } catch (IOException e) {
            throw new StartFailure(Wording.say("service.port.taken", port), e);
        }
    }

    private Map<String, Object> properties(String engine, String healthKey) {
        var accounts = database.accounts();
        return Map.of(
                "cabas.host",
                "127.0.0.1",
                "cabas.port",
                port == 0 ? -1 : port,
                "cabas.session.secure-cookies",
                false, // it speaks plain HTTP, on this machine only
                "cabas.engine.address",
                engine,
                "cabas.health.key",
                healthKey,
                "cabas.db.url",
                database.url(),
                "cabas.db.user",
                accounts.application().user(),
                "cabas.db.password",
                accounts.application().password(),
                "cabas.db.owner",
                accounts.owner().user(),
                "cabas.db.owner-password",
                accounts.owner().password());
    }

    private void load(ApplicationContext context) {
        DemonstrationData.loadAll(context, progress);
    }
}
