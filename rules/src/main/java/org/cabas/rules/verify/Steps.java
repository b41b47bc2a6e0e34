package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    /** More than the figures of any row make up for. */
    private static final Money ANY_MONEY = Money.euroCents(Long.MAX_VALUE / 4);

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
            var lower = said(low, step.from, example, step.fromRow);
            var upper = said(high, step.to, example, step.toRow);
            told.add(() -> SanitySentences.step(space, check, column, step, example, lower, upper));
        }
    }

    /** The whole amount where the table knows all that it depends on, and the row's figures otherwise. */
    private String said(Figures figures, long value, Facts example, int row) {
        var total = figures.at(value);
        for (var other : figures.others().keySet()) {
            var asked = columnOf(other.name());
            if (asked < 0 || !(example.at(asked) instanceof Value.Quantity(var units))) {
                return French.answer(space, row, outcome -> Figures.isPartOf(amount, outcome));
            }
            total = total.plus(other.of(figures.per(other), units));
        }
        return total.inFrench();
    }

    private int columnOf(String id) {
        for (var c = 0; c < space.width(); c++) {
            if (space.axis(c).column().id().equals(id)) {
                return c;
            }
        }
        return -1;
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
        var others = new HashSet<>(low.others().keySet());
        others.addAll(high.others().keySet());
        for (var other : others) {
            var asked = columnOf(other.name());
            if (asked >= 0) {
                box[asked] = box[asked].and(space.axis(asked).known());
                if (box[asked].isEmpty()) {
                    return null;
                }
            }
        }
        var differing = others.stream()
                .filter(other -> low.per(other) != high.per(other))
                .sorted(Comparator.comparing(Figures.Other::name))
                .toList();
        try {
            var loss = low.at(step.from).minus(high.at(step.to));
            if (check != SanityCheck.NO_STEEP_STEP) {
                return losing(new Comparison(step, low, high, differing, rivals), box, loss, 0, new HashMap<>());
            }
            var rise = Money.zero(Money.EURO).minus(loss);
            return differing.isEmpty() && rise.compareTo(Sanity.STEEPEST_STEP) > 0
                    ? found(step, box, rivals, Map.of())
                    : null;
        } catch (ArithmeticException beyondMoney) {
            return null;
        }
    }

    private @Nullable Facts found(Step step, Region[] box, int[] rivals, Map<Integer, Long> chosen) {
        if (!(search.cover(box, rivals, column) instanceof Search.Hole(var hole))) {
            return null;
        }
        var values = new HashMap<String, Value>();
        for (var c = 0; c < space.width(); c++) {
            var value = c == column ? (Long) step.to : chosen.get(c);
            values.put(
                    space.axis(c).column().id(),
                    value == null ? space.axis(c).example(hole[c]) : new Value.Quantity(value));
        }
        return space.table().facts(values);
    }

    /**
     * The two sides of a step.
     *
     * @param differing other facts for which the two rows have different figures
     * @param rivals the rows that come before either
     */
    private record Comparison(Step step, Figures low, Figures high, List<Figures.Other> differing, int[] rivals) {}

    /**
     * A case in which the amount falls, tried with the value of each other fact that makes most of it fall: between two bounds
     * of a column the amounts are lines, so one end or the other.
     *
     * @param loss what the step takes away, without the facts from {@code index} on
     * @param chosen values of the facts before, by column
     */
    private @Nullable Facts losing(Comparison sides, Region[] box, Money loss, int index, Map<Integer, Long> chosen) {
        if (index == sides.differing.size()) {
            return loss.isPositive() ? found(sides.step, box, sides.rivals, chosen) : null;
        }
        var other = sides.differing.get(index);
        var figure = sides.low.per(other) - sides.high.per(other);
        var asked = columnOf(other.name());
        if (asked < 0 || !(space.axis(asked) instanceof OrderedAxis values)) {
            // The table doesn't ask for it: it may be as large as it takes, or nothing.
            return losing(sides, box, figure > 0 ? ANY_MONEY : loss, index + 1, chosen);
        }
        for (var interval = 0; interval < values.size(); interval++) {
            var region = box[asked].and(ClassRegion.run(interval, interval));
            if (!region.isEmpty()) {
                var value = figure > 0 ? values.end(interval) : values.start(interval);
                var some = box.clone();
                some[asked] = region;
                chosen.put(asked, value);
                var example = losing(sides, some, loss.plus(other.of(figure, value)), index + 1, chosen);
                if (example != null) {
                    return example;
                }
                chosen.remove(asked);
            }
        }
        return null;
    }
}
