package org.cabas.rules.simulate;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.cabas.rules.money.Money;
import org.cabas.rules.simulate.Comparison.Figures;
import org.cabas.rules.simulate.Comparison.Moved;
import org.cabas.rules.simulate.Comparison.Part;

/** Purchases that have something in common, while they are counted, with the households behind them. */
final class Tally {
    private final List<String> of;
    private final BitSet behind = new BitSet();
    private final BitSet changedFor = new BitSet();
    private long purchases;
    private long changed;
    private long more;
    private long less;
    private long before;
    private long after;

    Tally(List<String> of) {
        this.of = of;
    }

    /**
     * Counts a purchase.
     *
     * @param otherwise whether it is decided otherwise, be it with the same sum
     */
    void add(int home, long paidBefore, long paidAfter, boolean otherwise) {
        behind.set(home);
        purchases++;
        before += paidBefore;
        after += paidAfter;
        if (otherwise) {
            changedFor.set(home);
            changed++;
            more += paidAfter > paidBefore ? 1 : 0;
            less += paidAfter < paidBefore ? 1 : 0;
        }
    }

    /** Takes off what is given back. */
    void giveBack(int home, long backBefore, long backAfter) {
        before -= backBefore;
        after -= backAfter;
        if (backBefore != backAfter) {
            changedFor.set(home);
        }
    }

    Tally with(Tally other) {
        var both = new Tally(Stream.concat(of.stream(), other.of.stream()).toList());
        for (var part : List.of(this, other)) {
            both.behind.or(part.behind);
            both.changedFor.or(part.changedFor);
            both.purchases += part.purchases;
            both.changed += part.changed;
            both.more += part.more;
            both.less += part.less;
            both.before += part.before;
            both.after += part.after;
        }
        return both;
    }

    int people(Crowd crowd) {
        return crowd.of(behind);
    }

    boolean mayBeTold(Crowd crowd) {
        return crowd.mayBeTold(behind) && crowd.mayBeTold(changedFor);
    }

    Figures figures() {
        return new Figures(purchases, changed, more, less, new Moved(Money.euroCents(before), Money.euroCents(after)));
    }

    Part part() {
        return new Part(of, figures());
    }
}
