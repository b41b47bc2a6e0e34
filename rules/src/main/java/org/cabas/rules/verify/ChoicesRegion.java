package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A region of a column of several choices. Its values are subsets of the list, too many to number, so a region says what they
 * have in common: choices that are absent, and sets of which at least one choice is present. That is closed under everything
 * verification does, and each question has an exact answer: the largest subset without the absent ones is in every region that
 * isn't empty.
 *
 * <p>Sets of choices are bits in words, as many words in every region of one column.
 */
final class ChoicesRegion implements Region {
    private final boolean unknown;
    private final boolean known;
    private final long[] absent;

    /** None holds an absent choice, none holds all of another. */
    private final long[][] present;

    private ChoicesRegion(boolean unknown, boolean known, long[] absent, long[][] present) {
        this.unknown = unknown;
        this.known = known;
        this.absent = absent;
        this.present = present;
    }

    /**
     * Every subset, or unknown, or both, or none.
     *
     * @param choices how many choices the column has
     */
    static ChoicesRegion all(int choices, boolean known, boolean unknown) {
        return all(new long[words(choices)], known, unknown);
    }

    private static ChoicesRegion all(long[] none, boolean known, boolean unknown) {
        return new ChoicesRegion(unknown, known, none, new long[0][]);
    }

    /** The subsets with at least one of these choices. */
    static ChoicesRegion oneOf(int choices, BitSet some) {
        var none = new long[words(choices)];
        return normal(false, none, new long[][] {Arrays.copyOf(some.toLongArray(), none.length)});
    }

    /** The subsets with none of these choices. */
    static ChoicesRegion noneOf(int choices, BitSet some) {
        return new ChoicesRegion(false, true, Arrays.copyOf(some.toLongArray(), words(choices)), new long[0][]);
    }

    private static int words(int choices) {
        return (choices + Long.SIZE - 1) / Long.SIZE;
    }

    private static ChoicesRegion normal(boolean unknown, long[] absent, long[][] present) {
        var kept = new ArrayList<long[]>(present.length);
        for (var set : present) {
            var possible = set.clone();
            var any = false;
            for (var w = 0; w < possible.length; w++) {
                possible[w] &= ~absent[w];
                any |= possible[w] != 0;
            }
            if (!any) {
                return all(new long[absent.length], false, unknown);
            }
            if (!holdsOneIn(kept, possible)) {
                kept.removeIf(other -> isIn(possible, other, other));
                kept.add(possible);
            }
        }
        return new ChoicesRegion(unknown, true, absent, kept.toArray(long[][]::new));
    }

    private static boolean holdsOneIn(List<long[]> sets, long[] of) {
        for (var set : sets) {
            if (isIn(set, of, of)) {
                return true;
            }
        }
        return false;
    }

    /** Whether each choice of a set is in one of two others. */
    private static boolean isIn(long[] set, long[] first, long[] second) {
        for (var w = 0; w < set.length; w++) {
            if ((set[w] & ~(first[w] | second[w])) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNone(long[] set) {
        for (var word : set) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    private static long[] union(long[] set, long[] other) {
        var both = set.clone();
        for (var w = 0; w < both.length; w++) {
            both[w] |= other[w];
        }
        return both;
    }

    boolean hasKnown() {
        return known;
    }

    /** The choices that no value of the region has. */
    BitSet absent() {
        return BitSet.valueOf(absent);
    }

    /** The sets of which every value of the region has at least one choice; none of them holds all of another. */
    List<BitSet> present() {
        return Arrays.stream(present).map(BitSet::valueOf).toList();
    }

    /** The known part of it. */
    ChoicesRegion knownPart() {
        return unknown ? new ChoicesRegion(false, known, absent, present) : this;
    }

    @Override
    public int size() {
        return 1 + present.length;
    }

    @Override
    public boolean isEmpty() {
        return !known && !unknown;
    }

    @Override
    public boolean meets(Region other) {
        var that = (ChoicesRegion) other;
        return unknown && that.unknown || known && that.known && allPossible(that) && that.allPossible(this);
    }

    /** Whether no set of this one loses its last choice by what either forbids. */
    private boolean allPossible(ChoicesRegion that) {
        for (var set : present) {
            if (isIn(set, absent, that.absent)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean within(Region other) {
        var that = (ChoicesRegion) other;
        if (unknown && !that.unknown || known && !that.known) {
            return false;
        }
        return !known || isIn(that.absent, absent, absent) && implies(that.present);
    }

    /** Whether a choice of each of these sets is present, because one of a set within it is. */
    private boolean implies(long[][] wanted) {
        for (var set : wanted) {
            var implied = false;
            for (var mine : present) {
                implied |= isIn(mine, set, set);
            }
            if (!implied) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ChoicesRegion and(Region other) {
        var that = (ChoicesRegion) other;
        var both = unknown && that.unknown;
        if (!known || !that.known) {
            return all(new long[absent.length], false, both);
        }
        var sets = Arrays.copyOf(present, present.length + that.present.length);
        System.arraycopy(that.present, 0, sets, present.length, that.present.length);
        return normal(both, union(absent, that.absent), sets);
    }

    @Override
    public ChoicesRegion minus(Region cell) {
        var that = (ChoicesRegion) cell;
        var still = unknown && !that.unknown;
        if (!known || !that.known) {
            return new ChoicesRegion(still, known, absent, present);
        }
        var nobodyAbsent = isNone(that.absent);
        if (nobodyAbsent && that.present.length == 0) {
            return all(new long[absent.length], false, still);
        }
        if (that.present.length == 0) {
            var sets = Arrays.copyOf(present, present.length + 1);
            sets[present.length] = that.absent;
            return normal(still, absent, sets);
        }
        if (nobodyAbsent && that.present.length == 1) {
            return normal(still, union(absent, that.present[0]), present);
        }
        throw new IllegalArgumentException("no cell is " + cell);
    }

    @Override
    public Remainder remainder() {
        return new Rest(this);
    }

    /** What is left so far. */
    private static final class Rest implements Remainder {
        private ChoicesRegion rest;

        private Rest(ChoicesRegion rest) {
            this.rest = rest;
        }

        @Override
        public void remove(Region cell) {
            rest = rest.minus(cell);
        }

        @Override
        public boolean isEmpty() {
            return rest.isEmpty();
        }

        @Override
        public ChoicesRegion rest() {
            return rest;
        }
    }

    private Set<BitSet> sets() {
        return Arrays.stream(present).map(BitSet::valueOf).collect(Collectors.toSet());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChoicesRegion that
                && unknown == that.unknown
                && known == that.known
                && Arrays.equals(absent, that.absent)
                && sets().equals(that.sets());
    }

    @Override
    public int hashCode() {
        return Objects.hash(unknown, known, Arrays.hashCode(absent), sets());
    }

    @Override
    public String toString() {
        return (unknown ? "unknown " : "") + (known ? "without " + absent() + " with one of each " + present() : "");
    }
}
