package org.cabas.service.vote;

import java.time.Instant;

/**
 * Under what terms a proposal is voted: fixed when the vote opens.
 *
 * @param quorum percent of the roll
 * @param secret whether nobody can tell who voted what, or everybody can
 * @param openedAt from when
 * @param closesAt until when, exclusive
 * @param voters people on the roll
 */
public record VoteTerms(int quorum, Majority majority, boolean secret, Instant openedAt, Instant closesAt, int voters) {

    /** How many people have to vote. */
    public int needed() {
        return (quorum * voters + 99) / 100;
    }

    /** Whether so many votes are enough for the proposal to be decided. */
    public boolean quorumReachedBy(int cast) {
        return cast >= needed();
    }

    /** Whether such votes adopt the proposal. */
    public boolean adopts(Tally tally) {
        return quorumReachedBy(tally.cast()) && majority.isReachedBy(tally);
    }
}
