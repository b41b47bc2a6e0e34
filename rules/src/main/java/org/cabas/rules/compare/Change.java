package org.cabas.rules.compare;

import java.util.List;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable.Validity;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.jspecify.annotations.Nullable;

/** One thing that changes from one version of a table to another. Every change is one French sentence. */
public sealed interface Change {

    /** The change for people, with its full stop. */
    String sentence();

    /** Another question: the table's id. Two tables of different questions are seldom meant to be compared. */
    record QuestionChanged(String before, String after, String sentence) implements Change {}

    /** Another title. */
    record TitleChanged(String before, String after, String sentence) implements Change {}

    /** Another way of reading the rows. */
    record ReadingChanged(HitPolicy before, HitPolicy after, String sentence) implements Change {}

    /** Other days on which it may be in force. */
    record ValidityChanged(Validity before, Validity after, String sentence) implements Change {}

    /** A column that wasn't there. One that asks and now answers, or the other way round, is removed and added. */
    record ColumnAdded(Column column, boolean outcome, String sentence) implements Change {}

    /** A column that is gone. */
    record ColumnRemoved(Column column, boolean outcome, String sentence) implements Change {}

    /**
     * A column that stands elsewhere.
     *
     * @param follows the column before it, among those of its side; null for the first
     */
    record ColumnMoved(
            Column column, boolean outcome, @Nullable Column follows, String sentence) implements Change {}

    /** One aspect of a column that is otherwise. */
    record ColumnChanged(Column before, Column after, Aspect aspect, String sentence) implements Change {}

    /**
     * A row that wasn't there.
     *
     * @param follows the id of the row before it; null for the first
     */
    record RowAdded(Row row, @Nullable String follows, String sentence) implements Change {}

    /** A row that is gone. */
    record RowRemoved(Row row, String sentence) implements Change {}

    /**
     * A row that stands elsewhere among those that stay; as few rows as possible are said to have moved.
     *
     * @param follows the id of the row before it; null for the first
     */
    record RowMoved(Row row, @Nullable String follows, String sentence) implements Change {}

    /** A row that has another id and, as far as it is likely, is the same row. */
    record RowRenumbered(Row before, Row after, String sentence) implements Change {}

    /**
     * A row that asks or answers otherwise, or has another note.
     *
     * @param cells those that changed, in the order of {@link Difference#columns()}; none when only the note did
     */
    record RowChanged(Row before, Row after, List<CellPair> cells, String sentence) implements Change {
        public RowChanged {
            cells = List.copyOf(cells);
        }
    }

    /** Rows that refer to another vote; told once for all of them. */
    record VotesChanged(List<Row> rows, String sentence) implements Change {
        public VotesChanged {
            rows = List.copyOf(rows);
        }
    }

    /** What of a column can be otherwise. */
    enum Aspect {
        /** What people call it. */
        LABEL,
        /** What its values are. */
        TYPE,
        /** Its smallest and largest value. */
        BOUNDS,
        /** The distance between neighbouring values. */
        STEP,
        /** Its closed list: values more, values fewer, other labels, another order. */
        VALUES,
        /** Whether it may be unknown. */
        UNKNOWN,
        /** What its figure is a figure of. */
        BASIS
    }
}
