package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.HitPolicy;

/**
 * Finds what is wrong with a table before anybody lives by it. Exact: every step of every column and every subset of every list
 * counts, and none is sampled; where a table is too intricate for that within {@link #MOST_LOOKS}, a finding says so.
 *
 * <p>What is a fault depends on how rows decide:
 *
 * <ul>
 *   <li>{@code FIRST}: cases without answer; rows never reached or repeated; a missing "otherwise". A last row that holds for
 *       everything is never held against a table that is complete without it.
 *   <li>{@code UNIQUE}: cases without answer; rows that answer the same case, differently or alike.
 *   <li>{@code POINTS} and {@code EVERY}: a case that no row matches has no points or no ceiling, which is an answer, and rows
 *       are meant to overlap. Repeated rows are told where they count twice: any in {@code POINTS}, those with the same outcomes
 *       in {@code EVERY}. So are rows that add nothing, and brackets of one question that add up.
 *   <li>all: rows that no case satisfies.
 * </ul>
 */
public final class TableVerifier {

    /**
     * How often one check may compare a row with a box of cases: some seconds' worth on a small machine. A table of 300
     * rows takes less than a million, one of 5 000 rows that overlap at random 200 million.
     */
    static final long MOST_LOOKS = 300_000_000;

    private TableVerifier() {}

    /** The findings of every check; see {@link #verify(DecisionTable, List)}. */
    public static List<Finding> verify(DecisionTable table) {
        return verify(table, List.of());
    }

    /**
     * The findings of every check but those that the fund has switched off.
     *
     * @return the worst first, then check by check; empty for a table without a fault
     */
    public static List<Finding> verify(DecisionTable table, List<Waiver> waivers) {
        return verify(table, waivers, MOST_LOOKS);
    }

    static List<Finding> verify(DecisionTable table, List<Waiver> waivers, long mostLooks) {
        var space = new Space(table);
        var findings = new ArrayList<Finding>();
        findings.addAll(ImpossibleRows.in(space));
        var repeated = Repeats.of(space);
        findings.addAll(repeated.findings());
        if (table.hitPolicy() == HitPolicy.FIRST || table.hitPolicy() == HitPolicy.UNIQUE) {
            if (space.width() > Search.MOST_COLUMNS) {
                findings.add(GapSentences.unfinished("des défauts"));
            } else {
                findings.addAll(new Gaps(space, new Budget(mostLooks)).findings());
                findings.addAll(
                        table.hitPolicy() == HitPolicy.FIRST
                                ? new UnreachableRows(space, repeated, new Budget(mostLooks)).findings()
                                : new Overlaps(space, repeated, new Budget(mostLooks)).findings());
                findings.addAll(new Sanity(space, waivers, new Budget(mostLooks)).findings());
            }
        }
        if (table.hitPolicy() == HitPolicy.POINTS || table.hitPolicy() == HitPolicy.EVERY) {
            findings.addAll(new Together(space, repeated).findings());
        }
        findings.sort((a, b) -> a.severity().compareTo(b.severity()));
        var places = new Places(table);
        return findings.stream().map(places::located).toList();
    }
}
