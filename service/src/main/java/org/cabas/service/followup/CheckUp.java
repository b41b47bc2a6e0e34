package org.cabas.service.followup;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An appointment for a check-up, kept or missed, without anything that was said.
 *
 * @param month after the first one, as it was planned; 0 for the first
 * @param nextMonth of the next one, as the protocol says; null for none
 * @param nextOn the day of the next one
 * @param hasActions whether the protocol has prevention actions at this point, whatever is answered
 */
record CheckUp(
        long id,
        int month,
        LocalDate heldOn,
        boolean came,
        @Nullable Integer nextMonth,
        @Nullable LocalDate nextOn,
        boolean hasActions) {

    /** {@code Bilan de départ}, {@code Bilan de 3 mois}. */
    String label() {
        return label(month);
    }

    static String label(int month) {
        return month == 0 ? FollowUpWording.say("check-up.first") : FollowUpWording.say("check-up.month", month);
    }
}
