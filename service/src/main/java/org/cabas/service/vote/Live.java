package org.cabas.service.vote;

import java.time.Duration;
import java.time.Instant;
import org.cabas.service.vote.Proposal.State;
import org.jspecify.annotations.Nullable;

/**
 * How a vote stands, as everybody may see it: while it lasts, how many voted and never what.
 *
 * @param voters on the roll
 * @param cast how many have voted
 * @param needed how many have to, for the quorum
 * @param left how long it lasts still, in French; empty once it has ended
 * @param result null while it lasts, and where it ended without one
 */
public record Live(
        State state,
        VoteTerms terms,
        int voters,
        int cast,
        int needed,
        String closing,
        String left,
        @Nullable Result result,
        @Nullable Tally tally) {

    static Live of(Proposal proposal, int cast, Instant now) {
        var terms = proposal.voteTerms();
        var tally = proposal.tally();
        return new Live(
                proposal.state(),
                terms,
                terms.voters(),
                tally == null ? cast : tally.cast(),
                terms.needed(),
                VoteWording.moment(terms.closesAt(), proposal.zone()),
                proposal.state() == State.VOTE ? left(Duration.between(now, terms.closesAt())) : "",
                tally == null ? null : Result.of(terms, tally),
                tally);
    }

    /** Whether people can still vote. */
    public boolean isOpen() {
        return state == State.VOTE;
    }

    /** Whether enough people have voted. */
    public boolean quorumReached() {
        return terms.quorumReachedBy(cast);
    }

    /** {@code 8 votes sur 12}. */
    public String count() {
        return VoteWording.count("live.cast", cast, voters);
    }

    /** Whether the quorum is reached, or how many votes it lacks. */
    public String quorum() {
        return quorumReached()
                ? VoteWording.say("live.quorum.reached", needed)
                : VoteWording.count("live.quorum.lacks", needed - cast);
    }

    /** What changes when anything does, for whoever asks again and again. */
    public String mark() {
        return state + "-" + cast;
    }

    private static String left(Duration left) {
        if (left.toHours() >= 48) {
            return VoteWording.count("live.left.days", (int) left.toDays());
        }
        if (left.toMinutes() >= 120) {
            return VoteWording.count("live.left.hours", (int) left.toHours());
        }
        return left.toSeconds() < 60
                ? VoteWording.say("live.left.last")
                : VoteWording.count("live.left.minutes", (int) left.toMinutes());
    }
}
