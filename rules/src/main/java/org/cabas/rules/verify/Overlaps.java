package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.List;

/** Pairs of rows that answer the same case in a table where only one may. */
final class Overlaps {
    /** More pairs than that, of either sort, come from one misunderstanding; the last sentence says that there are more. */
    static final int MOST_OVERLAPS = 20;

    private final Space space;
    private final Repeats repeats;
    private final Budget budget;
    private final Told contradictions = new Told(MOST_OVERLAPS);
    private final Told harmless = new Told(MOST_OVERLAPS);

    Overlaps(Space space, Repeats repeats, Budget budget) {
        this.space = space;
        this.repeats = repeats;
        this.budget = budget;
    }

    List<Finding> findings() {
        var rows = space.possibleRows();
        for (var i = 0; i < rows.length && budget.spend(i); i++) {
            for (var j = 0; j < i && !repeats.has(rows[i]); j++) {
                if (!repeats.has(rows[j]) && space.meet(rows[j], rows[i])) {
                    tell(rows[j], rows[i]);
                }
            }
        }
        var findings = new ArrayList<>(contradictions.findings());
        findings.addAll(harmless.findings());
        if (budget.isSpent()) {
            findings.add(GapSentences.unfinished("des lignes qui se contredisent"));
        }
        return findings;
    }

    private void tell(int row, int other) {
        var alike = space.outcomes(row).equals(space.outcomes(other));
        var told = alike ? harmless : contradictions;
        var common = space.common(space.box(row), other);
        if (common != null) {
            told.add(() -> RowSentences.overlap(space, row, other, space.example(common), alike));
        }
    }
}
