package org.cabas.service.member;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A person of a household.
 *
 * @param name for people's pages only: it never leaves them, nor reaches a log
 */
@MappedEntity("member")
public record Member(@Id String id, String householdId, String name, Status status) {

    /** Whether the person may pay. */
    public enum Status {
        ACTIVE,
        SUSPENDED,
        LEFT
    }
}
