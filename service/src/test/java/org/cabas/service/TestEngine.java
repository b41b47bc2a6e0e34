package org.cabas.service;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.cabas.service.demo.EmbeddedZeebe;
import org.cabas.service.demo.EmbeddedZeebe.Settings;
import org.cabas.service.start.StartFailure;
import org.jspecify.annotations.Nullable;

/**
 * The Zeebe of the integration tests: one real broker for the whole test run, empty at its start, shared by all who ask. A test
 * tells its files from those of others by ids of its own. Its clock is only ever moved forward: whatever the broker waits for
 * would wait for the time that it had. {@code -Dcabas.test.engine=host:port} decides on another one, whose clock and life are
 * then its own.
 */
public final class TestEngine {
    /** Another run of the tests in the same place has a folder of its own. */
    private static final int RUNS_AT_ONCE = 8;

    private TestEngine() {}

    /** Started by the first test that needs it, ended with the JVM. */
    private static final class Shared {
        static final EmbeddedZeebe BROKER = start();
    }

    /** Its gateway, {@code host:port} for gRPC without TLS; the same after {@link #restart()}. */
    public static String address() {
        @Nullable String given = System.getProperty("cabas.test.engine");
        return given == null ? Shared.BROKER.address() : given;
    }

    /** Its clock, which is right again after {@link #restart()}. */
    public static EngineClock clock() {
        return new EngineClock(Shared.BROKER.clock());
    }

    /** Kills the broker as a power cut would, and returns when it is dead. Bring it back with {@link #restart()}. */
    public static void kill() {
        var process = Shared.BROKER.process();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts the broker again at the same address, and returns when it answers; nothing happens if it is alive. */
    public static void restart() {
        try {
            Shared.BROKER.restart();
        } catch (StartFailure | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedZeebe start() {
        var target = Path.of("target").toAbsolutePath();
        for (var run = 1; ; run++) {
            var folder = target.resolve("test-engine-" + run);
            var broker = new EmbeddedZeebe(new Settings(folder, target, false, true), System.out::println);
            try {
                broker.claim();
                delete(folder.resolve("data"));
                broker.start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> close(broker)));
                return broker;
            } catch (StartFailure failure) {
                if (run == RUNS_AT_ONCE) {
                    throw new IllegalStateException(failure);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void close(EmbeddedZeebe broker) {
        try {
            broker.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
