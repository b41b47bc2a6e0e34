package org.cabas.rules.simulate;

import java.util.BitSet;
import java.util.List;
import org.cabas.rules.money.Money;
import org.cabas.rules.simulate.Comparison.Balances;
import org.cabas.rules.simulate.Comparison.Moved;
import org.jspecify.annotations.Nullable;

/** What balances could not pay, while it is counted. */
final class Shortage {
    private final BitSet shortBefore = new BitSet();
    private final BitSet shortAfter = new BitSet();
    private final BitSet differs = new BitSet();
    private long timesBefore;
    private long timesAfter;
    private long missingBefore;
    private long missingAfter;

    /** @param before cents that the balance could not pay today; 0 where it could; {@code after} the same for the draft */
    void add(int home, long before, long after) {
        if (before > 0) {
            shortBefore.set(home);
            timesBefore++;
            missingBefore += before;
        }
        if (after > 0) {
            shortAfter.set(home);
            timesAfter++;
            missingAfter += after;
        }
        if (before != after) {
            differs.set(home);
        }
    }

    /** Null where too few people are behind any of it. */
    @Nullable
    Balances told(Crowd crowd, List<Home> homes, Replay inForce, Replay draft) {
        var left = new BitSet();
        var leftBefore = 0L;
        var leftAfter = 0L;
        for (var home = 0; home < homes.size(); home++) {
            leftBefore += inForce.balance(home);
            leftAfter += draft.balance(home);
            left.set(home, inForce.balance(home) != draft.balance(home));
        }
        for (var behind : List.of(shortBefore, shortAfter, differs, left)) {
            if (!crowd.mayBeTold(behind)) {
                return null;
            }
        }
        return new Balances(
                timesBefore,
                timesAfter,
                new Moved(Money.euroCents(missingBefore), Money.euroCents(missingAfter)),
                new Moved(Money.euroCents(leftBefore), Money.euroCents(leftAfter)));
    }
}
