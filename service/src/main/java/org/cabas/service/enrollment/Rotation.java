package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Notes;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.fund.FundRules;
import org.cabas.service.fund.Policies;

/** Whose turn it is to pause, by the fund's own table {@code rotation}: it proposes, a person confirms. */
@Singleton
class Rotation {
    private static final String TABLE = "rotation";
    private static final String DECISION = "decision";

    /** The answer of the table that proposes nothing. */
    private static final String STAYS = "stays";

    private final Standings standings;
    private final Leaving leaving;
    private final CaseFiles caseFiles;
    private final Treasury treasury;
    private final Policies policies;
    private final Clock clock;

    Rotation(
            Standings standings,
            Leaving leaving,
            CaseFiles caseFiles,
            Treasury treasury,
            Policies policies,
            Clock clock) {
        this.standings = standings;
        this.leaving = leaving;
        this.caseFiles = caseFiles;
        this.treasury = treasury;
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * A household whose turn it is.
     *
     * @param months in the fund
     * @param word what the table says, in French: « cède sa place »
     * @param why the committee's words on the row, with its number
     */
    public record Turn(String caseFile, String name, long months, String word, String why) {}

    /** Whether the fund rotates. */
    boolean isUsed(FundRules fund) {
        return policies.inForce(fund.rulebook(), clock.instant())
                .filter(policy ->
                        policy.tables().stream().anyMatch(table -> table.id().equals(TABLE)))
                .isPresent();
    }

    /** Those of whom the table says that they should not simply stay, the ones longest in the fund first. */
    List<Turn> turns(Connection connection, FundRules fund) throws SQLException {
        var turns = new ArrayList<Turn>();
        var policy = policies.inForce(fund.rulebook(), clock.instant());
        if (policy.isEmpty() || !isUsed(fund)) {
            return turns;
        }
        var facts = new HashMap<String, Value>();
        treasury.months(connection, fund.fund())
                .ifPresent(months -> facts.put("treasury_months", new Value.Quantity(months)));
        for (var standing : standings.active(connection, fund.fund())) {
            var file = caseFiles.find(connection, standing.caseFile()).orElseThrow();
            if (leaving.mayPause(connection, file)) {
                var since = Objects.requireNonNull(standing.activeSince());
                var months = ChronoUnit.MONTHS.between(since, fund.day(clock.instant()));
                facts.put("months_in_fund", new Value.Quantity(months));
                add(turns, file.id(), file.title(), months, policy.get(), FactSheet.of(facts));
            }
        }
        return turns;
    }

    private static void add(
            List<Turn> turns, String caseFile, String name, long months, Policy policy, FactSheet facts) {
        policy.decide(TABLE, facts)
                .ifPresent(decision -> decision.outcome(DECISION).ifPresent(outcome -> {
                    if (outcome instanceof Value.Choice(var code) && !code.equals(STAYS)) {
                        var column =
                                decision.table().outcomes().get(decision.table().outcomeIndex(DECISION));
                        var word = column.domain() instanceof Domain.Closed list
                                ? list.option(code).map(Domain.Option::label).orElse(code)
                                : code;
                        var row = decision.row().orElseThrow();
                        turns.add(new Turn(
                                caseFile,
                                name,
                                months,
                                word,
                                EnrollmentWording.say("rotation.why", Notes.sentence(row.note()), row.id())));
                    }
                }));
    }
}
