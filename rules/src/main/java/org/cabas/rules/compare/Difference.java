package org.cabas.rules.compare;

import java.util.List;
import org.cabas.rules.table.DecisionTable;

/**
 * What two versions of a table differ in. Rows are matched by their id, which stays with a row when it moves; rows whose id
 * the other version lacks are matched by likeness. The version numbers themselves don't count.
 *
 * @param before the earlier version
 * @param after the later version
 * @param columns the columns of both, conditions first: the later version's order, removed ones where they stood
 * @param rows the rows of both: the later version's order, removed ones where they stood
 * @param changes the table, then its columns, then its rows from the top; empty when only the version differs
 */
public record Difference(
        DecisionTable before, DecisionTable after, List<ColumnPair> columns, List<RowPair> rows, List<Change> changes) {

    public Difference {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        changes = List.copyOf(changes);
    }

    /** Compares two versions of a table. */
    public static Difference between(DecisionTable before, DecisionTable after) {
        return new Comparing(before, after).difference();
    }

    /** Whether the two decide, look and read the same. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Every change in one French sentence; « Rien ne change. » when there is none. */
    public List<String> sentences() {
        return isEmpty()
                ? List.of("Rien ne change.")
                : changes.stream().map(Change::sentence).toList();
    }
}
