package org.cabas.rules.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Typed rows that decide one question; the source of truth behind the grid, the workbook, the compiled rules and the
 * explanation. Immutable, and whole: no cell lies outside its column.
 *
 * @param id the question it decides: {@code contribution}, {@code eligibility}…; see {@link Spelling#isTableId}
 * @param title what people call it, in French
 * @param version which published version it is, from 1; 0 for a draft
 * @param hitPolicy how matching rows make the decision
 * @param conditions the columns that ask, at least one
 * @param outcomes the columns that answer, at least one
 * @param rows in the order they are read, with distinct ids
 * @param validity the days on which it may be in force
 */
public record DecisionTable(
        String id,
        String title,
        int version,
        HitPolicy hitPolicy,
        List<Column> conditions,
        List<Column> outcomes,
        List<Row> rows,
        Validity validity) {

    /**
     * First and last day, both included.
     *
     * @param until absent for "until replaced"
     */
    public record Validity(LocalDate from, @Nullable LocalDate until) {
        public Validity {
            if (until != null && until.isBefore(from)) {
                throw new IllegalArgumentException("it ends on " + until + " before it starts on " + from);
            }
        }

        /** Whether the day is in it. */
        public boolean includes(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }
    }

    public DecisionTable {
        conditions = List.copyOf(conditions);
        outcomes = List.copyOf(outcomes);
        rows = List.copyOf(rows);
        if (!Spelling.isTableId(id) || title.isBlank() || version < 0) {
            throw new IllegalArgumentException("no such table: " + id + ", " + title + ", version " + version);
        }
        if (conditions.isEmpty() || outcomes.isEmpty()) {
            throw new IllegalArgumentException("table " + id + " needs a condition and an outcome column");
        }
        var columnIds = new HashSet<String>();
        conditions.forEach(column -> columnIds.add(column.id()));
        outcomes.forEach(column -> columnIds.add(column.id()));
        var rowIds = new HashSet<String>();
        rows.forEach(row -> rowIds.add(row.id()));
        if (columnIds.size() < conditions.size() + outcomes.size() || rowIds.size() < rows.size()) {
            throw new IllegalArgumentException("table " + id + " has two columns or two rows of one id");
        }
        for (var row : rows) {
            if (row.conditions().size() != conditions.size() || row.outcomes().size() != outcomes.size()) {
                throw new IllegalArgumentException("row " + row.id() + " of " + id + " lacks cells");
            }
            for (var i = 0; i < conditions.size(); i++) {
                if (!row.conditions().get(i).fits(conditions.get(i))) {
                    throw new IllegalArgumentException(
                            "row " + row.id() + ": " + conditions.get(i).id());
                }
            }
            for (var i = 0; i < outcomes.size(); i++) {
                if (!outcomes.get(i).accepts(row.outcomes().get(i))) {
                    throw new IllegalArgumentException(
                            "row " + row.id() + ": " + outcomes.get(i).id());
                }
            }
        }
    }

    /** The same table as a published version. */
    public DecisionTable withVersion(int published) {
        return new DecisionTable(id, title, published, hitPolicy, conditions, outcomes, rows, validity);
    }

    /** The facts of a case by column id; what is missing is unknown. See {@link #facts(Function)}. */
    public Facts facts(Map<String, Value> byColumn) {
        return facts(column -> byColumn.get(column.id()));
    }

    /**
     * The facts of a case, asked for column by column, each brought into its column's {@link Domain}; see {@link
     * Column#admit}.
     *
     * @param source gives a column's value, or null where there is none: that fact is unknown
     */
    public Facts facts(Function<Column, @Nullable Value> source) {
        var values = new ArrayList<Value>(conditions.size());
        for (var column : conditions) {
            var value = source.apply(column);
            values.add(value == null ? Value.UNKNOWN : column.admit(value));
        }
        return Facts.of(values);
    }

    /**
     * Where the outcome column of that id stands in a row's outcomes; {@link IllegalArgumentException} for no such
     * column.
     */
    public int outcomeIndex(String column) {
        for (var i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i).id().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException("table " + id + " has no outcome " + column);
    }

    /** Whether there is an outcome column of that id. */
    public boolean hasOutcome(String column) {
        return outcomes.stream().anyMatch(outcome -> outcome.id().equals(column));
    }
}
