package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.cabas.rules.table.Facts;
import org.jspecify.annotations.Nullable;

/** Rows of a table read top down whose cases the rows above them, together, have all taken. */
final class UnreachableRows {
    /** Among more rows, which of them are needed isn't worked out. */
    private static final int MOST_TAKERS = 30;

    private final Space space;
    private final Repeats repeats;
    private final Search search;
    private final int[] possible;

    UnreachableRows(Space space, Repeats repeats, Budget budget) {
        this.space = space;
        this.repeats = repeats;
        this.search = new Search(space.rows(), budget);
        this.possible = space.possibleRows();
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (var i = 1; i < possible.length; i++) {
            var row = possible[i];
            if (repeats.has(row) || isOtherwise(row)) {
                continue;
            }
            switch (search.cover(space.box(row), Arrays.copyOf(possible, i))) {
                case Search.Hole hole -> {}
                case Search.Whole(var takers) -> findings.add(unreachable(row, takers));
                case Search.Unfinished unfinished -> {
                    findings.add(GapSentences.unfinished("des lignes qui ne servent jamais"));
                    return findings;
                }
            }
        }
        return findings;
    }

    /** The last row, when it holds for everything, is there in case a row above changes. */
    private boolean isOtherwise(int row) {
        return row == space.rows().length - 1 && space.table().rows().get(row).matchesEverything();
    }

    private Finding unreachable(int row, BitSet takers) {
        var needed = needed(row, takers);
        var differing = answeredOtherwise(row, needed);
        var example = differing == null ? space.example(space.box(row)) : differing;
        return RowSentences.unreachable(space, row, needed, example, taker(row, example), differing != null);
    }

    /** The rows without any of which the row would be reached; all of them when they are too many to tell. */
    private int[] needed(int row, BitSet takers) {
        var needed = (BitSet) takers.clone();
        if (needed.cardinality() <= MOST_TAKERS) {
            for (var taker = takers.length() - 1; taker >= 0; taker = takers.previousSetBit(taker - 1)) {
                needed.clear(taker);
                if (!(search.cover(space.box(row), needed.stream().toArray()) instanceof Search.Whole)) {
                    needed.set(taker);
                }
            }
        }
        return needed.stream().toArray();
    }

    /**
     * A case of the row that gets another answer than the row's, preferably from a row that is named; null when there is none,
     * or none was found in time.
     */
    private @Nullable Facts answeredOtherwise(int row, int[] named) {
        var natural = space.example(space.box(row));
        var taker = taker(row, natural);
        if (differs(row, taker) && Arrays.binarySearch(named, taker) >= 0) {
            return natural;
        }
        for (var other : named) {
            var example = answeredBy(other, row);
            if (example != null) {
                return example;
            }
        }
        if (differs(row, taker)) {
            return natural;
        }
        for (var i = 0; possible[i] < row; i++) {
            var example = answeredBy(possible[i], row);
            if (example != null) {
                return example;
            }
        }
        return null;
    }

    /** A case of a row that another row answers first, and differently. */
    private @Nullable Facts answeredBy(int other, int row) {
        var common = differs(row, other) ? space.common(space.box(row), other) : null;
        if (common == null) {
            return null;
        }
        var above = Arrays.copyOf(possible, Arrays.binarySearch(possible, other));
        return search.cover(common, above) instanceof Search.Hole(var hole) ? space.example(hole) : null;
    }

    private boolean differs(int row, int other) {
        return !space.outcomes(row).equals(space.outcomes(other));
    }

    /** The row above that answers a case of the row. */
    private int taker(int row, Facts facts) {
        for (var i = 0; possible[i] < row; i++) {
            if (space.table().rows().get(possible[i]).matches(facts)) {
                return possible[i];
            }
        }
        throw new IllegalStateException("nothing above " + space.rowId(row) + " matches " + facts);
    }
}
