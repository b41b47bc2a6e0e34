package org.cabas.rules.engine;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * One case as Drools sees it: its facts as numbers in typed slots, and the rows found to match it. Of one thread, for
 * one session.
 */
final class Case {
    /** The slot of an unknown fact; smaller than any bound, so that « at least » never holds for it. */
    static final Long UNKNOWN = Long.MIN_VALUE;

    /** The slot of several choices, which are in their set. */
    static final Long SEVERAL = 0L;

    private final Long[] slots;
    private final @Nullable BitSet[] sets;
    private final BitSet rows = new BitSet();

    Case(Long[] slots, @Nullable BitSet[] sets) {
        this.slots = slots;
        this.sets = sets;
    }

    /** The units of a quantity, the place of a choice in its list, 1 for yes and 0 for no, or {@link #UNKNOWN}. */
    Long slot(int column) {
        return slots[column];
    }

    /** The places of several choices in their list; absent when unknown. */
    @Nullable
    BitSet set(int column) {
        return sets[column];
    }

    /** Notes that the row matches. */
    void matched(int row) {
        rows.set(row);
    }

    /** The rows that match, by their place in the table. */
    BitSet rows() {
        return rows;
    }
}
