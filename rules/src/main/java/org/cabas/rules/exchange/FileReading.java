package org.cabas.rules.exchange;

import java.util.List;
import org.cabas.rules.table.DecisionTable;

/** What came of reading a file that may hold several tables: all of them, or every problem that stands in the way. */
public sealed interface FileReading {

    /**
     * @param tables at least one, in the order of the file
     * @param notes what was understood or put right, top down
     */
    record Tables(List<DecisionTable> tables, List<Note> notes) implements FileReading {
        public Tables {
            tables = List.copyOf(tables);
            notes = List.copyOf(notes);
            if (tables.isEmpty()) {
                throw new IllegalArgumentException("a file without a table can't be read as one");
            }
        }
    }

    /** @param problems all that were found, at least one, sheet by sheet, top down */
    record Unreadable(List<Problem> problems) implements FileReading {
        public Unreadable {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("unreadable for no reason");
            }
        }
    }

    /** A file that can't be read at all, for the one reason given. */
    static FileReading refused(String sentence) {
        return new Unreadable(List.of(new Problem(1, 0, "", sentence)));
    }
}
