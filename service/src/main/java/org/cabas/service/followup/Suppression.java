package org.cabas.service.followup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be told of how a group of people answered: no figure of fewer than eleven, a zero neither, for it speaks of all the others; and
 * none by which one that is left out could be found again. Whoever knows the total subtracts what is shown: what is left out is always
 * at least two figures, and eleven people or more together. That one is left out for another's sake can't be told from outside.
 */
final class Suppression {
    /** What funders, and the issue of this house, ask for; simulations keep to the same. */
    static final int FEWEST = 11;

    private Suppression() {}

    /**
     * The figures of one question, those left out null.
     *
     * @param counts people by answer: who belongs to one belongs to no other, and together they are a total that is known
     */
    static List<@Nullable Integer> of(List<Integer> counts) {
        var hidden = new ArrayList<Integer>();
        var shown = new ArrayList<Integer>();
        for (var i = 0; i < counts.size(); i++) {
            (counts.get(i) < FEWEST ? hidden : shown).add(i);
        }
        shown.sort(Comparator.comparingInt(counts::get));
        while (!hidden.isEmpty()
                && !shown.isEmpty()
                && (hidden.size() < 2 || hidden.stream().mapToInt(counts::get).sum() < FEWEST)) {
            hidden.add(shown.removeFirst());
        }
        var told = new ArrayList<@Nullable Integer>();
        for (var i = 0; i < counts.size(); i++) {
            told.add(hidden.contains(i) ? null : counts.get(i));
        }
        return told;
    }
}
