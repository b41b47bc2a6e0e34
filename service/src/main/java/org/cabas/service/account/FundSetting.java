package org.cabas.service.account;

/**
 * Something that whoever manages a fund's people turns on or off on their page: a bean of each feature that has one. The feature
 * answers the form itself, at {@link State#address}, with the field {@code open}: {@code oui} or {@code non}.
 */
public interface FundSetting {

    /** How it stands in a fund. */
    State of(String fund);

    /**
     * A setting of a fund.
     *
     * @param heading what it is
     * @param sentence how it stands and what that means
     * @param on whether it is on
     * @param address where its form goes
     * @param verb what its button says
     * @param link where it can be looked at; empty for nowhere
     */
    record State(String heading, String sentence, boolean on, String address, String verb, String link) {}
}
