package org.cabas.rules.verify;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A region of a column whose values fall into numbered classes, which no condition of the table tells apart: intervals between
 * bounds, options of a list, answers; and a class for unknown.
 */
final class ClassRegion implements Region {
    static final ClassRegion EMPTY = new ClassRegion(0, -1, null);

    private static final int WORD = 64;

    private final int first;
    private final int last;

    /** One bit a class; null when every class from the first to the last is in it, as in most cells. */
    private final long @Nullable [] bits;

    private ClassRegion(int first, int last, long @Nullable [] bits) {
        this.first = first;
        this.last = last;
        this.bits = bits;
    }

    /** The classes from one to another, both included; empty when they are in the wrong order. */
    static ClassRegion run(int first, int last) {
        return first > last ? EMPTY : new ClassRegion(first, last, null);
    }

    /** The classes whose bits are set. */
    static ClassRegion of(long[] bits) {
        var low = 0;
        while (low < bits.length && bits[low] == 0) {
            low++;
        }
        if (low == bits.length) {
            return EMPTY;
        }
        var high = bits.length - 1;
        while (bits[high] == 0) {
            high--;
        }
        var count = 0;
        for (var i = low; i <= high; i++) {
            count += Long.bitCount(bits[i]);
        }
        var first = low * WORD + Long.numberOfTrailingZeros(bits[low]);
        var last = high * WORD + WORD - 1 - Long.numberOfLeadingZeros(bits[high]);
        return new ClassRegion(first, last, count == last - first + 1 ? null : Arrays.copyOf(bits, high + 1));
    }

    /** The lowest class; beyond {@link #last} for an empty region. */
    int first() {
        return first;
    }

    int last() {
        return last;
    }

    boolean has(int index) {
        return index >= first && index <= last && (bits == null || (bits[index / WORD] >>> (index % WORD) & 1) != 0);
    }

    /** The classes around one of them without a class between that is missing. */
    ClassRegion runAround(int index) {
        if (bits == null) {
            return this;
        }
        var from = index;
        while (has(from - 1)) {
            from--;
        }
        var to = index;
        while (has(to + 1)) {
            to++;
        }
        return run(from, to);
    }

    /** A class at which the region falls in two, neither empty, so that the cell, which holds a part of it, lies in fewer. */
    int cutBy(ClassRegion cell, boolean atEnd) {
        if (atEnd && cell.bits == null && cell.last < last) {
            return Math.max(cell.last, first) + 1;
        }
        var common = and(cell).first;
        return common > first ? common : minus(cell).first;
    }

    @Override
    public int size() {
        return bits == null ? 1 : 1 + (last - first) / WORD;
    }

    @Override
    public boolean isEmpty() {
        return first > last;
    }

    @Override
    public boolean meets(Region other) {
        var that = (ClassRegion) other;
        var from = Math.max(first, that.first);
        var to = Math.min(last, that.last);
        if (from > to || bits == null && that.bits == null) {
            return from <= to;
        }
        for (var w = from / WORD; w <= to / WORD; w++) {
            if ((word(w) & that.word(w)) != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean within(Region other) {
        var that = (ClassRegion) other;
        if (isEmpty()) {
            return true;
        }
        if (first < that.first || last > that.last || that.bits == null) {
            return first >= that.first && last <= that.last;
        }
        for (var w = first / WORD; w <= last / WORD; w++) {
            if ((word(w) & ~that.word(w)) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public ClassRegion and(Region other) {
        var that = (ClassRegion) other;
        if (bits == null && that.bits == null) {
            return run(Math.max(first, that.first), Math.min(last, that.last));
        }
        var words = words();
        for (var w = 0; w < words.length; w++) {
            words[w] &= that.word(w);
        }
        return of(words);
    }

    @Override
    public ClassRegion minus(Region cell) {
        var that = (ClassRegion) cell;
        if (first > that.last || last < that.first) {
            return this;
        }
        if (bits == null && that.bits == null && (that.first <= first || that.last >= last)) {
            return that.first <= first ? run(Math.max(first, that.last + 1), last) : run(first, that.first - 1);
        }
        var rest = remainder();
        rest.remove(cell);
        return rest.rest();
    }

    @Override
    public Rest remainder() {
        return new Rest(words());
    }

    private long[] words() {
        var words = new long[last / WORD + 1];
        for (var w = 0; w < words.length; w++) {
            words[w] = word(w);
        }
        return words;
    }

    private long word(int index) {
        if (bits != null) {
            return index < bits.length ? bits[index] : 0;
        }
        var from = Math.max(first, index * WORD);
        var to = Math.min(last, index * WORD + WORD - 1);
        return from > to ? 0 : (-1L >>> (WORD - 1 - (to - from))) << (from % WORD);
    }

    /** The bits that are left. */
    static final class Rest implements Remainder {
        private final long[] words;

        private Rest(long[] words) {
            this.words = words;
        }

        @Override
        public void remove(Region cell) {
            var that = (ClassRegion) cell;
            var to = Math.min(that.last / WORD, words.length - 1);
            for (var w = that.first / WORD; w <= to; w++) {
                words[w] &= ~that.word(w);
            }
        }

        @Override
        public boolean isEmpty() {
            for (var word : words) {
                if (word != 0) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public ClassRegion rest() {
            return of(words);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClassRegion that
                && first == that.first
                && last == that.last
                && Arrays.equals(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * first + last) + Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return isEmpty() ? "none" : first + "…" + last + (bits == null ? "" : " of " + Arrays.toString(bits));
    }
}
