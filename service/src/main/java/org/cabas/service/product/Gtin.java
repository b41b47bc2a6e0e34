package org.cabas.service.product;

import java.util.Optional;

/**
 * A GS1 article number of 8, 12, 13 or 14 digits with a right check digit (GS1 General Specifications, 7.9). The same
 * article has the same number whatever zeros a till prints before it.
 *
 * @param digits 14 digits, zeros on the left
 */
public record Gtin(String digits) {
    private static final int LONGEST = 14;

    public Gtin {
        if (digits.length() != LONGEST || !checked(digits)) {
            throw new IllegalArgumentException("no GTIN: " + digits);
        }
    }

    /** Reads a number as printed; none where its length or its check digit is wrong. */
    public static Optional<Gtin> read(String printed) {
        var length = printed.length();
        if (length != 8 && length != 12 && length != 13 && length != LONGEST) {
            return Optional.empty();
        }
        var digits = "0".repeat(LONGEST - length) + printed;
        return checked(digits) ? Optional.of(new Gtin(digits)) : Optional.empty();
    }

    private static boolean checked(String digits) {
        var sum = 0;
        for (var i = 0; i < LONGEST; i++) {
            var digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            sum += i % 2 == 0 ? 3 * digit : digit;
        }
        return sum % 10 == 0 && sum > 0;
    }
}
