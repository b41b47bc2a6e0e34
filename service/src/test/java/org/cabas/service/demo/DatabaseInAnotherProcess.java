package org.cabas.service.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Scanner;
import org.cabas.service.demo.EmbeddedMariaDb.Settings;
import org.cabas.service.start.StartFailure;

/** An embedded server started by a process of its own, which tests can then kill. */
final class DatabaseInAnotherProcess {
    private static final String READY = "ready ";

    private DatabaseInAnotherProcess() {}

    /** Starts the server on the folder and waits until it is ended or killed. */
    public static void main(String[] arguments) throws StartFailure, InterruptedException {
        var settings = new Settings(Path.of(arguments[0]), Path.of(arguments[1]), 0, true);
        var database = new EmbeddedMariaDb(settings, System.out::println);
        database.start();
        System.out.println(READY + database.process().pid());
        Thread.currentThread().join();
    }

    /** The process, once its server answers. */
    static Process start(Path folder, Path binaries) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(DatabaseInAnotherProcess.class.getName());
        command.add(folder.toString());
        command.add(binaries.toString());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var lines = new Scanner(process.getInputStream());
        while (lines.hasNextLine()) {
            if (lines.nextLine().startsWith(READY)) {
                return process;
            }
        }
        throw new IllegalStateException("the other process ended");
    }
}
