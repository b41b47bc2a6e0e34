package org.cabas.service.vote;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tables that someone proposes to a committee.
 *
 * @param id opaque
 * @param fundId where it was made
 * @param zone of that fund: its days and hours count
 * @param rulebook whose tables it changes; its committee decides
 * @param number of the rulebook, from 1: what people call it by
 * @param explanation why, in the words of who proposes it
 * @param fingerprint SHA-256 of all that is proposed, in hexadecimal; see {@link Fingerprint}
 * @param proposer as they were called then
 * @param terms null until its vote opens
 * @param tally null until its vote ends, and for ever where it ended for another reason than votes
 * @param closedAt when the result was known
 * @param effectiveAt from when it decides; null until it is published
 * @param tookEffect whether it is noted that its day has come
 * @param reopenedAt when its drafts were taken up again
 * @param tables one a question, by question
 */
public record Proposal(
        String id,
        String fundId,
        ZoneId zone,
        String rulebook,
        int number,
        String title,
        String explanation,
        State state,
        String fingerprint,
        Participant proposer,
        Instant proposedAt,
        @Nullable VoteTerms terms,
        @Nullable Tally tally,
        @Nullable Instant closedAt,
        @Nullable Instant publishedAt,
        @Nullable Instant effectiveAt,
        boolean tookEffect,
        @Nullable Instant reopenedAt,
        List<ProposedTable> tables) {

    /** Longer titles don't fit on a line of the list. */
    public static final int LONGEST_TITLE = 120;

    /** About five pages. */
    public static final int LONGEST_EXPLANATION = 10_000;

    public Proposal {
        tables = List.copyOf(tables);
    }

    /** Where a proposal stands. */
    public enum State {
        DISCUSSION,
        VOTE,
        ADOPTED,
        REJECTED,
        PUBLISHED,
        /** By whoever proposed it, or a facilitator, before it was decided. */
        WITHDRAWN,
        /** After it was published and before it took effect. */
        REVOKED,
        /** Another version of one of its tables was published meanwhile. */
        OUTDATED;

        /** Whether nothing is decided yet that is published. */
        boolean isPending() {
            return this == DISCUSSION || this == VOTE || this == ADOPTED;
        }

        /** Whether people may still say something. */
        public boolean isDiscussed() {
            return this == DISCUSSION || this == VOTE;
        }

        /** Whether it ended so that its drafts may be taken up again. */
        boolean leavesDrafts() {
            return this == REJECTED || this == OUTDATED;
        }
    }

    /** The table of that question, if it is proposed. */
    public Optional<ProposedTable> table(String question) {
        return tables.stream()
                .filter(table -> table.question().equals(question))
                .findFirst();
    }

    /** From when it decides. */
    Instant effective() {
        if (effectiveAt == null) {
            throw new IllegalStateException(id + " is not published");
        }
        return effectiveAt;
    }

    /** The terms of its vote. */
    VoteTerms voteTerms() {
        if (terms == null) {
            throw new IllegalStateException("no vote was opened on " + id);
        }
        return terms;
    }
}
