package org.cabas.service.merchant;

import java.util.List;

/**
 * A merchant with what a purchase has to know of it.
 *
 * @param conventions past, present and to come, in the order in which they start
 */
public record Seller(Merchant merchant, List<Convention> conventions) {
    public Seller {
        conventions = List.copyOf(conventions);
    }
}
