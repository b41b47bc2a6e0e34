package org.cabas.service.vote;

import java.util.Locale;

/** What a ballot says. */
public enum Choice {
    YES,
    NO,
    ABSTENTION;

    /** What the button says, in French. */
    public String label() {
        return VoteWording.say("choice." + name().toLowerCase(Locale.ROOT));
    }
}
