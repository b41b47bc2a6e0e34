package org.cabas.service.fund;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.verify.Finding.Severity;
import org.cabas.rules.verify.TableVerifier;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;

/**
 * Publishes tables: together with the rulebook's other tables they make its next policy version. Nothing is stored unless every
 * table is sound and all of it compiles; the version in force goes on deciding until the new one's date.
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
     * @throws NotPublishable with all that is wrong, when a table leaves a case out or contradicts itself, or doesn't go with
     *     the others
     */
    public int publish(String rulebook, List<DecisionTable> tables, Instant effectiveAt) {
        var unsound = tables.stream()
                .flatMap(table -> TableVerifier.verify(table).stream()
                        .filter(finding -> finding.severity() == Severity.ERROR)
                        .map(finding -> table.title() + "\u00a0: " + finding.sentence()))
                .toList();
        if (!unsound.isEmpty()) {
            throw new NotPublishable(unsound);
        }
        return transactions.run(connection -> {
            var now = clock.instant();
            var version = versions.next(connection, rulebook);
            requireThatAllGoTogether(versions.tables(connection, rulebook, version - 1), tables);
            var parts = versions.latest(connection, rulebook);
            for (var table : tables) {
                parts.put(table.id(), versions.add(connection, rulebook, table, now));
            }
            versions.addPolicy(connection, rulebook, version, parts, effectiveAt, now);
            changes.announce(connection, Policies.TOPIC, rulebook);
            return version;
        });
    }

    private static void requireThatAllGoTogether(List<DecisionTable> before, List<DecisionTable> published) {
        var together = new LinkedHashMap<String, DecisionTable>();
        before.forEach(table -> together.put(table.id(), table));
        published.forEach(table -> together.put(table.id(), table));
        var objections = Policy.objections(together.values());
        if (!objections.isEmpty()) {
            throw new NotPublishable(objections);
        }
        // Compiled here once for nothing, so that no instance meets a table that can't be compiled.
        Policy.compile(0, together.values());
    }
}
