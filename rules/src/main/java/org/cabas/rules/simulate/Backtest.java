package org.cabas.rules.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.purchase.Decision;
import org.cabas.rules.purchase.Terms;
import org.cabas.rules.simulate.Comparison.PlaceFate;
import org.cabas.rules.simulate.Standing.Fate;
import org.cabas.rules.table.DecisionTable;
import org.jspecify.annotations.Nullable;

/**
 * Compares two policies over the same past. Every purchase is decided under both, in time order, by the function that answers the
 * tills; each policy has its own balances and counters, which the other's decisions never touch. People are taken to have bought the
 * same baskets, in the same places, on the same days. Deterministic: the same past and policies give the same comparison.
 */
public final class Backtest {
    /** Events between two looks at whoever waits: a hundredth of a second or so. */
    private static final int BETWEEN_LOOKS = 256;

    private static final Set<String> OF_PURCHASES =
            Set.of("eligibility", "ceilings", "conventioning", "conventioning_points");

    private final Past past;
    private final List<Home> homes;
    private final List<Place> places;
    private final Policy inForce;
    private final Policy draft;
    private final Replay today;
    private final Replay then;
    private final Standing standing;
    private final Means means;
    private final Purchases purchases;
    private final List<String> questions;
    private final boolean samePurchases;
    private final Map<String, Event.Bought> undone = new HashMap<>();

    private Backtest(Past past, Policy inForce, Policy draft) {
        this.past = past;
        this.homes = past.homes();
        this.places = past.places();
        this.inForce = inForce;
        this.draft = draft;
        this.today = new Replay(inForce, homes);
        this.then = new Replay(draft, homes);
        this.standing = new Standing(inForce, draft, places);
        this.means = new Means(inForce, draft, homes);
        this.purchases = new Purchases(homes, places, standing);
        this.questions = questions(inForce, draft);
        this.samePurchases = questions.stream().noneMatch(OF_PURCHASES::contains);
    }

    /**
     * Compares.
     *
     * @param inForce what decides today
     * @param draft the same with other tables in place of some
     * @return empty where whoever waits cancelled it
     */
    public static Optional<Comparison> compare(Policy inForce, Policy draft, Past past, Watch watch) {
        var backtest = new Backtest(past, inForce, draft);
        return backtest.run(watch) ? Optional.of(backtest.told()) : Optional.empty();
    }

    /**
     * Decides every purchase of a past under one policy, with balances and counters rebuilt.
     *
     * @param told is given each purchase with its decision, in time order
     */
    public static void replay(Policy policy, Past past, BiConsumer<Event.Bought, Decision> told) {
        var replay = new Replay(policy, past.homes());
        past.tell(event -> {
            switch (event) {
                case Event.Allocated allocated ->
                    replay.allocate(allocated.home(), allocated.given() == null ? 0 : allocated.given());
                case Event.Bought bought ->
                    told.accept(
                            bought,
                            replay.buy(bought, bought.basket(), bought.terms().apply(policy))
                                    .decision());
                case Event.GivenBack given -> replay.giveBack(given);
            }
            return true;
        });
    }

    private boolean run(Watch watch) {
        var done = new long[1];
        var cancelled = new boolean[1];
        past.tell(event -> {
            happen(event);
            if (++done[0] % BETWEEN_LOOKS == 0 && !watch.reached(done[0])) {
                cancelled[0] = true;
                return false;
            }
            return true;
        });
        return !cancelled[0] && watch.reached(done[0]);
    }

    private void happen(Event event) {
        switch (event) {
            case Event.Allocated allocated -> allocate(allocated);
            case Event.Bought bought -> buy(bought);
            case Event.GivenBack given -> giveBack(given);
        }
    }

    private void allocate(Event.Allocated allocated) {
        var home = allocated.home();
        var table = means.allocation(home);
        var given = allocated.given();
        if (given == null) {
            today.allocate(home, table.map(moved -> moved.before().cents()).orElse(0L));
            then.allocate(home, table.map(moved -> moved.after().cents()).orElse(0L));
        } else {
            var change = table.map(moved -> moved.change().cents()).orElse(0L);
            today.allocate(home, given);
            then.allocate(home, Math.max(0, given + change));
        }
    }

    private void buy(Event.Bought bought) {
        var place = bought.place() < 0 ? null : places.get(bought.place());
        var before = today.buy(bought, bought.basket(), bought.terms().apply(inForce));
        var after = samePurchases ? then.buy(bought, before.deciding()) : buyThen(bought, place);
        if (bought.home() >= 0 && past.span().includes(bought.day())) {
            purchases.add(bought, before, after);
            if (bought.undone()) {
                undone.put(bought.id(), bought);
            }
        }
    }

    private Replay.Outcome buyThen(Event.Bought bought, @Nullable Place place) {
        var change = place == null ? null : standing.of(place);
        var met =
                change == null || place == null ? bought.basket() : Standing.met(bought.basket(), change, place.name());
        return then.buy(bought, met, terms(bought, change));
    }

    private @Nullable Terms terms(Event.Bought bought, Standing.@Nullable Change change) {
        var own = bought.terms().apply(draft);
        if (change == null) {
            return own;
        }
        return switch (change.fate()) {
            case UNCHANGED, TO_REVIEW -> own;
            case DROPPED -> null;
            case ADMITTED -> Standing.isWithoutConvention(bought.basket()) ? change.terms() : own;
        };
    }

    private void giveBack(Event.GivenBack given) {
        var before = today.giveBack(given);
        var after = then.giveBack(given);
        var bought = undone.get(given.id());
        if (bought != null) {
            purchases.giveBack(bought, before, after);
        }
    }

    private Comparison told() {
        var crowd = new Crowd(homes);
        var span = past.span();
        var gains = purchases.gains();
        for (var home = 0; home < gains.length; home++) {
            gains[home] -= means.contributesMore(home) * span.months();
        }
        var groups = new Groups(crowd, homes, gains, span.months());
        var rows = new ArrayList<>(purchases.rows(crowd));
        for (var question : List.of(Means.CONTRIBUTION, Means.ALLOCATION, Means.BASKET_PRICE)) {
            rows.addAll(means.rowEffects(question, crowd));
        }
        return new Comparison(
                span,
                questions,
                questions.stream()
                        .filter(question -> !OF_PURCHASES.contains(question) && !Means.answers(question))
                        .toList(),
                purchases.size(span.months()),
                purchases.all(crowd),
                purchases.stages(crowd),
                purchases.families(crowd),
                purchases.places(crowd),
                purchases.months(crowd),
                fates(),
                means.amounts(crowd),
                rows,
                purchases.ceilings(crowd),
                purchases.shortage().told(crowd, homes, today, then),
                groups.bySize(),
                groups.byBracket(inForce, means));
    }

    /** The questions that the draft answers otherwise: by another table, whatever its version. */
    private static List<String> questions(Policy inForce, Policy draft) {
        var before = new HashMap<String, DecisionTable>();
        inForce.tables().forEach(table -> before.put(table.id(), table.withVersion(0)));
        return draft.tables().stream()
                .map(table -> table.withVersion(0))
                .filter(table -> !table.equals(before.get(table.id())))
                .map(DecisionTable::id)
                .toList();
    }

    private List<PlaceFate> fates() {
        var fates = new ArrayList<PlaceFate>();
        for (var place : places) {
            var change = standing.of(place);
            if (change.fate() != Fate.UNCHANGED) {
                fates.add(new PlaceFate(
                        place.id(),
                        place.name(),
                        place.kind(),
                        change.fate(),
                        change.before() == null ? null : change.before().row(),
                        change.after() == null ? null : change.after().row()));
            }
        }
        return fates;
    }
}
