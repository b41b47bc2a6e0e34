package org.cabas.rules.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSessionsPool;

/**
 * A table ready to decide, for any number of threads; made by {@link TableCompiler}. Decisions are pure functions of
 * their facts, so those made lately are remembered.
 *
 * <p>It holds memory and nothing else (no thread, file or registration), so there is nothing to close: who publishes
 * puts the new one where requests look, a request that read the old one ends on it, and the old one, its memo and its
 * sessions are garbage after the last of them.
 */
public final class CompiledTable {
    /**
     * How many decisions are remembered: the products that a fund's shops sell in a week, times a few merchants. At
     * some 200 bytes each it is 2 MB a table.
     */
    public static final int MEMO_SIZE = 10_000;

    /**
     * How many decisions are made anew when a table takes over from another: what a fund's tills ask in a busy hour. At some
     * 10 µs each it is 10 ms, spent by who publishes.
     */
    static final int TAKEN_OVER = 1_000;

    /** Cases that go through one session while taking over: a session's memory grows with them. */
    private static final int TAKEN_TOGETHER = 50;

    /** Sessions that are made with the table; more follow when more threads decide at once. */
    private static final int FIRST_SESSIONS = 1;

    private final DecisionTable table;
    private final Slots slots;
    private final KieSessionsPool sessions;
    private final Cache<Facts, Decision> memo;

    CompiledTable(DecisionTable table, Slots slots, KieBase base, int memoSize) {
        this.table = table;
        this.slots = slots;
        this.sessions = base.newKieSessionsPool(FIRST_SESSIONS);
        // Upkeep of the memo runs in the thread that decides: a pool's thread would keep a replaced table alive.
        this.memo = Caffeine.newBuilder()
                .maximumSize(memoSize)
                .executor(Runnable::run)
                .recordStats()
                .build();
    }

    /** The table that was compiled. */
    public DecisionTable table() {
        return table;
    }

    /**
     * Decides one case.
     *
     * @param facts of this table, as {@link DecisionTable#facts} gives them
     * @throws IllegalArgumentException for facts of another table
     */
    public Decision decide(Facts facts) {
        var remembered = memo.getIfPresent(facts);
        if (remembered != null) {
            return remembered;
        }
        var decision = decideAfresh(List.of(facts)).getFirst();
        memo.put(facts, decision);
        return decision;
    }

    /**
     * Decides several cases at once, the lines of a basket: what isn't remembered goes through one session.
     *
     * @return one decision a case, in their order
     * @throws IllegalArgumentException for facts of another table
     */
    public List<Decision> decideAll(List<Facts> cases) {
        var known = new HashMap<Facts, Decision>();
        var asked = new LinkedHashSet<Facts>();
        for (var facts : cases) {
            if (known.containsKey(facts) || asked.contains(facts)) {
                continue;
            }
            var remembered = memo.getIfPresent(facts);
            if (remembered == null) {
                asked.add(facts);
            } else {
                known.put(facts, remembered);
            }
        }
        if (!asked.isEmpty()) {
            var decided = decideAfresh(asked).iterator();
            for (var facts : asked) {
                var decision = decided.next();
                known.put(facts, decision);
                memo.put(facts, decision);
            }
        }
        var decisions = new ArrayList<Decision>(cases.size());
        for (var facts : cases) {
            decisions.add(known.get(facts));
        }
        return decisions;
    }

    /**
     * Decides what another table was asked most, so that those who ask after the change wait no longer than those before it. A
     * table that asks for other facts takes nothing over.
     */
    void takeOver(CompiledTable other) {
        if (!other.table.conditions().equals(table.conditions())) {
            return;
        }
        var asked = other.memo
                .policy()
                .eviction()
                .map(eviction -> List.copyOf(eviction.hottest(TAKEN_OVER).keySet()))
                .orElse(List.of());
        for (var from = 0; from < asked.size(); from += TAKEN_TOGETHER) {
            var cases = asked.subList(from, Math.min(asked.size(), from + TAKEN_TOGETHER));
            var decisions = decideAfresh(cases);
            for (var i = 0; i < cases.size(); i++) {
                memo.put(cases.get(i), decisions.get(i));
            }
        }
    }

    /** Decides without regard to the memo. */
    List<Decision> decideAfresh(Collection<Facts> cases) {
        var filled = new ArrayList<Case>(cases.size());
        cases.forEach(facts -> filled.add(slots.fill(facts)));
        var session = sessions.newKieSession();
        try {
            filled.forEach(session::insert);
            session.fireAllRules();
        } finally {
            session.dispose();
        }
        return filled.stream().map(this::decision).toList();
    }

    private Decision decision(Case matched) {
        var rows = new ArrayList<Row>();
        for (var i = matched.rows().nextSetBit(0); i >= 0; i = matched.rows().nextSetBit(i + 1)) {
            rows.add(table.rows().get(i));
            if (table.hitPolicy() == HitPolicy.FIRST) {
                break;
            }
        }
        return new Decision(table, rows);
    }

    /** How many decisions were remembered when they were asked for. */
    public long memoHits() {
        return memo.stats().hitCount();
    }

    /** How many decisions had to be made. */
    public long memoMisses() {
        return memo.stats().missCount();
    }

    /** How many decisions are remembered now, roughly: at most the memo's size once upkeep has run. */
    public long remembered() {
        return memo.estimatedSize();
    }
}
