package org.cabas.rules.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.purchase.Basket;
import org.cabas.rules.purchase.Decision;
import org.cabas.rules.purchase.Decision.Given;
import org.cabas.rules.purchase.Item;
import org.cabas.rules.purchase.Purse;
import org.cabas.rules.simulate.Comparison.Cause;
import org.cabas.rules.simulate.Comparison.RowChange;
import org.cabas.rules.simulate.Comparison.RowEffect;
import org.cabas.rules.simulate.Comparison.Stage;
import org.cabas.rules.simulate.Replay.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What makes a purchase be decided otherwise. A decision is followed the way it is made: what the tables cover of each line, what
 * ceilings leave of it, what the balance leaves of that, and whether the till takes less. What changes on each stretch of the way
 * belongs to that stretch, so the stretches add up to the whole change, to the cent.
 */
final class Attribution {
    /** More than anybody has on a card, and far from overflow. */
    private static final long PLENTY = Long.MAX_VALUE / 4;

    private final List<Place> places;
    private final Standing standing;
    private final Effects<Cause> stages = new Effects<>();
    private final Effects<RowChange> rows = new Effects<>();

    Attribution(List<Place> places, Standing standing) {
        this.places = places;
        this.standing = standing;
    }

    /** The same counters with money enough. */
    static Purse plenty(Purse purse) {
        return new Purse(PLENTY, purse.used());
    }

    /** A decision's amounts on its way. */
    private record Way(List<Decision.Line> covered, long ceiled, long shared, long decided) {
        private static Way of(Outcome outcome) {
            return new Way(
                    outcome.deciding().covered(),
                    Purchases.paid(outcome.deciding().shares(plenty(outcome.purse()))),
                    Purchases.paid(outcome.deciding().shares(outcome.purse())),
                    outcome.decision().approved());
        }

        private long coveredInAll() {
            return Purchases.paid(covered);
        }
    }

    void add(Event.Bought bought, Outcome before, Outcome after) {
        var home = bought.home();
        var was = Way.of(before);
        var is = Way.of(after);
        covered(bought, was.covered(), is.covered());
        var byCeilings = is.ceiled() - is.coveredInAll() - (was.ceiled() - was.coveredInAll());
        if (byCeilings != 0) {
            ceiling(home, byCeilings, before.decision(), after.decision());
        }
        stage(Cause.CEILINGS, home, byCeilings);
        stage(Cause.BALANCE, home, is.shared() - is.ceiled() - (was.shared() - was.ceiled()));
        stage(Cause.PARTIAL, home, is.decided() - is.shared() - (was.decided() - was.shared()));
    }

    void giveBack(int home, long before, long after) {
        stage(Cause.GIVEN_BACK, home, before - after);
    }

    private void stage(Cause cause, int home, long cents) {
        if (cents != 0) {
            stages.add(cause, home, 1, 0, cents, () -> "");
        }
    }

    /** What a row pays of a purchase under both policies, with the first line that it is about. */
    private static final class Share {
        private long before;
        private long after;
        private final Supplier<String> example;

        private Share(Supplier<String> example) {
            this.example = example;
        }
    }

    private void covered(Event.Bought bought, List<Decision.Line> was, List<Decision.Line> is) {
        var place = bought.place() < 0 ? null : places.get(bought.place());
        var conventioned = place == null ? null : conventioned(bought.basket(), standing.of(place));
        var byRow = new LinkedHashMap<RowChange, Share>();
        for (var i = 0; i < was.size(); i++) {
            var before = was.get(i);
            var after = is.get(i);
            if (before.approved() != after.approved()) {
                var rules = conventioned != null
                        ? conventioned
                        : new RowChange(table(before, after), row(after.rule()), row(before.rule()));
                var item = item(bought.basket(), i);
                var share = byRow.computeIfAbsent(
                        rules,
                        key -> new Share(() ->
                                Sentences.line(item, place == null ? "" : place.kind(), rate(before), rate(after))));
                share.before += before.approved();
                share.after += after.approved();
            }
        }
        byRow.forEach((key, share) -> rows.add(key, bought.home(), 1, share.before, share.after, share.example));
        stage(
                conventioned != null ? Cause.CONVENTIONING : Cause.ELIGIBILITY,
                bought.home(),
                Purchases.paid(is) - Purchases.paid(was));
    }

    /** The rows behind a place's other convention; null where the basket meets the same one. */
    private static @Nullable RowChange conventioned(Basket basket, Standing.Change change) {
        var other = switch (change.fate()) {
            case UNCHANGED, TO_REVIEW -> false;
            case DROPPED -> true;
            case ADMITTED -> Standing.isWithoutConvention(basket);
        };
        return other ? new RowChange("conventioning", row(change.after()), row(change.before())) : null;
    }

    private static @Nullable Item item(Basket basket, int line) {
        return basket.lines().isEmpty() ? null : basket.lines().get(line).item();
    }

    private static long rate(Decision.Line line) {
        return line.approved() == 0 ? 0 : line.coverage();
    }

    private static String table(Decision.Line before, Decision.Line after) {
        var rule = after.rule() == null ? before.rule() : after.rule();
        return rule == null ? "eligibility" : rule.table();
    }

    private void ceiling(int home, long cents, Decision before, Decision after) {
        var was = cutting(before);
        var is = cutting(after);
        var key = new RowChange(
                "ceilings",
                is.map(Attribution::row).orElse(null),
                was.map(Attribution::row).orElse(null));
        rows.add(key, home, 1, 0, cents, () -> Sentences.ceiling(was.orElse(null), is.orElse(null)));
    }

    /** The first ceiling that cuts. */
    private static Optional<Given> cutting(Decision decision) {
        return decision.reasons().stream()
                .filter(given -> Cuts.isCeiling(given.reason()))
                .findFirst();
    }

    private static @Nullable String row(Given given) {
        return row(given.rule());
    }

    private static @Nullable String row(@Nullable Rule rule) {
        return rule == null ? null : rule.row();
    }

    List<Stage> stages(Crowd crowd) {
        return stages.told(crowd, effect -> new Stage(effect.of(), effect.decisions(), effect.change()));
    }

    List<RowEffect> rows(Crowd crowd) {
        return rows.told(
                crowd, effect -> new RowEffect(effect.of(), effect.decisions(), effect.change(), effect.examples()));
    }
}
