package org.cabas.rules.table;

import java.util.List;
import java.util.Optional;

/**
 * What a table answers about one case: the rows that decide, with the table and version they stand in.
 *
 * @param table the table that was asked, one version of it
 * @param rows the first matching row ({@code FIRST}), the matching rows ({@code UNIQUE}, where only one decides;
 *     {@code POINTS}; {@code EVERY}), in the table's order; none when no row matches
 */
public record Decision(DecisionTable table, List<Row> rows) {
    public Decision {
        rows = List.copyOf(rows);
    }

    /**
     * The row that decides a {@code FIRST} or {@code UNIQUE} table; none for a gap, nor where unique rows contradict.
     * Of unique rows that give the same answer, the first.
     */
    public Optional<Row> row() {
        return switch (table.hitPolicy()) {
            case FIRST, UNIQUE -> rows.isEmpty() || contradict() ? Optional.empty() : Optional.of(rows.getFirst());
            case POINTS, EVERY -> Optional.empty();
        };
    }

    private boolean contradict() {
        for (var row : rows) {
            if (!row.outcomes().equals(rows.getFirst().outcomes())) {
                return true;
            }
        }
        return false;
    }

    /** The deciding row's answer in an outcome column. */
    public Optional<Value> outcome(String column) {
        return row().map(row -> row.outcomes().get(table.outcomeIndex(column)));
    }

    /** The total of an outcome column over all rows that match: the points of a scoring grid. */
    public long total(String column) {
        var index = table.outcomeIndex(column);
        long total = 0;
        for (var row : rows) {
            if (row.outcomes().get(index) instanceof Value.Quantity(var units)) {
                total = Math.addExact(total, units);
            }
        }
        return total;
    }
}
