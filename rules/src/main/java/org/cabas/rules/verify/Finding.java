package org.cabas.rules.verify;

import java.util.List;
import org.cabas.rules.table.Facts;
import org.jspecify.annotations.Nullable;

/**
 * One thing that verification found in a table.
 *
 * @param kind what it is
 * @param severity how bad it is
 * @param rows the ids of the rows concerned, the row to change first; for a gap, its neighbours; possibly none
 * @param column the id of the column concerned: with one row, the cell; null where no single column is to blame
 * @param example a case that shows it, one value a condition column of the table, for a page to try; null where no case shows
 *     it: of a row that no case satisfies, of a table that is complete, of a check that was given up
 * @param cells where to look, the cells to change first; of a gap, those that keep its neighbours from answering it; possibly
 *     none
 * @param sentence what is wrong and what to do, in French, in one or a few sentences
 */
public record Finding(
        Kind kind,
        Severity severity,
        List<String> rows,
        @Nullable String column,
        @Nullable Facts example,
        List<Cell> cells,
        String sentence) {

    public Finding {
        rows = List.copyOf(rows);
        cells = List.copyOf(cells);
    }

    /** Without cells yet; see {@link Places}. */
    Finding(
            Kind kind,
            Severity severity,
            List<String> rows,
            @Nullable String column,
            @Nullable Facts example,
            String sentence) {
        this(kind, severity, rows, column, example, List.of(), sentence);
    }

    /**
     * A cell of the table.
     *
     * @param row the id of its row
     * @param column the id of its column
     */
    public record Cell(String row, String column) {}

    /** How bad a finding is, the worst first. */
    public enum Severity {
        /** A case without answer or with two, a row without effect that has one on paper, or a table that can't be checked. */
        ERROR,
        /** Nothing goes wrong today, or only what a fund may want: to be looked at. */
        WARNING,
        /** Good practice; a table with hints only is clean. */
        HINT
    }

    /** What can be found. */
    public enum Kind {
        /** A case, all of its facts known, that no row answers. */
        GAP,
        /** A case with an unknown fact that no row answers. */
        UNKNOWN_NOT_HANDLED,
        /** A table read top down that doesn't end with a row for all other cases. */
        MISSING_OTHERWISE,
        /** Two rows that answer one case differently where only one may answer. */
        CONTRADICTION,
        /** Two rows that answer one case alike where one would do. */
        HARMLESS_OVERLAP,
        /** A row whose cases earlier rows, together, have all taken. */
        UNREACHABLE_ROW,
        /** A row that no case satisfies. */
        IMPOSSIBLE_ROW,
        /** A row with the same cases as an earlier one. */
        REPEATED_ROW,
        /** A row that applies beside others and gives no points, or sets no limit. */
        ROW_WITHOUT_EFFECT,
        /** Brackets of one question whose points are added, where one of them may have been meant. */
        BRACKETS_ADD_UP,
        /** See {@link SanityCheck#CONTRIBUTION_NEVER_FALLS}. */
        CONTRIBUTION_FALLS,
        /** See {@link SanityCheck#NO_STEEP_STEP}. */
        STEEP_STEP,
        /** See {@link SanityCheck#ALLOCATION_NEVER_SHRINKS}. */
        ALLOCATION_SHRINKS,
        /** See {@link SanityCheck#COVERAGE_WITHIN_WHOLE}. */
        COVERAGE_OVER_WHOLE,
        /** A check that was given up: the table is too intricate for it, so other faults of that sort may remain. */
        TOO_INTRICATE
    }
}
