package org.cabas.workflows.conventioning;

import java.time.Instant;

/**
 * What the service does about a merchant's application when its process gets there. Each step has its effect in a transaction, once
 * however often the engine asks for it; for a file that is closed it does nothing, and its result doesn't matter any more.
 *
 * @param <C> the transaction
 */
public interface ConventioningSteps<C> {

    /** Whether all that the fund's tables ask for is known, and the SIRET stands. */
    boolean check(C transaction, String caseFile) throws Exception;

    /** Notes that the merchant is to be reminded of what is missing, and how often it was. */
    void remind(C transaction, String caseFile) throws Exception;

    /**
     * Closes an application that nobody completed in time.
     *
     * @return false where somebody did at the last moment: it goes on
     */
    boolean giveUp(C transaction, String caseFile) throws Exception;

    /**
     * Counts the points by the fund's grid and asks its conventioning table.
     *
     * @return false where the table refuses; where it admits or leaves it to people, a visit and the committee's vote follow
     */
    boolean score(C transaction, String caseFile) throws Exception;

    /** Counts again, with what the visit found: for the committee, which decides. */
    void scoreAfterVisit(C transaction, String caseFile) throws Exception;

    /** Closes an application that is refused, with the reason that the merchant is told; it may apply again. */
    void refuse(C transaction, String caseFile) throws Exception;

    /**
     * Stores the convention that was signed, which purchases read from its first day on; for a renewal, the one that follows.
     *
     * @return when its renewal is to be decided: ahead of its last day
     */
    Instant open(C transaction, String caseFile) throws Exception;

    /** Suspends the convention: purchases are refused from now on. */
    void suspend(C transaction, String caseFile) throws Exception;

    /** Takes the convention up again. */
    void resume(C transaction, String caseFile) throws Exception;

    /**
     * Gives the convention its last day, after the fund's notice; where it isn't renewed, the one that it has.
     *
     * @return when that day is over
     */
    Instant giveNotice(C transaction, String caseFile) throws Exception;

    /** Closes the file of a convention whose last day is over. */
    void close(C transaction, String caseFile) throws Exception;

    /** Closes the file of a merchant that takes back its application or leaves the fund: a convention ends today. */
    void withdraw(C transaction, String caseFile) throws Exception;
}
