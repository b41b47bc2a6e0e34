package org.cabas.service.vote;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.fund.Adopted;
import org.cabas.service.fund.Soundness;
import org.cabas.service.fund.TableVersions;
import org.jspecify.annotations.Nullable;

/** What stands once everything that is published has taken effect, and whether what is proposed fits on top of it. */
@Singleton
class Standing {
    private final TableVersions versions;

    Standing(TableVersions versions) {
        this.versions = versions;
    }

    /**
     * The tables of a rulebook in the end.
     *
     * @param versions the version of each question's table
     * @param since from when that version decides
     * @param adopted the tables themselves, by question
     */
    record Tables(Map<String, Integer> versions, Map<String, Instant> since, Map<String, Adopted> adopted) {
        @Nullable
        Integer version(String question) {
            return versions.get(question);
        }

        /** The table of that question; null where there is none. */
        @Nullable
        DecisionTable table(String question) {
            var known = adopted.get(question);
            return known == null ? null : known.table();
        }

        /** Whether what is proposed changes what stands, and not something that was replaced since. */
        boolean standUnder(List<ProposedTable> proposed) {
            return proposed.stream().allMatch(table -> Objects.equals(table.basedOn(), version(table.question())));
        }
    }

    /** What stands; the tables are read only where they are asked for. */
    Tables of(Connection connection, String rulebook) throws SQLException {
        var numbers = numbers(connection, rulebook);
        var adopted = new HashMap<String, Adopted>();
        versions.adopted(connection, rulebook, numbers.versions())
                .forEach(one -> adopted.put(one.table().id(), one));
        return new Tables(numbers.versions(), numbers.since(), adopted);
    }

    /** The same without the tables themselves. */
    Tables numbers(Connection connection, String rulebook) throws SQLException {
        var timeline = versions.all(connection, rulebook);
        var last = timeline.isEmpty()
                ? Map.<String, Integer>of()
                : timeline.getLast().tables();
        var since = new HashMap<String, Instant>();
        for (var version : timeline) {
            version.introduced().forEach((question, table) -> {
                if (table.equals(last.get(question))) {
                    since.putIfAbsent(question, version.effectiveAt());
                }
            });
        }
        return new Tables(last, since, Map.of());
    }

    /** Everything that stands in the way of adopting these tables on top of what stands, in French. */
    static List<String> objections(Tables standing, List<Adopted> proposed) {
        var objections = new ArrayList<>(Soundness.objections(proposed));
        if (objections.isEmpty()) {
            objections.addAll(Policy.objections(together(standing, proposed).values()));
        }
        return objections;
    }

    /** All tables with those proposed in their places, by question. */
    static Map<String, DecisionTable> together(Tables standing, List<Adopted> proposed) {
        var together = new LinkedHashMap<String, DecisionTable>();
        standing.adopted().forEach((question, one) -> together.put(question, one.table()));
        proposed.forEach(one -> together.put(one.table().id(), one.table()));
        return together;
    }
}
