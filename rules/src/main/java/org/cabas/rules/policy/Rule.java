package org.cabas.rules.policy;

/**
 * Which row of which version of which table decides: what a trace carries.
 *
 * @param table the question, such as {@code eligibility}
 * @param version the version of that table
 * @param row the row's own id, which stays when rows move
 * @param adoptedBy the vote that adopted the row, as people read it ({@code vote du 14 mars 2026}); empty where none did
 */
public record Rule(String table, int version, String row, String adoptedBy) {
    /** A row that no vote is known to have adopted. */
    public Rule(String table, int version, String row) {
        this(table, version, row, "");
    }
}
