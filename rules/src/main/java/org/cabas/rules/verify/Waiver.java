package org.cabas.rules.verify;

/**
 * A sanity check that a fund has switched off for a table.
 *
 * @param check what isn't checked
 * @param reason why, in the committee's words; never blank
 */
public record Waiver(SanityCheck check, String reason) {
    public Waiver {
        if (reason.isBlank()) {
            throw new IllegalArgumentException(check + " can't be switched off without a reason");
        }
    }
}
