package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;

/**
 * Compares the amounts on both sides of every step of one column, all other facts equal. Amounts change where one row takes over
 * from another, so only the steps between two intervals count, and within an interval those of rows whose amount follows the
 * column.
 */
final class Steps {
    private final Space space;
    private final int column;
    private final OrderedAxis axis;
    private final String amount;
    private final SanityCheck check;
    private final Budget budget;
    private final Search search;
    private final List<Optional<Figures>> figures = new ArrayList<>();
    private final Set<List<Integer>> seen = new HashSet<>();
    private final Told told = new Told(Sanity.MOST_STEPS);

    Steps(Space space, int column, OrderedAxis axis, String amount, SanityCheck check, Budget budget) {
        this.space = space;
        this.column = column;
        this.axis = axis;
        this.amount = amount;
        this.check = check;
        this.budget = budget;
        this.search = new Search(space.rows(), budget);
    }

    /**
     * One step that was looked at.
     *
     * @param from the value before it
     * @param fromRow the row that decides there
     * @param to the value after it
     * @param toRow the row that decides there
     */
    record Step(long from, int fromRow, long to, int toRow) {}

    List<Finding> findings() {
        for (var row : space.table().rows()) {
            figures.add(Figures.of(space.table(), row, amount, axis.column().id()));
        }
        for (var interval = 0; interval < axis.size() && !told.isFull(); interval++) {
            var here = rowsAt(interval);
            within(interval, here);
            if (interval + 1 < axis.size()) {
                between(interval, here, rowsAt(interval + 1));
            }
        }
        return told.findings();
    }

    private BitSet rowsAt(int interval) {
        var rows = new BitSet();
        for (var row : space.possibleRows()) {
            var cell = space.cell(row, column);
            if (cell == null || ((ClassRegion) cell).has(interval)) {
                rows.set(row);
            }
        }
        return rows;
    }

    private void within(int interval, BitSet rows) {
        var to = axis.end(interval);
        var from = to - axis.step();
        if (from >= axis.start(interval)) {
            for (var row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
                if (figures.get(row).filter(Figures::followsStepped).isPresent()) {
                    look(new Step(from, row, to, row), rows, rows);
                }
            }
        }
    }

    /** A row that holds on both sides never takes over from another that does: whichever comes first decides on both. */
    private void between(int interval, BitSet before, BitSet after) {
        var from = axis.end(interval);
        var to = axis.start(interval + 1);
        for (var i = before.nextSetBit(0); i >= 0; i = before.nextSetBit(i + 1)) {
            for (var j = after.nextSetBit(0); j >= 0 && budget.spend(1); j = after.nextSetBit(j + 1)) {
                if (i == j ? follows(i) : !after.get(i) || !before.get(j)) {
                    look(new Step(from, i, to, j), before, after);
                }
            }
        }
    }

    private boolean follows(int row) {
        return figures.get(row).filter(Figures::followsStepped).isPresent();
    }

    private void look(Step step, BitSet before, BitSet after) {
        var low = figures.get(step.fromRow).orElse(null);
        var high = figures.get(step.toRow).orElse(null);
        if (low == null || high == null || seen.contains(List.of(step.fromRow, step.toRow))) {
            return;
        }
        var box = space.common(space.box(step.fromRow), step.toRow, column);
        if (box == null) {
            return;
        }
        var example = example(step, low, high, box, rivals(step, before, after));
        if (example != null) {
            seen.add(List.of(step.fromRow, step.toRow));
            told.add(() -> SanitySentences.step(space, check, column, step, example));
        }
    }

    /** The rows above either, on its side of the step. */
    private static int[] rivals(Step step, BitSet before, BitSet after) {
        var rivals = new BitSet();
        before.stream().takeWhile(row -> row < step.fromRow).forEach(rivals::set);
        after.stream().takeWhile(row -> row < step.toRow).forEach(rivals::set);
        return rivals.stream().toArray();
    }

    /** A case after the step that the check objects to; null when there is none. */
    private @Nullable Facts example(Step step, Figures low, Figures high, Region[] box, int[] rivals) {
        Money loss;
        try {
            loss = low.at(step.from).minus(high.at(step.to));
        } catch (ArithmeticException beyondMoney) {
            return null;
        }
        var differing = new TreeSet<>(low.others().keySet());
        differing.addAll(high.others().keySet());
        differing.removeIf(other -> low.per(other) == high.per(other));
        if (check == SanityCheck.NO_STEEP_STEP) {
            var rise = Money.zero(Money.EURO).minus(loss);
            return differing.isEmpty() && rise.compareTo(Sanity.STEEPEST_STEP) > 0
                    ? found(step, box, rivals, Map.of())
                    : null;
        }
        return new Losses(low, high, List.copyOf(differing)).example(step, box, rivals, loss, 0, new HashMap<>());
    }

    private @Nullable Facts found(Step step, Region[] box, int[] rivals, Map<Integer, Long> chosen) {
        if (!(search.cover(box, rivals, column) instanceof Search.Hole(var hole))) {
            return null;
        }
        var values = new HashMap<String, Value>();
        for (var c = 0; c < space.width(); c++) {
            var axis = space.axis(c);
            var value = c == column ? (Long) step.to : chosen.get(c);
            values.put(axis.column().id(), value == null ? axis.example(hole[c]) : new Value.Quantity(value));
        }
        return space.table().facts(values);
    }

    /**
     * Looks for other counts and amounts with which the amount falls.
     *
     * @param differing those for each unit of which the two rows give different figures
     */
    private final class Losses {
        private final Figures low;
        private final Figures high;
        private final List<String> differing;

        private Losses(Figures low, Figures high, List<String> differing) {
            this.low = low;
            this.high = high;
            this.differing = differing;
        }

        /**
         * @param loss what the step takes away, without the counts from {@code index} on
         * @param chosen values of the counts before, by column
         */
        private @Nullable Facts example(
                Step step, Region[] box, int[] rivals, Money loss, int index, Map<Integer, Long> chosen) {
            if (index == differing.size()) {
                return loss.isPositive() ? found(step, box, rivals, chosen) : null;
            }
            var other = differing.get(index);
            var each = low.per(other) - high.per(other);
            var counted = columnOf(other);
            if (counted < 0 || !(space.axis(counted) instanceof OrderedAxis counts)) {
                // The table doesn't ask for it, so it may be as large as it takes, or nothing.
                var worst = each > 0 ? loss.plus(Money.euroCents(Long.MAX_VALUE / 2)) : loss;
                return example(step, box, rivals, worst, index + 1, chosen);
            }
            for (var interval = 0; interval < counts.size(); interval++) {
                var region = box[counted].and(ClassRegion.run(interval, interval));
                if (!region.isEmpty()) {
                    var count = each > 0 ? counts.end(interval) : counts.start(interval);
                    var some = box.clone();
                    some[counted] = region;
                    chosen.put(counted, count);
                    var lost = loss.plus(Money.euroCents(each).times(count));
                    var example = example(step, some, rivals, lost, index + 1, chosen);
                    if (example != null) {
                        return example;
                    }
                    chosen.remove(counted);
                }
            }
            return null;
        }

        private int columnOf(String id) {
            for (var c = 0; c < space.width(); c++) {
                if (space.axis(c).column().id().equals(id)) {
                    return c;
                }
            }
            return -1;
        }
    }
}
