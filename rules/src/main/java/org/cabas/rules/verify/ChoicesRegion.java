package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A region of a column of several choices. Its values are subsets of the list, too many to number, so a region says what they
 * have in common: choices that are absent, and sets of which at least one choice is present. That is closed under everything
 * verification does, and each question has an exact answer: the largest subset without the absent ones is in every region that
 * isn't empty.
 */
final class ChoicesRegion implements Region {
    private final boolean unknown;
    private final boolean known;
    private final BitSet absent;
    private final List<BitSet> present;

    private ChoicesRegion(boolean unknown, boolean known, BitSet absent, List<BitSet> present) {
        this.unknown = unknown;
        this.known = known;
        this.absent = absent;
        this.present = present;
    }

    /** Every subset, or unknown, or both, or none. */
    static ChoicesRegion all(boolean known, boolean unknown) {
        return new ChoicesRegion(unknown, known, new BitSet(), List.of());
    }

    /** The subsets with at least one of these choices. */
    static ChoicesRegion oneOf(BitSet choices) {
        return normal(false, new BitSet(), List.of(choices));
    }

    /** The subsets with none of these choices. */
    static ChoicesRegion noneOf(BitSet choices) {
        return new ChoicesRegion(false, true, choices, List.of());
    }

    private static ChoicesRegion normal(boolean unknown, BitSet absent, List<BitSet> present) {
        var kept = new ArrayList<BitSet>(present.size());
        for (var set : present) {
            var possible = (BitSet) set.clone();
            possible.andNot(absent);
            if (possible.isEmpty()) {
                return all(false, unknown);
            }
            if (kept.stream().noneMatch(other -> subset(other, possible))) {
                kept.removeIf(other -> subset(possible, other));
                kept.add(possible);
            }
        }
        return new ChoicesRegion(unknown, true, absent, kept);
    }

    private static boolean subset(BitSet set, BitSet of) {
        var rest = (BitSet) set.clone();
        rest.andNot(of);
        return rest.isEmpty();
    }

    boolean hasUnknown() {
        return unknown;
    }

    boolean hasKnown() {
        return known;
    }

    /** The choices that no value of the region has. */
    BitSet absent() {
        return (BitSet) absent.clone();
    }

    /** The sets of which every value of the region has at least one choice; none of them holds another. */
    List<BitSet> present() {
        return present;
    }

    /** The known part of it. */
    ChoicesRegion knownPart() {
        return unknown ? new ChoicesRegion(false, known, absent, present) : this;
    }

    @Override
    public boolean isEmpty() {
        return !known && !unknown;
    }

    @Override
    public boolean meets(Region other) {
        var that = (ChoicesRegion) other;
        return unknown && that.unknown || known && that.known && bothHold(that);
    }

    /** Whether the largest subset that neither forbids has one of each set. */
    private boolean bothHold(ChoicesRegion that) {
        if (present.isEmpty() && that.present.isEmpty()) {
            return true;
        }
        var forbidden = union(that);
        return present.stream().noneMatch(set -> subset(set, forbidden))
                && that.present.stream().noneMatch(set -> subset(set, forbidden));
    }

    private BitSet union(ChoicesRegion that) {
        var forbidden = (BitSet) absent.clone();
        forbidden.or(that.absent);
        return forbidden;
    }

    @Override
    public boolean within(Region other) {
        var that = (ChoicesRegion) other;
        if (unknown && !that.unknown || known && !that.known) {
            return false;
        }
        return !known
                || subset(that.absent, absent)
                        && that.present.stream()
                                .allMatch(wanted -> present.stream().anyMatch(set -> subset(set, wanted)));
    }

    @Override
    public ChoicesRegion and(Region other) {
        var that = (ChoicesRegion) other;
        var both = unknown && that.unknown;
        if (!known || !that.known) {
            return all(false, both);
        }
        var sets = new ArrayList<>(present);
        sets.addAll(that.present);
        return normal(both, union(that), sets);
    }

    @Override
    public ChoicesRegion minus(Region cell) {
        var that = (ChoicesRegion) cell;
        var still = unknown && !that.unknown;
        if (!known || !that.known) {
            return new ChoicesRegion(still, known, absent, present);
        }
        if (that.absent.isEmpty() && that.present.isEmpty()) {
            return all(false, still);
        }
        if (that.present.isEmpty()) {
            var sets = new ArrayList<>(present);
            sets.add(that.absent);
            return normal(still, absent, sets);
        }
        if (that.absent.isEmpty() && that.present.size() == 1) {
            var forbidden = (BitSet) absent.clone();
            forbidden.or(that.present.getFirst());
            return normal(still, forbidden, present);
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

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ChoicesRegion that
                && unknown == that.unknown
                && known == that.known
                && absent.equals(that.absent)
                && Set.copyOf(present).equals(Set.copyOf(that.present));
    }

    @Override
    public int hashCode() {
        return Objects.hash(unknown, known, absent, Set.copyOf(present));
    }

    @Override
    public String toString() {
        return (unknown ? "unknown " : "") + (known ? "without " + absent + " with one of each " + present : "");
    }
}
