package org.cabas.service.authorization;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.policy.Period;
import org.cabas.service.fund.Fund;
import org.cabas.service.member.CardHolder;
import org.cabas.service.merchant.Seller;
import org.jspecify.annotations.Nullable;

/**
 * Everything a decision depends on besides the purchase and the policy. Stored with the decision: decided again on them, a
 * purchase has the same answer.
 *
 * @param decidedAt the clock's reading
 * @param cancelled whether the purchase's key was cancelled before it arrived
 * @param fund the card's fund; null where the card is unknown
 * @param holder null where the card is unknown
 * @param seller null where the merchant is unknown
 * @param items one a line, null where the product is unknown; none for a purchase without lines
 * @param money null where no money was looked at, because the purchase was refused whatever there was
 */
record Circumstances(
        Instant decidedAt,
        boolean cancelled,
        @Nullable Fund fund,
        @Nullable CardHolder holder,
        @Nullable Seller seller,
        List<@Nullable Item> items,
        @Nullable Money money) {

    Circumstances {
        items = new ArrayList<>(items);
    }

    /**
     * What one line is of.
     *
     * @param name as the catalogue calls it; null for loose goods
     * @param labels null where nobody knows; none is empty
     * @param packaged whether it has a GTIN; loose goods have none
     */
    record Item(
            @Nullable String name,
            String family,
            @Nullable List<String> labels,
            @Nullable Integer novaGroup,
            @Nullable String origin,
            boolean packaged) {
        Item {
            labels = labels == null ? null : List.copyOf(labels);
        }
    }

    /**
     * The household's money, read under its lock.
     *
     * @param available cents
     * @param used what ceilings that may apply have been used for already
     */
    record Money(long available, List<Used> used) {
        Money {
            used = List.copyOf(used);
        }
    }

    /**
     * A counter of a ceiling.
     *
     * @param ceiling the id of its row
     * @param windowStart the first day of its day, week or month
     * @param cents spent in that window so far
     */
    record Used(String ceiling, Period period, LocalDate windowStart, long cents) {}

    /** The same with the money looked at. */
    Circumstances with(Money seen) {
        return new Circumstances(decidedAt, cancelled, fund, holder, seller, items, seen);
    }
}
