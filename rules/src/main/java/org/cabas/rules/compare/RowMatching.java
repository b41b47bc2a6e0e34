package org.cabas.rules.compare;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Row;

/** Which row of the earlier version each row of the later one is. */
final class RowMatching {

    /** Beyond so many pairs, likeness is looked at cell by cell no more: a table where all ids are new is another table. */
    private static final long MOST_PAIRS = 1_000_000;

    private final List<Row> before;
    private final List<Row> after;
    private final Columns columns;
    private final int[] places;
    private final boolean[] taken;

    private RowMatching(DecisionTable before, DecisionTable after, Columns columns) {
        this.before = before.rows();
        this.after = after.rows();
        this.columns = columns;
        this.places = new int[this.after.size()];
        Arrays.fill(places, -1);
        this.taken = new boolean[this.before.size()];
    }

    /** @return for each row of the later version, its place in the earlier one; -1 for a new row */
    static int[] of(DecisionTable before, DecisionTable after, Columns columns) {
        var matching = new RowMatching(before, after, columns);
        matching.alike(Row::id);
        matching.alike(row -> List.of(row.conditions(), row.outcomes()));
        matching.alike(Row::conditions);
        matching.likest();
        return matching.places;
    }

    /** Matches what has equal keys, in order. */
    private <K> void alike(Function<Row, K> key) {
        Map<K, Deque<Integer>> open = new HashMap<>();
        for (var i = 0; i < before.size(); i++) {
            if (!taken[i]) {
                open.computeIfAbsent(key.apply(before.get(i)), unused -> new ArrayDeque<>())
                        .add(i);
            }
        }
        for (var i = 0; i < after.size(); i++) {
            var found = places[i] < 0 ? open.get(key.apply(after.get(i))) : null;
            if (found != null && !found.isEmpty()) {
                match(found.remove(), i);
            }
        }
    }

    /** Matches what is left by the share of cells that agree, the likest first. */
    private void likest() {
        var old = new ArrayList<Integer>();
        var fresh = new ArrayList<Integer>();
        for (var i = 0; i < before.size(); i++) {
            if (!taken[i]) {
                old.add(i);
            }
        }
        for (var i = 0; i < after.size(); i++) {
            if (places[i] < 0) {
                fresh.add(i);
            }
        }
        if ((long) old.size() * fresh.size() > MOST_PAIRS) {
            return;
        }
        record Likeness(double share, int before, int after) {}
        var found = new ArrayList<Likeness>();
        for (var i : old) {
            for (var j : fresh) {
                var share = columns.likeness(before.get(i), after.get(j));
                if (share > 0.5) {
                    found.add(new Likeness(share, i, j));
                }
            }
        }
        found.sort((a, b) -> Double.compare(b.share, a.share));
        for (var pair : found) {
            if (!taken[pair.before] && places[pair.after] < 0) {
                match(pair.before, pair.after);
            }
        }
    }

    private void match(int old, int fresh) {
        places[fresh] = old;
        taken[old] = true;
    }
}
