package org.cabas.service.authorization;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.purchase.Basket;
import org.cabas.rules.purchase.Deciding;
import org.cabas.rules.purchase.Decision.Given;
import org.cabas.rules.purchase.Reason;
import org.cabas.rules.purchase.Terms;
import org.cabas.service.fund.Fund;
import org.cabas.service.merchant.Convention;
import org.cabas.service.merchant.MerchantFacts;
import org.jspecify.annotations.Nullable;

/**
 * A purchase in its circumstances, as the rules decide it: its basket, with every reason that no table has a say in, and the
 * convention that its day falls in.
 */
final class Assessing {
    private final Purchase purchase;
    private final Circumstances circumstances;
    private final List<Given> standing = new ArrayList<>();
    private @Nullable Convention convention;

    private Assessing(Purchase purchase, Circumstances circumstances, boolean tables) {
        this.purchase = purchase;
        this.circumstances = circumstances;
        request(tables);
        card();
        seller();
    }

    /**
     * Looks at everything but the money.
     *
     * @param policy the fund's, in force at the decision; null where the card, and so the fund, is unknown, and where the fund
     *     has published no tables for that day, which is a fund that is not open
     */
    static Deciding assess(Purchase purchase, Circumstances circumstances, @Nullable Policy policy) {
        var assessing = new Assessing(purchase, circumstances, policy != null);
        return Deciding.assess(assessing.basket(), policy == null ? null : assessing.terms(policy), policy);
    }

    /** The same purchase as any policy of its fund would have met it; {@code open} where the fund had tables then. */
    static Assessing ofPast(Purchase purchase, Circumstances circumstances, boolean open) {
        return new Assessing(purchase, circumstances, open);
    }

    Basket basket() {
        return new Basket(
                day(),
                Currency.getInstance(purchase.currency()),
                purchase.amount(),
                purchase.partialApproval(),
                lines(),
                circumstances.holder() == null
                        ? FactSheet.EMPTY
                        : FactSheet.household(
                                circumstances.holder().adults(),
                                circumstances.holder().children()),
                standing);
    }

    /** The place's terms on the day of the purchase, or the last ones that ended; null where it has none. */
    @Nullable
    Terms terms(Policy policy) {
        var seller = circumstances.seller();
        return convention == null || seller == null
                ? null
                : new Terms(
                        seller.merchant().name(),
                        convention.familyCodes(),
                        convention.coverage(),
                        ruleOf(convention),
                        MerchantFacts.of(seller.merchant(), policy.tables()));
    }

    private List<Basket.Line> lines() {
        var lines = new ArrayList<Basket.Line>();
        for (var i = 0; i < purchase.lines().size(); i++) {
            var line = purchase.lines().get(i);
            var called = line.gtin() == null ? line.id() : line.gtin();
            lines.add(new Basket.Line(
                    line.id(), called, line.amount(), circumstances.items().get(i)));
        }
        return lines;
    }

    private void request(boolean tables) {
        if (circumstances.cancelled()) {
            standing.add(Given.of(Reason.PREVIOUSLY_REVERSED));
        }
        if (purchase.deadline() != null && circumstances.decidedAt().isAfter(purchase.deadline())) {
            standing.add(Given.of(Reason.DEADLINE_PASSED));
        }
        var fund = circumstances.fund();
        if (fund != null && !fund.currency().equals(purchase.currency())) {
            standing.add(Given.about(Reason.CURRENCY_UNSUPPORTED, fund.currency()));
        }
        if (fund != null && (fund.status() != Fund.Status.OPEN || !tables)) {
            standing.add(Given.about(Reason.FUND_NOT_OPEN, fund.name()));
        }
    }

    private void card() {
        var holder = circumstances.holder();
        if (holder == null) {
            standing.add(Given.of(Reason.CARD_UNKNOWN));
            return;
        }
        switch (holder.cardStatus()) {
            case ISSUED -> standing.add(Given.of(Reason.CARD_NOT_ACTIVATED));
            case BLOCKED -> standing.add(Given.of(Reason.CARD_BLOCKED));
            case ACTIVE -> {}
        }
        if (holder.expiresOn().isBefore(day())) {
            standing.add(Given.of(Reason.CARD_EXPIRED));
        }
        switch (holder.memberStatus()) {
            case SUSPENDED, LEFT -> standing.add(Given.of(Reason.MEMBER_SUSPENDED));
            case ACTIVE -> {}
        }
    }

    /** Finds the convention of the purchase's day, or the last one that ended; none where there is nothing to decide lines by. */
    private void seller() {
        var seller = circumstances.seller();
        var fund = circumstances.fund();
        if (seller == null || (fund != null && !seller.merchant().fundId().equals(fund.id()))) {
            standing.add(Given.of(Reason.MERCHANT_UNKNOWN));
            return;
        }
        var name = seller.merchant().name();
        var started = seller.conventions().stream()
                .filter(each -> !each.startsOn().isAfter(day()))
                .toList();
        if (started.isEmpty()) {
            standing.add(Given.about(Reason.MERCHANT_NOT_CONVENTIONED, name));
            return;
        }
        var current = started.stream()
                .filter(each -> !each.endsOn().isBefore(day()))
                .max(Comparator.comparing(Convention::startsOn));
        if (current.isEmpty()) {
            standing.add(Given.about(Reason.CONVENTION_EXPIRED, name));
        }
        current.filter(Convention::suspended)
                .ifPresent(suspended -> standing.add(Given.about(Reason.CONVENTION_SUSPENDED, name)));
        convention = current.orElse(started.getLast());
    }

    private LocalDate day() {
        var zone = circumstances.fund() == null
                ? ZoneId.of("Europe/Paris")
                : circumstances.fund().zone();
        return purchase.occurredAt().atZone(zone).toLocalDate();
    }

    /** {@code conventioning 1 R2}, as the convention keeps it. */
    private static Rule ruleOf(Convention convention) {
        var parts = convention.decidedBy().split(" ");
        return new Rule(parts[0], Integer.parseInt(parts[1]), parts[2]);
    }
}
