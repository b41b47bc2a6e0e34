package org.cabas.service.merchant;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;
import java.util.List;

/**
 * A fund's acceptance of a merchant.
 *
 * @param endsOn the last day
 * @param families codes of the product families it covers, separated by spaces
 * @param coverage percent of a purchase whose lines are not told, 0 to 100
 * @param decidedBy table, version and row of the decision: {@code conventioning 1 R2}
 */
@MappedEntity("convention")
public record Convention(
        @Id String id,
        String merchantId,
        LocalDate startsOn,
        LocalDate endsOn,
        boolean suspended,
        String families,
        int coverage,
        String decidedBy) {

    /** The codes of {@link #families}. */
    public List<String> familyCodes() {
        return families.isBlank() ? List.of() : List.of(families.split(" "));
    }
}
