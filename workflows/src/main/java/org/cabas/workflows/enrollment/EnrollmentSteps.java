package org.cabas.workflows.enrollment;

/**
 * What the service does about a household's application when its process gets there. Each step has its effect in a transaction, once
 * however often the engine asks for it; for a file that is closed it does nothing, and its result doesn't matter any more.
 *
 * @param <C> the transaction
 */
public interface EnrollmentSteps<C> {

    /** What is known of an application. */
    record Checked(boolean complete, boolean likelyDuplicates) {}

    /** What the fund's admission table says. */
    enum Admission {
        /** A place is kept for the household. */
        ADMITTED("admitted"),
        /** It waits for a place. */
        WAITING("waiting"),
        /** A person decides. */
        PEOPLE("people"),
        /** Not admitted, for a reason that the household is told. */
        REFUSED("refused");

        private final String code;

        Admission(String code) {
            this.code = code;
        }

        /** The value of the variable that the diagram reads. */
        public String code() {
            return code;
        }
    }

    /** Looks whether all that the admission table asks for is known, and whether other files look like the same household. */
    Checked check(C transaction, String caseFile) throws Exception;

    /** Notes that whoever applied is to be reminded of what is missing, and how often they were. */
    void remind(C transaction, String caseFile) throws Exception;

    /**
     * Closes an application that nobody completed in time.
     *
     * @return false where somebody did at the last moment: it goes on
     */
    boolean giveUp(C transaction, String caseFile) throws Exception;

    /** Closes an application that is another one's duplicate. */
    void closeDuplicate(C transaction, String caseFile) throws Exception;

    /** Asks the admission table; where it admits, a place is kept in the same transaction. */
    Admission admission(C transaction, String caseFile) throws Exception;

    /** Closes an application that is refused, with the reason that the household is told; it may apply again. */
    void refuse(C transaction, String caseFile) throws Exception;

    /** Puts a household on the waiting list. */
    void queue(C transaction, String caseFile) throws Exception;

    /** Closes an application that the household takes back, and gives its place to who waits. */
    void withdraw(C transaction, String caseFile) throws Exception;

    /** Makes the household's account and a card that pays nothing yet. */
    void issueCard(C transaction, String caseFile) throws Exception;

    /** Has the household count as a member from now on. */
    void activate(C transaction, String caseFile) throws Exception;

    /** Has a household pause so that another one has its turn: its card pays nothing meanwhile. */
    void pause(C transaction, String caseFile) throws Exception;

    /** Ends the membership: the card pays nothing any more, the place goes to who waits. */
    void leave(C transaction, String caseFile) throws Exception;
}
