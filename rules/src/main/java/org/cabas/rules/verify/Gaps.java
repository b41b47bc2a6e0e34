package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.jspecify.annotations.Nullable;

/**
 * Cases that no row answers, those with all facts known first, then those with an unknown one. Each gap is told once, as large
 * as it is, and not case by case.
 */
final class Gaps {
    /** More gaps than that are corrected step by step anyway; a last sentence says that there are more. */
    static final int MOST_GAPS = 10;

    /** Rows that a person compares with a gap at once. */
    private static final int MOST_NEIGHBOURS = 3;

    private final Space space;
    private final Budget budget;
    private final int[] possible;

    /** The boxes of the rows, then those of the gaps that were told. */
    private final List<@Nullable Region[]> covers = new ArrayList<>();

    private final List<Finding> findings = new ArrayList<>();

    Gaps(Space space, Budget budget) {
        this.space = space;
        this.budget = budget;
        this.possible = space.possibleRows();
        for (var row : possible) {
            covers.add(space.rows()[row]);
        }
    }

    List<Finding> findings() {
        known();
        unknown();
        if (budget.isSpent()) {
            findings.add(GapSentences.unfinished("des cas sans réponse"));
        }
        if (space.table().hitPolicy() == HitPolicy.FIRST) {
            otherwise();
        }
        return findings;
    }

    private void known() {
        var box = space.everything();
        for (var c = 0; c < box.length; c++) {
            box[c] = space.axis(c).known();
        }
        var told = new Told(MOST_GAPS);
        for (var hole = hole(box); hole != null && !told.isFull(); hole = hole(box)) {
            var gap = grown(hole, box);
            told.add(() -> GapSentences.gap(space, gap, neighbours(gap)));
            covers.add(cells(gap));
        }
        findings.addAll(told.findings());
    }

    /**
     * One column after the other unknown: first with all others known, then whatever they are. A column that already has a
     * finding is taken for known in the second round: what is missing where both are unknown shows when the first is repaired.
     */
    private void unknown() {
        var told = new BitSet();
        for (var othersToo : new boolean[] {false, true}) {
            for (var column = 0; column < space.width(); column++) {
                if (!space.axis(column).unknown().isEmpty() && !told.get(column)) {
                    var box = withUnknown(column, othersToo ? told : null);
                    var hole = hole(box);
                    if (hole != null) {
                        var gap = grown(hole, box);
                        findings.add(GapSentences.unknownNotHandled(space, gap, column));
                        covers.add(cells(gap));
                        told.set(column);
                    }
                }
            }
        }
    }

    /** @param alwaysKnown the other columns that are taken for known; null for all */
    private Region[] withUnknown(int column, @Nullable BitSet alwaysKnown) {
        var box = space.everything();
        for (var c = 0; c < box.length; c++) {
            if (c == column) {
                box[c] = space.axis(c).unknown();
            } else if (alwaysKnown == null || alwaysKnown.get(c)) {
                box[c] = space.axis(c).known();
            }
        }
        return box;
    }

    /** Some cases of a box without answer that were not told; null when there are none, or the budget is spent. */
    private Region @Nullable [] hole(Region[] box) {
        var search = new Search(covers.toArray(new @Nullable Region[0][]), budget);
        var candidates = new int[covers.size()];
        Arrays.setAll(candidates, i -> i);
        return search.cover(box, candidates) instanceof Search.Hole(var hole) ? hole : null;
    }

    /** The largest box of unanswered cases around some of them that a person can grasp. */
    private Region[] grown(Region[] hole, Region[] within) {
        var gap = new Region[hole.length];
        for (var c = 0; c < gap.length; c++) {
            gap[c] = space.axis(c).graspable(hole[c], hole[c]);
        }
        for (var c = 0; c < gap.length; c++) {
            var open = within[c].remainder();
            for (var cover : covers) {
                var cell = cover[c];
                if (meetsBut(cover, gap, c)) {
                    open.remove(cell == null ? space.axis(c).full() : cell);
                }
            }
            gap[c] = space.axis(c).graspable(open.rest(), gap[c]);
        }
        return gap;
    }

    private static boolean meetsBut(@Nullable Region[] cover, Region[] gap, int column) {
        for (var c = 0; c < gap.length; c++) {
            var cell = cover[c];
            if (c != column && cell != null && !gap[c].meets(cell)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A gap as if it were a row. Where it is there whatever is known in a column, it is most likely the same gap when that isn't
     * known, and not told again.
     */
    private @Nullable Region[] cells(Region[] gap) {
        var cells = new @Nullable Region[gap.length];
        for (var c = 0; c < gap.length; c++) {
            var axis = space.axis(c);
            cells[c] = axis.known().within(gap[c]) ? null : axis.asCell(gap[c]);
        }
        return cells;
    }

    /** The rows that one changed cell would make answer the gap, those whose bracket ends where it begins first. */
    private List<String> neighbours(Region[] gap) {
        var touching = new ArrayList<String>();
        var near = new ArrayList<String>();
        for (var row : possible) {
            var misses = -1;
            var count = 0;
            for (var c = 0; c < gap.length; c++) {
                var cell = space.cell(row, c);
                if (cell != null && !gap[c].meets(cell)) {
                    misses = c;
                    count++;
                }
            }
            var cell = count == 1 ? space.cell(row, misses) : null;
            if (cell != null) {
                (space.axis(misses).touch(cell, gap[misses]) ? touching : near).add(space.rowId(row));
            }
        }
        return (touching.isEmpty() ? near : touching)
                .stream().limit(MOST_NEIGHBOURS).toList();
    }

    /** One that stands too early is told row by row: those behind it are never reached. */
    private void otherwise() {
        if (space.table().rows().stream().noneMatch(Row::matchesEverything)) {
            var unanswered = findings.isEmpty() ? null : findings.getFirst().example();
            findings.add(GapSentences.missingOtherwise(findings.isEmpty(), unanswered));
        }
    }
}
