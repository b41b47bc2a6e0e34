package org.cabas.service.conventioning;

import java.util.Locale;

/** By which way a candidacy came. */
public enum Channel {
    /** Filled in by somebody of the fund. */
    FUND,
    /** Sent by the merchant itself, on the fund's public page. */
    MERCHANT;

    /** As keys of sentences have it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
