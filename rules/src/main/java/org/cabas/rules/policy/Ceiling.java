package org.cabas.rules.policy;

import org.cabas.rules.money.Money;

/**
 * A limit on all that one row of the ceilings table applies to: lines that match the same row count together.
 *
 * @param rule the row that sets it
 * @param period what it counts over
 * @param amount the most that can be paid in that period
 * @param note the committee's words on that row, possibly empty; see {@link Notes}
 */
public record Ceiling(Rule rule, Period period, Money amount, String note) {}
