package org.cabas.rules.engine;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Value;

/**
 * How the facts of one table become numbers: quantities in their units, options by their place in the column's list.
 */
final class Slots {
    private final List<Column> columns;
    private final List<Map<String, Integer>> places;

    Slots(List<Column> columns) {
        this.columns = columns;
        this.places = columns.stream().map(Slots::placesOf).toList();
    }

    private static Map<String, Integer> placesOf(Column column) {
        var places = new HashMap<String, Integer>();
        if (column.domain() instanceof Domain.Closed list) {
            for (var option : list.options()) {
                places.put(option.code(), places.size());
            }
        }
        return places;
    }

    /** The condition columns of the table. */
    List<Column> columns() {
        return columns;
    }

    /**
     * The facts as Drools sees them.
     *
     * @throws IllegalArgumentException for facts of another table
     */
    Case fill(Facts facts) {
        if (facts.size() != columns.size()) {
            throw new IllegalArgumentException(facts.size() + " facts for " + columns.size() + " columns");
        }
        var slots = new Long[columns.size()];
        var sets = new BitSet[columns.size()];
        for (var i = 0; i < slots.length; i++) {
            slots[i] = switch (facts.at(i)) {
                case Value.Unknown unknown -> Case.UNKNOWN;
                case Value.Quantity(var units) -> Long.valueOf(units);
                case Value.YesNo(var yes) -> answer(yes);
                case Value.Choice(var code) -> place(i, code);
                case Value.Choices(var codes) -> {
                    sets[i] = places(i, codes);
                    yield Case.SEVERAL;
                }
            };
        }
        return new Case(slots, sets);
    }

    /** The slot of an answer. */
    static Long answer(boolean yes) {
        return yes ? 1L : 0L;
    }

    /** The slot of a choice. */
    long place(int column, String code) {
        var place = places.get(column).get(code);
        if (place == null) {
            throw new IllegalArgumentException(columns.get(column).id() + " has no such value: " + code);
        }
        return place;
    }

    /** The slot of several choices. */
    BitSet places(int column, Collection<String> codes) {
        var found = new BitSet();
        codes.forEach(code -> found.set((int) place(column, code)));
        return found;
    }
}
