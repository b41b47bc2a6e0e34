package org.cabas.rules.compare;

import java.util.List;
import org.cabas.rules.table.Row;
import org.jspecify.annotations.Nullable;

/**
 * A row in both versions; at least one has it.
 *
 * @param before null for a row that is added
 * @param after null for a row that is removed
 * @param moved whether it stands elsewhere among the rows that stay
 * @param cells one a column of {@link Difference#columns()}
 */
public record RowPair(@Nullable Row before, @Nullable Row after, boolean moved, List<CellPair> cells) {

    public RowPair {
        cells = List.copyOf(cells);
    }

    /** What became of the row, for a page to show. */
    public enum Kind {
        /** In the later version only. */
        ADDED,
        /** In the earlier version only. */
        REMOVED,
        /** In both, with another cell or another note. */
        CHANGED,
        /** In both alike; it may have moved. */
        SAME
    }

    /** What became of the row. */
    public Kind kind() {
        if (before == null) {
            return Kind.ADDED;
        }
        if (after == null) {
            return Kind.REMOVED;
        }
        var changed =
                cells.stream().anyMatch(CellPair::isChanged) || !before.note().equals(after.note());
        return changed ? Kind.CHANGED : Kind.SAME;
    }

    /** The row of the later version that has it. */
    public Row row() {
        if (after != null) {
            return after;
        }
        if (before != null) {
            return before;
        }
        throw new IllegalStateException("a row of neither version");
    }
}
