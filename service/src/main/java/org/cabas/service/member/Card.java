package org.cabas.service.member;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/**
 * A member's card.
 *
 * @param id an opaque token: a card number never reaches Cabas
 * @param expiresOn the last day on which it pays
 */
@MappedEntity("card")
public record Card(@Id String id, String memberId, Status status, LocalDate expiresOn) {

    /** A card is issued, then activated by its member; a lost one is blocked. */
    public enum Status {
        ISSUED,
        ACTIVE,
        BLOCKED
    }
}
