package org.cabas.rules.explain;

import java.util.List;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Row;
import org.jspecify.annotations.Nullable;

/** How the rows of a table settle a case. */
public sealed interface Result {

    /**
     * One row decides.
     *
     * @param alike rows of a {@code UNIQUE} table that apply too, and answer the same
     */
    record Decided(Row row, List<Row> alike) implements Result {
        public Decided {
            alike = List.copyOf(alike);
        }
    }

    /** Several rows of a {@code UNIQUE} table apply and answer differently: none decides. */
    record Contradictory(List<Row> rows) implements Result {
        public Contradictory {
            rows = List.copyOf(rows);
        }
    }

    /**
     * The points of all rows that apply are added.
     *
     * @param points what each row gives, in the rows' order
     * @param total in the units of the points' column
     */
    record Totalled(List<Row> rows, List<Long> points, long total) implements Result {
        public Totalled {
            rows = List.copyOf(rows);
            points = List.copyOf(points);
        }
    }

    /** All of these rows apply, each on its own; possibly none. */
    record Together(List<Row> rows) implements Result {
        public Together {
            rows = List.copyOf(rows);
        }
    }

    /** @param nearest the row that lacks least to apply; null where the table has none */
    record NoRow(@Nullable Row nearest) implements Result {}

    /** The table can't be asked: these facts have to be known. */
    record FactsMissing(List<Column> columns) implements Result {
        public FactsMissing {
            columns = List.copyOf(columns);
        }
    }
}
