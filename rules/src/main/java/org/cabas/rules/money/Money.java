package org.cabas.rules.money;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * An amount of money in whole cents (the currency's minor unit). Overflow is an {@link ArithmeticException}, never a
 * wrong amount; two currencies never meet in one operation ({@link IllegalArgumentException}).
 *
 * @param cents the amount, negative for money given away
 * @param currency ISO 4217
 */
public record Money(long cents, Currency currency) implements Comparable<Money> {

    /** The currency of every fund until a fund says otherwise. */
    public static final Currency EURO = Currency.getInstance("EUR");

    /** One percent, in the unit that {@link #percent} takes: hundredths of a percent. */
    public static final long ONE_PERCENT = 100;

    private static final long WHOLE = 100 * ONE_PERCENT;

    /** Whole cents of euro. */
    public static Money euroCents(long cents) {
        return new Money(cents, EURO);
    }

    /** Nothing, in the given currency. */
    public static Money zero(Currency currency) {
        return new Money(0, currency);
    }

    /** The sum. */
    public Money plus(Money other) {
        return new Money(Math.addExact(cents, same(other).cents), currency);
    }

    /** The difference, negative when {@code other} is larger. */
    public Money minus(Money other) {
        return new Money(Math.subtractExact(cents, same(other).cents), currency);
    }

    /** The amount taken {@code count} times: per person, per share. */
    public Money times(long count) {
        return new Money(Math.multiplyExact(cents, count), currency);
    }

    /** The smaller of the two. */
    public Money atMost(Money other) {
        return cents <= same(other).cents ? this : other;
    }

    /** Whether the amount is more than nothing. */
    public boolean isPositive() {
        return cents > 0;
    }

    /**
     * A share of the amount, rounded half up to the cent.
     *
     * @param hundredths the rate in hundredths of a percent: 7 000 is 70 %
     */
    public Money percent(long hundredths) {
        var share = Math.multiplyExact(cents, hundredths);
        return new Money(Math.floorDiv(Math.addExact(share, WHOLE / 2), WHOLE), currency);
    }

    /**
     * Shares the amount by weight without losing a cent: each share is rounded down, and the cents left over go one
     * by one to the largest remainders, the earlier share first.
     *
     * @param weights none negative, at least one positive
     * @return one amount a weight, whose sum is this amount
     */
    public List<Money> shares(List<Long> weights) {
        long total = 0;
        for (var weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("a negative weight: " + weight);
            }
            total = Math.addExact(total, weight);
        }
        if (total == 0) {
            throw new IllegalArgumentException("no positive weight in " + weights);
        }
        var parts = new long[weights.size()];
        var remainders = new ArrayList<Remainder>();
        var left = cents;
        for (var i = 0; i < parts.length; i++) {
            var weighted = Math.multiplyExact(cents, weights.get(i));
            parts[i] = Math.floorDiv(weighted, total);
            left -= parts[i];
            remainders.add(new Remainder(i, Math.floorMod(weighted, total)));
        }
        remainders.sort((a, b) -> a.rest == b.rest ? Integer.compare(a.index, b.index) : Long.compare(b.rest, a.rest));
        for (var i = 0; i < left; i++) {
            parts[remainders.get(i).index]++;
        }
        var shares = new ArrayList<Money>(parts.length);
        for (var part : parts) {
            shares.add(new Money(part, currency));
        }
        return List.copyOf(shares);
    }

    private record Remainder(int index, long rest) {}

    @Override
    public int compareTo(Money other) {
        return Long.compare(cents, same(other).cents);
    }

    /** The amount as French readers write it: {@code 1 450 €}, {@code 65,50 €}, with non-breaking spaces. */
    public String inFrench() {
        return FrenchNumbers.decimal(BigDecimal.valueOf(cents, 2)) + "\u00a0"
                + (EURO.equals(currency) ? "€" : currency);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " in one operation");
        }
        return other;
    }
}
