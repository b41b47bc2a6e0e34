package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Row;
import org.cabas.rules.verify.Finding.Cell;
import org.jspecify.annotations.Nullable;

/** The cells that findings are about. */
final class Places {
    /** Cells of an unknown fact that are worth showing; the sentence names none. */
    private static final int MOST_UNKNOWN = 3;

    private final DecisionTable table;
    private final Map<String, Row> rows = new HashMap<>();

    Places(DecisionTable table) {
        this.table = table;
        table.rows().forEach(row -> rows.put(row.id(), row));
    }

    /** The finding with its cells. */
    Finding located(Finding finding) {
        return new Finding(
                finding.kind(),
                finding.severity(),
                finding.rows(),
                finding.column(),
                finding.example(),
                cells(finding),
                finding.sentence());
    }

    private List<Cell> cells(Finding finding) {
        return switch (finding.kind()) {
            case GAP -> misses(finding.rows(), finding.example());
            case UNKNOWN_NOT_HANDLED -> unknown(finding.column(), finding.example());
            case CONTRADICTION, HARMLESS_OVERLAP, REPEATED_ROW -> asked(finding.rows());
            case UNREACHABLE_ROW -> asked(finding.rows().subList(0, 1));
            case BRACKETS_ADD_UP -> in(finding.rows(), finding.column());
            case ROW_WITHOUT_EFFECT -> answers(finding.rows());
            case IMPOSSIBLE_ROW, COVERAGE_OVER_WHOLE -> in(finding.rows(), finding.column());
            case CONTRIBUTION_FALLS, STEEP_STEP, ALLOCATION_SHRINKS -> amounts(finding);
            case MISSING_OTHERWISE, TOO_INTRICATE -> List.of();
        };
    }

    /** The conditions that keep rows from a case. */
    private List<Cell> misses(List<String> ids, @Nullable Facts example) {
        var cells = new ArrayList<Cell>();
        if (example != null) {
            for (var id : ids) {
                cells.addAll(misses(row(id), example));
            }
        }
        return cells;
    }

    private List<Cell> misses(Row row, Facts example) {
        var cells = new ArrayList<Cell>();
        for (var c = 0; c < example.size(); c++) {
            if (!row.conditions().get(c).holdsFor(example.at(c))) {
                cells.add(new Cell(row.id(), table.conditions().get(c).id()));
            }
        }
        return cells;
    }

    /** The first rows that would answer if they took an unknown fact in that column. */
    private List<Cell> unknown(@Nullable String column, @Nullable Facts example) {
        var cells = new ArrayList<Cell>();
        if (example != null && column != null) {
            for (var row : table.rows()) {
                var misses = misses(row, example);
                if (misses.equals(List.of(new Cell(row.id(), column))) && cells.size() < MOST_UNKNOWN) {
                    cells.addAll(misses);
                }
            }
        }
        return cells;
    }

    /** What rows ask; of a row that asks nothing, its whole line of conditions. */
    private List<Cell> asked(List<String> ids) {
        var cells = new ArrayList<Cell>();
        for (var id : ids) {
            var row = row(id);
            for (var c = 0; c < row.conditions().size(); c++) {
                if (row.matchesEverything() || !(row.conditions().get(c) instanceof Condition.Any)) {
                    cells.add(new Cell(id, table.conditions().get(c).id()));
                }
            }
        }
        return cells;
    }

    private List<Cell> answers(List<String> ids) {
        var cells = new ArrayList<Cell>();
        table.outcomes().forEach(outcome -> cells.addAll(in(ids, outcome.id())));
        return cells;
    }

    private static List<Cell> in(List<String> ids, @Nullable String column) {
        return column == null
                ? List.of()
                : ids.stream().map(id -> new Cell(id, column)).toList();
    }

    /** The amounts of both rows of a step, then where one takes over from the other. */
    private List<Cell> amounts(Finding finding) {
        var cells = new ArrayList<Cell>();
        for (var outcome : table.outcomes()) {
            if (Figures.isPartOf(table.id(), outcome)) {
                cells.addAll(in(finding.rows(), outcome.id()));
            }
        }
        cells.addAll(in(finding.rows(), finding.column()));
        return cells;
    }

    private Row row(String id) {
        var row = rows.get(id);
        if (row == null) {
            throw new IllegalStateException("a finding about a row that isn't there: " + id);
        }
        return row;
    }
}
