package org.cabas.rules.simulate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cabas.rules.money.Money;

/**
 * What some keys do, each with the households that it does it to: how many decisions, how many cents, and examples.
 *
 * @param <K> a row, a ceiling, a cause
 */
final class Effects<K> {
    /** Examples of one row: enough to see what it is about. */
    private static final int MOST_EXAMPLES = 3;

    private final Map<K, Effect<K>> byKey = new LinkedHashMap<>();

    /** What one key, or several together, do. */
    static final class Effect<K> {
        private final List<K> of;
        private final BitSet homes = new BitSet();
        private final Set<String> examples = new LinkedHashSet<>();
        private long decisions;
        private long before;
        private long after;

        private Effect(List<K> of) {
            this.of = of;
        }

        private Effect<K> with(Effect<K> other) {
            var both =
                    new Effect<>(Stream.concat(of.stream(), other.of.stream()).toList());
            for (var part : List.of(this, other)) {
                both.homes.or(part.homes);
                both.decisions += part.decisions;
                both.before += part.before;
                both.after += part.after;
                part.examples.stream().limit(1).forEach(both::example);
            }
            return both;
        }

        private void example(String sentence) {
            if (examples.size() < MOST_EXAMPLES) {
                examples.add(sentence);
            }
        }

        List<K> of() {
            return of;
        }

        long decisions() {
            return decisions;
        }

        Money change() {
            return Money.euroCents(after - before);
        }

        List<String> examples() {
            return List.copyOf(examples);
        }
    }

    /** Counts decisions that a key changes for a household. */
    void add(K key, int home, long decisions, long before, long after, Supplier<String> example) {
        var effect = byKey.computeIfAbsent(key, k -> new Effect<>(List.of(k)));
        effect.homes.set(home);
        effect.decisions += decisions;
        effect.before += before;
        effect.after += after;
        if (effect.examples.size() < MOST_EXAMPLES) {
            var sentence = example.get();
            if (!sentence.isEmpty()) {
                effect.example(sentence);
            }
        }
    }

    /** What may be told, the largest change first. */
    <T> List<T> told(Crowd crowd, Function<Effect<K>, T> as) {
        BinaryOperator<Effect<K>> both = Effect::with;
        var effects = new ArrayList<>(crowd.merged(
                List.copyOf(byKey.values()),
                effect -> crowd.of(effect.homes),
                effect -> crowd.mayBeTold(effect.homes),
                both));
        effects.sort(Comparator.comparingLong((Effect<K> effect) -> Math.abs(effect.after - effect.before))
                .thenComparingLong(Effect::decisions)
                .reversed());
        return effects.stream().map(as).toList();
    }
}
