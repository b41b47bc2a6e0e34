package org.cabas.rules.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Regions do what sets of values do, whose members are listed one by one here. */
class RegionAlgebraTest {
    private static final long SEED = 7;
    private static final int ROUNDS = 20_000;

    /** A region beside the values that are in it. */
    private record Pair(Region region, BitSet values) {
        Pair and(Pair other) {
            var both = (BitSet) values.clone();
            both.and(other.values);
            return new Pair(region.and(other.region), both);
        }

        Pair minus(Pair cell) {
            var rest = (BitSet) values.clone();
            rest.andNot(cell.values);
            return new Pair(region.minus(cell.region), rest);
        }
    }

    @Test
    void intervals_and_lists_behave_like_sets_of_classes() {
        for (var seed = SEED; seed < SEED + ROUNDS; seed++) {
            var random = new Random(seed);
            var classes = 1 + random.nextInt(random.nextBoolean() ? 6 : 200);
            var left = classes(random, classes);
            var right = classes(random, classes);
            agree(left, right, "seed " + seed);
            var both = left.and(right);
            var rest = left.minus(right);
            assertThat(members(both)).as("seed " + seed).isEqualTo(both.values);
            assertThat(members(rest)).as("seed " + seed).isEqualTo(rest.values);
            assertThat(both.region).isEqualTo(ClassRegion.of(both.values.toLongArray()));
            agree(rest, classes(random, classes), "seed " + seed);
        }
    }

    private static Pair classes(Random random, int count) {
        var values = new BitSet(count);
        if (random.nextBoolean()) {
            values.set(random.nextInt(count), count);
            values.clear(random.nextInt(count), count);
            return new Pair(ClassRegion.run(Math.max(0, values.nextSetBit(0)), values.length() - 1), values);
        }
        for (var i = 0; i < count; i++) {
            values.set(i, random.nextInt(3) > 0);
        }
        return new Pair(ClassRegion.of(values.toLongArray()), values);
    }

    private static BitSet members(Pair pair) {
        var members = new BitSet();
        for (var i = 0; i < 200; i++) {
            members.set(i, ((ClassRegion) pair.region).has(i));
        }
        return members;
    }

    @Test
    void what_several_choices_have_in_common_behaves_like_a_set_of_subsets() {
        for (var seed = SEED; seed < SEED + ROUNDS; seed++) {
            var random = new Random(seed);
            var choices = 1 + random.nextInt(6);
            var all = new BitSet();
            all.set(0, (1 << choices) + 1);
            var pair = new Pair(ChoicesRegion.all(choices, true, true), all);
            var kept = new ArrayList<>(List.of(pair));
            for (var step = 0; step < 6; step++) {
                var cell = cell(random, choices);
                agree(pair, cell, "seed " + seed);
                pair = random.nextBoolean() ? pair.and(cell) : pair.minus(cell);
                for (var earlier : kept) {
                    agree(pair, earlier, "seed " + seed);
                    agree(earlier, pair, "seed " + seed);
                    agree(pair.and(earlier), earlier, "seed " + seed);
                }
                kept.add(pair);
            }
        }
    }

    /** One condition's region; subsets are numbered by their bits, unknown comes after them. */
    private static Pair cell(Random random, int choices) {
        var named = new BitSet();
        named.set(random.nextInt(choices));
        named.set(random.nextInt(choices));
        var mask = (int) named.toLongArray()[0];
        var unknown = 1 << choices;
        var values = new BitSet();
        return switch (random.nextInt(4)) {
            case 0 -> {
                values.set(unknown);
                yield new Pair(ChoicesRegion.all(choices, false, true), values);
            }
            case 1 -> {
                for (var subset = 0; subset < unknown; subset++) {
                    values.set(subset, (subset & mask) == 0);
                }
                yield new Pair(ChoicesRegion.noneOf(choices, named), values);
            }
            default -> {
                for (var subset = 0; subset < unknown; subset++) {
                    values.set(subset, (subset & mask) != 0);
                }
                yield new Pair(ChoicesRegion.oneOf(choices, named), values);
            }
        };
    }

    private static void agree(Pair left, Pair right, String about) {
        var rest = (BitSet) left.values.clone();
        rest.andNot(right.values);
        assertThat(left.region.isEmpty()).as(about).isEqualTo(left.values.isEmpty());
        assertThat(left.region.meets(right.region)).as(about).isEqualTo(left.values.intersects(right.values));
        assertThat(left.region.within(right.region)).as(about).isEqualTo(rest.isEmpty());
        assertThat(left.region.and(right.region).isEmpty()).as(about).isEqualTo(!left.values.intersects(right.values));
    }
}
