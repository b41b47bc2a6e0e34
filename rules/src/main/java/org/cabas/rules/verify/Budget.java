package org.cabas.rules.verify;

/**
 * How much one check may look at before it gives up and says so. Counted in looks of a row at a box of cases, not in time, so
 * that a table gets the same findings on every machine.
 */
final class Budget {
    private long left;

    Budget(long looks) {
        this.left = looks;
    }

    /** Whether there was that much left. */
    boolean spend(long looks) {
        left -= looks;
        return left >= 0;
    }

    boolean isSpent() {
        return left < 0;
    }
}
