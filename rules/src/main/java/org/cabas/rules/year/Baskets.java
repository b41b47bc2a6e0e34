package org.cabas.rules.year;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.purchase.Basket;
import org.cabas.rules.purchase.Item;
import org.cabas.rules.simulate.Labels;
import org.cabas.rules.simulate.Place;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;

/**
 * What is put in a basket: families by their season and by what the place sells, a line or two for each person, prices about those
 * of a market. All figures here are assumptions, in the open so that a committee can see what its year is made of.
 */
final class Baskets {
    static final int MOST_LINES = 20;

    private static final List<String> ORGANIC = List.of("en:eu-organic", "en:organic", "fr:ab-agriculture-biologique");
    private static final Map<String, String> OWN_LABEL = Map.of(
            "dairy", "en:pdo",
            "meat", "fr:label-rouge",
            "eggs", "fr:label-rouge",
            "fruits", "en:pgi",
            "fish", "en:sustainable-seafood-msc",
            "sweets", "en:fairtrade-international");

    /**
     * A family in a basket.
     *
     * @param weight how often it is bought, in a month of the middle
     * @param summer percent of that in July; in January it is as far from 100 the other way
     * @param price mean cents of a line
     */
    private record Habit(int weight, int summer, int price) {}

    private static final Map<String, Habit> HABITS = Map.ofEntries(
            Map.entry("fruits", new Habit(16, 140, 3_60)),
            Map.entry("vegetables", new Habit(24, 120, 3_20)),
            Map.entry("legumes", new Habit(3, 70, 3_50)),
            Map.entry("cereals", new Habit(4, 85, 2_80)),
            Map.entry("bread", new Habit(11, 100, 3_10)),
            Map.entry("dairy", new Habit(11, 95, 3_90)),
            Map.entry("eggs", new Habit(7, 100, 3_40)),
            Map.entry("meat", new Habit(9, 90, 9_20)),
            Map.entry("fish", new Habit(3, 100, 9_60)),
            Map.entry("oil", new Habit(2, 95, 8_40)),
            Map.entry("honey", new Habit(2, 80, 7_60)),
            Map.entry("drinks", new Habit(4, 130, 4_20)),
            Map.entry("alcohol", new Habit(2, 110, 8_90)),
            Map.entry("sweets", new Habit(4, 80, 3_80)),
            Map.entry("prepared", new Habit(4, 90, 6_40)),
            Map.entry("hygiene", new Habit(2, 100, 4_60)),
            Map.entry("other", new Habit(1, 100, 5_20)));

    private static final Habit RARE = new Habit(1, 100, 5_00);

    private final SplittableRandom random;

    Baskets(SplittableRandom random) {
        this.random = random;
    }

    /** The lines of one basket; prices are lower at the end of a month, when less is left. */
    List<Basket.Line> lines(Place place, FactSheet facts, int people, int month, boolean endOfMonth) {
        var mean = endOfMonth ? 1.6 + 0.9 * people : 2.2 + 1.2 * people;
        var count = Math.clamp(Math.round(mean * (0.4 + 1.2 * random.nextDouble())), 1, MOST_LINES);
        var lines = new ArrayList<Basket.Line>((int) count);
        for (var i = 1; i <= count; i++) {
            var family = family(place.sold(), month);
            lines.add(new Basket.Line(
                    Integer.toString(i), family, price(family, endOfMonth), item(family, place, facts)));
        }
        return lines;
    }

    private String family(List<String> sold, int month) {
        var total = 0L;
        for (var family : sold) {
            total += weight(family, month);
        }
        var drawn = random.nextLong(total);
        for (var family : sold) {
            drawn -= weight(family, month);
            if (drawn < 0) {
                return family;
            }
        }
        return sold.getLast();
    }

    /** Hundredths: between the summer's share in July and its opposite in January, evenly. */
    private static long weight(String family, int month) {
        var habit = HABITS.getOrDefault(family, RARE);
        var fromJanuary = 6 - Math.abs(month - 7);
        return habit.weight() * (100 + (habit.summer() - 100) * (fromJanuary - 3) / 3L);
    }

    private long price(String family, boolean endOfMonth) {
        var mean = HABITS.getOrDefault(family, RARE).price();
        var drawn = mean * Math.exp(0.45 * random.nextGaussian() - 0.1);
        return Math.max(20, Math.round(endOfMonth ? drawn * 0.85 : drawn));
    }

    private Item item(String family, Place place, FactSheet facts) {
        var packaged = switch (place.kind()) {
            case "farmer", "market_stall", "amap" -> random.nextInt(10) == 0;
            default -> random.nextInt(10) < 6;
        };
        var labels = packaged ? labels(family, facts) : loose(facts);
        return new Item(
                packaged ? "produit emballé" : null,
                family,
                labels,
                packaged ? nova(family) : null,
                packaged ? origin(facts) : null,
                packaged);
    }

    private static @Nullable List<String> loose(FactSheet facts) {
        var labels = Labels.of(facts);
        return labels == null ? null : labels.stream().sorted().toList();
    }

    private @Nullable List<String> labels(String family, FactSheet facts) {
        var chance = random.nextInt(100);
        if (chance < share(facts, Fact.ORGANIC_SHARE, 20)) {
            return ORGANIC;
        }
        var own = OWN_LABEL.get(family);
        if (own != null && random.nextInt(100) < 12) {
            return List.of(own);
        }
        return random.nextInt(10) == 0 ? null : List.of();
    }

    private @Nullable Integer nova(String family) {
        if (random.nextInt(8) == 0) {
            return null;
        }
        return switch (family) {
            case "fruits", "vegetables", "legumes", "cereals", "eggs", "meat", "fish" -> 1;
            case "oil", "honey" -> 2;
            case "drinks", "sweets", "prepared" -> random.nextBoolean() ? 4 : 3;
            default -> 3;
        };
    }

    private @Nullable String origin(FactSheet facts) {
        if (random.nextInt(9) == 0) {
            return null;
        }
        return random.nextInt(100) < share(facts, Fact.LOCAL_SHARE, 20) ? "local" : "france";
    }

    private static long share(FactSheet facts, Fact fact, long unknown) {
        return facts.value(fact.id())
                .map(value -> value instanceof Value.Quantity(var units) ? units / 100 : unknown)
                .orElse(unknown);
    }
}
