package org.cabas.workflows.followup;

import java.time.Instant;
import java.util.Optional;

/**
 * What the service does about a person's health follow-up when its process gets there. Each step has its effect in a transaction,
 * once however often the engine asks for it; for a file that is closed it does nothing, and its result doesn't matter any more.
 * Nothing of what a person answered travels through here.
 *
 * @param <C> the transaction
 */
public interface FollowUpSteps<C> {

    /**
     * What the fund's protocol asks for after a check-up.
     *
     * @param actions whether there are prevention actions to be done now
     * @param next when the next check-up is due; empty for none
     */
    record Protocol(boolean actions, Optional<Instant> next) {}

    /**
     * Closes a follow-up that was offered to somebody who never said yes or no.
     *
     * @return false where they did at the last moment: it goes on
     */
    boolean letGo(C transaction, String caseFile) throws Exception;

    /** Closes a follow-up that the person prefers to do without; everything else that the fund does for them is as it was. */
    void decline(C transaction, String caseFile) throws Exception;

    /** Makes the person's key, by which alone their answers can be read. */
    void begin(C transaction, String caseFile) throws Exception;

    /**
     * Notes that the person did not come.
     *
     * @return whether another appointment is offered; otherwise a nurse contacts them
     */
    boolean absence(C transaction, String caseFile) throws Exception;

    /** Asks the fund's protocol, after a check-up. */
    Protocol protocol(C transaction, String caseFile) throws Exception;

    /** Closes a follow-up that came to its end. */
    void close(C transaction, String caseFile) throws Exception;

    /** Destroys the key of a person who took back their consent, which was done already when they said so, and closes the file. */
    void withdraw(C transaction, String caseFile) throws Exception;
}
