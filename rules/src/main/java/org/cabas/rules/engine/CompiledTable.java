package org.cabas.rules.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSessionsPool;

/**
 * A table ready to decide, for any number of threads; made by {@link TableCompiler}. Decisions are pure functions of their
 * facts, so those made lately are remembered.
 *
 * <p>It holds memory and nothing else (no thread, file or registration), so there is nothing to close: who publishes puts the
 * new one where requests look, a request that read the old one ends on it, and the old one, its memo and its sessions are
 * garbage after the last of them.
 */
public final class CompiledTable {
    /**
     * How many decisions are remembered: the products that a fund's shops sell in a week, times a few merchants. At some 200
     * bytes each it is 2 MB a table.
     */
    public static final int MEMO_SIZE = 10_000;

    /** Sessions that are made with the table; more follow when more threads decide at once. */
    private static final int FIRST_SESSIONS = 1;

    private final DecisionTable table;
    private final KieSessionsPool sessions;
    private final Cache<Facts, Decision> memo;

    CompiledTable(DecisionTable table, KieBase base, int memoSize) {
        this.table = table;
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
        var asked = new Case(table.conditions(), facts);
        match(List.of(asked));
        return remember(facts, asked);
    }

    /**
     * Decides several cases at once, the lines of a basket: what isn't remembered goes through one session.
     *
     * @return one decision a case, in their order
     */
    public List<Decision> decideAll(List<Facts> cases) {
        var known = new LinkedHashMap<Facts, Decision>();
        var asked = new LinkedHashMap<Facts, Case>();
        for (var facts : cases) {
            if (known.containsKey(facts) || asked.containsKey(facts)) {
                continue;
            }
            var remembered = memo.getIfPresent(facts);
            if (remembered == null) {
                asked.put(facts, new Case(table.conditions(), facts));
            } else {
                known.put(facts, remembered);
            }
        }
        if (!asked.isEmpty()) {
            match(asked.values());
            asked.forEach((facts, matched) -> known.put(facts, remember(facts, matched)));
        }
        var decisions = new ArrayList<Decision>(cases.size());
        for (var facts : cases) {
            decisions.add(known.get(facts));
        }
        return decisions;
    }

    private void match(Iterable<Case> cases) {
        var session = sessions.newKieSession();
        try {
            for (var each : cases) {
                session.insert(each);
            }
            session.fireAllRules();
        } finally {
            session.dispose();
        }
    }

    private Decision remember(Facts facts, Case matched) {
        var decision = decision(matched);
        memo.put(facts, decision);
        return decision;
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
