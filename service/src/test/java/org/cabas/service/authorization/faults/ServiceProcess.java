package org.cabas.service.authorization.faults;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.cabas.service.TestDatabase.Schema;
import org.cabas.service.authorization.Till;
import org.cabas.service.demo.CabasProcess;
import org.jspecify.annotations.Nullable;

/** {@code cabas serve} as a process of its own on a schema, which can be killed, stopped and started again at any moment. */
final class ServiceProcess implements AutoCloseable {
    private final Map<String, String> environment = new HashMap<>();
    private final Till anywhere;
    private volatile CompletableFuture<Till> till = new CompletableFuture<>();
    private @Nullable CabasProcess process;

    /**
     * @param url the schema's address, or that of a proxy before it
     * @param anywhere a till, to be brought to wherever the process answers
     */
    ServiceProcess(Schema schema, String url, Till anywhere) {
        this.anywhere = anywhere;
        schema.properties().forEach((name, value) -> environment.put(variable(name), value));
        environment.put("CABAS_DB_URL", url);
        environment.put("CABAS_PORT", "0");
    }

    private static String variable(String property) {
        return property.toUpperCase(java.util.Locale.ROOT).replaceAll("[.-]", "_");
    }

    /** Starts it and returns when it answers; nothing happens if it does already. */
    void start() throws IOException, InterruptedException {
        if (process == null) {
            process = command("serve");
            till.complete(anywhere.at(URI.create(process.awaitAddress())));
        }
    }

    /** Runs another command on the same database. */
    CabasProcess command(String... arguments) throws IOException {
        return CabasProcess.run(environment, arguments);
    }

    /** Kills it, as nothing else does; whoever asks for a till from now on waits for the next start. */
    void kill() throws InterruptedException {
        till = new CompletableFuture<>();
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    /** Stops it without ending it: it keeps its connections and its locks and does nothing. */
    void pause() throws IOException, InterruptedException {
        running().signal("STOP");
    }

    /** Lets it go on where it was. */
    void resume() throws IOException, InterruptedException {
        running().signal("CONT");
    }

    /** A till at the running process, once there is one. */
    Till till() {
        return till.join();
    }

    /** A till at the process, if it runs now. */
    Optional<Till> tillNow() {
        return Optional.ofNullable(till.getNow(null));
    }

    private CabasProcess running() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.close();
        }
    }
}
