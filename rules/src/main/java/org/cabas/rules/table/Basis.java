package org.cabas.rules.table;

/** What the figure of an outcome column is a figure of. */
public sealed interface Basis {

    /** The figure itself. */
    Basis FIXED = new Fixed();

    /** The figure is the amount. */
    record Fixed() implements Basis {}

    /** The figure is a percentage of a named amount: 50 % of the {@code allocation}. */
    record ShareOf(String amount) implements Basis {}

    /** The figure is an amount for each of a named count: 40 € per {@code adults}. */
    record Per(String count) implements Basis {}
}
