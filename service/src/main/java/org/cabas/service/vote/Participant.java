package org.cabas.service.vote;

/**
 * Who does something about a proposal.
 *
 * @param id of the person
 * @param name as colleagues call them; kept beside what they did, as it was then
 */
public record Participant(String id, String name) {}
