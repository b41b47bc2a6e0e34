package org.cabas.service.conventioning;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What people decided about a place's conventions, beside the conventions themselves.
 *
 * @param merchant the id of the place; null until a convention is signed
 * @param suspendedAt null where it is not suspended
 * @param suspendedWhy why it was, the last time; empty where it never was
 * @param endedAt when its end was decided; null where it wasn't
 * @param endedWhy why; empty where it wasn't
 * @param lastDay as it was decided then; null where it wasn't
 */
public record Standing(
        String caseFile,
        @Nullable String merchant,
        @Nullable Instant suspendedAt,
        String suspendedWhy,
        @Nullable Instant endedAt,
        String endedWhy,
        @Nullable LocalDate lastDay) {

    /** Whether its conventions pay nothing for now. */
    public boolean isSuspended() {
        return suspendedAt != null;
    }

    /** Whether its last day is decided. */
    public boolean isEnding() {
        return endedAt != null;
    }
}
