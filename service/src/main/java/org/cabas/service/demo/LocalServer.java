package org.cabas.service.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.cabas.service.demo.ServerProgram.Launch;
import org.cabas.service.start.StartFailure;
import org.cabas.service.start.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The life of a server on loopback that runs as a process of its own on a folder that is kept: taking the folder, ending what a
 * killed service left behind, installing, launching, waiting until it answers, starting it again on the same ports when it dies,
 * ending it. The folder belongs to one instance at a time.
 */
final class LocalServer implements AutoCloseable {
    /** Another process can take a port between its choice and its use; not three times in a row. */
    private static final int PORTS_TRIED = 3;

    private final ServerProgram program;
    private final Path root;
    private final boolean supervised;
    private final Consumer<String> progress;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable ServerFolder folder;
    private volatile @Nullable List<Integer> ports;
    private volatile @Nullable Process process;
    private volatile boolean closed;
    private volatile boolean hindered;

    /**
     * A server that is not started yet, so that whoever starts it can also end it at any moment.
     *
     * @param root its folder; made when absent
     * @param supervised whether it is started again when it dies
     * @param progress is told each step, in French
     */
    LocalServer(ServerProgram program, Path root, boolean supervised, Consumer<String> progress) {
        this.program = program;
        this.root = root;
        this.supervised = supervised;
        this.progress = progress;
    }

    /**
     * Takes the folder and chooses the ports, so that they can be told to others before the server answers on them. Left out,
     * {@link #start()} does it, and may choose other ports while it starts.
     */
    void claim() throws StartFailure, InterruptedException {
        whole(this::claimFolder);
    }

    /**
     * Starts the server and returns when it answers; the first time, installs it before. After a failure nothing is left running
     * and the folder is free.
     */
    void start() throws StartFailure, InterruptedException {
        whole(() -> {
            program.unpack(progress);
            var told = folder != null;
            if (!told) {
                claimFolder();
            }
            install();
            program.prepare(started(folder));
            serve(told ? 1 : PORTS_TRIED);
        });
    }

    /** The ports it listens on, or will. */
    List<Integer> ports() {
        return started(ports);
    }

    /** The running server, as the operating system sees it; another one after a restart. */
    ProcessHandle process() {
        return started(process).toHandle();
    }

    /** Whether {@link #close} was called, so that a failure to start is none. */
    boolean isClosed() {
        return closed;
    }

    /** Starts the server again, on the same ports, if it is not alive; returns when it answers. */
    void restart() throws StartFailure, InterruptedException {
        try {
            awaitReady(launch());
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Ends the server in good order and gives the folder back; may be called at any moment, from any thread, twice. */
    @Override
    public void close() throws InterruptedException {
        turn.lock();
        try {
            closed = true;
        } finally {
            turn.unlock();
        }
        var ending = process;
        if (ending != null) {
            ServerProcess.stop(ending);
        }
        var claimed = folder;
        if (claimed != null) {
            claimed.close();
        }
    }

    private interface Part {
        void run() throws IOException, StartFailure, InterruptedException;
    }

    /** Does a part of the start wholly, or ends everything. */
    private void whole(Part part) throws StartFailure, InterruptedException {
        var complete = false;
        try {
            part.run();
            complete = true;
        } catch (IOException e) {
            throw unusable(e);
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private void claimFolder() throws IOException, StartFailure, InterruptedException {
        var claimed = ServerFolder.claim(root);
        keep(claimed);
        endOrphan(claimed);
        ports = program.choosePorts(claimed);
    }

    private void keep(ServerFolder claimed) throws StartFailure {
        turn.lock();
        try {
            if (closed || folder != null) {
                claimed.close();
                throw new StartFailure(program.say("closed"));
            }
            folder = claimed;
        } finally {
            turn.unlock();
        }
    }

    private void endOrphan(ServerFolder claimed) throws IOException, InterruptedException {
        for (var data : List.of(claimed.data(), claimed.unfinishedData())) {
            var orphan = ServerProcess.runningOn(data);
            if (orphan.isPresent()) {
                progress.accept(program.say("orphan", orphan.get().pid()));
                ServerProcess.stopOrphan(orphan.get(), data);
            }
        }
    }

    private void install() throws IOException, StartFailure, InterruptedException {
        var claimed = started(folder);
        var installation = program.installation(claimed);
        if (installation.isEmpty() || Files.exists(claimed.data())) {
            return;
        }
        progress.accept(program.say("installing", claimed.data()));
        Folders.delete(claimed.unfinishedData());
        Files.createDirectories(claimed.unfinishedData());
        var installer = own(installation.get());
        if (installer.waitFor() != 0) {
            throw new StartFailure(program.say("install.failed", claimed.log(), ServerProcess.lastErrors(claimed)));
        }
        Files.move(claimed.unfinishedData(), claimed.data());
    }

    private void serve(int attempts) throws IOException, StartFailure, InterruptedException {
        progress.accept(program.say("starting"));
        sayHindrance();
        for (var attempt = 1; ; attempt++) {
            try {
                awaitReady(launch());
                break;
            } catch (StartFailure failure) {
                if (closed || attempt >= attempts || FreePorts.areFree(ports())) {
                    throw failure;
                }
                ports = program.choosePorts(started(folder));
            }
        }
        started(folder).tellPort(ports().getFirst());
        if (supervised) {
            new ServerSupervisor(this, program, progress).start();
        }
    }

    /** The running server, or a new one if it isn't alive. */
    private Process launch() throws IOException, StartFailure {
        return own(() -> program.serve(started(folder), ports()));
    }

    /** A process that {@link #close} will end, started unless the last one still lives or everything is closed already. */
    private Process own(Launch launch) throws IOException, StartFailure {
        turn.lock();
        try {
            if (closed) {
                throw new StartFailure(program.say("closed"));
            }
            if (process == null || !process.isAlive()) {
                process = launch.run();
            }
            return process;
        } finally {
            turn.unlock();
        }
    }

    /** Waits as long as the server lives: after a crash, recovery takes the time that it takes. */
    private void awaitReady(Process started) throws IOException, StartFailure, InterruptedException {
        var pace = program.pace();
        var tell = System.nanoTime() + pace.tellAgain().toNanos();
        while (!program.answers(ports())) {
            if (started.waitFor(pace.lookAgain().toMillis(), TimeUnit.MILLISECONDS)) {
                var claimed = started(folder);
                throw new StartFailure(program.say("start.failed", claimed.log(), ServerProcess.lastErrors(claimed)));
            }
            if (System.nanoTime() > tell) {
                progress.accept(program.say("still.starting"));
                sayHindrance();
                tell = System.nanoTime() + pace.tellAgain().toNanos();
            }
        }
    }

    /** Waits until the server has died, no longer than that; whether it has. */
    boolean awaitDeath(Duration patience) throws InterruptedException {
        return started(process).waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Says, once each time it comes up, what keeps a living server from working. */
    void sayHindrance() {
        Optional<String> hindrance;
        try {
            hindrance = program.hindrance(started(folder));
        } catch (IOException e) {
            hindrance = Optional.of(unusable(e).sentence());
        }
        if (hindrance.isPresent() && !hindered) {
            progress.accept(hindrance.get());
        }
        hindered = hindrance.isPresent();
    }

    private StartFailure unusable(IOException reason) {
        return new StartFailure(Wording.say("server.folder.unusable", root, Wording.reason(reason)), reason);
    }

    private <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException(program.name() + " is not started");
        }
        return part;
    }
}
