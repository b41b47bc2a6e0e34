package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Value;

/** The sanity checks of tables whose question is known; see {@link SanityCheck}. */
final class Sanity {

    /** What one more step of income may cost at most. */
    static final Money STEEPEST_STEP = Money.euroCents(20_00);

    /** A first dozen shows what is wrong; the last sentence says that there are more. */
    static final int MOST_STEPS = 12;

    /** The condition columns that say what a household has. */
    private static final Set<String> INCOMES = Set.of("income", "family_quotient", "contribution_base");

    /** The condition columns that say how big a household is. */
    private static final Set<String> SIZES = Set.of("adults", "children", "people", "contributors");

    private static final String CONTRIBUTION = "contribution";
    private static final String ALLOCATION = "allocation";
    private static final String ELIGIBILITY = "eligibility";
    private static final String COVERAGE = "coverage";
    private static final long WHOLE = 100 * Money.ONE_PERCENT;

    private final Space space;
    private final EnumSet<SanityCheck> checks = EnumSet.allOf(SanityCheck.class);
    private final Budget budget;

    Sanity(Space space, List<Waiver> waivers, Budget budget) {
        this.space = space;
        waivers.forEach(waiver -> checks.remove(waiver.check()));
        this.budget = budget;
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        switch (space.table().id()) {
            case CONTRIBUTION -> {
                step(SanityCheck.CONTRIBUTION_NEVER_FALLS, INCOMES, CONTRIBUTION, findings);
                step(SanityCheck.NO_STEEP_STEP, INCOMES, CONTRIBUTION, findings);
            }
            case ALLOCATION -> step(SanityCheck.ALLOCATION_NEVER_SHRINKS, SIZES, ALLOCATION, findings);
            case ELIGIBILITY -> coverage(findings);
            default -> {}
        }
        return findings;
    }

    private void step(SanityCheck check, Set<String> columns, String amount, List<Finding> findings) {
        if (!checks.contains(check)) {
            return;
        }
        for (var column = 0; column < space.width(); column++) {
            if (columns.contains(space.axis(column).column().id()) && space.axis(column) instanceof OrderedAxis axis) {
                var steps = new Steps(space, column, axis, amount, check, budget);
                findings.addAll(steps.findings());
            }
        }
        if (budget.isSpent()) {
            findings.add(GapSentences.unfinished("des montants à revoir"));
        }
    }

    private void coverage(List<Finding> findings) {
        if (!checks.contains(SanityCheck.COVERAGE_WITHIN_WHOLE)) {
            return;
        }
        for (var c = 0; c < space.table().outcomes().size(); c++) {
            var column = space.table().outcomes().get(c);
            if (column.id().equals(COVERAGE) && column.type() == ColumnType.PERCENT) {
                for (var row : space.possibleRows()) {
                    if (space.outcomes(row).get(c) instanceof Value.Quantity(var units) && units > WHOLE) {
                        findings.add(SanitySentences.coverage(
                                space, row, column, space.outcomes(row).get(c)));
                    }
                }
            }
        }
    }
}
