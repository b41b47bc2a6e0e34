package org.cabas.service.product;

import java.util.stream.IntStream;

/** Article numbers for tests, with right check digits, in a range that belongs to no article of the trade. */
final class Eans {
    private Eans() {}

    /** The EAN-13 of that number. */
    static String ean(int number) {
        var digits = "29%010d".formatted(number);
        var sum = IntStream.range(0, 12)
                .map(i -> (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3))
                .sum();
        return digits + (10 - sum % 10) % 10;
    }
}
