package org.cabas.rules.table;

import java.util.List;

/**
 * A row of a decision table.
 *
 * @param id stable: it stays with the row when rows move, and traces carry it; see {@link Spelling#isRowId}
 * @param conditions one a condition column, in their order
 * @param outcomes one an outcome column, in their order
 * @param note the committee's words on the row, possibly empty
 * @param adoptedBy the reference of the vote that adopted it, possibly empty
 */
public record Row(String id, List<Condition> conditions, List<Value> outcomes, String note, String adoptedBy) {
    public Row {
        conditions = List.copyOf(conditions);
        outcomes = List.copyOf(outcomes);
        if (!Spelling.isRowId(id)) {
            throw new IllegalArgumentException("no such row id: " + id);
        }
    }

    /** Whether the row matches every case: the "otherwise" of a table that is read top down. */
    public boolean matchesEverything() {
        return conditions.stream().allMatch(Condition.Any.class::isInstance);
    }

    /** Whether every condition holds; what the compiled table must agree with. */
    public boolean matches(Facts facts) {
        for (var i = 0; i < conditions.size(); i++) {
            if (!conditions.get(i).holdsFor(facts.at(i))) {
                return false;
            }
        }
        return true;
    }
}
