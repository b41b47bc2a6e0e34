package org.cabas.rules.simulate;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.cabas.rules.purchase.Basket;
import org.cabas.rules.purchase.Decision;
import org.cabas.rules.purchase.Reason;
import org.cabas.rules.simulate.Comparison.CeilingEffect;
import org.cabas.rules.simulate.Comparison.Figures;
import org.cabas.rules.simulate.Comparison.Part;
import org.cabas.rules.simulate.Comparison.RowEffect;
import org.cabas.rules.simulate.Comparison.Size;
import org.cabas.rules.simulate.Comparison.Stage;
import org.cabas.rules.simulate.Replay.Outcome;
import org.jspecify.annotations.Nullable;

/** Purchases that were decided twice, while they are counted. */
final class Purchases {
    /** The family of a purchase of which only the total is told. */
    static final String TOTAL = "total";

    /** The family of what nobody knows. */
    static final String UNKNOWN = "unknown";

    private static final BinaryOperator<Tally> BOTH = Tally::with;

    private final List<Home> homes;
    private final List<Place> places;
    private final Attribution attribution;
    private final Tally all = new Tally(List.of());
    private final Map<String, Tally> byFamily = new TreeMap<>();
    private final Map<String, Tally> byPlace = new TreeMap<>();
    private final Map<YearMonth, Tally> byMonth = new TreeMap<>();
    private final Cuts cuts = new Cuts();
    private final Shortage shortage = new Shortage();
    private final long[] gains;
    private long purchases;
    private long lines;

    Purchases(List<Home> homes, List<Place> places, Standing standing) {
        this.homes = homes;
        this.places = places;
        this.attribution = new Attribution(places, standing);
        this.gains = new long[homes.size()];
    }

    void add(Event.Bought bought, Outcome before, Outcome after) {
        purchases++;
        lines += bought.basket().lines().size();
        var home = bought.home();
        var paidBefore = before.decision().approved();
        var paidAfter = after.decision().approved();
        var otherwise = differ(before.decision(), after.decision());
        all.add(home, paidBefore, paidAfter, otherwise);
        place(bought).add(home, paidBefore, paidAfter, otherwise);
        month(bought).add(home, paidBefore, paidAfter, otherwise);
        families(bought, before.decision(), after.decision());
        if (otherwise) {
            gains[home] += paidAfter - paidBefore;
            attribution.add(bought, before, after);
        }
        cuts.add(home, before, after);
        if (isShort(before) || isShort(after)) {
            shortage.add(home, missing(before), missing(after));
        }
    }

    /** @param before cents a line that are given back of the purchase under the policy in force */
    void giveBack(Event.Bought bought, List<Long> before, List<Long> after) {
        var home = bought.home();
        var sumBefore = sum(before);
        var sumAfter = sum(after);
        all.giveBack(home, sumBefore, sumAfter);
        place(bought).giveBack(home, sumBefore, sumAfter);
        month(bought).giveBack(home, sumBefore, sumAfter);
        for (var i = 0; i < before.size(); i++) {
            family(familyOf(bought.basket(), i)).giveBack(home, before.get(i), after.get(i));
        }
        gains[home] -= sumAfter - sumBefore;
        attribution.giveBack(home, sumBefore, sumAfter);
    }

    private void families(Event.Bought bought, Decision before, Decision after) {
        var basket = bought.basket();
        var seen = new TreeMap<String, long[]>();
        for (var i = 0; i < before.lines().size(); i++) {
            var paid = seen.computeIfAbsent(familyOf(basket, i), family -> new long[3]);
            var paidBefore = before.lines().get(i).approved();
            var paidAfter = after.lines().get(i).approved();
            paid[0] += paidBefore;
            paid[1] += paidAfter;
            paid[2] += paidBefore == paidAfter ? 0 : 1;
        }
        seen.forEach((family, paid) -> family(family).add(bought.home(), paid[0], paid[1], paid[2] > 0));
    }

    private static String familyOf(Basket basket, int line) {
        if (basket.lines().isEmpty()) {
            return TOTAL;
        }
        var item = basket.lines().get(line).item();
        return item == null ? UNKNOWN : item.family();
    }

    private Tally family(String family) {
        return byFamily.computeIfAbsent(family, key -> new Tally(List.of(key)));
    }

    private Tally place(Event.Bought bought) {
        var id = bought.place() < 0 ? UNKNOWN : places.get(bought.place()).id();
        return byPlace.computeIfAbsent(id, key -> new Tally(List.of(key)));
    }

    private Tally month(Event.Bought bought) {
        return byMonth.computeIfAbsent(YearMonth.from(bought.day()), key -> new Tally(List.of(key.toString())));
    }

    private static boolean differ(Decision before, Decision after) {
        for (var i = 0; i < before.lines().size(); i++) {
            if (before.lines().get(i).approved() != after.lines().get(i).approved()) {
                return true;
            }
        }
        return false;
    }

    private static boolean isShort(Outcome outcome) {
        return outcome.decision().reasons().stream().anyMatch(given -> given.reason() == Reason.INSUFFICIENT_FUNDS);
    }

    private static long missing(Outcome outcome) {
        return isShort(outcome)
                ? paid(outcome.deciding().shares(Attribution.plenty(outcome.purse())))
                        - paid(outcome.deciding().shares(outcome.purse()))
                : 0;
    }

    static long paid(List<Decision.Line> lines) {
        return lines.stream().mapToLong(Decision.Line::approved).sum();
    }

    private static long sum(List<Long> cents) {
        return cents.stream().mapToLong(Long::longValue).sum();
    }

    Size size(int months) {
        var people = homes.stream().mapToInt(Home::people).sum();
        return new Size(purchases, lines, homes.size(), people, places.size(), months);
    }

    @Nullable
    Figures all(Crowd crowd) {
        return all.mayBeTold(crowd) ? all.figures() : null;
    }

    List<Part> families(Crowd crowd) {
        return parts(crowd, byFamily.values());
    }

    List<Part> places(Crowd crowd) {
        return parts(crowd, byPlace.values());
    }

    List<Part> months(Crowd crowd) {
        return crowd
                .mergedInOrder(
                        new ArrayList<>(byMonth.values()),
                        tally -> tally.people(crowd),
                        tally -> tally.mayBeTold(crowd),
                        BOTH)
                .stream()
                .map(Tally::part)
                .toList();
    }

    private static List<Part> parts(Crowd crowd, Collection<Tally> tallies) {
        return crowd
                .merged(List.copyOf(tallies), tally -> tally.people(crowd), tally -> tally.mayBeTold(crowd), BOTH)
                .stream()
                .map(Tally::part)
                .toList();
    }

    List<Stage> stages(Crowd crowd) {
        return attribution.stages(crowd);
    }

    List<RowEffect> rows(Crowd crowd) {
        return attribution.rows(crowd);
    }

    List<CeilingEffect> ceilings(Crowd crowd) {
        return cuts.told(crowd);
    }

    Shortage shortage() {
        return shortage;
    }

    /** Cents that the card pays more for each household, given back ones taken off. */
    long[] gains() {
        return gains.clone();
    }
}
