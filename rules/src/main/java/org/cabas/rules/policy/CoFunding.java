package org.cabas.rules.policy;

import java.util.List;
import org.cabas.rules.money.Money;

/**
 * Who pays how much of a price.
 *
 * @param shares one a funder, in the table's order; their sum is the price to the cent
 */
public record CoFunding(List<Share> shares) {
    public CoFunding {
        shares = List.copyOf(shares);
    }

    /**
     * One funder's part.
     *
     * @param funder the id of its column: {@code user}, {@code caf}
     * @param name what people call it, in French
     */
    public record Share(String funder, String name, Money amount) {}

    /** A funder's part; nothing for one that isn't in the table is a mistake of the caller ({@link IllegalArgumentException}). */
    public Money of(String funder) {
        return shares.stream()
                .filter(share -> share.funder().equals(funder))
                .map(Share::amount)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no funder " + funder));
    }
}
