package org.cabas.rules.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.Conventioning;
import org.cabas.rules.policy.Coverage;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.policy.Verdict;
import org.cabas.rules.purchase.Basket;
import org.cabas.rules.purchase.Decision.Given;
import org.cabas.rules.purchase.Reason;
import org.cabas.rules.purchase.Terms;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the places when the criteria change. A place that the committee has to look at keeps its convention until it has;
 * what a committee decided against its own table stays as it is, because the draft is not the reason.
 */
public final class Standing {
    /** Reasons that a new convention takes away. */
    private static final List<Reason> WITHOUT_CONVENTION =
            List.of(Reason.MERCHANT_NOT_CONVENTIONED, Reason.CONVENTION_EXPIRED);

    /** Of terms that no row gives. */
    private static final Rule NOBODYS = new Rule("conventioning", 0, "-");

    private final Map<String, Change> byPlace = new HashMap<>();

    /** What becomes of a place. */
    public enum Fate {
        /** It is what it was. */
        UNCHANGED,
        /** Its convention would end. */
        DROPPED,
        /** The committee would have to look at it; it keeps its convention meanwhile. */
        TO_REVIEW,
        /** It would be given a convention. */
        ADMITTED
    }

    /**
     * One place's change.
     *
     * @param before the row that decides today; null where none does
     * @param after the row that would decide; null where none would
     * @param terms of a place that is admitted; null for any other
     */
    record Change(
            Fate fate,
            @Nullable Rule before,
            @Nullable Rule after,
            @Nullable Terms terms) {}

    Standing(Policy inForce, Policy draft, List<Place> places) {
        for (var place : places) {
            byPlace.put(place.id(), change(inForce, draft, place));
        }
    }

    Change of(Place place) {
        var change = byPlace.get(place.id());
        if (change == null) {
            throw new IllegalArgumentException("a place of another past: " + place.id());
        }
        return change;
    }

    /** Whether it was refused because the place had no convention. */
    static boolean isWithoutConvention(Basket basket) {
        return basket.standing().stream().anyMatch(given -> WITHOUT_CONVENTION.contains(given.reason()));
    }

    /** The basket as the draft would meet it: with one more reason against it, or some less. */
    static Basket met(Basket basket, Change change, String name) {
        return switch (change.fate()) {
            case UNCHANGED, TO_REVIEW -> basket;
            case DROPPED -> {
                var reasons = new ArrayList<>(basket.standing());
                reasons.removeIf(given -> WITHOUT_CONVENTION.contains(given.reason()));
                reasons.add(Given.about(Reason.MERCHANT_NOT_CONVENTIONED, name));
                yield with(basket, reasons);
            }
            case ADMITTED -> {
                var reasons = new ArrayList<>(basket.standing());
                reasons.removeIf(given -> WITHOUT_CONVENTION.contains(given.reason()));
                yield with(basket, reasons);
            }
        };
    }

    private static Basket with(Basket basket, List<Given> standing) {
        return new Basket(
                basket.day(),
                basket.currency(),
                basket.amount(),
                basket.partialApproval(),
                basket.lines(),
                basket.household(),
                standing);
    }

    private static Change change(Policy inForce, Policy draft, Place place) {
        var before = said(inForce, place);
        var after = said(draft, place);
        var fate = fate(before, after, place.conventioned());
        return new Change(
                fate,
                before.rule(),
                after.rule(),
                fate == Fate.ADMITTED && after.rule() != null ? terms(draft, place, after.rule()) : null);
    }

    private enum Opinion {
        YES,
        NO,
        LOOK,
        NONE
    }

    private record Said(Opinion opinion, @Nullable Rule rule) {}

    private static Fate fate(Said before, Said after, boolean conventioned) {
        if (before.opinion() == after.opinion()
                || before.opinion() == Opinion.NONE
                || after.opinion() == Opinion.NONE) {
            return Fate.UNCHANGED;
        }
        if (conventioned) {
            return switch (after.opinion()) {
                case NO -> Fate.DROPPED;
                case LOOK -> Fate.TO_REVIEW;
                case YES, NONE -> Fate.UNCHANGED;
            };
        }
        return after.opinion() == Opinion.YES ? Fate.ADMITTED : Fate.UNCHANGED;
    }

    private static Said said(Policy policy, Place place) {
        return switch (policy.conventioning(place.facts().apply(policy))) {
            case Answer.Given<Conventioning>(var conventioning, var rule, var note) ->
                new Said(opinion(conventioning.verdict()), rule);
            case Answer.LeftToPeople<Conventioning>(var rule, var note) -> new Said(Opinion.LOOK, rule);
            case Answer.NotAnswered<Conventioning>(var gap, var missing) ->
                new Said(gap == Answer.Gap.NO_TABLE ? Opinion.NONE : Opinion.LOOK, null);
        };
    }

    private static Opinion opinion(Verdict verdict) {
        return switch (verdict) {
            case ADMITTED -> Opinion.YES;
            case REFUSED, WAITING, PAUSED -> Opinion.NO;
            case REVIEW -> Opinion.LOOK;
        };
    }

    /**
     * The terms that a place gets when it is accepted: the families that it sells and that the fund pays, and of a total whose
     * lines nobody tells the least of what these are paid, so that nobody is paid too much.
     *
     * @return null where the fund pays nothing of what it sells
     */
    public static @Nullable Terms terms(Policy policy, Place place, Rule rule) {
        var facts = place.facts().apply(policy);
        var families = new ArrayList<String>();
        var least = Long.MAX_VALUE;
        for (var family : place.sold()) {
            var loose = FactSheet.product(family, Labels.of(facts), null, null, false);
            var hundredths =
                    policy.coverage(facts.and(loose)).map(Coverage::hundredths).orElse(0L);
            if (hundredths > 0) {
                families.add(family);
                least = Math.min(least, hundredths);
            }
        }
        return families.isEmpty()
                ? null
                : new Terms(place.name(), families, (int) (least / Money.ONE_PERCENT), rule, facts);
    }

    /**
     * The terms of a place as a policy would give them today: by its criteria, or for a fund without criteria by what it pays. A place
     * that the committee has to look at is taken to be accepted.
     *
     * @return null where the policy does not accept it
     */
    public static @Nullable Terms terms(Policy policy, Place place) {
        var said = said(policy, place);
        return switch (said.opinion()) {
            case YES, LOOK, NONE -> terms(policy, place, said.rule() == null ? NOBODYS : said.rule());
            case NO -> null;
        };
    }
}
