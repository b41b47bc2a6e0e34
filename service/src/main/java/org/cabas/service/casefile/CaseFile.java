package org.cabas.service.casefile;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One household's enrollment, one merchant's conventioning, one person's follow-up.
 *
 * @param id opaque
 * @param process the id of the process it follows
 * @param title what lists call it: the name of a household, of a merchant
 * @param stage where it stands, a word of its process
 * @param waitsAt the element of the diagram at which it waits for something else than people; null for none
 * @param openedBy the id of a person; null where the household or merchant applied by itself
 * @param closedAt null while it is open
 * @param assignedTo the id of who looks after it; null for nobody
 */
public record CaseFile(
        String id,
        String fundId,
        String process,
        String title,
        String stage,
        @Nullable String waitsAt,
        Instant openedAt,
        @Nullable String openedBy,
        Instant changedAt,
        @Nullable Instant closedAt,
        @Nullable String assignedTo) {

    private static final int LETTERS_OF_NUMBER = 6;

    /** Longer names don't fit on a line of a list. */
    public static final int LONGEST_TITLE = 160;

    /** What people call it where its title must not be read: the end of its id, {@code 7K3Q2M}. */
    public String number() {
        return number(id);
    }

    /** The same of a file of which only its id is known. */
    public static String number(String id) {
        return id.substring(Math.max(0, id.length() - LETTERS_OF_NUMBER)).toUpperCase(Locale.ROOT);
    }

    /** Whether anything may still happen to it. */
    public boolean isOpen() {
        return closedAt == null;
    }
}
