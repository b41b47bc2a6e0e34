package org.cabas.rules.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;

/**
 * Finds, for a row, a case that it decides. Values of a column that the same rows hold for are interchangeable, so one of each
 * class is tried, over all columns: a row for which nothing is found is never reached.
 */
final class Cases {
    private Cases() {}

    /** The facts of a case that the row decides, or takes part in where several rows do. */
    static Optional<FactSheet> decidedBy(DecisionTable table, Row row) {
        var target = table.rows().indexOf(row);
        var others = new BitSet();
        switch (table.hitPolicy()) {
            case FIRST -> others.set(0, target);
            case UNIQUE -> {
                others.set(0, table.rows().size());
                others.clear(target);
            }
            case POINTS, EVERY -> {
                // The row has to match; that others do too is no harm.
            }
        }
        var classes = new ArrayList<Map<BitSet, Value>>();
        for (var column = 0; column < table.conditions().size(); column++) {
            classes.add(classes(table, column, target));
        }
        return search(table, classes, others, new HashMap<>()).map(FactSheet::of);
    }

    private static Optional<Map<String, Value>> search(
            DecisionTable table, List<Map<BitSet, Value>> classes, BitSet stillMatching, Map<String, Value> chosen) {
        var column = chosen.size();
        if (column == classes.size()) {
            return stillMatching.isEmpty() ? Optional.of(chosen) : Optional.empty();
        }
        for (var candidate : classes.get(column).entrySet()) {
            var matching = (BitSet) stillMatching.clone();
            matching.and(candidate.getKey());
            var more = new HashMap<>(chosen);
            more.put(table.conditions().get(column).id(), candidate.getValue());
            var found = search(table, classes, matching, more);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** One value of each class that the target row accepts, by the rows that hold for it. */
    private static Map<BitSet, Value> classes(DecisionTable table, int column, int target) {
        var classes = new LinkedHashMap<BitSet, Value>();
        for (var value : values(table, column)) {
            var holding = new BitSet();
            for (var row = 0; row < table.rows().size(); row++) {
                holding.set(row, table.rows().get(row).conditions().get(column).holdsFor(value));
            }
            if (holding.get(target)) {
                classes.putIfAbsent(holding, value);
            }
        }
        return classes;
    }

    private static List<Value> values(DecisionTable table, int index) {
        var column = table.conditions().get(index);
        var values = new ArrayList<Value>();
        switch (column.domain()) {
            case Domain.Answers answers -> {
                values.add(new Value.YesNo(true));
                values.add(new Value.YesNo(false));
            }
            case Domain.Closed(var options)
            when column.type() == ColumnType.CHOICE ->
                options.forEach(option -> values.add(new Value.Choice(option.code())));
            case Domain.Closed(var options) -> {
                values.add(new Value.Choices(Set.of()));
                options.forEach(option -> values.add(new Value.Choices(Set.of(option.code()))));
                options.forEach(a -> options.forEach(b -> values.add(new Value.Choices(bothOf(a, b)))));
            }
            case Domain.Ordered range ->
                borders(table, index, range).forEach(units -> values.add(new Value.Quantity(units)));
        }
        if (column.mayBeUnknown()) {
            values.add(Value.UNKNOWN);
        }
        return values;
    }

    private static Set<String> bothOf(Domain.Option a, Domain.Option b) {
        return new TreeSet<>(List.of(a.code(), b.code()));
    }

    /** Both ends of the column, and both sides of both bounds of every row. */
    private static Set<Long> borders(DecisionTable table, int index, Domain.Ordered range) {
        var borders = new TreeSet<Long>(List.of(range.minimum(), range.onStep(range.maximum())));
        for (var row : table.rows()) {
            if (row.conditions().get(index) instanceof Condition.Between(var from, var to)) {
                for (var bound : List.of(from, to)) {
                    if (range.holds(bound)) {
                        borders.addAll(List.of(bound - range.step(), bound, bound + range.step()));
                    }
                }
            }
        }
        borders.removeIf(units -> !range.holds(units));
        return borders;
    }

    /** Whether rows of that table decide alone. */
    static boolean decidesAlone(DecisionTable table) {
        return table.hitPolicy() == HitPolicy.FIRST || table.hitPolicy() == HitPolicy.UNIQUE;
    }
}
