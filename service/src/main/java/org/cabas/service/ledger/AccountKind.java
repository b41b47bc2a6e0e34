package org.cabas.service.ledger;

import java.util.Locale;

/** What an account of a fund stands for. All accounts of a fund sum to zero. */
public enum AccountKind {
    /** The fund's own money, not allocated yet. */
    TREASURY,
    /** The world outside: what came from it is negative here. */
    OUTSIDE,
    /** What a household may spend; never negative, and never below what is reserved. */
    HOUSEHOLD,
    /** What is owed to a merchant. */
    MERCHANT;

    /** The name as stored. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
