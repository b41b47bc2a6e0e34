package org.cabas.rules.simulate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * The people behind figures. A figure may be told when nobody or at least {@link #LEAST} people are behind it. What is too small is
 * merged with its neighbours, never left out: what is told adds up to the total, so that no subtraction gives a small group
 * away, and a group that can't be merged takes its whole breakdown with it.
 */
final class Crowd {
    /** The smallest group of which committees and funders see anything. */
    static final int LEAST = 11;

    private final int[] people;

    Crowd(List<Home> homes) {
        this.people = homes.stream().mapToInt(Home::people).toArray();
    }

    /** How many people live in those households. */
    int of(BitSet homes) {
        return homes.stream().map(home -> people[home]).sum();
    }

    /** Whether a figure of those households may be told. */
    boolean mayBeTold(BitSet homes) {
        var count = of(homes);
        return count == 0 || count >= LEAST;
    }

    /**
     * Things without an order: those that may not be told by themselves become one, with the smallest of the others while that is
     * not enough. Nothing is told where all of them together are too few.
     */
    <T> List<T> merged(List<T> parts, ToIntFunction<T> size, Predicate<T> telling, BinaryOperator<T> both) {
        var alone = new ArrayList<T>();
        var small = new ArrayList<T>();
        for (var part : parts) {
            (telling.test(part) ? alone : small).add(part);
        }
        if (small.isEmpty()) {
            return parts;
        }
        var rest = small.stream().reduce(both).orElseThrow();
        alone.sort(Comparator.comparingInt(size).reversed());
        while (!telling.test(rest) && !alone.isEmpty()) {
            rest = both.apply(rest, alone.removeLast());
        }
        if (!telling.test(rest)) {
            return List.of();
        }
        var told = new ArrayList<>(parts);
        told.retainAll(alone);
        told.add(rest);
        return told;
    }

    /** Things in an order: one that may not be told by itself joins the smaller of its neighbours. */
    <T> List<T> mergedInOrder(List<T> parts, ToIntFunction<T> size, Predicate<T> telling, BinaryOperator<T> both) {
        var told = new ArrayList<>(parts);
        for (var i = firstUntold(told, telling); i >= 0; i = firstUntold(told, telling)) {
            if (told.size() == 1) {
                return List.of();
            }
            var left = i > 0
                    && (i == told.size() - 1 || size.applyAsInt(told.get(i - 1)) <= size.applyAsInt(told.get(i + 1)));
            var first = left ? i - 1 : i;
            told.set(first, both.apply(told.get(first), told.remove(first + 1)));
        }
        return told;
    }

    private static <T> int firstUntold(List<T> parts, Predicate<T> telling) {
        for (var i = 0; i < parts.size(); i++) {
            if (!telling.test(parts.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
