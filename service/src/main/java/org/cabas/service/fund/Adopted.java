package org.cabas.service.fund;

import org.cabas.rules.table.DecisionTable;
import org.jspecify.annotations.Nullable;

/**
 * A table with what a committee adopts beside it.
 *
 * @param table its version is given by publishing
 * @param cases reference cases, as {@link Cases} keeps them; empty for none
 * @param waivers checks that are switched off, as {@link org.cabas.rules.verify.Waiver#write} writes them; empty for none
 * @param vote the id of the proposal that was voted; null for what came from elsewhere
 */
public record Adopted(
        DecisionTable table,
        String cases,
        String waivers,
        @Nullable String vote) {
    /** A table by itself. */
    public static Adopted of(DecisionTable table) {
        return new Adopted(table, "", "", null);
    }
}
