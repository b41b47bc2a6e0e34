package org.cabas.service.demo.data;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cabas.rules.funds.DemonstrationFund;
import org.cabas.rules.policy.Policy;
import org.cabas.service.demo.data.Candidate.Acceptance;
import org.cabas.service.demo.data.Trade.Role;
import org.cabas.service.merchant.Convention;
import org.cabas.service.merchant.Merchant;

/**
 * The merchants of a fund and their conventions, which the fund's own tables decide. Besides the producers and shops
 * that it counts, a fund knows some who are outside, one whose convention is suspended ({@code <fund>-suspendu}) and
 * one whose convention has just ended ({@code <fund>-expire}).
 */
final class Market {
    /**
     * How often a merchant's facts are drawn until the tables accept it; the worst odds among the trades are 1 in 4.
     */
    private static final int DRAWS = 100;

    /** One fact in so many is unknown, as in real files. */
    private static final int KNOWN_FACTS = 12;

    private static final int CHARTERS = 6;

    private final DemonstrationFund fund;
    private final Policy policy;
    private final RandomGenerator random;
    private final LocalDate today;
    private final List<Place> places;
    private final Set<String> ids = new HashSet<>();
    private final List<Merchant> merchants = new ArrayList<>();
    private final List<Convention> conventions = new ArrayList<>();

    private Market(DemonstrationFund fund, Policy policy, RandomGenerator random, LocalDate today) {
        this.fund = fund;
        this.policy = policy;
        this.random = random;
        this.today = today;
        this.places = Place.around(fund.centre());
    }

    /** What is to be stored. */
    record Stalls(List<Merchant> merchants, List<Convention> conventions) {
        Stalls {
            merchants = List.copyOf(merchants);
            conventions = List.copyOf(conventions);
        }
    }

    /** The market of a fund. */
    static Stalls of(DemonstrationFund fund, Policy policy, RandomGenerator random, LocalDate today) {
        var market = new Market(fund, policy, random, today);
        market.fill();
        return new Stalls(market.merchants, market.conventions);
    }

    private void fill() {
        var producers = trades(Role.PRODUCER);
        var shops = trades(Role.SHOP);
        for (var i = 0; i < fund.size().producers(); i++) {
            settle(producers.get(i % producers.size()));
        }
        for (var i = 0; i < fund.size().shops(); i++) {
            settle(shops.get(i % shops.size()));
        }
        if (fund.size().producers() > 0) {
            trades(Role.OUTSIDE).forEach(trade -> merchants.add(draw(trade, id(trade), place())));
        }
        if (fund.status() == DemonstrationFund.Status.OPEN) {
            var next = fund.size().producers();
            broken("suspendu", producers.get(next % producers.size()), true);
            broken("expire", producers.get((next + 1) % producers.size()), false);
        }
    }

    private List<Trade> trades(Role role) {
        return Trade.all().stream()
                .filter(trade -> trade.role() == role && trade.rulebooks().contains(fund.rulebook()))
                .toList();
    }

    /** A merchant that the fund counts among its own: conventioned, unless the fund has no table or no day to open. */
    private void settle(Trade trade) {
        var id = id(trade);
        var place = place();
        for (var draw = 0; draw < DRAWS; draw++) {
            var merchant = draw(trade, id, place);
            var accepted = new Candidate(merchant, trade.families()).accepted(policy);
            if (accepted.isPresent() || draw == DRAWS - 1) {
                merchants.add(merchant);
                accepted.flatMap(acceptance -> convention(merchant, acceptance)).ifPresent(conventions::add);
                return;
            }
        }
    }

    private void broken(String suffix, Trade trade, boolean suspended) {
        var id = fund.id() + "-" + suffix;
        var place = place();
        for (var draw = 0; draw < DRAWS; draw++) {
            var merchant = draw(trade, id, place);
            var accepted = new Candidate(merchant, trade.families()).accepted(policy);
            if (accepted.isPresent()) {
                var valid = convention(merchant, accepted.get()).orElseThrow();
                merchants.add(merchant);
                conventions.add(new Convention(
                        valid.id(),
                        id,
                        valid.startsOn().isBefore(today) ? valid.startsOn() : today.minusDays(1),
                        suspended ? valid.endsOn() : today.minusDays(1),
                        suspended,
                        valid.families(),
                        valid.coverage(),
                        valid.decidedBy()));
                return;
            }
        }
        throw new IllegalStateException("no " + trade.id() + " is ever accepted by " + fund.id());
    }

    /** From the day on which the fund opens, to the end of the next year. */
    private Optional<Convention> convention(Merchant merchant, Acceptance acceptance) {
        return fund.opensOn().map(day -> {
            var open = fund.status() == DemonstrationFund.Status.OPEN;
            var startsOn = open && day.isAfter(today) ? today : day;
            var lastYear = (startsOn.isAfter(today) ? startsOn : today).plusYears(1);
            var rule = acceptance.rule();
            return new Convention(
                    merchant.id() + "-1",
                    merchant.id(),
                    startsOn,
                    lastYear.with(TemporalAdjusters.lastDayOfYear()),
                    false,
                    String.join(" ", acceptance.families()),
                    acceptance.coverage(),
                    rule.table() + " " + rule.version() + " " + rule.row());
        });
    }

    private Merchant draw(Trade trade, String id, Place place) {
        var certification = trade.certification(random);
        var own = trade.role() != Role.OUTSIDE;
        return new Merchant(
                id,
                fund.id(),
                trade.name() + ", " + place.town(),
                trade.kind(),
                known() ? Numbers.siret(random) : null,
                place.town(),
                known() ? BigDecimal.valueOf(place.distanceKm()) : null,
                certification,
                trade.directSale(),
                known() ? (Integer) trade.organicShare(certification, random) : null,
                known() ? (Integer) trade.localShare(random) : null,
                own && (merchants.isEmpty() || random.nextInt(CHARTERS) > 0),
                known() ? (Integer) trade.workers(random) : null,
                "{}");
    }

    /** Whether a fact is known; of a fund's first merchant, which people try first, all are. */
    private boolean known() {
        return merchants.isEmpty() || random.nextInt(KNOWN_FACTS) > 0;
    }

    private Place place() {
        return places.get(merchants.size() % places.size());
    }

    private String id(Trade trade) {
        var id = fund.id() + "-" + trade.id();
        for (var number = 2; !ids.add(id); number++) {
            id = fund.id() + "-" + trade.id() + "-" + number;
        }
        return id;
    }
}
