package org.cabas.service.member;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * The people who share one account.
 *
 * @param adults how many, 0 or more
 * @param children how many, 0 or more; one person at least in all
 */
@MappedEntity("household")
public record Household(@Id String id, String fundId, int adults, int children) {}
