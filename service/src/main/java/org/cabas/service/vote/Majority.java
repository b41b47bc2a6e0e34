package org.cabas.service.vote;

import java.util.Locale;
import java.util.function.Predicate;

/** What a proposal has to gather to be adopted, once the quorum is reached. Without a single yes nothing is ever adopted. */
public enum Majority {
    /** More for than against; abstentions count for neither. */
    SIMPLE(tally -> tally.yes() > tally.no()),
    /** More than half of the votes cast, abstentions included. */
    ABSOLUTE(tally -> 2 * tally.yes() > tally.cast()),
    /** Two thirds of the votes cast, abstentions included. */
    TWO_THIRDS(tally -> 3 * tally.yes() >= 2 * tally.cast()),
    /** More than half of the people on the roll, whether they vote or not. */
    OF_MEMBERS(tally -> 2 * tally.yes() > tally.voters()),
    /** Nobody against. */
    CONSENT(tally -> tally.no() == 0);

    private final Predicate<Tally> gathered;

    Majority(Predicate<Tally> gathered) {
        this.gathered = gathered;
    }

    /** Whether the votes are enough. */
    public boolean isReachedBy(Tally tally) {
        return tally.yes() > 0 && gathered.test(tally);
    }

    /** What it asks for, in French, to stand within a sentence. */
    public String inWords() {
        return VoteWording.say("majority." + name().toLowerCase(Locale.ROOT));
    }
}
