package org.cabas.rules.verify;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cabas.rules.table.Spelling;

/**
 * A sanity check that a fund has switched off for a table.
 *
 * @param check what isn't checked
 * @param reason why, in the committee's words, on one line; never blank
 */
public record Waiver(SanityCheck check, String reason) {
    private static final String BETWEEN = ": ";

    public Waiver {
        reason = Spelling.spaced(reason);
        if (reason.isBlank()) {
            throw new IllegalArgumentException(check + " can't be switched off without a reason");
        }
    }

    /** A line each, {@code no_steep_step: les tranches du département}; {@link #read} reads it back. */
    public static String write(List<Waiver> waivers) {
        return waivers.stream()
                .map(waiver -> waiver.check.name().toLowerCase(Locale.ROOT) + BETWEEN + waiver.reason + "\n")
                .collect(Collectors.joining());
    }

    /** Reads what {@link #write} wrote. */
    public static List<Waiver> read(String written) {
        return written.lines()
                .map(line -> line.split(BETWEEN, 2))
                .map(parts -> new Waiver(SanityCheck.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]))
                .toList();
    }
}
