package org.cabas.rules.purchase;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.purchase.Decision.Given;
import org.jspecify.annotations.Nullable;

/**
 * A purchase as it is decided, whoever sells and whatever money there is.
 *
 * @param day of the purchase, by the fund's clocks
 * @param currency of all amounts
 * @param amount cents asked for; the sum of the lines where there are lines
 * @param partialApproval whether the till can take less than the amount
 * @param lines none where a stall types a total
 * @param household what is known of who buys
 * @param standing reasons that no table has a say in: a blocked card, a place without convention…
 */
public record Basket(
        LocalDate day,
        Currency currency,
        long amount,
        boolean partialApproval,
        List<Line> lines,
        FactSheet household,
        List<Given> standing) {

    public Basket {
        lines = List.copyOf(lines);
        standing = List.copyOf(standing);
    }

    /**
     * One line.
     *
     * @param id the till's own, distinct within the basket
     * @param called what a sentence calls a product that nobody knows
     * @param amount cents, 0 or more
     * @param item null where nobody knows the product
     */
    public record Line(
            String id, String called, long amount, @Nullable Item item) {}
}
