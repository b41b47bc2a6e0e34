package org.cabas.rules.purchase;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Ceiling;
import org.cabas.rules.policy.Coverage;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Period;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.purchase.Decision.Counted;
import org.cabas.rules.purchase.Decision.Given;
import org.jspecify.annotations.Nullable;

/**
 * Decides one purchase: a pure function of the basket, the terms of the place and one version of the policy. First what needs no
 * money, before any lock is taken; then {@link #settle} with the money. What a till is answered and what a simulation reckons
 * are decided here, and nowhere else.
 *
 * <p>Every reason that applies is found, save those about money where the purchase is refused whatever there is.
 */
public final class Deciding {
    private static final Map<Period, Reason> CEILINGS = new EnumMap<>(Map.of(
            Period.PURCHASE, Reason.CEILING_PURCHASE,
            Period.DAY, Reason.CEILING_DAY,
            Period.WEEK, Reason.CEILING_WEEK,
            Period.MONTH, Reason.CEILING_MONTH));

    private final Basket basket;
    private final List<Given> reasons;
    private final List<Assessed> lines = new ArrayList<>();

    /** A line before money: what the tables would have it paid, and the ceilings that may cut it. */
    private record Assessed(
            @Nullable String id,
            long covered,
            long coverage,
            @Nullable Rule rule,
            List<Ceiling> ceilings) {}

    private Deciding(Basket basket) {
        this.basket = basket;
        this.reasons = new ArrayList<>(basket.standing());
    }

    /**
     * Looks at everything but the money.
     *
     * @param terms of the place on that day, or the last ones that ended; null where there is nothing to decide lines by
     * @param policy the fund's, in force at the decision; null where there is none. The basket's standing reasons refuse it then
     */
    public static Deciding assess(Basket basket, @Nullable Terms terms, @Nullable Policy policy) {
        var deciding = new Deciding(basket);
        if (policy != null && terms != null) {
            deciding.lines(terms, policy);
        } else {
            deciding.undecidedLines();
        }
        return deciding;
    }

    /** Whether the purchase is refused whatever money there is. */
    public boolean refused() {
        return reasons.stream().anyMatch(given -> given.reason().refusesAll())
                || lines.stream().allMatch(line -> line.covered() == 0);
    }

    /** The counters that the money has to tell, without those of the purchase itself. */
    public Set<Counted> counters() {
        var counters = new HashSet<Counted>();
        lines.forEach(line -> counters.addAll(counted(line)));
        return counters;
    }

    /** The decision of a purchase that is {@link #refused}. */
    public Decision refusal() {
        return new Decision.Declined(
                inOrder(reasons),
                lines.stream().map(line -> decided(line, 0).declined()).toList());
    }

    /** The decision with the money there is; it may be asked again with other money. */
    public Decision settle(Purse purse) {
        if (refused()) {
            return refusal();
        }
        var given = new ArrayList<>(reasons);
        var decided = shareOut(purse, given);
        var approved = decided.stream().mapToLong(Decision.Line::approved).sum();
        if (approved == basket.amount()) {
            return new Decision.Approved(decided);
        }
        if (approved > 0 && basket.partialApproval()) {
            return new Decision.PartiallyApproved(inOrder(given), decided);
        }
        if (approved > 0) {
            given.add(Given.of(Reason.PARTIAL_NOT_ACCEPTED, basket.amount(), approved));
        }
        return new Decision.Declined(
                inOrder(given), decided.stream().map(Decision.Line::declined).toList());
    }

    /** What the tables would have each line paid, if neither ceilings nor money cut any of it; nothing where all is refused. */
    public List<Decision.Line> covered() {
        var nothing = refused();
        return lines.stream()
                .map(line -> decided(line, nothing ? 0 : line.covered()))
                .toList();
    }

    /** What each line is left with after ceilings and money, whether or not the till takes less than it asked for. */
    public List<Decision.Line> shares(Purse purse) {
        return refused() ? covered() : shareOut(purse, new ArrayList<>());
    }

    private void undecidedLines() {
        if (basket.lines().isEmpty()) {
            lines.add(new Assessed(null, 0, 0, null, List.of()));
        }
        for (var line : basket.lines()) {
            lines.add(new Assessed(line.id(), 0, 0, null, List.of()));
            if (line.item() == null) {
                unknown(line);
            }
        }
    }

    private void lines(Terms terms, Policy policy) {
        var ofPurchase =
                FactSheet.purchasedOn(basket.day()).and(basket.household()).and(terms.facts());
        if (basket.lines().isEmpty()) {
            total(terms, policy, ofPurchase);
            return;
        }
        var asked = basket.lines().stream()
                .map(line -> line.item() == null
                        ? ofPurchase
                        : ofPurchase.and(line.item().facts()))
                .toList();
        var coverages = policy.coverages(asked);
        var ceilings = policy.ceilingsOfEach(asked);
        for (var i = 0; i < asked.size(); i++) {
            var line = basket.lines().get(i);
            if (line.item() == null) {
                unknown(line);
                lines.add(new Assessed(line.id(), 0, 0, null, List.of()));
            } else {
                lines.add(assessed(line, line.item(), terms, coverages.get(i), ceilings.get(i)));
            }
        }
    }

    /** A stall that types a total sells what its convention says. */
    private void total(Terms terms, Policy policy, FactSheet ofPurchase) {
        var coverage = terms.coverage() * Money.ONE_PERCENT;
        var covered = cents(basket.amount()).percent(coverage).cents();
        if (covered < basket.amount()) {
            var reason = covered == 0 ? Reason.PRODUCT_NOT_ELIGIBLE : Reason.COVERAGE_REDUCED;
            reasons.add(new Given(reason, null, terms.rule(), terms.name(), false, "", coverage, 0));
        }
        lines.add(new Assessed(null, covered, coverage, terms.rule(), ceilingsOfTotal(terms, policy, ofPurchase)));
    }

    /** What is sold counts under a ceiling when every family does that the place may sell: a butcher's total is meat. */
    private static List<Ceiling> ceilingsOfTotal(Terms terms, Policy policy, FactSheet ofPurchase) {
        var ceilings = new LinkedHashSet<>(policy.ceilings(ofPurchase));
        if (!terms.families().isEmpty()) {
            var each = policy.ceilingsOfEach(terms.families().stream()
                    .map(family -> ofPurchase.and(FactSheet.product(family, null, null, null, null)))
                    .toList());
            each.getFirst().stream()
                    .filter(ceiling -> each.stream().allMatch(others -> others.contains(ceiling)))
                    .forEach(ceilings::add);
        }
        return List.copyOf(ceilings);
    }

    private Assessed assessed(
            Basket.Line line, Item item, Terms terms, Optional<Coverage> coverage, List<Ceiling> ceilings) {
        var about = item.name() == null ? item.family() : item.name();
        var family = item.name() == null;
        var hundredths = coverage.map(Coverage::hundredths).orElse(0L);
        var rule = coverage.map(Coverage::rule).orElse(null);
        var note = coverage.map(Coverage::note).orElse("");
        if (hundredths == 0) {
            reasons.add(new Given(Reason.PRODUCT_NOT_ELIGIBLE, line.id(), rule, about, family, note, 0, 0));
        } else if (hundredths < 100 * Money.ONE_PERCENT) {
            reasons.add(new Given(Reason.COVERAGE_REDUCED, line.id(), rule, about, family, note, hundredths, 0));
        }
        if (!terms.families().contains(item.family())) {
            var left = terms.rule();
            reasons.add(new Given(Reason.MERCHANT_FAMILY_NOT_COVERED, line.id(), left, about, family, "", 0, 0));
            return new Assessed(line.id(), 0, 0, left, List.of());
        }
        var covered = cents(line.amount()).percent(hundredths).cents();
        return new Assessed(line.id(), covered, hundredths, rule, covered == 0 ? List.of() : ceilings);
    }

    private void unknown(Basket.Line line) {
        reasons.add(new Given(Reason.PRODUCT_UNKNOWN, line.id(), null, line.called(), false, "", 0, 0));
    }

    /**
     * Gives to lines from the first on, so that what ceilings and balance cut is cut from the last line backwards. Each limit is
     * told that alone would not let the line be paid as it is covered, whatever other limits cut of it.
     */
    private List<Decision.Line> shareOut(Purse purse, List<Given> given) {
        var left = new HashMap<Counted, Long>();
        var used = new HashMap<Counted, Long>();
        purse.used().forEach(u -> used.put(new Counted(u.ceiling(), u.period(), u.windowStart()), u.cents()));
        var told = new HashSet<Counted>();
        var balance = purse.available();
        var decided = new ArrayList<Decision.Line>();
        for (var line : lines) {
            var approved = line.covered();
            for (var ceiling : line.ceilings()) {
                var counter = counter(ceiling);
                var room = left.computeIfAbsent(
                        counter, c -> Math.max(0, ceiling.amount().cents() - used.getOrDefault(c, 0L)));
                if (room < line.covered() && told.add(counter)) {
                    given.add(cut(line, ceiling, room));
                }
                approved = Math.min(approved, room);
            }
            if (balance < line.covered() && given.stream().noneMatch(g -> g.reason() == Reason.INSUFFICIENT_FUNDS)) {
                given.add(Given.of(Reason.INSUFFICIENT_FUNDS, basket.amount(), purse.available()));
            }
            approved = Math.min(approved, balance);
            balance -= approved;
            for (var ceiling : line.ceilings()) {
                left.merge(counter(ceiling), -approved, Long::sum);
            }
            decided.add(decided(line, approved));
        }
        return decided;
    }

    private static Given cut(Assessed line, Ceiling ceiling, long room) {
        return new Given(
                Objects.requireNonNull(CEILINGS.get(ceiling.period())),
                line.id(),
                ceiling.rule(),
                "",
                false,
                ceiling.note(),
                ceiling.amount().cents(),
                room);
    }

    private Decision.Line decided(Assessed line, long approved) {
        return new Decision.Line(
                line.id(), approved, line.coverage(), line.rule(), approved == 0 ? List.of() : counted(line));
    }

    private List<Counted> counted(Assessed line) {
        return line.ceilings().stream()
                .filter(ceiling -> ceiling.period() != Period.PURCHASE)
                .map(this::counter)
                .toList();
    }

    private Counted counter(Ceiling ceiling) {
        return new Counted(
                ceiling.rule().row(), ceiling.period(), ceiling.period().windowStart(basket.day()));
    }

    private static List<Given> inOrder(List<Given> given) {
        return given.stream().sorted(Comparator.comparing(Given::reason)).toList();
    }

    private Money cents(long cents) {
        return new Money(cents, basket.currency());
    }
}
