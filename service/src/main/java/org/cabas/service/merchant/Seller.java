package org.cabas.service.merchant;

import java.util.List;

/**
 * A merchant with what a purchase has to know of it.
 *
 * @param account its account in the fund's ledger
 * @param conventions past, present and to come, in the order in which they start
 */
public record Seller(Merchant merchant, long account, List<Convention> conventions) {
    public Seller {
        conventions = List.copyOf(conventions);
    }
}
