package org.cabas.service.vote;

import java.nio.charset.StandardCharsets;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.fund.Adopted;
import org.jspecify.annotations.Nullable;

/**
 * A table as it is proposed; what the draft held when it was frozen.
 *
 * @param question the id of the table
 * @param draft the id of the draft
 * @param revision of the draft
 * @param basedOn the version of the table that it changes; null for a table that is new
 * @param csv the table
 * @param cases reference cases, as written
 * @param waivers checks that are switched off, as {@link org.cabas.rules.verify.Waiver#write} writes them
 * @param published the version of the table that it became; null until then
 */
public record ProposedTable(
        String question,
        String draft,
        int revision,
        @Nullable Integer basedOn,
        String csv,
        String cases,
        String waivers,
        @Nullable Integer published) {

    /** The table. */
    public DecisionTable table() {
        return CsvFormat.read(csv.getBytes(StandardCharsets.UTF_8)).expected();
    }

    /** What would be adopted, the table put so. */
    Adopted adopted(DecisionTable table, @Nullable String proposal) {
        return new Adopted(table, cases, waivers, proposal);
    }
}
