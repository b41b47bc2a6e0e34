package org.cabas.service.home;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.fund.History;
import org.cabas.service.fund.History.Standing;
import org.cabas.service.fund.History.Version;
import org.cabas.service.fund.Policies;
import org.jspecify.annotations.Nullable;

/** The tables that decide in a fund at this moment. */
@Singleton
class TablesNow {
    private final Funds funds;
    private final Policies policies;
    private final History history;
    private final Clock clock;

    TablesNow(Funds funds, Policies policies, History history, Clock clock) {
        this.funds = funds;
        this.policies = policies;
        this.history = history;
        this.clock = clock;
    }

    /**
     * A table in force, and the next one where it is published.
     *
     * @param since its first day, in the fund's zone; null where nothing tells
     * @param next the first day of the one that replaces it; null for none
     * @param voted whether a vote adopted it here
     */
    public record InForce(
            DecisionTable table,
            @Nullable LocalDate since,
            @Nullable LocalDate next,
            boolean voted) {}

    /** The tables in force, in the order of the policy's questions; none where nothing is published. */
    List<InForce> of(String fund) {
        return funds.findById(fund).map(this::of).orElse(List.of());
    }

    List<InForce> of(Fund fund) {
        var versions = new HashMap<String, List<Version>>();
        history.of(fund.rulebook())
                .forEach(version -> versions.computeIfAbsent(version.question(), question -> new ArrayList<>())
                        .add(version));
        return policies.inForce(fund.rulebook(), clock.instant())
                .map(policy -> policy.tables().stream()
                        .sorted(Comparator.comparing(DecisionTable::title))
                        .map(table -> inForce(fund, table, versions.getOrDefault(table.id(), List.of())))
                        .toList())
                .orElse(List.of());
    }

    private static InForce inForce(Fund fund, DecisionTable table, List<Version> versions) {
        var version = versions.stream()
                .filter(each -> each.version() == table.version())
                .findFirst();
        var next = versions.stream()
                .filter(each -> each.standing() == Standing.TO_COME)
                .map(Version::from)
                .filter(from -> from != null)
                .min(Comparator.naturalOrder());
        return new InForce(
                table,
                day(fund, version.map(Version::from).orElse(null)),
                day(fund, next.orElse(null)),
                version.map(Version::vote).isPresent());
    }

    private static @Nullable LocalDate day(Fund fund, @Nullable Instant instant) {
        return instant == null ? null : LocalDate.ofInstant(instant, fund.zone());
    }
}
