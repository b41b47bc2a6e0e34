package org.cabas.service.demo;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The process of a server on its data folder: how to launch, find and end it. */
final class ServerProcess {
    /** How long a server may take to write what it has in memory before it is killed; it recovers then at the next start. */
    static final Duration STOP = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int LINES_OF_LOG_SHOWN = 5;

    private ServerProcess() {}

    /** Launches it with what it says going to the folder's log; what it said the time before is kept beside. */
    static Process launch(ProcessBuilder program, ServerFolder folder) throws IOException {
        Files.createDirectories(folder.temporary());
        if (Files.exists(folder.log())) {
            Files.move(folder.log(), folder.previousLog(), StandardCopyOption.REPLACE_EXISTING);
        }
        return program.redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.log().toFile()))
                .start();
    }

    /** The server that runs on the data folder, whoever started it: a process killed with -9 leaves its server behind. */
    static Optional<ProcessHandle> runningOn(Path data) throws IOException {
        var programs = List.of(MariaDbProgram.DATA + data, ZeebeProgram.DATA + data);
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().chars().allMatch(Character::isDigit))
                    .filter(process -> arguments(process).stream().anyMatch(programs::contains))
                    .flatMap(process -> ProcessHandle.of(
                            Long.parseLong(process.getFileName().toString()))
                            .stream())
                    .findFirst();
        }
    }

    /** None for a process that has just ended, that is dead but not yet buried, or that is not ours to see. */
    private static List<String> arguments(Path process) {
        try {
            var line = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
            return List.of(line.split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Asks the server of another process to end and waits until it has; kills it when it doesn't. */
    static void stopOrphan(ProcessHandle orphan, Path data) throws IOException, InterruptedException {
        orphan.destroy();
        var patience = System.nanoTime() + STOP.toNanos();
        while (runningOn(data).isPresent()) {
            if (System.nanoTime() > patience) {
                orphan.destroyForcibly();
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    /** Asks a server of ours to end and waits until it has; kills it when it doesn't. */
    static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** The last errors in the log, for the person who has to find out why it didn't start. */
    static String lastErrors(ServerFolder folder) throws IOException {
        if (!Files.exists(folder.log())) {
            return "";
        }
        var lines = Files.readString(folder.log(), StandardCharsets.ISO_8859_1)
                .lines()
                .toList();
        var errors = lines.stream().filter(line -> line.contains("ERROR")).toList();
        var shown = errors.isEmpty() ? lines : errors;
        return String.join("\n", shown.subList(Math.max(0, shown.size() - LINES_OF_LOG_SHOWN), shown.size()));
    }
}
