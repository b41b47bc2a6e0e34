package org.cabas.service.product;

/**
 * The article numbers of a file and the lines they were on: 16 bytes a place, so that a file of millions fits in the
 * memory of a command. Open addressing, never more than half full.
 */
final class SeenGtins {
    private static final int FIRST_PLACES = 1 << 14;
    private static final long FIBONACCI = 0x9E3779B97F4A7C15L;

    private long[] numbers = new long[FIRST_PLACES];
    private long[] lines = new long[FIRST_PLACES];
    private int size;

    /** The line on which the number was before; 0 where it is new, and remembered now. */
    long before(Gtin gtin, long line) {
        if (size * 2 >= numbers.length) {
            grow();
        }
        var number = Long.parseLong(gtin.digits());
        var place = place(number);
        if (numbers[place] == number) {
            return lines[place];
        }
        numbers[place] = number;
        lines[place] = line;
        size++;
        return 0;
    }

    int size() {
        return size;
    }

    /** Where the number is or belongs. No GTIN is zero, which stands for a free place. */
    private int place(long number) {
        var mask = numbers.length - 1;
        var place = (int) (number * FIBONACCI >>> 32) & mask;
        while (numbers[place] != 0 && numbers[place] != number) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        var oldNumbers = numbers;
        var oldLines = lines;
        numbers = new long[oldNumbers.length * 2];
        lines = new long[numbers.length];
        for (var i = 0; i < oldNumbers.length; i++) {
            if (oldNumbers[i] != 0) {
                var place = place(oldNumbers[i]);
                numbers[place] = oldNumbers[i];
                lines[place] = oldLines[i];
            }
        }
    }
}
