package org.cabas.rules.compare;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.cabas.rules.compare.Change.Aspect;
import org.cabas.rules.compare.Change.ColumnAdded;
import org.cabas.rules.compare.Change.ColumnChanged;
import org.cabas.rules.compare.Change.ColumnMoved;
import org.cabas.rules.compare.Change.ColumnRemoved;
import org.cabas.rules.compare.Change.QuestionChanged;
import org.cabas.rules.compare.Change.ReadingChanged;
import org.cabas.rules.compare.Change.RowAdded;
import org.cabas.rules.compare.Change.RowChanged;
import org.cabas.rules.compare.Change.RowMoved;
import org.cabas.rules.compare.Change.RowRemoved;
import org.cabas.rules.compare.Change.RowRenumbered;
import org.cabas.rules.compare.Change.TitleChanged;
import org.cabas.rules.compare.Change.ValidityChanged;
import org.cabas.rules.compare.Change.VotesChanged;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Row;

/** One comparison. */
final class Comparing {
    private final DecisionTable before;
    private final DecisionTable after;
    private final Columns columns;
    private final ColumnSentences ofColumns;
    private final RowSentences ofRows;
    private final List<Change> changes = new ArrayList<>();
    private final List<RowPair> rows = new ArrayList<>();

    Comparing(DecisionTable before, DecisionTable after) {
        this.before = before;
        this.after = after;
        this.columns = new Columns(before, after);
        this.ofColumns = new ColumnSentences(before, after);
        this.ofRows = new RowSentences(before, after, columns.pairs());
    }

    Difference difference() {
        ofTable();
        ofColumns();
        ofRows();
        return new Difference(before, after, columns.pairs(), rows, changes);
    }

    private void ofTable() {
        if (!before.id().equals(after.id())) {
            changes.add(new QuestionChanged(before.id(), after.id(), TableSentences.question(before, after)));
        }
        if (!before.title().equals(after.title())) {
            changes.add(new TitleChanged(before.title(), after.title(), TableSentences.title(before, after)));
        }
        if (before.hitPolicy() != after.hitPolicy()) {
            changes.add(
                    new ReadingChanged(before.hitPolicy(), after.hitPolicy(), TableSentences.reading(before, after)));
        }
        if (!before.validity().equals(after.validity())) {
            changes.add(
                    new ValidityChanged(before.validity(), after.validity(), TableSentences.validity(before, after)));
        }
    }

    private void ofColumns() {
        for (var outcome : new boolean[] {false, true}) {
            var side = outcome ? after.outcomes() : after.conditions();
            var moved = Order.moved(columns.oldPlaces(outcome));
            for (var pair : columns.pairs()) {
                if (pair.outcome() == outcome) {
                    column(pair, side, moved);
                }
            }
        }
    }

    private void column(ColumnPair pair, List<Column> side, BitSet moved) {
        var was = pair.before();
        var is = pair.after();
        if (is == null) {
            changes.add(new ColumnRemoved(pair.column(), pair.outcome(), ofColumns.removed(pair.column())));
        } else if (was == null) {
            changes.add(new ColumnAdded(is, pair.outcome(), ofColumns.added(is, pair.outcome())));
        } else {
            var place = side.indexOf(is);
            if (moved.get(place)) {
                var follows = place == 0 ? null : side.get(place - 1);
                changes.add(new ColumnMoved(is, pair.outcome(), follows, ofColumns.moved(is, follows)));
            }
            for (var aspect : Aspect.values()) {
                ofColumns
                        .changed(was, is, aspect)
                        .forEach(sentence -> changes.add(new ColumnChanged(was, is, aspect, sentence)));
            }
        }
    }

    private void ofRows() {
        var places = RowMatching.of(before, after, columns);
        var moved = Order.moved(places);
        var votes = new ArrayList<Row>();
        for (var place : Order.merged(places, before.rows().size())) {
            if (place[1] < 0) {
                var row = before.rows().get(place[0]);
                rows.add(new RowPair(row, null, false, columns.cells(row, null)));
                changes.add(new RowRemoved(row, ofRows.removed(row)));
                continue;
            }
            var row = after.rows().get(place[1]);
            var follows = place[1] == 0 ? null : after.rows().get(place[1] - 1).id();
            if (place[0] < 0) {
                rows.add(new RowPair(null, row, false, columns.cells(null, row)));
                changes.add(new RowAdded(row, follows, ofRows.added(row, follows)));
                continue;
            }
            var was = before.rows().get(place[0]);
            var pair = new RowPair(was, row, moved.get(place[1]), columns.cells(was, row));
            rows.add(pair);
            matched(pair, was, row, follows == null ? "" : follows);
            if (!was.adoptedBy().equals(row.adoptedBy())) {
                votes.add(row);
            }
        }
        if (!votes.isEmpty()) {
            changes.add(new VotesChanged(votes, ofRows.votes(votes)));
        }
    }

    private void matched(RowPair pair, Row was, Row is, String follows) {
        if (!was.id().equals(is.id())) {
            changes.add(new RowRenumbered(was, is, ofRows.renumbered(was, is)));
        }
        if (pair.moved()) {
            var above = follows.isEmpty() ? null : follows;
            changes.add(new RowMoved(is, above, ofRows.moved(is, above)));
        }
        if (pair.kind() == RowPair.Kind.CHANGED) {
            var cells = pair.cells().stream().filter(CellPair::isChanged).toList();
            changes.add(new RowChanged(was, is, cells, ofRows.changed(was, is, cells)));
        }
    }
}
