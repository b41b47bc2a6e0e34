package org.cabas.rules.engine;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;

/**
 * One case as Drools sees it: its facts as numbers in typed slots, and the rows found to match it. Of one thread, for one
 * session.
 */
final class Case {
    /** The slot of an unknown fact; smaller than any bound, so that « at least » never holds for it. */
    static final Long UNKNOWN = Long.MIN_VALUE;

    private static final Long ONE = 1L;
    private static final Long ZERO = 0L;

    private final Long[] slots;
    private final @Nullable BitSet[] sets;
    private final BitSet rows = new BitSet();

    /**
     * @param columns the condition columns of the table that the facts are of
     * @throws IllegalArgumentException for facts of another table
     */
    Case(List<Column> columns, Facts facts) {
        if (facts.size() != columns.size()) {
            throw new IllegalArgumentException(facts.size() + " facts for " + columns.size() + " columns");
        }
        slots = new Long[columns.size()];
        sets = new BitSet[columns.size()];
        for (var i = 0; i < slots.length; i++) {
            slots[i] = UNKNOWN;
            fill(i, columns.get(i), facts.at(i));
        }
    }

    private void fill(int index, Column column, Value value) {
        switch (value) {
            case Value.Unknown unknown -> {}
            case Value.Quantity(var units) -> slots[index] = units;
            case Value.YesNo(var yes) -> slots[index] = yes ? ONE : ZERO;
            case Value.Choice(var code) ->
                slots[index] = (long) ordinals(column, Set.of(code)).nextSetBit(0);
            case Value.Choices(var codes) -> sets[index] = ordinals(column, codes);
        }
    }

    /** The places of the options of those codes in the column's list. */
    static BitSet ordinals(Column column, Set<String> codes) {
        var ordinals = new BitSet();
        if (column.domain() instanceof Domain.Closed list) {
            for (var i = 0; i < list.options().size(); i++) {
                if (codes.contains(list.options().get(i).code())) {
                    ordinals.set(i);
                }
            }
        }
        if (ordinals.cardinality() < codes.size()) {
            throw new IllegalArgumentException(column.id() + " has no such values: " + codes);
        }
        return ordinals;
    }

    /** The units of a quantity, the place of a choice in its list, 1 for yes and 0 for no, or {@link #UNKNOWN}. */
    Long slot(int column) {
        return slots[column];
    }

    /** The places of several choices in their list; absent when unknown. */
    @Nullable
    BitSet set(int column) {
        return sets[column];
    }

    /** Notes that the row matches. */
    void matched(int row) {
        rows.set(row);
    }

    /** The rows that match, by their place in the table. */
    BitSet rows() {
        return rows;
    }
}
