package org.cabas.rules.exchange;

import java.util.List;
import org.cabas.rules.table.Spelling;

/**
 * A record of a file.
 *
 * @param number the row as a spreadsheet counts it, from 1
 * @param cells as they stand in the file, the first at index 0
 */
record Line(int number, List<String> cells) {
    Line {
        cells = List.copyOf(cells);
    }

    /** The cell at that index, empty beyond the last one. */
    String cell(int index) {
        return index < cells.size() ? cells.get(index) : "";
    }

    /** How many cells there are, without the blank ones at the end. */
    int width() {
        var width = cells.size();
        while (width > 0 && Spelling.strip(cells.get(width - 1)).isEmpty()) {
            width--;
        }
        return width;
    }

    boolean isBlank() {
        return width() == 0;
    }
}
