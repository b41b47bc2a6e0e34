package org.cabas.service.command;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.cabas.service.start.Wording;

/** Something that runs until the process is asked to end (SIGINT, SIGTERM), and is then ended in good order. */
final class UntilStopped {
    private final Consumer<String> progress;
    private volatile boolean running;

    /** What is done to end it, however far it has started. */
    interface Ending {
        void run() throws InterruptedException;
    }

    /** Makes sure, before anything is started, that it is ended with the process. */
    UntilStopped(Ending ending, Consumer<String> progress) {
        this.progress = progress;
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ending), "end-in-good-order"));
    }

    private void end(Ending ending) {
        try {
            say("service.stopping");
            ending.run();
            say("service.stopped");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A start that failed has said why already. */
    private void say(String key) {
        if (running) {
            progress.accept(Wording.say(key));
        }
    }

    /** Waits for ever: only the end of the process ends it. */
    int runForEver() throws InterruptedException {
        running = true;
        new CountDownLatch(1).await();
        return Cabas.DONE;
    }
}
