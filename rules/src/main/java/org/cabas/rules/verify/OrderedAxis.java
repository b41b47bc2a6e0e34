package org.cabas.rules.verify;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;

/** A column of numbers, dates or months: intervals between the bounds that conditions name, then unknown. */
final class OrderedAxis implements Axis {
    private final Column column;
    private final Domain.Ordered range;

    /** The smallest value of each interval. */
    private final long[] starts;

    /** The largest value of the column, on a step. */
    private final long largest;

    OrderedAxis(Column column, Domain.Ordered range, List<Condition> conditions) {
        this.column = column;
        this.range = range;
        this.largest = range.onStep(range.maximum());
        var cuts = new TreeSet<Long>();
        cuts.add(range.minimum());
        for (var condition : conditions) {
            if (condition instanceof Condition.Between(var from, var to)) {
                if (from > range.minimum() && from <= largest) {
                    cuts.add(from);
                }
                if (to >= range.minimum() && to < largest) {
                    cuts.add(to + range.step());
                }
            }
        }
        this.starts = cuts.stream().mapToLong(Long::longValue).toArray();
    }

    /** How many intervals there are. */
    int size() {
        return starts.length;
    }

    /** The distance between neighbouring values. */
    long step() {
        return range.step();
    }

    /** The smallest value of an interval. */
    long start(int interval) {
        return starts[interval];
    }

    /** The largest value of an interval. */
    long end(int interval) {
        return interval + 1 < starts.length ? starts[interval + 1] - range.step() : largest;
    }

    @Override
    public Column column() {
        return column;
    }

    @Override
    public ClassRegion full() {
        return ClassRegion.run(0, column.mayBeUnknown() ? starts.length : starts.length - 1);
    }

    @Override
    public ClassRegion known() {
        return ClassRegion.run(0, starts.length - 1);
    }

    @Override
    public ClassRegion unknown() {
        return column.mayBeUnknown() ? ClassRegion.run(starts.length, starts.length) : ClassRegion.EMPTY;
    }

    @Override
    public ClassRegion where(Condition condition) {
        return switch (condition) {
            case Condition.Any any -> full();
            case Condition.IsUnknown isUnknown -> unknown();
            case Condition.Between(var from, var to) ->
                from > to || from > largest || to < range.minimum()
                        ? ClassRegion.EMPTY
                        : ClassRegion.run(interval(Math.max(from, range.minimum())), interval(Math.min(to, largest)));
            case Condition.Is is -> ClassRegion.EMPTY;
            case Condition.OneOf oneOf -> ClassRegion.EMPTY;
            case Condition.NoneOf noneOf -> ClassRegion.EMPTY;
        };
    }

    private int interval(long units) {
        var found = Arrays.binarySearch(starts, units);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public ClassRegion graspable(Region region, Region around) {
        var run = ((ClassRegion) region).runAround(((ClassRegion) around).first());
        return run.first() < starts.length ? run.and(known()) : run;
    }

    @Override
    public Value example(Region region) {
        var lowest = ((ClassRegion) region).first();
        if (lowest == starts.length) {
            return Value.UNKNOWN;
        }
        var run = graspable(region, region);
        var from = starts[run.first()];
        return new Value.Quantity(readable(from, end(run.last())));
    }

    /**
     * A value that people would name: the roundest one between two bounds, near the lower one when they are far apart. Counts,
     * days and months are round enough as they are.
     */
    private long readable(long from, long to) {
        var type = column.type();
        if (type == ColumnType.WHOLE || type == ColumnType.DATE || type == ColumnType.MONTH) {
            return from;
        }
        var near = from > 0 ? Math.min(to, 2 * from) : to;
        var magnitude = 1L;
        while (magnitude <= Domain.WIDEST) {
            magnitude *= 10;
        }
        for (; magnitude >= 1; magnitude /= 10) {
            for (var times : new long[] {5, 2, 1}) {
                var middle = roundBetween(from, near, magnitude * times);
                if (middle > from && middle < near) {
                    return middle;
                }
            }
        }
        return from;
    }

    /** The multiple of a round number nearest to the middle; the lower bound when the column's step misses round numbers. */
    private long roundBetween(long from, long to, long round) {
        if (round % range.step() != 0) {
            return from;
        }
        return Math.floorDiv(from + (to - from) / 2 + round / 2, round) * round;
    }

    @Override
    public String inFrench(Region region) {
        var run = (ClassRegion) region;
        if (known().within(run)) {
            return "";
        }
        if (run.first() == starts.length) {
            return Wording.UNKNOWN;
        }
        var open = run.last() == starts.length - 1 && column.type() != ColumnType.MONTH;
        return Wording.written(
                column, new Condition.Between(starts[run.first()], open ? Long.MAX_VALUE : end(run.last())));
    }

    @Override
    public boolean touch(Region region, Region other) {
        var run = (ClassRegion) region;
        var neighbour = (ClassRegion) other;
        return !run.isEmpty()
                && !neighbour.isEmpty()
                && Math.max(run.last(), neighbour.last()) < starts.length
                && (run.last() + 1 == neighbour.first() || neighbour.last() + 1 == run.first());
    }
}
