package org.cabas.service.fund;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cabas.rules.engine.TableCompiler;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes tables: together with the tables that will be in force on their day they make the rulebook's next policy version.
 * Nothing is stored unless every table is sound, its reference cases hold, and all of it compiles; the version in force goes on
 * deciding until the new one's instant.
 *
 * <p>What was published for a later day keeps what it brings and stands on the new tables: it is composed again under a new
 * number. The number it had never decided anything, nor ever will.
 */
@Singleton
public class Publishing {
    /**
     * How long before it takes effect a version may still be withdrawn or composed again: instances hear of it within two
     * seconds, and their clocks may differ by as much.
     */
    static final Duration NOTICE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);

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

    /** As {@link #publish(Connection, String, List, Instant)}, in a transaction of its own. */
    public int publish(String rulebook, List<DecisionTable> tables, Instant effectiveAt) {
        return transactions.run(connection ->
                publish(connection, rulebook, tables.stream().map(Adopted::of).toList(), effectiveAt));
    }

    /**
     * Publishes tables of a rulebook from an instant on.
     *
     * @return the number of the policy version
     * @throws NotPublishable with all that is wrong, when a table leaves a case out or contradicts itself, contradicts its
     *     reference cases, doesn't go with the others, or when a later version is in force already
     */
    public int publish(Connection connection, String rulebook, List<Adopted> adopted, Instant effectiveAt)
            throws SQLException {
        Soundness.require(adopted);
        var number = versions.next(connection, rulebook);
        var timeline = versions.all(connection, rulebook);
        var now = clock.instant();
        requireThatNothingLaterCounts(timeline, effectiveAt, now);
        var before = new TreeMap<String, Integer>();
        timeline.stream().filter(v -> !v.effectiveAt().isAfter(effectiveAt)).forEach(v -> {
            before.clear();
            before.putAll(v.tables());
        });
        requireThatAllGoTogether(tables(connection, rulebook, before), adopted);
        var introduced = new TreeMap<String, Integer>();
        for (var table : adopted) {
            introduced.put(table.table().id(), versions.add(connection, rulebook, table, now));
        }
        var together = new TreeMap<>(before);
        together.putAll(introduced);
        versions.addPolicy(connection, rulebook, new PolicyVersion(number, effectiveAt, now, together, introduced));
        var later = timeline.stream()
                .filter(v -> v.effectiveAt().isAfter(effectiveAt))
                .toList();
        compose(connection, rulebook, together, later, number + 1);
        changes.announce(connection, Policies.TOPIC, rulebook);
        return number;
    }

    /**
     * Withdraws tables before they take effect; other tables that were published with them stay.
     *
     * @param tables the version of each question's table
     * @throws NotPublishable when one of them has taken effect, or is about to, or what was published later doesn't go without
     */
    public void withdraw(Connection connection, String rulebook, Map<String, Integer> tables) throws SQLException {
        var number = versions.next(connection, rulebook);
        var timeline = versions.all(connection, rulebook);
        var soon = clock.instant().plus(NOTICE);
        for (var i = 0; i < timeline.size(); i++) {
            var version = timeline.get(i);
            if (tables.entrySet().stream()
                    .anyMatch(table ->
                            table.getValue().equals(version.introduced().get(table.getKey())))) {
                if (!version.effectiveAt().isAfter(soon)) {
                    throw new NotPublishable(List.of(
                            "Cette version a pris effet, ou va le faire dans quelques secondes\u00a0: elle ne peut plus"
                                    + " être retirée. Proposez une nouvelle version."));
                }
                var left = new TreeMap<>(version.introduced());
                left.entrySet().removeAll(tables.entrySet());
                var rest = new ArrayList<>(timeline.subList(i + 1, timeline.size()));
                versions.withdraw(connection, rulebook, version.version(), clock.instant());
                var before =
                        i == 0 ? Map.<String, Integer>of() : timeline.get(i - 1).tables();
                if (!left.isEmpty()) {
                    rest.addFirst(new PolicyVersion(
                            version.version(), version.effectiveAt(), version.publishedAt(), Map.of(), left));
                }
                compose(connection, rulebook, before, rest, number);
                changes.announce(connection, Policies.TOPIC, rulebook);
                return;
            }
        }
        throw new NotPublishable(List.of("Cette version n’est pas à venir\u00a0: il n’y a rien à retirer."));
    }

    /** Composes again, under new numbers, the versions to come that stand on other tables than they did. */
    private void compose(
            Connection connection,
            String rulebook,
            Map<String, Integer> before,
            List<PolicyVersion> later,
            int firstNumber)
            throws SQLException {
        var now = clock.instant();
        var number = firstNumber;
        var below = before;
        for (var version : later) {
            var together = version.onTopOf(below);
            if (!together.equals(version.tables())) {
                requireThatAllGoTogether(tables(connection, rulebook, together), List.of());
                versions.withdraw(connection, rulebook, version.version(), now);
                versions.addPolicy(
                        connection,
                        rulebook,
                        new PolicyVersion(number, version.effectiveAt(), now, together, version.introduced()));
                LOG.info("{}: version {} is composed again as {}", rulebook, version.version(), number);
                number++;
            }
            below = together;
        }
    }

    private static void requireThatNothingLaterCounts(List<PolicyVersion> timeline, Instant effectiveAt, Instant now) {
        for (var version : timeline) {
            if (version.effectiveAt().isAfter(effectiveAt)
                    && !version.effectiveAt().isAfter(now.plus(NOTICE))) {
                throw new NotPublishable(List.of(
                        "Une version plus récente est en vigueur, ou va l’être dans quelques secondes\u00a0: choisissez une"
                                + " date à venir, ou réessayez dans une minute."));
            }
        }
    }

    private List<DecisionTable> tables(Connection connection, String rulebook, Map<String, Integer> versionOfEach)
            throws SQLException {
        return versions.adopted(connection, rulebook, versionOfEach).stream()
                .map(Adopted::table)
                .toList();
    }

    private static void requireThatAllGoTogether(List<DecisionTable> before, List<Adopted> adopted) {
        var together = new LinkedHashMap<String, DecisionTable>();
        before.forEach(table -> together.put(table.id(), table));
        adopted.forEach(table -> together.put(table.table().id(), table.table()));
        var objections = Policy.objections(together.values());
        if (!objections.isEmpty()) {
            throw new NotPublishable(objections);
        }
        // Compiled here once for nothing, so that no instance meets a table that can't be compiled; the others have
        // been already.
        adopted.forEach(table -> TableCompiler.compile(table.table()));
    }
}
