package org.cabas.service.casefile;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person does about a file.
 *
 * @param element of the diagram: what is to be done
 * @param groups who may do it, as the diagram says: see {@link Group}
 * @param jobKey the engine's job that waits for it
 * @param dueOn null for no hurry
 * @param postponedTo until then it is not due; null where nobody postponed it
 * @param assignedTo the id of who does it; null for whoever may
 * @param doneBy the id of who did it
 */
public record Task(
        long id,
        String caseFile,
        String element,
        Set<Group> groups,
        long jobKey,
        State state,
        Instant openedAt,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate postponedTo,
        @Nullable String postponedWhy,
        @Nullable String assignedTo,
        @Nullable Instant doneAt,
        @Nullable String doneBy) {
    public Task {
        groups = Set.copyOf(groups);
    }

    /** Where a task stands. */
    public enum State {
        /** To be done. */
        OPEN,
        /** Done, once. */
        DONE,
        /** Not to be done any more: the file went another way. */
        DROPPED
    }

    /** The day by which it is to be done: the later one where it was postponed. */
    public @Nullable LocalDate day() {
        return postponedTo != null ? postponedTo : dueOn;
    }

    /** Whether its day has passed. */
    public boolean isLate(LocalDate today) {
        var day = day();
        return state == State.OPEN && day != null && day.isBefore(today);
    }

    /** Whether it is hidden from what is due, because somebody postponed it. */
    public boolean isPostponed(LocalDate today) {
        return state == State.OPEN && postponedTo != null && postponedTo.isAfter(today);
    }
}
