package org.cabas.rules.compare;

import org.cabas.rules.table.Column;
import org.jspecify.annotations.Nullable;

/**
 * A column in both versions; at least one has it.
 *
 * @param before null for a column that is added
 * @param after null for a column that is removed
 * @param outcome whether it answers
 */
public record ColumnPair(@Nullable Column before, @Nullable Column after, boolean outcome) {

    /** The column of the later version that has it. */
    public Column column() {
        if (after != null) {
            return after;
        }
        if (before != null) {
            return before;
        }
        throw new IllegalStateException("a column of neither version");
    }
}
