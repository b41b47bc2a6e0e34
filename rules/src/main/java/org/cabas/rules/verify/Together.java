package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Value;

/**
 * What is odd about rows that count together, where overlapping is no fault: those that add nothing, and in a grid of points the
 * brackets of one question that add up where a committee may have meant one of them.
 */
final class Together {
    /** More brackets than that come from one way of writing them. */
    static final int MOST_BRACKETS = 12;

    private final Space space;
    private final Repeats repeats;
    private final HitPolicy policy;

    Together(Space space, Repeats repeats) {
        this.space = space;
        this.repeats = repeats;
        this.policy = space.table().hitPolicy();
    }

    List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        for (var row : space.possibleRows()) {
            if (space.outcomes(row).stream().allMatch(this::isNothing)) {
                findings.add(RowSentences.withoutEffect(space, row));
            }
        }
        if (policy == HitPolicy.POINTS) {
            findings.addAll(brackets());
        }
        return findings;
    }

    /** A limit of zero forbids; zero points are none. */
    private boolean isNothing(Value outcome) {
        return outcome instanceof Value.Unknown || policy == HitPolicy.POINTS && outcome.equals(new Value.Quantity(0));
    }

    private List<Finding> brackets() {
        var told = new Told(MOST_BRACKETS);
        var rows = space.possibleRows();
        for (var i = 0; i < rows.length && !told.isFull(); i++) {
            var column = onlyColumn(rows[i]);
            if (column < 0 || repeats.has(rows[i])) {
                continue;
            }
            for (var j = 0; j < i; j++) {
                var row = rows[i];
                var other = rows[j];
                if (onlyColumn(other) == column && !repeats.has(other) && space.meet(other, row)) {
                    var common = Objects.requireNonNull(space.common(space.box(other), row));
                    told.add(() -> RowSentences.addUp(space, other, row, column, space.example(common)));
                }
            }
        }
        return told.findings();
    }

    /** The one column of numbers that a row asks for, where it asks for nothing else; -1 otherwise. */
    private int onlyColumn(int row) {
        var only = -1;
        for (var c = 0; c < space.width(); c++) {
            if (space.cell(row, c) != null) {
                if (only >= 0 || !(space.axis(c) instanceof OrderedAxis)) {
                    return -1;
                }
                only = c;
            }
        }
        return only;
    }
}
