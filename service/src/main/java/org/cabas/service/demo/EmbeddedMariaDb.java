package org.cabas.service.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.cabas.service.start.StartFailure;
import org.cabas.service.start.Wording;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB server on loopback, run as a process of its own on a folder that is kept. What was committed survives the
 * death of either process: a server left behind by a killed service is found and ended at the next start, and a killed server
 * recovers from its own log. While it should run, a server that dies is started again on the same port.
 *
 * <p>The folder belongs to one instance at a time. Passwords are made at the first start and kept in the folder, readable by
 * its owner only.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    /** Another process can take a port between its choice and its use; not three times in a row. */
    private static final int PORTS_TRIED = 3;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);
    private static final Duration TELL_AGAIN = Duration.ofSeconds(5);
    private static final Duration FIRST_RESTART_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_RESTART_PAUSE = Duration.ofSeconds(30);

    private final Settings settings;
    private final Consumer<String> progress;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable ServerFolder folder;
    private volatile @Nullable Running running;
    private volatile @Nullable Process process;
    private volatile boolean closed;

    /**
     * What one server needs to know.
     *
     * @param folder its data, passwords and log; made when absent
     * @param binaries where the program is unpacked, shared between servers, kept between starts
     * @param port the port on loopback, or 0 for any that is free
     * @param supervised whether it is started again when it dies
     */
    public record Settings(Path folder, Path binaries, int port, boolean supervised) {}

    private record Running(ServerBinaries binaries, Path initFile, Accounts accounts, int port) {}

    /**
     * A server that is not started yet, so that whoever starts it can also end it at any moment.
     *
     * @param progress is told each step, in French
     */
    public EmbeddedMariaDb(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Starts the server and returns when both accounts can use it; the first time, installs it before. After a failure nothing
     * is left running and the folder is free.
     */
    public void start() throws StartFailure, InterruptedException {
        var complete = false;
        try {
            var binaries = ServerBinaries.in(settings.binaries(), progress);
            var claimed = ServerFolder.claim(settings.folder());
            keep(claimed);
            endOrphan(claimed);
            install(binaries, claimed);
            serve(claimed, binaries, claimed.accounts());
            complete = true;
        } catch (IOException e) {
            throw new StartFailure(Wording.say("database.folder.unusable", settings.folder(), Wording.reason(e)), e);
        } finally {
            if (!complete) {
                close();
            }
        }
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
        return "jdbc:mariadb://" + LOOPBACK + ":" + port + "/" + schema;
    }

    /** The port it listens on, the same until it is closed. */
    public int port() {
        return running().port();
    }

    /** Who can come in. */
    public Accounts accounts() {
        return running().accounts();
    }

    /** The running server, as the operating system sees it; another one after a restart. */
    public ProcessHandle process() {
        return started(process).toHandle();
    }

    /** Starts the server again, on the same port, if it is not alive; returns when it answers. */
    public void restart() throws StartFailure, InterruptedException {
        var now = running();
        try {
            var started = launch(now);
            awaitReady(started, now);
        } catch (IOException e) {
            throw new StartFailure(Wording.say("database.folder.unusable", settings.folder(), Wording.reason(e)), e);
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

    private void endOrphan(ServerFolder claimed) throws IOException, InterruptedException {
        for (var data : new Path[] {claimed.data(), claimed.unfinishedData()}) {
            var orphan = ServerProcess.runningOn(data);
            if (orphan.isPresent()) {
                progress.accept(Wording.say("database.orphan", orphan.get().pid()));
                ServerProcess.stopOrphan(orphan.get(), data);
            }
        }
    }

    private void install(ServerBinaries binaries, ServerFolder claimed)
            throws IOException, StartFailure, InterruptedException {
        if (Files.exists(claimed.data())) {
            return;
        }
        progress.accept(Wording.say("database.installing", claimed.data()));
        Folders.delete(claimed.unfinishedData());
        Files.createDirectories(claimed.unfinishedData());
        var installer = own(() -> ServerProcess.install(binaries, claimed));
        if (installer.waitFor() != 0) {
            throw new StartFailure(
                    Wording.say("database.install.failed", claimed.log(), ServerProcess.lastErrors(claimed)));
        }
        Files.move(claimed.unfinishedData(), claimed.data());
    }

    private void serve(ServerFolder claimed, ServerBinaries binaries, Accounts accounts)
            throws IOException, StartFailure, InterruptedException {
        progress.accept(Wording.say("database.starting"));
        var initFile = claimed.writeInitFile(accounts);
        for (var attempt = 1; ; attempt++) {
            var attempted = new Running(binaries, initFile, accounts, choosePort());
            try {
                awaitReady(launch(attempted), attempted);
                running = attempted;
                claimed.tellPort(attempted.port());
                break;
            } catch (StartFailure failure) {
                if (settings.port() != 0 || attempt == PORTS_TRIED || isFree(attempted.port())) {
                    throw failure;
                }
            }
        }
        if (settings.supervised()) {
            Thread.ofPlatform().daemon().name("mariadb-supervisor").start(this::supervise);
        }
    }

    private int choosePort() throws StartFailure {
        var wanted = settings.port();
        try (var socket = new ServerSocket(wanted, 1, InetAddress.ofLiteral(LOOPBACK))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartFailure(Wording.say("database.port.taken", wanted), e);
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The running server, or a new one if it isn't alive. */
    private Process launch(Running now) throws IOException, StartFailure {
        return own(() -> ServerProcess.serve(now.binaries(), started(folder), now.port(), now.initFile()));
    }

    private interface Launch {
        Process run() throws IOException;
    }

    /** A process that {@link #close} will end, started unless the last one still lives or everything is closed already. */
    private Process own(Launch launch) throws IOException, StartFailure {
        turn.lock();
        try {
            if (closed) {
                throw new StartFailure(Wording.say("database.closed"));
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
    private void awaitReady(Process started, Running now) throws IOException, StartFailure, InterruptedException {
        var tell = System.nanoTime() + TELL_AGAIN.toNanos();
        while (!answers(now)) {
            if (started.waitFor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                var errors = ServerProcess.lastErrors(started(folder));
                throw new StartFailure(
                        Wording.say("database.start.failed", started(folder).log(), errors));
            }
            if (System.nanoTime() > tell) {
                progress.accept(Wording.say("database.still.starting"));
                tell = System.nanoTime() + TELL_AGAIN.toNanos();
            }
        }
    }

    private static boolean answers(Running now) {
        var url = "jdbc:mariadb://" + LOOPBACK + ":" + now.port() + "/" + Accounts.SCHEMA
                + "?connectTimeout=2000&socketTimeout=2000";
        var owner = now.accounts().owner();
        var application = now.accounts().application();
        try (var first = DriverManager.getConnection(url, owner.user(), owner.password());
                var second = DriverManager.getConnection(url, application.user(), application.password())) {
            return first.isValid(1) && second.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Starts the server again whenever it dies, at once the first time, then less and less often. */
    private void supervise() {
        var pause = FIRST_RESTART_PAUSE;
        try {
            while (true) {
                started(process).waitFor();
                if (closed) {
                    return;
                }
                progress.accept(Wording.say("database.died"));
                try {
                    restart();
                    progress.accept(Wording.say("database.restarted"));
                    pause = FIRST_RESTART_PAUSE;
                } catch (StartFailure failure) {
                    if (closed) {
                        return;
                    }
                    progress.accept(failure.sentence());
                    Thread.sleep(pause);
                    var longer = pause.multipliedBy(2);
                    pause = longer.compareTo(LONGEST_RESTART_PAUSE) < 0 ? longer : LONGEST_RESTART_PAUSE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(ServerFolder claimed) throws StartFailure {
        turn.lock();
        try {
            if (closed || folder != null) {
                claimed.close();
                throw new StartFailure(Wording.say("database.closed"));
            }
            folder = claimed;
        } finally {
            turn.unlock();
        }
    }

    private Running running() {
        return started(running);
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the database is not started");
        }
        return part;
    }
}
