package org.cabas.service.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One running {@code mariadbd} on one data folder: the commands that make it, and how to find and end it. */
final class ServerProcess {
    /** How long a server may take to write what it has in memory before it is killed; it recovers then at the next start. */
    static final Duration STOP = Duration.ofSeconds(30);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int LINES_OF_LOG_SHOWN = 5;

    private ServerProcess() {}

    /** A server that makes its system tables in a new folder and ends. */
    static Process install(ServerBinaries binaries, ServerFolder folder) throws IOException {
        var command = base(binaries, folder, folder.unfinishedData());
        command.add("--bootstrap");
        command.add("--silent-startup");
        command.add("--max-allowed-packet=8M");
        command.add("--net-buffer-length=16K");
        var process = launch(command, folder);
        try (var statements = binaries.systemTables();
                OutputStream input = process.getOutputStream()) {
            statements.transferTo(input);
        }
        return process;
    }

    /** A server that answers on the port, on loopback only, over TCP only and with passwords only. */
    static Process serve(ServerBinaries binaries, ServerFolder folder, int port, Path initFile) throws IOException {
        var command = base(binaries, folder, folder.data());
        command.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--socket=", // none: root can only come in by one
                "--skip-ssl", // loopback; with it a start takes ten times as long
                "--skip-name-resolve",
                "--init-file=" + initFile,
                "--pid-file=" + folder.processIdFile(),
                "--log-error=" + folder.log(),
                "--log-warnings=1", // not a line for each connection that a client drops
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--sql-mode=STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
                "--max-connections=300", // a few pools of 50: two services and the tests that race
                "--table-open-cache=1000", // what fits in the 20 000 open files that machines often allow
                "--innodb-buffer-pool-size=256M", // the demonstration's data several times over
                "--innodb-flush-log-at-trx-commit=1")); // what is acknowledged is on disk
        return launch(command, folder);
    }

    private static List<String> base(ServerBinaries binaries, ServerFolder folder, Path data) {
        var command = new ArrayList<String>();
        command.add(binaries.program().toString());
        command.add("--no-defaults");
        command.add("--basedir=" + binaries.home());
        command.add("--datadir=" + data);
        command.add("--tmpdir=" + folder.temporary());
        command.add("--lc-messages-dir=" + binaries.share());
        command.add("--character-sets-dir=" + binaries.share().resolve("charsets"));
        command.add("--innodb-log-file-size=64M");
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root"); // it refuses to run as root unless told so
        }
        return command;
    }

    private static Process launch(List<String> command, ServerFolder folder) throws IOException {
        Files.createDirectories(folder.temporary());
        if (Files.exists(folder.log())) {
            Files.move(folder.log(), folder.previousLog(), StandardCopyOption.REPLACE_EXISTING);
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.log().toFile()))
                .start();
    }

    /** The server that runs on the data folder, whoever started it: a process killed with -9 leaves its server behind. */
    static Optional<ProcessHandle> runningOn(Path data) throws IOException {
        var argument = "--datadir=" + data;
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().chars().allMatch(Character::isDigit))
                    .filter(process -> arguments(process).contains(argument))
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
        var errors = lines.stream().filter(line -> line.contains("[ERROR]")).toList();
        var shown = errors.isEmpty() ? lines : errors;
        return String.join("\n", shown.subList(Math.max(0, shown.size() - LINES_OF_LOG_SHOWN), shown.size()));
    }
}
