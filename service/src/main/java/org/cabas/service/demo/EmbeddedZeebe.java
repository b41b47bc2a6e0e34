package org.cabas.service.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.cabas.service.demo.ZeebeProgram.Ports;
import org.cabas.service.start.StartFailure;

/**
 * A real Zeebe broker with its gateway, one partition, on loopback, run as a process of its own on a folder that is kept. What
 * was acknowledged survives the death of either process: a broker left behind by a killed service is found and ended at the next
 * start. While it should run, a broker that dies is started again on the same ports, which it keeps between starts too unless
 * another program took one.
 *
 * <p>The folder belongs to one instance at a time. It starts in 5 to 40 seconds and takes about 400 MB of memory.
 */
public final class EmbeddedZeebe implements AutoCloseable {
    private final LocalServer server;

    /**
     * What one broker needs to know.
     *
     * @param folder its data and log; made when absent
     * @param binaries the folder with the {@code zeebe} that the build has unpacked, shared between brokers
     * @param supervised whether it is started again when it dies
     * @param controlledClock whether its clock can be moved, at {@link #clock()}; it is right again after a restart
     */
    public record Settings(Path folder, Path binaries, boolean supervised, boolean controlledClock) {}

    /**
     * A broker that is not started yet, so that whoever starts it can also end it at any moment.
     *
     * @param progress is told each step, in French
     */
    public EmbeddedZeebe(Settings settings, Consumer<String> progress) {
        var program = new ZeebeProgram(settings.binaries(), settings.controlledClock());
        this.server = new LocalServer(program, settings.folder(), settings.supervised(), progress);
    }

    /**
     * Takes the folder, ends a broker that was left behind, and chooses the ports: afterwards {@link #address()} can be told to
     * clients, and {@link #start()} keeps to it. After a failure the folder is free.
     */
    public void claim() throws StartFailure, InterruptedException {
        server.claim();
    }

    /**
     * Starts the broker and returns when its partition has a healthy leader. After a failure nothing is left running and the
     * folder is free.
     */
    public void start() throws StartFailure, InterruptedException {
        server.start();
    }

    /** Where clients find its gateway, {@code host:port} for gRPC without TLS. */
    public String address() {
        return FreePorts.LOOPBACK + ":" + ports().gateway();
    }

    /** Where a controlled clock is read (GET), moved (POST {@code /add}, {@code /pin}) and put right (DELETE). */
    public URI clock() {
        return URI.create("http://" + FreePorts.LOOPBACK + ":" + ports().management() + "/actuator/clock");
    }

    private Ports ports() {
        return Ports.of(server.ports());
    }

    /** The running broker, as the operating system sees it; another one after a restart. */
    public ProcessHandle process() {
        return server.process();
    }

    /** Starts the broker again, on the same ports, if it is not alive; returns when it answers. */
    public void restart() throws StartFailure, InterruptedException {
        server.restart();
    }

    /** Ends the broker in good order and gives the folder back; may be called at any moment, from any thread, twice. */
    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
