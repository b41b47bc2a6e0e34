package org.cabas.service.enrollment;

import java.time.Instant;
import java.time.LocalDate;
import org.cabas.rules.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Where a household stands on its way through the fund.
 *
 * @param hasPlace from its admission to its departure; a pause gives the place up
 * @param queuedAt since when it waits for a place; null where it does not
 * @param noPlaceWasFree whether that alone had it wait
 * @param priority what the admission table gives: the higher, the sooner
 * @param contribution a month, as freely agreed; null as long as nothing is
 * @param household null until there is a card
 * @param member the one whom its cards are for; null until there is a card
 * @param workshopOn when the welcome workshop was, or will be; null as long as nobody said
 * @param activeSince null until it is a member
 * @param pausedAt null where it is not in pause
 * @param sameAs the id of the file that this one is a duplicate of; null for none
 */
public record Standing(
        String caseFile,
        String fund,
        boolean hasPlace,
        @Nullable Instant queuedAt,
        boolean noPlaceWasFree,
        int priority,
        @Nullable LocalDate interviewOn,
        @Nullable Money contribution,
        @Nullable String household,
        @Nullable String member,
        @Nullable LocalDate workshopOn,
        boolean workshopAttended,
        @Nullable LocalDate activeSince,
        @Nullable Instant pausedAt,
        @Nullable String sameAs) {

    /** Whether it pauses so that another one has its turn. */
    public boolean isPaused() {
        return pausedAt != null;
    }

    /** The member, once there is a card. */
    String cardHolder() {
        if (member == null) {
            throw new IllegalStateException("no card was made for " + caseFile);
        }
        return member;
    }
}
