package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.List;

/** Rows with a cell that nothing satisfies: bounds in the wrong order, every value excluded. */
final class ImpossibleRows {
    private ImpossibleRows() {}

    static List<Finding> in(Space space) {
        var findings = new ArrayList<Finding>();
        for (var row = 0; row < space.rows().length; row++) {
            var column = space.impossibleCell(row);
            if (column >= 0) {
                findings.add(RowSentences.impossible(space, row, column));
            }
        }
        return findings;
    }
}
