package org.cabas.rules.exchange;

import java.util.List;
import java.util.stream.Collectors;
import org.cabas.rules.table.DecisionTable;

/** What came of reading a file: a whole table, or every problem that stands in its way. */
public sealed interface Reading {

    /** @param table the table, equal to the one that was written */
    record Readable(DecisionTable table) implements Reading {}

    /** @param problems all that were found, at least one, top down */
    record Unreadable(List<Problem> problems) implements Reading {
        public Unreadable {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("unreadable for no reason");
            }
        }
    }

    /**
     * The table of a file that the project itself holds, where a problem is a defect of the project.
     *
     * @throws IllegalStateException with every problem, for an unreadable file
     */
    default DecisionTable expected() {
        return switch (this) {
            case Readable(var table) -> table;
            case Unreadable(var problems) ->
                throw new IllegalStateException(
                        problems.stream().map(Problem::inFrench).collect(Collectors.joining("\n")));
        };
    }
}
