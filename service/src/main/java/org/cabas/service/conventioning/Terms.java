package org.cabas.service.conventioning;

import java.time.LocalDate;
import java.util.List;

/**
 * What a convention says, as it is signed.
 *
 * @param families codes of product families
 * @param coverage percent of a purchase whose lines are not told, 0 to 100
 */
record Terms(LocalDate startsOn, LocalDate endsOn, List<String> families, int coverage) {
    Terms {
        if (endsOn.isBefore(startsOn) || families.isEmpty() || coverage < 0 || coverage > 100) {
            throw new IllegalArgumentException("no such convention: " + startsOn + " to " + endsOn + ", " + coverage);
        }
        families = List.copyOf(families);
    }
}
