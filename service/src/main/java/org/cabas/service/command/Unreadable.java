package org.cabas.service.command;

import java.nio.file.Path;
import java.util.List;
import org.cabas.rules.exchange.Problem;

/** A file that can't be used as it is. */
final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** @param sentence why nothing of it can be read, in French */
    Unreadable(String sentence) {
        super(sentence);
        this.problems = List.of();
    }

    /** @param problems every cell that is wrong */
    Unreadable(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::inFrench).toList()));
        this.problems = List.copyOf(problems);
    }

    /** Every cell that is wrong; none when there is no cell to blame. */
    List<Problem> problems() {
        return problems;
    }

    /** What is wrong, in French, a line for each cell. */
    String sentences() {
        return String.valueOf(getMessage());
    }

    /** The same, for a person who has to find the file first. */
    String inFrench(Path file) {
        return problems.isEmpty() ? sentences() : FrenchErrors.say("file.problems", file, sentences());
    }
}
