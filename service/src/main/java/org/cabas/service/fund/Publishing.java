package org.cabas.service.fund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;

/**
 * Publishes tables: together with the rulebook's other tables they make its next policy version. Nothing is stored unless all of
 * it compiles; the version in force goes on deciding until the new one's date.
 */
@Singleton
public class Publishing {
    private final Transactions transactions;
    private final TableVersions versions;
    private final Changes changes;
    private final Clock clock;

    public Publishing(Transactions transactions, TableVersions versions, Changes changes, Clock clock) {
        this.transactions = transactions;
        this.versions = versions;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Publishes tables of a rulebook from an instant on.
     *
     * @return the number of the policy version
     */
    public int publish(String rulebook, List<DecisionTable> tables, Instant effectiveAt) {
        // What can't be compiled must not be stored: this throws before the transaction.
        Policy.compile(0, tables);
        return transactions.run(connection -> {
            var now = clock.instant();
            var version = versions.next(connection, rulebook);
            var parts = versions.latest(connection, rulebook);
            for (var table : tables) {
                parts.put(table.id(), versions.add(connection, rulebook, table, now));
            }
            versions.addPolicy(connection, rulebook, version, parts, effectiveAt, now);
            changes.announce(connection, Policies.TOPIC, rulebook);
            return version;
        });
    }
}
