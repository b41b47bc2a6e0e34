package org.cabas.service.product;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A packaged product.
 *
 * @param gtin 14 digits
 * @param family a code of the vocabulary's product families
 * @param labels Open Food Facts {@code labels_tags}, separated by spaces; empty for none, null where nobody knows
 * @param novaGroup 1 to 4; null is unknown, which is not 1
 * @param origin a code of the vocabulary's origins; null is unknown
 */
@MappedEntity("product")
public record Product(
        @Id String gtin,
        String name,
        String family,
        @Nullable String labels,
        @Nullable Integer novaGroup,
        @Nullable String origin) {

    /** The tags of {@link #labels}; null where nobody knows. */
    public @Nullable List<String> labelTags() {
        if (labels == null) {
            return null;
        }
        return labels.isBlank() ? List.of() : List.of(labels.split(" "));
    }
}
