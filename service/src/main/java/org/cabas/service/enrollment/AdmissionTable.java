package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.cabas.rules.exchange.CellGrammar;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Notes;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.policy.Verdict;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Speech;
import org.cabas.rules.table.Value;
import org.cabas.service.enrollment.Application.Told;
import org.cabas.service.fund.FundRules;
import org.cabas.service.fund.Policies;
import org.cabas.workflows.enrollment.EnrollmentSteps.Admission;
import org.jspecify.annotations.Nullable;

/** The admission table in force: what it has to be told by households, and what it says of one. */
@Singleton
class AdmissionTable {
    private static final String TABLE = "admission";
    private static final String FREE_PLACES = "free_places";
    private static final String TREASURY_MONTHS = "treasury_months";

    /** An outcome that a fund may add, by which who waits is ordered. */
    private static final String PRIORITY = "priority";

    /** What Cabas knows by itself, or asks of every household. */
    private static final Set<String> KNOWN = Set.of(
            FREE_PLACES, TREASURY_MONTHS, Fact.ADULTS.id(), Fact.CHILDREN.id(), Fact.PEOPLE.id(), Fact.REFERRAL.id());

    private final Policies policies;
    private final Clock clock;

    AdmissionTable(Policies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * What the table says of a household.
     *
     * @param reason in French, to be told to the household
     * @param rule null where no row answered
     * @param priority on the waiting list: the higher, the sooner
     * @param facts what it was asked with
     */
    record Said(
            Admission admission, String reason, @Nullable Rule rule, int priority, Map<String, Value> facts) {}

    /** The table in force; none where the fund has none. */
    Optional<DecisionTable> inForce(FundRules fund) {
        return policy(fund).flatMap(AdmissionTable::of);
    }

    private Optional<Policy> policy(FundRules fund) {
        return policies.inForce(fund.rulebook(), clock.instant());
    }

    private static Optional<DecisionTable> of(Policy policy) {
        return policy.tables().stream()
                .filter(table -> table.id().equals(TABLE))
                .findFirst();
    }

    /**
     * What households are asked: the columns that nobody knows otherwise. An amount of money would tell what a household lives on,
     * which is neither asked nor kept: where a table has such a column, it is unknown, and the table says what happens then.
     */
    List<Column> questions(FundRules fund) {
        return inForce(fund).map(AdmissionTable::questions).orElse(List.of());
    }

    private static List<Column> questions(DecisionTable table) {
        return table.conditions().stream()
                .filter(column -> !KNOWN.contains(column.id()) && column.type() != ColumnType.MONEY)
                .toList();
    }

    /** What is still to be asked of a household, in French; nothing where its application is complete. */
    List<String> missing(FundRules fund, Told told) {
        var missing = new ArrayList<String>();
        if (told.town().isEmpty()) {
            missing.add(EnrollmentWording.say("missing.town"));
        }
        for (var column : questions(fund)) {
            if (value(column, told).isEmpty()) {
                missing.add(column.label());
            }
        }
        return missing;
    }

    /** The answer to a column, as the table reads it today; empty for none that it can read. */
    private static Optional<Value> value(Column column, Told told) {
        var answer = told.answers().getOrDefault(column.id(), "");
        if (answer.isBlank()) {
            return Optional.empty();
        }
        return CellGrammar.value(column, answer) instanceof Parsed.Good<Value>(var value)
                ? Optional.of(value)
                : Optional.empty();
    }

    /** Asks the table. */
    Said ask(FundRules fund, Told told, int freePlaces, OptionalInt treasuryMonths) {
        var policy = policy(fund);
        var table = policy.flatMap(AdmissionTable::of);
        if (table.isEmpty()) {
            return new Said(Admission.PEOPLE, EnrollmentWording.say("admission.no-table"), null, 0, Map.of());
        }
        var facts = facts(table.get(), told, freePlaces, treasuryMonths);
        var answer = policy.get().admission(facts);
        return switch (answer) {
            case Answer.Given<Verdict>(var verdict, var rule, var note) ->
                new Said(
                        admission(verdict),
                        reason(table.get(), rule, note),
                        rule,
                        priority(policy.get(), facts),
                        facts.asMap());
            case Answer.LeftToPeople<Verdict>(var rule, var note) ->
                new Said(Admission.PEOPLE, reason(table.get(), rule, note), rule, 0, facts.asMap());
            case Answer.NotAnswered<Verdict> none ->
                new Said(Admission.PEOPLE, EnrollmentWording.say("admission.no-row"), null, 0, facts.asMap());
        };
    }

    private static FactSheet facts(DecisionTable table, Told told, int freePlaces, OptionalInt treasuryMonths) {
        var known = new HashMap<String, Value>();
        for (var column : questions(table)) {
            value(column, told).ifPresent(value -> known.put(column.id(), value));
        }
        if (told.referral() != Referral.UNKNOWN) {
            known.put(Fact.REFERRAL.id(), new Value.Choice(told.referral().code()));
        }
        known.put(FREE_PLACES, new Value.Quantity(freePlaces));
        treasuryMonths.ifPresent(months -> known.put(TREASURY_MONTHS, new Value.Quantity(months)));
        return FactSheet.household(told.adults(), told.children()).and(FactSheet.of(known));
    }

    private static Admission admission(Verdict verdict) {
        return switch (verdict) {
            case ADMITTED -> Admission.ADMITTED;
            case WAITING, PAUSED -> Admission.WAITING;
            case REVIEW -> Admission.PEOPLE;
            case REFUSED -> Admission.REFUSED;
        };
    }

    private static int priority(Policy policy, FactSheet facts) {
        return policy.decide(TABLE, facts)
                .filter(decision -> decision.table().outcomes().stream()
                        .anyMatch(column -> column.id().equals(PRIORITY) && column.type() == ColumnType.WHOLE))
                .flatMap(decision -> decision.outcome(PRIORITY))
                .map(value -> value instanceof Value.Quantity(var units) ? Math.toIntExact(units) : 0)
                .orElse(0);
    }

    /** The committee's words on the row, or the row itself where there are none. */
    private static String reason(DecisionTable table, Rule rule, String note) {
        var words = Notes.sentence(note);
        if (!words.isEmpty()) {
            return words;
        }
        return table.rows().stream()
                .filter(row -> row.id().equals(rule.row()))
                .findFirst()
                .map(row -> Speech.row(table, row))
                .orElse(rule.row());
    }

    /** Whether the treasury has to be asked before the table is. */
    boolean asksTreasury(FundRules fund) {
        return inForce(fund)
                .filter(table -> table.conditions().stream()
                        .anyMatch(column -> column.id().equals(TREASURY_MONTHS)))
                .isPresent();
    }
}
