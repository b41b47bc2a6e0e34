package org.cabas.rules.explain;

import java.util.List;
import org.cabas.rules.table.Row;

/**
 * One row, as it was read for a case.
 *
 * @param row the row
 * @param fate what came of it
 * @param misses the conditions that don't hold, in the columns' order; empty unless it fails
 * @param sentence why, in French: {@code R3 ne s'applique pas : le revenu, 1 450 €, dépasse 1 400 €.}
 */
public record ReadRow(Row row, Fate fate, List<Miss> misses, String sentence) {
    public ReadRow {
        misses = List.copyOf(misses);
    }

    /** What came of a row. */
    public enum Fate {
        /** All its conditions hold, and it counts. */
        APPLIES,
        /** A condition doesn't hold. */
        FAILS,
        /** A row above has decided; whether this one would apply doesn't matter. */
        NOT_READ
    }

    /**
     * A condition that doesn't hold.
     *
     * @param column the index of the condition column
     * @param reason why, as a French clause without a full stop
     */
    public record Miss(int column, String reason) {}
}
