package org.cabas.service.authorization;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
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
import org.cabas.rules.policy.Period;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.policy.Rule;
import org.cabas.service.authorization.Circumstances.Item;
import org.cabas.service.authorization.Decision.Counted;
import org.cabas.service.authorization.Decision.Given;
import org.cabas.service.fund.Fund;
import org.cabas.service.merchant.Convention;
import org.jspecify.annotations.Nullable;

/**
 * Decides one purchase: a pure function of the purchase, its circumstances and one version of the policy. First what needs no
 * money, before any lock is taken; then {@link #settle} with the money, under the household's lock.
 *
 * <p>Every reason that applies is found, save those about money where the purchase is refused whatever there is.
 */
final class Deciding {
    private static final Map<Period, Reason> CEILINGS = new EnumMap<>(Map.of(
            Period.PURCHASE, Reason.CEILING_PURCHASE,
            Period.DAY, Reason.CEILING_DAY,
            Period.WEEK, Reason.CEILING_WEEK,
            Period.MONTH, Reason.CEILING_MONTH));

    private final Purchase purchase;
    private final Circumstances circumstances;
    private final List<Given> reasons = new ArrayList<>();
    private final List<Assessed> lines = new ArrayList<>();

    /** A line before money: what the tables would have it paid, and the ceilings that may cut it. */
    private record Assessed(
            @Nullable String id,
            long covered,
            long coverage,
            @Nullable Rule rule,
            List<Ceiling> ceilings) {}

    private Deciding(Purchase purchase, Circumstances circumstances) {
        this.purchase = purchase;
        this.circumstances = circumstances;
    }

    /**
     * Looks at everything but the money.
     *
     * @param policy the fund's, in force at the decision; null where the card, and so the fund, is unknown, and where the fund
     *     has published no tables for that day, which is a fund that is not open
     */
    static Deciding assess(Purchase purchase, Circumstances circumstances, @Nullable Policy policy) {
        var deciding = new Deciding(purchase, circumstances);
        deciding.request(policy);
        deciding.card();
        var convention = deciding.convention();
        if (policy != null && convention.isPresent()) {
            deciding.lines(convention.get(), policy);
        } else {
            deciding.undecidedLines();
        }
        return deciding;
    }

    /** Whether the purchase is refused whatever money there is. */
    boolean refused() {
        return reasons.stream().anyMatch(given -> given.reason().refusesAll())
                || lines.stream().allMatch(line -> line.covered() == 0);
    }

    /** The counters that the money has to tell, without those of the purchase itself. */
    Set<Counted> counters() {
        var counters = new HashSet<Counted>();
        lines.forEach(line -> counters.addAll(counted(line)));
        return counters;
    }

    /** The decision of a purchase that is {@link #refused}. */
    Decision refusal() {
        return new Decision.Declined(
                inOrder(reasons),
                lines.stream().map(line -> decided(line, 0).declined()).toList());
    }

    /** The decision with the money there is; it may be asked again with other money. */
    Decision settle(Circumstances.Money money) {
        if (refused()) {
            return refusal();
        }
        var given = new ArrayList<>(reasons);
        var decided = shareOut(money, given);
        var approved = decided.stream().mapToLong(Decision.Line::approved).sum();
        if (approved == purchase.amount()) {
            return new Decision.Approved(decided);
        }
        if (approved > 0 && purchase.partialApproval()) {
            return new Decision.PartiallyApproved(inOrder(given), decided);
        }
        if (approved > 0) {
            given.add(Given.of(Reason.PARTIAL_NOT_ACCEPTED, purchase.amount(), approved));
        }
        return new Decision.Declined(
                inOrder(given), decided.stream().map(Decision.Line::declined).toList());
    }

    private void request(@Nullable Policy policy) {
        if (circumstances.cancelled()) {
            reasons.add(Given.of(Reason.PREVIOUSLY_REVERSED));
        }
        if (purchase.deadline() != null && circumstances.decidedAt().isAfter(purchase.deadline())) {
            reasons.add(Given.of(Reason.DEADLINE_PASSED));
        }
        var fund = circumstances.fund();
        if (fund != null && !fund.currency().equals(purchase.currency())) {
            reasons.add(Given.about(Reason.CURRENCY_UNSUPPORTED, fund.currency()));
        }
        if (fund != null && (fund.status() != Fund.Status.OPEN || policy == null)) {
            reasons.add(Given.about(Reason.FUND_NOT_OPEN, fund.name()));
        }
    }

    private void card() {
        var holder = circumstances.holder();
        if (holder == null) {
            reasons.add(Given.of(Reason.CARD_UNKNOWN));
            return;
        }
        switch (holder.cardStatus()) {
            case ISSUED -> reasons.add(Given.of(Reason.CARD_NOT_ACTIVATED));
            case BLOCKED -> reasons.add(Given.of(Reason.CARD_BLOCKED));
            case ACTIVE -> {}
        }
        if (holder.expiresOn().isBefore(day())) {
            reasons.add(Given.of(Reason.CARD_EXPIRED));
        }
        switch (holder.memberStatus()) {
            case SUSPENDED, LEFT -> reasons.add(Given.of(Reason.MEMBER_SUSPENDED));
            case ACTIVE -> {}
        }
    }

    /** The convention of the purchase's day, or the last one that ended; none where there is nothing to decide lines by. */
    private Optional<Convention> convention() {
        var seller = circumstances.seller();
        var fund = circumstances.fund();
        if (seller == null || (fund != null && !seller.merchant().fundId().equals(fund.id()))) {
            reasons.add(Given.of(Reason.MERCHANT_UNKNOWN));
            return Optional.empty();
        }
        var name = seller.merchant().name();
        var started = seller.conventions().stream()
                .filter(convention -> !convention.startsOn().isAfter(day()))
                .toList();
        if (started.isEmpty()) {
            reasons.add(Given.about(Reason.MERCHANT_NOT_CONVENTIONED, name));
            return Optional.empty();
        }
        var current = started.stream()
                .filter(convention -> !convention.endsOn().isBefore(day()))
                .max(Comparator.comparing(Convention::startsOn));
        if (current.isEmpty()) {
            reasons.add(Given.about(Reason.CONVENTION_EXPIRED, name));
        }
        current.filter(Convention::suspended)
                .ifPresent(suspended -> reasons.add(Given.about(Reason.CONVENTION_SUSPENDED, name)));
        return Optional.of(current.orElse(started.getLast()));
    }

    private void undecidedLines() {
        if (purchase.lines().isEmpty()) {
            lines.add(new Assessed(null, 0, 0, null, List.of()));
        }
        for (var line : purchase.lines()) {
            lines.add(new Assessed(line.id(), 0, 0, null, List.of()));
        }
        for (var i = 0; i < circumstances.items().size(); i++) {
            if (circumstances.items().get(i) == null) {
                unknown(purchase.lines().get(i));
            }
        }
    }

    private void lines(Convention convention, Policy policy) {
        var sheets = new Sheets(circumstances, day(), policy);
        if (purchase.lines().isEmpty()) {
            total(convention, policy, sheets);
            return;
        }
        var asked = circumstances.items().stream()
                .map(item -> item == null ? sheets.ofPurchase() : sheets.of(item))
                .toList();
        var coverages = policy.coverages(asked);
        var ceilings = policy.ceilingsOfEach(asked);
        for (var i = 0; i < purchase.lines().size(); i++) {
            var line = purchase.lines().get(i);
            var item = circumstances.items().get(i);
            if (item == null) {
                unknown(line);
                lines.add(new Assessed(line.id(), 0, 0, null, List.of()));
            } else {
                lines.add(assessed(line, item, convention, coverages.get(i), ceilings.get(i)));
            }
        }
    }

    /** A stall that types a total sells what its convention says. */
    private void total(Convention convention, Policy policy, Sheets sheets) {
        var coverage = convention.coverage() * Money.ONE_PERCENT;
        var rule = ruleOf(convention);
        var covered = cents(purchase.amount()).percent(coverage).cents();
        if (covered < purchase.amount()) {
            reasons.add(new Given(
                    covered == 0 ? Reason.PRODUCT_NOT_ELIGIBLE : Reason.COVERAGE_REDUCED,
                    null,
                    rule,
                    sellerName(),
                    false,
                    "",
                    coverage,
                    0));
        }
        lines.add(new Assessed(null, covered, coverage, rule, ceilingsOfTotal(convention, policy, sheets)));
    }

    /** What is sold counts under a ceiling when every family does that the place may sell: a butcher's total is meat. */
    private static List<Ceiling> ceilingsOfTotal(Convention convention, Policy policy, Sheets sheets) {
        var ceilings = new LinkedHashSet<>(policy.ceilings(sheets.ofPurchase()));
        var families = convention.familyCodes();
        if (!families.isEmpty()) {
            var each = policy.ceilingsOfEach(families.stream().map(sheets::of).toList());
            each.getFirst().stream()
                    .filter(ceiling -> each.stream().allMatch(others -> others.contains(ceiling)))
                    .forEach(ceilings::add);
        }
        return List.copyOf(ceilings);
    }

    private Assessed assessed(
            Purchase.Line line, Item item, Convention convention, Optional<Coverage> coverage, List<Ceiling> ceilings) {
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
        if (!convention.familyCodes().contains(item.family())) {
            var left = ruleOf(convention);
            reasons.add(new Given(Reason.MERCHANT_FAMILY_NOT_COVERED, line.id(), left, about, family, "", 0, 0));
            return new Assessed(line.id(), 0, 0, left, List.of());
        }
        var covered = cents(line.amount()).percent(hundredths).cents();
        return new Assessed(line.id(), covered, hundredths, rule, covered == 0 ? List.of() : ceilings);
    }

    private void unknown(Purchase.Line line) {
        reasons.add(new Given(
                Reason.PRODUCT_UNKNOWN,
                line.id(),
                null,
                line.gtin() == null ? line.id() : line.gtin(),
                false,
                "",
                0,
                0));
    }

    /**
     * Gives to lines from the first on, so that what ceilings and balance cut is cut from the last line backwards. Each limit is
     * told that alone would not let the line be paid as it is covered, whatever other limits cut of it.
     */
    private List<Decision.Line> shareOut(Circumstances.Money money, List<Given> given) {
        var left = new HashMap<Counted, Long>();
        var used = new HashMap<Counted, Long>();
        money.used().forEach(u -> used.put(new Counted(u.ceiling(), u.period(), u.windowStart()), u.cents()));
        var told = new HashSet<Counted>();
        var balance = money.available();
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
                given.add(Given.of(Reason.INSUFFICIENT_FUNDS, purchase.amount(), money.available()));
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
                ceiling.rule().row(), ceiling.period(), ceiling.period().windowStart(day()));
    }

    private static List<Given> inOrder(List<Given> given) {
        return given.stream().sorted(Comparator.comparing(Given::reason)).toList();
    }

    private LocalDate day() {
        var zone = circumstances.fund() == null
                ? ZoneId.of("Europe/Paris")
                : circumstances.fund().zone();
        return purchase.occurredAt().atZone(zone).toLocalDate();
    }

    private String sellerName() {
        return circumstances.seller() == null
                ? ""
                : circumstances.seller().merchant().name();
    }

    private Money cents(long cents) {
        return new Money(cents, Currency.getInstance(purchase.currency()));
    }

    /** {@code conventioning 1 R2}, as the convention keeps it. */
    private static Rule ruleOf(Convention convention) {
        var parts = convention.decidedBy().split(" ");
        return new Rule(parts[0], Integer.parseInt(parts[1]), parts[2]);
    }
}
