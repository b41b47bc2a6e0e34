package org.cabas.rules.policy;

import org.cabas.rules.money.Money;

/**
 * How much of a line the allocation pays, and the row that says so.
 *
 * @param hundredths hundredths of a percent, as {@link Money#percent} takes them: 7 000 is 70 %
 * @param rule the row that decides
 * @param note the committee's words on that row, possibly empty; see {@link Notes}
 */
public record Coverage(long hundredths, Rule rule, String note) {

    /** The part of an amount that is covered, rounded half up to the cent. */
    public Money of(Money amount) {
        return amount.percent(hundredths);
    }

    /** Whether nothing of it is covered. */
    public boolean isNothing() {
        return hundredths == 0;
    }

    /** Whether all of it is covered. */
    public boolean isWhole() {
        return hundredths >= 100 * Money.ONE_PERCENT;
    }
}
