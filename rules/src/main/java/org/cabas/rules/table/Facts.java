package org.cabas.rules.table;

import java.util.Arrays;
import java.util.List;

/** The facts of one case, one value a condition column of one table, in their order; equal when the values are. */
public final class Facts {
    private final Value[] values;
    private final int hash;

    private Facts(Value[] values) {
        this.values = values;
        this.hash = Arrays.hashCode(values);
    }

    /** The values in the order of the table's condition columns, as {@link DecisionTable#facts} puts them. */
    static Facts of(List<Value> values) {
        return new Facts(values.toArray(Value[]::new));
    }

    /** The value of the condition column at that index. */
    public Value at(int column) {
        return values[column];
    }

    /** How many values there are. */
    public int size() {
        return values.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts facts && hash == facts.hash && Arrays.equals(values, facts.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
