package org.cabas.rules.purchase;

import java.util.HashSet;
import java.util.List;
import org.cabas.rules.policy.FactSheet;
import org.jspecify.annotations.Nullable;

/**
 * What one line of a basket is of. What a till says of loose goods is all that is known of them.
 *
 * @param name as the catalogue calls it; null for loose goods
 * @param family code of the product family
 * @param labels null where nobody knows; none is empty
 * @param packaged whether it has a GTIN; loose goods have none
 */
public record Item(
        @Nullable String name,
        String family,
        @Nullable List<String> labels,
        @Nullable Integer novaGroup,
        @Nullable String origin,
        boolean packaged) {
    public Item {
        labels = labels == null ? null : List.copyOf(labels);
    }

    /** What tables can ask of it. */
    FactSheet facts() {
        return FactSheet.product(family, labels == null ? null : new HashSet<>(labels), novaGroup, origin, packaged);
    }
}
