package org.cabas.service.merchant;

import java.util.Optional;

/**
 * The number of an establishment in the French register of businesses: 14 digits, of which the last is a check digit by Luhn's sum.
 * La Poste has more establishments than its numbers have room for: theirs add up to a multiple of five instead (Insee).
 *
 * @param digits without spaces
 */
public record Siret(String digits) {
    private static final int LENGTH = 14;
    private static final String LA_POSTE = "356000000";

    public Siret {
        if (!isOne(digits)) {
            throw new IllegalArgumentException("no such SIRET");
        }
    }

    /** As people type it, with spaces, points or not; none where it can't be one. */
    public static Optional<Siret> read(String typed) {
        var digits = typed.replaceAll("[\\s\u00a0\u202f.-]", "");
        return isOne(digits) ? Optional.of(new Siret(digits)) : Optional.empty();
    }

    /** As people read it: {@code 123 456 789 00012}. */
    public String spaced() {
        return String.join(
                "\u00a0", digits.substring(0, 3), digits.substring(3, 6), digits.substring(6, 9), digits.substring(9));
    }

    private static boolean isOne(String digits) {
        return digits.length() == LENGTH
                && digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                && digits.chars().anyMatch(digit -> digit != '0')
                && (luhn(digits) % 10 == 0 || (digits.startsWith(LA_POSTE) && sum(digits) % 5 == 0));
    }

    private static int sum(String digits) {
        return digits.chars().map(digit -> digit - '0').sum();
    }

    /** Every second digit from the right counts twice, and 10 or more as the sum of its two digits. */
    private static int luhn(String digits) {
        var sum = 0;
        for (var fromRight = 0; fromRight < LENGTH; fromRight++) {
            var digit = digits.charAt(LENGTH - 1 - fromRight) - '0';
            var counted = fromRight % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum;
    }
}
