package org.cabas.service.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Scanner;
import org.cabas.service.start.StartFailure;

/** An embedded server started by a process of its own, which tests can then kill. */
final class ServerInAnotherProcess {
    private static final String READY = "ready ";
    private static final String DATABASE = "database";
    private static final String ENGINE = "engine";

    private ServerInAnotherProcess() {}

    /** Starts the server on the folder and waits until it is ended or killed. */
    public static void main(String[] arguments) throws StartFailure, InterruptedException {
        var folder = Path.of(arguments[1]);
        var binaries = Path.of(arguments[2]);
        if (arguments[0].equals(DATABASE)) {
            var settings = new EmbeddedMariaDb.Settings(folder, binaries, 0, true);
            var database = new EmbeddedMariaDb(settings, System.out::println);
            database.start();
            System.out.println(READY + database.process().pid());
        } else {
            var settings = new EmbeddedZeebe.Settings(folder, binaries, true, false);
            var engine = new EmbeddedZeebe(settings, System.out::println);
            engine.start();
            System.out.println(READY + engine.process().pid());
        }
        Thread.currentThread().join();
    }

    /** The process, once its MariaDB answers. */
    static Process database(Path folder, Path binaries) throws IOException {
        return start(DATABASE, folder, binaries);
    }

    /** The process, once its Zeebe answers. */
    static Process engine(Path folder, Path binaries) throws IOException {
        return start(ENGINE, folder, binaries);
    }

    private static Process start(String server, Path folder, Path binaries) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(ServerInAnotherProcess.class.getName());
        command.add(server);
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
