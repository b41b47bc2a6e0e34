package org.cabas.service.vote;

import java.time.LocalDate;
import java.util.Locale;
import org.cabas.service.vote.Proposal.State;

/**
 * A proposal as a line of a list.
 *
 * @param current whether something is still to come of it
 * @param detail one sentence on how it stands
 * @param style of its status, see {@code page/parts :: status}
 * @param word its status
 */
public record ListedProposal(Proposal proposal, boolean current, String detail, String style, String word) {

    static ListedProposal of(Proposal proposal, boolean awaited) {
        return new ListedProposal(
                proposal,
                proposal.state().isPending() || (proposal.state() == State.PUBLISHED && !proposal.tookEffect()),
                detail(proposal),
                awaited ? "attention" : style(proposal),
                awaited ? VoteWording.say("list.awaited") : word(proposal));
    }

    static String word(Proposal proposal) {
        return proposal.state() == State.PUBLISHED && proposal.tookEffect()
                ? VoteWording.say("list.in_force")
                : VoteWording.say("list." + proposal.state().name().toLowerCase(Locale.ROOT));
    }

    static String style(Proposal proposal) {
        return switch (proposal.state()) {
            case ADOPTED, PUBLISHED -> "done";
            case VOTE -> "attention";
            case REJECTED, OUTDATED -> "refused";
            case DISCUSSION, WITHDRAWN, REVOKED -> "";
        };
    }

    private static String detail(Proposal proposal) {
        var zone = proposal.zone();
        return switch (proposal.state()) {
            case DISCUSSION, WITHDRAWN, REVOKED, OUTDATED ->
                VoteWording.say(
                        "detail.proposed",
                        VoteWording.dayOfWeek(LocalDate.ofInstant(proposal.proposedAt(), zone)),
                        proposal.proposer().name());
            case VOTE ->
                VoteWording.say(
                        "detail.vote", VoteWording.moment(proposal.voteTerms().closesAt(), zone));
            case ADOPTED, REJECTED -> {
                var tally = proposal.tally();
                yield tally == null
                        ? ""
                        : Result.of(proposal.voteTerms(), tally).sentence();
            }
            case PUBLISHED ->
                VoteWording.say(
                        proposal.tookEffect() ? "detail.in_force" : "detail.published",
                        VoteWording.moment(proposal.effective(), zone));
        };
    }
}
