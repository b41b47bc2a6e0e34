package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** What is said of files that aren't read. */
final class Refusals {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long MOST_MEMORY = 600L * 1024 * 1024;

    private Refusals() {}

    /** The problems of a file, with their places. */
    static List<String> of(String name, byte[] file) {
        return switch (Exchange.read(name, file)) {
            case FileReading.Unreadable(var problems) ->
                problems.stream().map(Problem::inFrench).toList();
            case FileReading.Tables(var tables, var notes) -> List.of();
        };
    }

    /** The file is refused in one sentence, which holds the words. */
    static void oneSentence(String name, byte[] file, String... words) {
        var problems = of(name, file);
        assertThat(problems).as("one problem").hasSize(1);
        assertThat(problems.getFirst()).contains(words).endsWith(".").doesNotContain("Exception", "null");
    }

    /** The one table of a file that is read. */
    static FileReading.Tables tables(String name, byte[] file) {
        return switch (Exchange.read(name, file)) {
            case FileReading.Tables tables -> tables;
            case FileReading.Unreadable(var problems) ->
                throw new AssertionError(
                        problems.stream().map(Problem::inFrench).collect(Collectors.joining("\n")));
        };
    }

    /** Whatever a file holds, it is read or refused before anybody loses patience, and without taking the machine's memory. */
    static void soonAndSmall(Runnable reading) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var taken = assertTimeoutPreemptively(SOON, () -> {
            var before = threads.getCurrentThreadAllocatedBytes();
            reading.run();
            return threads.getCurrentThreadAllocatedBytes() - before;
        });
        assertThat(taken).as("bytes allocated").isLessThan(MOST_MEMORY);
    }
}
