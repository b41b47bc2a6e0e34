package org.cabas.service.vote;

/**
 * How the committee of a rulebook votes.
 *
 * @param quorum percent of the roll that has to vote, 0 to 100
 * @param majority what a proposal has to gather
 * @param secret whether votes are secret unless their opening says otherwise
 * @param days how long a vote lasts unless its opening says otherwise, 1 to {@value #MOST_DAYS}
 * @param noticeDays days that a place is given which new criteria no longer accept, 0 to {@value #LONGEST_NOTICE}
 */
public record VoteRules(int quorum, Majority majority, boolean secret, int days, int noticeDays) {
    /** A vote that lasts longer is forgotten. */
    public static final int MOST_DAYS = 60;

    /** A year. */
    public static final int LONGEST_NOTICE = 365;

    /**
     * Until a committee decides otherwise: half of it votes, more for than against, secretly, within a week; a place that is no
     * longer accepted has two months to turn round.
     */
    public static final VoteRules DEFAULT = new VoteRules(50, Majority.SIMPLE, true, 7, 60);

    public VoteRules {
        if (quorum < 0
                || quorum > 100
                || days < 1
                || days > MOST_DAYS
                || noticeDays < 0
                || noticeDays > LONGEST_NOTICE) {
            throw new IllegalArgumentException("no such rules: " + quorum + ", " + days + ", " + noticeDays);
        }
    }
}
