package org.cabas.rules.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.cabas.rules.compare.CellPair.Direction;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;
import org.jspecify.annotations.Nullable;

/** The columns of two versions, matched by id, and the cells of their rows. */
final class Columns {
    private final List<ColumnPair> pairs = new ArrayList<>();

    /** By pair, where the column stands among the conditions or outcomes of each version; -1 for nowhere. */
    private final List<int[]> places = new ArrayList<>();

    private final int[] oldConditions;
    private final int[] oldOutcomes;

    Columns(DecisionTable before, DecisionTable after) {
        this.oldConditions = oldPlaces(before.conditions(), after.conditions());
        this.oldOutcomes = oldPlaces(before.outcomes(), after.outcomes());
        add(before.conditions(), after.conditions(), oldConditions, false);
        add(before.outcomes(), after.outcomes(), oldOutcomes, true);
    }

    private static int[] oldPlaces(List<Column> before, List<Column> after) {
        var places = new HashMap<String, Integer>();
        before.forEach(column -> places.put(column.id(), places.size()));
        return after.stream()
                .mapToInt(column -> places.getOrDefault(column.id(), -1))
                .toArray();
    }

    private void add(List<Column> before, List<Column> after, int[] oldPlaces, boolean outcome) {
        for (var place : Order.merged(oldPlaces, before.size())) {
            pairs.add(new ColumnPair(at(before, place[0]), at(after, place[1]), outcome));
            places.add(place);
        }
    }

    private static @Nullable Column at(List<Column> columns, int place) {
        return place < 0 ? null : columns.get(place);
    }

    List<ColumnPair> pairs() {
        return pairs;
    }

    /** The old places of the later version's columns of one side. */
    int[] oldPlaces(boolean outcome) {
        return outcome ? oldOutcomes : oldConditions;
    }

    /** The cells of a row in both versions, one a pair. */
    List<CellPair> cells(@Nullable Row before, @Nullable Row after) {
        var cells = new ArrayList<CellPair>(pairs.size());
        for (var i = 0; i < pairs.size(); i++) {
            var was = before == null
                    ? null
                    : written(before, i, places.get(i)[0], pairs.get(i).before());
            var is = after == null
                    ? null
                    : written(after, i, places.get(i)[1], pairs.get(i).after());
            var change = before == null || after == null ? Direction.OTHER : direction(before, after, i, was, is);
            cells.add(new CellPair(i, was, is, change));
        }
        return cells;
    }

    /** The share of cells that agree, among those where at least one of the rows says something. */
    double likeness(Row row, Row other) {
        var said = 0;
        var agreed = 0;
        for (var i = 0; i < pairs.size(); i++) {
            var was = cell(row, i, places.get(i)[0]);
            var is = cell(other, i, places.get(i)[1]);
            if (!(was instanceof Condition.Any) || !(is instanceof Condition.Any)) {
                said++;
                agreed += was.equals(is) ? 1 : 0;
            }
        }
        return said == 0 ? 1 : (double) agreed / said;
    }

    private @Nullable String written(Row row, int pair, int place, @Nullable Column column) {
        if (column == null) {
            return null;
        }
        return pairs.get(pair).outcome()
                ? Wording.written(column, row.outcomes().get(place))
                : Wording.written(column, row.conditions().get(place));
    }

    /** A missing condition asks nothing. An answer that is new or gone is told by its column. */
    private Direction direction(Row before, Row after, int pair, @Nullable String was, @Nullable String is) {
        var columns = pairs.get(pair);
        var old = cell(before, pair, places.get(pair)[0]);
        var fresh = cell(after, pair, places.get(pair)[1]);
        if (columns.before() == null || columns.after() == null) {
            return old.equals(fresh) ? Direction.SAME : Direction.OTHER;
        }
        if (columns.before().type() != columns.after().type()) {
            return was != null && was.equals(is) ? Direction.SAME : Direction.OTHER;
        }
        if (old.equals(fresh)) {
            return Direction.SAME;
        }
        return old instanceof Value.Quantity(var from) && fresh instanceof Value.Quantity(var to)
                ? from < to ? Direction.MORE : Direction.LESS
                : Direction.OTHER;
    }

    private Object cell(Row row, int pair, int place) {
        if (place < 0) {
            return Condition.ANY;
        }
        return pairs.get(pair).outcome()
                ? row.outcomes().get(place)
                : row.conditions().get(place);
    }
}
