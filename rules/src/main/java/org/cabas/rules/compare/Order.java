package org.cabas.rules.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Two orders of things that partly are the same. */
final class Order {
    private Order() {}

    /**
     * Which of the matched things have to be moved, as few as possible: all but a longest run that keeps its order (patience
     * sorting, in n log n).
     *
     * @param before for each thing in its new order, its old place; -1 for a new thing
     * @return indexes into {@code before}
     */
    static BitSet moved(int[] before) {
        var tops = new int[before.length];
        var previous = new int[before.length];
        var piles = 0;
        for (var i = 0; i < before.length; i++) {
            if (before[i] < 0) {
                continue;
            }
            var pile = pile(before, tops, piles, before[i]);
            previous[i] = pile == 0 ? -1 : tops[pile - 1];
            tops[pile] = i;
            piles = Math.max(piles, pile + 1);
        }
        var moved = new BitSet();
        for (var i = 0; i < before.length; i++) {
            moved.set(i, before[i] >= 0);
        }
        for (var i = piles == 0 ? -1 : tops[piles - 1]; i >= 0; i = previous[i]) {
            moved.clear(i);
        }
        return moved;
    }

    private static int pile(int[] before, int[] tops, int piles, int place) {
        var low = 0;
        var high = piles;
        while (low < high) {
            var middle = (low + high) >>> 1;
            if (before[tops[middle]] < place) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * One list of all: those of the new order, with those that are gone right after the one they followed.
     *
     * @param before for each thing in its new order, its old place; -1 for a new thing
     * @param count how many there were
     * @return pairs of places, old and new, -1 for none
     */
    static List<int[]> merged(int[] before, int count) {
        Set<Integer> kept = new HashSet<>();
        Arrays.stream(before).filter(place -> place >= 0).forEach(kept::add);
        var merged = new ArrayList<int[]>(before.length + count);
        addGone(merged, 0, count, kept);
        for (var i = 0; i < before.length; i++) {
            merged.add(new int[] {before[i], i});
            if (before[i] >= 0) {
                addGone(merged, before[i] + 1, count, kept);
            }
        }
        return merged;
    }

    private static void addGone(List<int[]> merged, int from, int count, Set<Integer> kept) {
        for (var old = from; old < count && !kept.contains(old); old++) {
            merged.add(new int[] {old, -1});
        }
    }
}
