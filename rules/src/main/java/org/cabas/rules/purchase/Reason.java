package org.cabas.rules.purchase;

import java.util.Locale;

/**
 * Why a purchase, or an operation on it, is not done in full. In precedence order: the first one found is the deciding one. The
 * list may grow, and clients are told so.
 */
public enum Reason {
    PREVIOUSLY_REVERSED,
    DEADLINE_PASSED,
    CURRENCY_UNSUPPORTED,
    FUND_NOT_OPEN,
    CARD_UNKNOWN,
    CARD_NOT_ACTIVATED,
    CARD_BLOCKED,
    CARD_EXPIRED,
    MEMBER_SUSPENDED,
    MERCHANT_UNKNOWN,
    MERCHANT_NOT_CONVENTIONED,
    CONVENTION_SUSPENDED,
    CONVENTION_EXPIRED,
    MERCHANT_FAMILY_NOT_COVERED,
    PRODUCT_UNKNOWN,
    PRODUCT_NOT_ELIGIBLE,
    COVERAGE_REDUCED,
    CEILING_PURCHASE,
    CEILING_DAY,
    CEILING_WEEK,
    CEILING_MONTH,
    INSUFFICIENT_FUNDS,
    PARTIAL_NOT_ACCEPTED,

    // Of captures, reversals and refunds.
    ALREADY_CAPTURED,
    ALREADY_REVERSED,
    HOLD_EXPIRED,
    EXCEEDS_AUTHORIZED,
    EXCEEDS_CAPTURED;

    /** The code on the wire: {@code product_not_eligible}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it refuses the whole purchase, whatever the lines and the money. */
    public boolean refusesAll() {
        return compareTo(MERCHANT_FAMILY_NOT_COVERED) < 0;
    }
}
