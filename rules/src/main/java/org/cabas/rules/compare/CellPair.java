package org.cabas.rules.compare;

import org.jspecify.annotations.Nullable;

/**
 * One cell in both versions, as the grid writes it.
 *
 * @param column where it stands in {@link Difference#columns()}
 * @param before its text, empty for "any"; null where that version lacks the row or the column
 * @param after its text, empty for "any"; null where that version lacks the row or the column
 * @param change what became of it
 */
public record CellPair(
        int column, @Nullable String before, @Nullable String after, Direction change) {

    /** How a cell changed. */
    public enum Direction {
        /** It asks or answers the same. */
        SAME,
        /** A figure that became larger. Neither better nor worse: that depends on who pays it. */
        MORE,
        /** A figure that became smaller. */
        LESS,
        /** Otherwise, without being more or less. */
        OTHER
    }

    /** Whether it changed. */
    public boolean isChanged() {
        return change != Direction.SAME;
    }
}
