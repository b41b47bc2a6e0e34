package org.cabas.rules.simulate;

import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.purchase.Reason;
import org.cabas.rules.simulate.Comparison.CeilingEffect;
import org.cabas.rules.simulate.Comparison.Moved;
import org.cabas.rules.simulate.Replay.Outcome;
import org.jspecify.annotations.Nullable;

/** What ceilings cut, while it is counted. Of several that cut one purchase, the first one told is counted. */
final class Cuts {
    private static final Set<Reason> CEILINGS = EnumSet.range(Reason.CEILING_PURCHASE, Reason.CEILING_MONTH);
    private static final BinaryOperator<Cut> BOTH = Cut::with;

    private final Map<String, Cut> byRow = new TreeMap<>();

    private static final class Cut {
        private final List<String> of;
        private final BitSet behind = new BitSet();
        private final BitSet differs = new BitSet();
        private long timesBefore;
        private long timesAfter;
        private long before;
        private long after;

        private Cut(List<String> of) {
            this.of = of;
        }

        private Cut with(Cut other) {
            var both = new Cut(Stream.concat(of.stream(), other.of.stream()).toList());
            for (var part : List.of(this, other)) {
                both.behind.or(part.behind);
                both.differs.or(part.differs);
                both.timesBefore += part.timesBefore;
                both.timesAfter += part.timesAfter;
                both.before += part.before;
                both.after += part.after;
            }
            return both;
        }

        private CeilingEffect told() {
            var cut = new Moved(Money.euroCents(before), Money.euroCents(after));
            return new CeilingEffect(of, timesBefore, timesAfter, cut);
        }
    }

    void add(int home, Outcome before, Outcome after) {
        var rowBefore = row(before);
        var rowAfter = row(after);
        if (rowBefore == null && rowAfter == null) {
            return;
        }
        var cutBefore = rowBefore == null ? 0 : cents(before);
        var cutAfter = rowAfter == null ? 0 : cents(after);
        if (rowBefore != null) {
            var cut = of(rowBefore, home);
            cut.timesBefore++;
            cut.before += cutBefore;
        }
        if (rowAfter != null) {
            var cut = of(rowAfter, home);
            cut.timesAfter++;
            cut.after += cutAfter;
        }
        if (cutBefore != cutAfter || !Objects.equals(rowBefore, rowAfter)) {
            Stream.of(rowBefore, rowAfter)
                    .filter(row -> row != null)
                    .forEach(row -> of(row, home).differs.set(home));
        }
    }

    private Cut of(String row, int home) {
        var cut = byRow.computeIfAbsent(row, key -> new Cut(List.of(key)));
        cut.behind.set(home);
        return cut;
    }

    /** The row of the first ceiling that cuts; null where none does. */
    private static @Nullable String row(Outcome outcome) {
        return outcome.decision().reasons().stream()
                .filter(given -> isCeiling(given.reason()))
                .map(given -> given.rule())
                .filter(rule -> rule != null)
                .map(Rule::row)
                .findFirst()
                .orElse(null);
    }

    static boolean isCeiling(Reason reason) {
        return CEILINGS.contains(reason);
    }

    private static long cents(Outcome outcome) {
        return Purchases.paid(outcome.deciding().covered())
                - Purchases.paid(outcome.deciding().shares(Attribution.plenty(outcome.purse())));
    }

    List<CeilingEffect> told(Crowd crowd) {
        return crowd
                .merged(
                        List.copyOf(byRow.values()),
                        cut -> crowd.of(cut.behind),
                        cut -> crowd.mayBeTold(cut.behind) && crowd.mayBeTold(cut.differs),
                        BOTH)
                .stream()
                .map(Cut::told)
                .toList();
    }
}
