package org.cabas.rules.cases;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.table.DecisionTable;

/**
 * A case that a committee keeps: « Un parent seul avec 1 450 € paie 20 €. » Facts and answers are kept as people wrote them, so
 * that a case outlives the columns and lists it was written for, and says so when they change.
 *
 * @param name in the committee's words, at most {@link #LONGEST_NAME} characters
 * @param facts texts by condition column; what isn't there is unknown
 * @param expected texts by outcome column. In a table of points, the total. Where every row that matches applies, all that
 *     these rows say in the column, separated by {@code |}, or {@code aucun} for nothing
 * @param row the id of the row that answers; empty where any row may
 */
public record ReferenceCase(String name, Map<String, String> facts, Map<String, String> expected, String row) {

    /** A longer name is a story: it belongs in a note. */
    public static final int LONGEST_NAME = 200;

    public ReferenceCase {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("no such name: " + name);
        }
        if (expected.isEmpty() && row.isEmpty()) {
            throw new IllegalArgumentException("nothing is expected of " + name);
        }
    }

    /**
     * Why a text can't be expected of a table.
     *
     * @param column the id of an outcome column that the table has
     * @return French sentences; empty where it can
     */
    public static List<String> problems(DecisionTable table, String column, String text) {
        return Checking.problems(table, column, text);
    }

    /** What a version of the table makes of the case. */
    public Checked check(DecisionTable table) {
        return new Checking(table, this).checked();
    }
}
