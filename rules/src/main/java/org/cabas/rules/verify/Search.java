package org.cabas.rules.verify;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether rows together cover a box of cases, exactly. The box is cut into smaller ones until each is plainly covered or plainly
 * not. Before a cut, three things are done that lose no answer:
 *
 * <ul>
 *   <li>a row that misses the box is forgotten, and a row that holds it settles it;
 *   <li>a row that misses part of the box along one column only takes its slice off that column, so that slices side by side
 *       vanish together, however many they are;
 *   <li>values of a column that no row still names are the hardest to cover: where there are some, the box need only be looked
 *       at there, and every row that asks anything of the column is forgotten.
 * </ul>
 *
 * <p>The first two are the simplification of T. Chan, "Klee's measure problem made easy" (2013); the third is the unate
 * reduction of tautology checking in R. Brayton et al., "Logic Minimization Algorithms for VLSI Synthesis" (1984).
 */
final class Search {

    /** One bit a column. */
    static final int MOST_COLUMNS = Long.SIZE;

    private final @Nullable Region[][] rows;
    private final Budget budget;

    /**
     * @param rows one region a column, null for a column where the row holds for everything; no region empty
     * @param budget shared by all searches of one check
     */
    Search(@Nullable Region[][] rows, Budget budget) {
        this.rows = rows;
        this.budget = budget;
    }

    /** What a search found. */
    sealed interface Coverage {}

    /** @param rows those that were needed to show it, perhaps more than necessary */
    record Whole(BitSet rows) implements Coverage {}

    /** @param box cases that no row covers */
    record Hole(Region[] box) implements Coverage {}

    /** The budget was spent first. */
    record Unfinished() implements Coverage {}

    /** Whether the rows cover the box. */
    Coverage cover(Region[] box, int[] candidates) {
        return cover(box, candidates, -1);
    }

    /**
     * Whether the rows cover the box, as if they asked nothing of one column.
     *
     * @param ignored the column that doesn't count, -1 for none
     */
    Coverage cover(Region[] box, int[] candidates, int ignored) {
        var used = new BitSet();
        var start = new Part(box.clone(), candidates.clone(), new long[candidates.length], candidates.length);
        var columns = ignored < 0 ? allColumns(box.length) : allColumns(box.length) & ~(1L << ignored);
        if (columns == 0) {
            return candidates.length == 0 ? new Hole(box) : new Whole(used);
        }
        Arrays.fill(start.open, columns);
        start.changed = columns;
        var parts = new ArrayDeque<Part>();
        parts.push(start);
        while (!parts.isEmpty()) {
            var part = parts.pop();
            if (!settle(part, used)) {
                continue;
            }
            if (budget.isSpent()) {
                return new Unfinished();
            }
            if (part.count == 0) {
                return new Hole(part.box);
            }
            split(part, parts);
        }
        return new Whole(used);
    }

    private static long allColumns(int width) {
        return width == MOST_COLUMNS ? -1L : (1L << width) - 1;
    }

    /** A box, and the rows that may still cover part of it. */
    private static final class Part {
        private final Region[] box;
        private final int[] rows;

        /** By row, the columns in which it doesn't hold the whole box. */
        private final long[] open;

        private int count;

        /** The columns whose region has shrunk since rows were last compared with it. */
        private long changed;

        private Part(Region[] box, int[] rows, long[] open, int count) {
            this.box = box;
            this.rows = rows;
            this.open = open;
            this.count = count;
        }

        private Part with(int column, Region region) {
            var copy = new Part(box.clone(), Arrays.copyOf(rows, count), Arrays.copyOf(open, count), count);
            copy.box[column] = region;
            copy.changed = 1L << column;
            return copy;
        }
    }

    /** Applies what needs no cut; whether the box isn't covered by that. */
    private boolean settle(Part part, BitSet used) {
        while (true) {
            while (part.changed != 0) {
                var column = Long.numberOfTrailingZeros(part.changed);
                part.changed &= part.changed - 1;
                if (!budget.spend((long) part.count * part.box[column].size())) {
                    return true;
                }
                if (!compare(part, column, used)) {
                    return false;
                }
            }
            if (!takeSlices(part, used)) {
                return false;
            }
            if (part.changed == 0 && !narrow(part)) {
                return true;
            }
        }
    }

    /** Compares the rows with one column of the box; whether none of them holds it all. */
    private boolean compare(Part part, int column, BitSet used) {
        var region = part.box[column];
        var bit = 1L << column;
        var kept = 0;
        for (var i = 0; i < part.count; i++) {
            var open = part.open[i];
            if ((open & bit) != 0) {
                var cell = rows[part.rows[i]][column];
                if (cell == null || region.within(cell)) {
                    open &= ~bit;
                } else if (!region.meets(cell)) {
                    continue;
                }
                if (open == 0) {
                    used.set(part.rows[i]);
                    return false;
                }
            }
            part.rows[kept] = part.rows[i];
            part.open[kept] = open;
            kept++;
        }
        part.count = kept;
        return true;
    }

    /** Takes the slices of rows that are open in one column only off that column; whether anything of the box remains. */
    private boolean takeSlices(Part part, BitSet used) {
        var rests = new Region.@Nullable Remainder[part.box.length];
        var kept = 0;
        for (var i = 0; i < part.count; i++) {
            var open = part.open[i];
            if ((open & (open - 1)) == 0) {
                var column = Long.numberOfTrailingZeros(open);
                var rest = rests[column];
                if (rest == null) {
                    rest = part.box[column].remainder();
                    rests[column] = rest;
                }
                rest.remove(cell(part.rows[i], column));
                used.set(part.rows[i]);
                part.changed |= 1L << column;
            } else {
                part.rows[kept] = part.rows[i];
                part.open[kept] = open;
                kept++;
            }
        }
        part.count = kept;
        for (var column = 0; column < rests.length; column++) {
            var rest = rests[column];
            if (rest != null) {
                part.box[column] = rest.rest();
                if (part.box[column].isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Looks only at the values of a column that no row names, where there are such; whether that was so. */
    private boolean narrow(Part part) {
        long columns = 0;
        for (var i = 0; i < part.count; i++) {
            columns |= part.open[i];
        }
        for (; columns != 0; columns &= columns - 1) {
            var column = Long.numberOfTrailingZeros(columns);
            var bit = 1L << column;
            var rest = part.box[column].remainder();
            if (!budget.spend((long) part.count * part.box[column].size())) {
                return false;
            }
            for (var i = 0; i < part.count && !rest.isEmpty(); i++) {
                if ((part.open[i] & bit) != 0) {
                    rest.remove(cell(part.rows[i], column));
                }
            }
            if (!rest.isEmpty()) {
                part.box[column] = rest.rest();
                part.changed = bit;
                return true;
            }
        }
        return false;
    }

    private Region cell(int row, int column) {
        var cell = rows[row][column];
        if (cell == null) {
            throw new IllegalStateException("row " + row + " asks nothing of column " + column);
        }
        return cell;
    }

    /** Cuts the box in two in the column that most rows wait for, those first that wait for few. */
    private void split(Part part, ArrayDeque<Part> parts) {
        var weights = new double[part.box.length];
        for (var i = 0; i < part.count; i++) {
            var weight = Math.scalb(1.0, -Long.bitCount(part.open[i]));
            for (var open = part.open[i]; open != 0; open &= open - 1) {
                weights[Long.numberOfTrailingZeros(open)] += weight;
            }
        }
        var column = 0;
        for (var c = 1; c < weights.length; c++) {
            if (weights[c] > weights[column]) {
                column = c;
            }
        }
        switch (part.box[column]) {
            case ClassRegion region -> {
                var cut = median(part, column, region);
                parts.push(part.with(column, region.and(ClassRegion.run(cut, region.last()))));
                parts.push(part.with(column, region.and(ClassRegion.run(region.first(), cut - 1))));
            }
            case ChoicesRegion region -> {
                var cell = firstOpen(part, column);
                parts.push(part.with(column, region.and(cell)));
                parts.push(part.with(column, region.minus(cell)));
            }
        }
    }

    /** The class in the middle of those where the rows' cells begin and end. */
    private int median(Part part, int column, ClassRegion region) {
        var cuts = new int[2 * part.count];
        var count = 0;
        for (var i = 0; i < part.count; i++) {
            if ((part.open[i] & 1L << column) != 0) {
                var cell = (ClassRegion) cell(part.rows[i], column);
                cuts[count++] = region.cutBy(cell, false);
                cuts[count++] = region.cutBy(cell, true);
            }
        }
        Arrays.sort(cuts, 0, count);
        return cuts[count / 2];
    }

    private Region firstOpen(Part part, int column) {
        for (var i = 0; i < part.count; i++) {
            if ((part.open[i] & 1L << column) != 0) {
                return cell(part.rows[i], column);
            }
        }
        throw new IllegalStateException("no row is open in column " + column);
    }
}
