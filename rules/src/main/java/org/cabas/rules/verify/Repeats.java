package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import org.cabas.rules.table.HitPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Rows with the same cases as an earlier one, however they are written.
 *
 * @param rows those that repeat one, by index
 * @param findings one a row that repeats one, where that is a fault
 */
record Repeats(BitSet rows, List<Finding> findings) {

    static Repeats of(Space space) {
        var repeats = new BitSet();
        var findings = new ArrayList<Finding>();
        var firsts = new HashMap<List<@Nullable Region>, Integer>();
        var policy = space.table().hitPolicy();
        for (var row : space.possibleRows()) {
            var earlier = firsts.putIfAbsent(Arrays.asList(space.rows()[row]), row);
            if (earlier != null) {
                repeats.set(row);
                var alike = space.outcomes(earlier).equals(space.outcomes(row));
                if (policy != HitPolicy.EVERY || alike) {
                    findings.add(RowSentences.repeated(space, earlier, row, alike));
                }
            }
        }
        return new Repeats(repeats, findings);
    }

    boolean has(int row) {
        return rows.get(row);
    }
}
