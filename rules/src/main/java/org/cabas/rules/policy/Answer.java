package org.cabas.rules.policy;

import java.util.List;

/** What a policy says to a question; never an exception. */
public sealed interface Answer<T> {

    /**
     * A row answers.
     *
     * @param note the committee's words on that row, possibly empty; see {@link Notes}
     */
    record Given<T>(T value, Rule rule, String note) implements Answer<T> {}

    /**
     * A row applies and says "unknown": people settle it between them.
     *
     * @param note the committee's words on that row, possibly empty; see {@link Notes}
     */
    record LeftToPeople<T>(Rule rule, String note) implements Answer<T> {}

    /**
     * No row answers.
     *
     * @param missing for {@link Gap#MISSING_FACTS}, the ids of the facts that are needed; empty otherwise
     */
    record NotAnswered<T>(Gap gap, List<String> missing) implements Answer<T> {
        public NotAnswered {
            missing = List.copyOf(missing);
        }
    }

    /** Why no row answers. */
    enum Gap {
        /** The fund has no table for the question. */
        NO_TABLE,
        /** No row fits the case, or several that contradict. */
        NO_ROW,
        /** A fact that can't be unknown there is. */
        MISSING_FACTS
    }
}
