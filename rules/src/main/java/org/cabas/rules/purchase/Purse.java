package org.cabas.rules.purchase;

import java.time.LocalDate;
import java.util.List;
import org.cabas.rules.policy.Period;

/**
 * A household's money at the moment of a purchase.
 *
 * @param available cents
 * @param used what ceilings that may apply have been used for already
 */
public record Purse(long available, List<Used> used) {
    public Purse {
        used = List.copyOf(used);
    }

    /**
     * A counter of a ceiling.
     *
     * @param ceiling the id of its row
     * @param windowStart the first day of its day, week or month
     * @param cents spent in that window so far
     */
    public record Used(String ceiling, Period period, LocalDate windowStart, long cents) {}
}
