package org.cabas.rules.explain;

import java.util.List;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;

/**
 * What a table answers about one case, and why, row by row. It reads the rows one by one; what it finds is what the compiled
 * table decides, which tests show.
 *
 * @param table the table that was asked
 * @param facts the case, one value a condition column
 * @param result which rows decide
 * @param sentence the answer, in one French sentence
 * @param rows every row of the table, in its order
 */
public record Explanation(DecisionTable table, Facts facts, Result result, String sentence, List<ReadRow> rows) {

    public Explanation {
        rows = List.copyOf(rows);
    }

    /**
     * Explains a case.
     *
     * @param facts of this table, as {@link DecisionTable#facts} gives them
     */
    public static Explanation of(DecisionTable table, Facts facts) {
        return new Explaining(table, facts).explanation();
    }

    /**
     * The rows that a reader goes through to the answer: where one row decides, it and those above; otherwise all. Of a case that
     * no row answers, all rows were read.
     */
    public List<ReadRow> readRows() {
        return switch (result) {
            case Result.Decided(var row, var alike) ->
                rows.subList(0, table.rows().indexOf(alike.isEmpty() ? row : alike.getLast()) + 1);
            case Result.Contradictory(var applying) ->
                rows.subList(0, table.rows().indexOf(applying.getLast()) + 1);
            case Result.Totalled totalled -> rows;
            case Result.Together together -> rows;
            case Result.NoRow none -> rows;
            case Result.FactsMissing missing -> rows;
        };
    }
}
