package org.cabas.rules.verify;

/**
 * What a table of a known question should respect, though nothing forbids otherwise. A fund can switch each of them off, with
 * its reason: see {@link Waiver}.
 *
 * <p>Tables are known by their ids, {@code contribution}, {@code allocation} and {@code eligibility}, and incomes and household
 * sizes by those of their columns. Incomes and sizes are compared one step of their column apart, all other facts equal, and
 * where both sides have an answer; over a table without gaps that is as good as comparing all.
 */
public enum SanityCheck {
    /** Whoever earns more doesn't contribute less. */
    CONTRIBUTION_NEVER_FALLS,

    /**
     * Earning one step more doesn't cost more than {@link Sanity#STEEPEST_STEP}: people who would lose by earning more are told
     * not to.
     */
    NO_STEEP_STEP,

    /** A bigger household doesn't receive less, amounts per person taken for the whole household. */
    ALLOCATION_NEVER_SHRINKS,

    /** No more than the price of a product is paid. */
    COVERAGE_WITHIN_WHOLE
}
