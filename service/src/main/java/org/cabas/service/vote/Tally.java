package org.cabas.service.vote;

/**
 * The votes of a proposal, counted.
 *
 * @param voters people on the roll
 */
public record Tally(int voters, int yes, int no, int abstentions) {
    public Tally {
        if (yes < 0 || no < 0 || abstentions < 0 || yes + no + abstentions > voters) {
            throw new IllegalArgumentException(
                    "no such count: " + yes + ", " + no + ", " + abstentions + " of " + voters);
        }
    }

    /** Votes that were cast, abstentions included. */
    public int cast() {
        return yes + no + abstentions;
    }
}
