package org.cabas.rules.policy;

import java.util.Optional;

/** What an admission or a conventioning decides; the {@code decision} column of those tables holds their codes. */
public enum Verdict {
    /** In: a household as a member, a merchant under a convention, a project supported. */
    ADMITTED("admitted"),
    /** In when there is room. */
    WAITING("waiting"),
    /** Nobody comes in for now. */
    PAUSED("paused"),
    /** The committee looks at it. */
    REVIEW("review"),
    /** Not in. */
    REFUSED("refused");

    private final String code;

    Verdict(String code) {
        this.code = code;
    }

    /** The code of the option. */
    public String code() {
        return code;
    }

    /** The verdict of that code. */
    public static Optional<Verdict> ofCode(String code) {
        for (var verdict : values()) {
            if (verdict.code.equals(code)) {
                return Optional.of(verdict);
            }
        }
        return Optional.empty();
    }
}
