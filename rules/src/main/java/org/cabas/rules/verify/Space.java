package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;

/**
 * All the cases of a table, one axis a condition column, and its rows as boxes among them. A box is one region an axis; a null
 * in a row's box is a cell that holds for every case.
 */
final class Space {
    private final DecisionTable table;
    private final List<Axis> axes;
    private final @Nullable Region[][] rows;
    private final int[] possible;

    Space(DecisionTable table) {
        this.table = table;
        this.axes = new ArrayList<>();
        this.rows = new @Nullable Region[table.rows().size()][table.conditions().size()];
        for (var c = 0; c < table.conditions().size(); c++) {
            var asked = new ArrayList<Condition>(rows.length);
            for (var row : table.rows()) {
                asked.add(row.conditions().get(c));
            }
            var axis = Axis.of(table.conditions().get(c), asked);
            axes.add(axis);
            var known = new HashMap<Condition, Region>();
            for (var r = 0; r < rows.length; r++) {
                var region = known.computeIfAbsent(asked.get(r), axis::where);
                rows[r][c] = axis.full().within(region) ? null : region;
            }
        }
        var some = new BitSet(rows.length);
        for (var r = 0; r < rows.length; r++) {
            some.set(r, impossibleCell(r) < 0);
        }
        this.possible = some.stream().toArray();
    }

    DecisionTable table() {
        return table;
    }

    int width() {
        return axes.size();
    }

    Axis axis(int column) {
        return axes.get(column);
    }

    String rowId(int row) {
        return table.rows().get(row).id();
    }

    List<Value> outcomes(int row) {
        return table.rows().get(row).outcomes();
    }

    /** The first cell of a row that nothing satisfies; -1 when there is none. */
    int impossibleCell(int row) {
        for (var c = 0; c < rows[row].length; c++) {
            var cell = rows[row][c];
            if (cell != null && cell.isEmpty()) {
                return c;
            }
        }
        return -1;
    }

    /** The rows that some case satisfies, in order. */
    int[] possibleRows() {
        return possible.clone();
    }

    /** The rows' boxes, to be read only. */
    @Nullable
    Region[][] rows() {
        return rows;
    }

    @Nullable
    Region cell(int row, int column) {
        return rows[row][column];
    }

    /** All cases. */
    Region[] everything() {
        return axes.stream().map(Axis::full).toArray(Region[]::new);
    }

    /** The cases of a row, none of its regions null. */
    Region[] box(int row) {
        var box = everything();
        for (var c = 0; c < box.length; c++) {
            var cell = rows[row][c];
            if (cell != null) {
                box[c] = cell;
            }
        }
        return box;
    }

    /** What a box has in common with a row; null for nothing. */
    Region @Nullable [] common(Region[] box, int row) {
        return common(box, row, -1);
    }

    /**
     * What a box has in common with a row; null for nothing.
     *
     * @param ignored a column in which they need have nothing in common, -1 for none
     */
    Region @Nullable [] common(Region[] box, int row, int ignored) {
        var common = box.clone();
        for (var c = 0; c < common.length; c++) {
            var cell = rows[row][c];
            if (cell != null && c != ignored) {
                common[c] = common[c].and(cell);
                if (common[c].isEmpty()) {
                    return null;
                }
            }
        }
        return common;
    }

    /** Whether two rows have a case in common. */
    boolean meet(int row, int other) {
        for (var c = 0; c < axes.size(); c++) {
            var cell = rows[row][c];
            var that = rows[other][c];
            if (cell != null && that != null && !cell.meets(that)) {
                return false;
            }
        }
        return true;
    }

    /** A case of the box that reads naturally. */
    Facts example(Region[] box) {
        var values = new HashMap<String, Value>();
        for (var c = 0; c < box.length; c++) {
            values.put(axis(c).column().id(), axis(c).example(box[c]));
        }
        return table.facts(values);
    }
}
