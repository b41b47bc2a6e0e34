package org.cabas.rules.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.purchase.Basket;
import org.cabas.rules.purchase.Deciding;
import org.cabas.rules.purchase.Decision;
import org.cabas.rules.purchase.Decision.Counted;
import org.cabas.rules.purchase.Purse;
import org.cabas.rules.purchase.Terms;
import org.jspecify.annotations.Nullable;

/** A fund under one policy: what is on each card and what each ceiling has been used for, event by event. */
final class Replay {
    /** A purchase can be told two days late, and a reservation can end weeks later: older windows are asked about no more. */
    private static final int DAYS_KEPT = 70;

    private final Policy policy;
    private final long[] balances;
    private final List<Map<Counted, Long>> counters;
    private final Map<String, Kept> kept = new HashMap<>();
    private LocalDate swept = LocalDate.MIN;

    /** What a purchase that is given back later was paid, and where that was counted. */
    private static final class Kept {
        private final List<Decision.Line> lines;
        private final long[] left;

        private Kept(List<Decision.Line> lines) {
            this.lines = lines;
            this.left = lines.stream().mapToLong(Decision.Line::approved).toArray();
        }
    }

    /** A decision with what led to it: the tables' answer, and the money that was there. */
    record Outcome(Deciding deciding, Purse purse, Decision decision) {}

    Replay(Policy policy, List<Home> homes) {
        this.policy = policy;
        this.balances = homes.stream().mapToLong(Home::opening).toArray();
        this.counters = new ArrayList<>(homes.size());
        homes.forEach(home -> counters.add(new HashMap<>()));
    }

    Policy policy() {
        return policy;
    }

    long balance(int home) {
        return balances[home];
    }

    void allocate(int home, long cents) {
        balances[home] += cents;
    }

    Outcome buy(Event.Bought bought, Basket basket, @Nullable Terms terms) {
        return buy(bought, Deciding.assess(basket, terms, policy));
    }

    /** The same where the tables' answer is known: policies with the same tables for purchases give the same. */
    Outcome buy(Event.Bought bought, Deciding deciding) {
        sweep(bought.day());
        if (bought.home() < 0 || deciding.refused()) {
            var nothing = new Purse(0, List.of());
            return new Outcome(deciding, nothing, deciding.refusal());
        }
        var counted = counters.get(bought.home());
        var used = new ArrayList<Purse.Used>();
        for (var counter : deciding.counters()) {
            var cents = counted.get(counter);
            if (cents != null) {
                used.add(new Purse.Used(counter.ceiling(), counter.period(), counter.windowStart(), cents));
            }
        }
        var purse = new Purse(balances[bought.home()], used);
        var decision = deciding.settle(purse);
        for (var line : decision.lines()) {
            balances[bought.home()] -= line.approved();
            line.ceilings().forEach(counter -> counted.merge(counter, line.approved(), Long::sum));
        }
        if (bought.undone()) {
            kept.put(bought.id(), new Kept(decision.lines()));
        }
        return new Outcome(deciding, purse, decision);
    }

    /**
     * Gives back the same share of each line as was given back in the past.
     *
     * @return cents a line; none for a purchase from before the first event
     */
    List<Long> giveBack(Event.GivenBack given) {
        var purchase = kept.get(given.id());
        if (purchase == null) {
            // It was bought before the first event: what is given back was the same under any policy.
            given.lines().forEach(cents -> balances[given.home()] += cents);
            return List.of();
        }
        var back = new ArrayList<Long>();
        var counted = counters.get(given.home());
        for (var i = 0; i < purchase.lines.size(); i++) {
            var line = purchase.lines.get(i);
            var cents = Math.min(
                    share(line.approved(), given.lines().get(i), given.of().get(i)), purchase.left[i]);
            purchase.left[i] -= cents;
            balances[given.home()] += cents;
            line.ceilings().forEach(counter -> counted.merge(counter, -cents, Long::sum));
            back.add(cents);
        }
        return back;
    }

    /** The share {@code part} of {@code whole} of some cents, to the cent; all of it for all, and as it was where it is the same. */
    private static long share(long cents, long part, long whole) {
        return part == 0 || whole == 0
                ? 0
                : Money.euroCents(cents)
                        .shares(List.of(part, whole - part))
                        .getFirst()
                        .cents();
    }

    private void sweep(LocalDate day) {
        if (swept.isBefore(day.withDayOfMonth(1))) {
            swept = day;
            var oldest = day.minusDays(DAYS_KEPT);
            for (var counted : counters) {
                counted.keySet().removeIf(counter -> counter.windowStart().isBefore(oldest));
            }
        }
    }
}
