package org.cabas.service.member;

import io.micronaut.core.annotation.Introspected;
import java.time.LocalDate;

/**
 * A card with what a purchase has to know of who holds it, and nothing more.
 *
 * @param account the household's account in the ledger
 */
@Introspected
public record CardHolder(
        String card,
        Card.Status cardStatus,
        LocalDate expiresOn,
        Member.Status memberStatus,
        String household,
        int adults,
        int children,
        String fund,
        long account) {

    /** The same with its account. */
    public CardHolder withAccount(long opened) {
        return new CardHolder(card, cardStatus, expiresOn, memberStatus, household, adults, children, fund, opened);
    }
}
