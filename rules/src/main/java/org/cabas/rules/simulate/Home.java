package org.cabas.rules.simulate;

import org.cabas.rules.policy.FactSheet;

/**
 * A household as far as tables ask about it; nothing in it says whose it is.
 *
 * @param situation what it lives on, as far as it is known or assumed
 * @param takesPart whether it contributes and receives the allocation now
 * @param opening cents on its card before the first event
 */
public record Home(int adults, int children, FactSheet situation, boolean takesPart, long opening) {
    public Home {
        if (adults < 0 || children < 0 || adults + children < 1) {
            throw new IllegalArgumentException("a household of nobody");
        }
    }

    /** Adults and children. */
    public int people() {
        return adults + children;
    }

    /** What is known of it, besides what it paid in. */
    FactSheet facts() {
        return FactSheet.household(adults, children).and(situation);
    }
}
