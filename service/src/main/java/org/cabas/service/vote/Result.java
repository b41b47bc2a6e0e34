package org.cabas.service.vote;

/**
 * How a vote ended, as it is told.
 *
 * @param adopted whether the proposal is adopted
 * @param sentence what was decided and why, in French
 * @param figures the votes, in French, to stand in a sentence
 */
public record Result(boolean adopted, String sentence, String figures) {

    static Result of(VoteTerms terms, Tally tally) {
        var figures = VoteWording.say(
                "result.figures",
                VoteWording.count("result.yes", tally.yes()),
                VoteWording.count("result.no", tally.no()),
                VoteWording.count("result.abstentions", tally.abstentions()),
                VoteWording.count("result.cast", tally.cast(), tally.voters()));
        return new Result(terms.adopts(tally), sentence(terms, tally, figures), figures);
    }

    private static String sentence(VoteTerms terms, Tally tally, String figures) {
        if (!terms.quorumReachedBy(tally.cast())) {
            return VoteWording.say("result.quorum", figures, terms.needed());
        }
        return VoteWording.say(
                terms.adopts(tally) ? "result.adopted" : "result.rejected",
                figures,
                terms.majority().inWords());
    }
}
