package org.cabas.service.demo.data;

import java.util.random.RandomGenerator;

/** Numbers with right check digits that belong to nobody. */
final class Numbers {
    private static final int SIREN_DIGITS = 8;

    private Numbers() {}

    /**
     * A GTIN-13 of the prefixes 200 to 299, which GS1 keeps for restricted circulation (GS1 General Specifications,
     * GS1 prefixes): no article of the trade has it.
     *
     * @param article 1 to 9999
     * @param variant 0 to 9
     */
    static String gtin(int article, int variant) {
        var digits = "2000000%04d%d".formatted(article, variant);
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(i) - '0';
            sum += i % 2 == 0 ? digit : 3 * digit;
        }
        return digits + (10 - sum % 10) % 10;
    }

    /** A SIRET of a SIREN that starts with 0, which no business has, both with right check digits. */
    static String siret(RandomGenerator random) {
        var siren = new StringBuilder("0");
        while (siren.length() < SIREN_DIGITS) {
            siren.append(random.nextInt(10));
        }
        return withCheckDigit(withCheckDigit(siren.toString()) + "0001");
    }

    /** Adds the digit that makes a number divisible by Luhn's sum: every second digit from the right counts twice. */
    private static String withCheckDigit(String digits) {
        var sum = 0;
        for (var fromRight = 0; fromRight < digits.length(); fromRight++) {
            var digit = digits.charAt(digits.length() - 1 - fromRight) - '0';
            var counted = fromRight % 2 == 0 ? 2 * digit : digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
