package org.cabas.service.draft;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cabas.rules.exchange.WrittenTable;
import org.cabas.rules.exchange.WrittenTable.WrittenRow;

/**
 * One thing that somebody did to a table. It says what it found, so that nobody overwrites what they haven't seen, and so that it
 * can be undone. Its JSON is what the page sends and receives.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Edit.Cell.class, name = "cell"),
    @JsonSubTypes.Type(value = Edit.Add.class, name = "add"),
    @JsonSubTypes.Type(value = Edit.Remove.class, name = "remove"),
    @JsonSubTypes.Type(value = Edit.Move.class, name = "move"),
    @JsonSubTypes.Type(value = Edit.Rewrite.class, name = "rewrite")
})
public sealed interface Edit {

    /** The longest text that a cell or a note may hold. */
    int LONGEST_TEXT = 4_000;

    /** What the table becomes, or nothing where the edit no longer fits what others did meanwhile. */
    Optional<WrittenTable> on(WrittenTable table);

    /** The same with its texts as the grid writes them. */
    default Edit tidied(WrittenTable table) {
        return this;
    }

    /**
     * Another text in a cell.
     *
     * @param row the id of the row
     * @param column the id of the column, or {@link WrittenTable#NOTE}
     * @param from what stood there before the eyes of who changed it
     * @param to what stands there now
     */
    record Cell(String row, String column, String from, String to) implements Edit {
        @Override
        public Optional<WrittenTable> on(WrittenTable table) {
            return table.cell(row, column)
                    .filter(now -> now.equals(from) || now.equals(to))
                    .map(now -> table.withCell(row, column, to));
        }

        @Override
        public Edit tidied(WrittenTable table) {
            return new Cell(row, column, from, table.tidied(column, to));
        }
    }

    /**
     * A new row.
     *
     * @param row its id, which no row has had
     * @param after the row above it; empty for the top
     * @param cells one a column
     */
    record Add(String row, String after, List<String> cells, String note, String adoptedBy) implements Edit {
        public Add {
            cells = List.copyOf(cells);
        }

        @Override
        public Optional<WrittenTable> on(WrittenTable table) {
            return table.row(row).isPresent() || cells.size() != table.columns().size()
                    ? Optional.empty()
                    : Optional.of(table.withRow(new WrittenRow(row, cells, note, adoptedBy), after));
        }

        @Override
        public Edit tidied(WrittenTable table) {
            var columns = table.columns();
            if (cells.size() != columns.size()) {
                return this;
            }
            var tidied = new ArrayList<String>();
            for (var column : columns) {
                tidied.add(table.tidied(column.id(), cells.get(tidied.size())));
            }
            return new Add(row, after, tidied, note, adoptedBy);
        }
    }

    /**
     * A row that goes.
     *
     * @param cells what it held before the eyes of who removed it
     */
    record Remove(String row, List<String> cells, String note) implements Edit {
        public Remove {
            cells = List.copyOf(cells);
        }

        @Override
        public Optional<WrittenTable> on(WrittenTable table) {
            return table.row(row)
                    .filter(now -> now.cells().equals(cells) && now.note().equals(note))
                    .map(now -> table.withoutRow(row));
        }
    }

    /**
     * A row that goes elsewhere.
     *
     * @param after the row above its new place; empty for the top
     */
    record Move(String row, String after) implements Edit {
        @Override
        public Optional<WrittenTable> on(WrittenTable table) {
            return row.equals(after) ? Optional.empty() : table.row(row).map(moved -> table.withRow(moved, after));
        }
    }

    /**
     * Other columns, or another head: whoever has the table open reads it again.
     *
     * @param csv the whole table as {@link WrittenTable#csv} writes it
     */
    record Rewrite(String csv) implements Edit {
        @Override
        public Optional<WrittenTable> on(WrittenTable table) {
            return Optional.of(WrittenTable.parse(csv));
        }
    }
}
