package org.cabas.service.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** {@code cabas …} as people run it: a process of its own, which tests read, interrupt and kill. */
public final class CabasProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("répond à l'adresse (\\S+)");
    private static final int PATIENCE_SECONDS = 120;
    private static final String END = "<end of output>";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> read = new ArrayList<>();
    private final Thread reader;

    private CabasProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(() -> {
            try (var said = process.inputReader(StandardCharsets.UTF_8)) {
                said.lines().forEach(lines::add);
            } catch (IOException e) {
                lines.add(e.toString());
            }
            lines.add(END);
        });
    }

    /** Starts the program with these arguments and settings. */
    public static CabasProcess run(Map<String, String> environment, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dcabas.home=" + Path.of("..").toAbsolutePath().normalize());
        command.add("-Dstdout.encoding=UTF-8");
        command.add("-Dstderr.encoding=UTF-8");
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("org.cabas.service.command.Cabas");
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new CabasProcess(builder.start());
    }

    /** Waits until it answers, and returns where. */
    public String awaitAddress() throws InterruptedException {
        var line = awaitLine("répond à l'adresse");
        var found = ADDRESS.matcher(line);
        if (!found.find()) {
            throw new IllegalStateException(line);
        }
        return found.group(1);
    }

    /** Waits for a line that contains the text, and returns it. */
    public String awaitLine(String text) throws InterruptedException {
        while (true) {
            var line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                throw new IllegalStateException("no line with « " + text + " » in:\n" + output());
            }
            read.add(line);
            if (line.contains(text)) {
                return line;
            }
        }
    }

    /** All it has said so far; all of it once its end was waited for. */
    public String output() {
        lines.drainTo(read);
        return String.join("\n", read);
    }

    /** Asks it to end, as Ctrl-C or a service manager does, and returns its exit code. */
    public int terminate() throws InterruptedException {
        process.toHandle().destroy(); // Process.destroy would close what we read, too
        return awaitEnd();
    }

    /** Kills it, as nothing else does. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        awaitEnd();
    }

    /** Sends it a signal by name, such as {@code STOP}. */
    public void signal(String name) throws IOException, InterruptedException {
        var pid = Long.toString(process.pid());
        if (new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("no signal " + name + " to " + pid);
        }
    }

    /** Waits until it has ended, and returns its exit code. */
    public int awaitEnd() throws InterruptedException {
        var code = process.waitFor();
        reader.join();
        return code;
    }

    @Override
    public void close() throws InterruptedException {
        terminate();
    }
}
