package org.cabas.service.demo;

import java.time.Duration;
import java.util.function.Consumer;
import org.cabas.service.start.StartFailure;

/** Starts a server again whenever it dies, at once the first time, then less and less often, until it is closed. */
final class ServerSupervisor {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LOOK_AFTER = Duration.ofSeconds(10);

    private final LocalServer server;
    private final ServerProgram program;
    private final Consumer<String> progress;

    ServerSupervisor(LocalServer server, ServerProgram program, Consumer<String> progress) {
        this.server = server;
        this.program = program;
        this.progress = progress;
    }

    /** Begins, in a thread that keeps no process alive. */
    void start() {
        Thread.ofPlatform().daemon().name(program.name() + "-supervisor").start(() -> {
            try {
                supervise();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void supervise() throws InterruptedException {
        var pause = FIRST_PAUSE;
        while (true) {
            while (!server.awaitDeath(LOOK_AFTER)) {
                server.sayHindrance();
            }
            if (server.isClosed()) {
                return;
            }
            progress.accept(program.say("died"));
            try {
                server.restart();
                progress.accept(program.say("restarted"));
                pause = FIRST_PAUSE;
            } catch (StartFailure failure) {
                if (server.isClosed()) {
                    return;
                }
                progress.accept(failure.sentence());
                Thread.sleep(pause);
                var longer = pause.multipliedBy(2);
                pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            }
        }
    }
}
