package org.cabas.service.followup;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's follow-up, without anything that they said.
 *
 * @param member who is followed
 * @param consentedOn null as long as they did not
 * @param startedOn the day of the first check-up, from which months are counted
 * @param absences how often in a row they did not come
 * @param appointment by the fund's clocks; null for none
 * @param withdrawn whether they took their consent back
 */
record FollowUp(
        String caseFile,
        String fund,
        String member,
        @Nullable LocalDate consentedOn,
        @Nullable LocalDate startedOn,
        int absences,
        @Nullable LocalDateTime appointment,
        boolean withdrawn) {

    /** Whether anything about their health may be written down. */
    boolean hasConsent() {
        return consentedOn != null && !withdrawn;
    }
}
