package org.cabas.rules.policy;

/**
 * Which row of which version of which table decides: what a trace carries.
 *
 * @param table the question, such as {@code eligibility}
 * @param version the version of that table
 * @param row the row's own id, which stays when rows move
 */
public record Rule(String table, int version, String row) {}
