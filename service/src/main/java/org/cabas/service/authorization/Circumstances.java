package org.cabas.service.authorization;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.purchase.Item;
import org.cabas.rules.purchase.Purse;
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
        @Nullable Purse money) {

    Circumstances {
        items = new ArrayList<>(items);
    }

    /** The same with the money looked at. */
    Circumstances with(Purse seen) {
        return new Circumstances(decidedAt, cancelled, fund, holder, seller, items, seen);
    }
}
