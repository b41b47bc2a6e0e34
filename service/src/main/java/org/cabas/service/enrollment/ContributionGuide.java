package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.cabas.rules.exchange.CellGrammar;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Notes;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Speech;
import org.cabas.rules.table.Value;
import org.cabas.service.access.FormFields;
import org.cabas.service.enrollment.Application.Told;
import org.cabas.service.fund.FundRules;
import org.cabas.service.fund.Policies;
import org.cabas.service.page.Filling;

/**
 * What the contribution table proposes, said to a household that chooses freely. What it lives on is read, answered and forgotten:
 * nothing of it is kept, logged or shown again.
 */
@Singleton
class ContributionGuide {
    private static final String TABLE = "contribution";

    /** What FormFields never shows again. */
    static final String FIELD = FormFields.CONFIDENTIAL + "_";

    private static final long MOST_CENTS = 100_000;

    private final Policies policies;
    private final Clock clock;

    ContributionGuide(Policies policies, Clock clock) {
        this.policies = policies;
        this.clock = clock;
    }

    /**
     * The guide as a form shows it.
     *
     * @param questions what the table asks, of what is not known; none where the fund has no such table
     * @param lines the table in words: whoever prefers to say nothing finds their own line
     */
    public record Guide(List<Column> questions, List<Line> lines) {
        /** The name of a question's field. */
        public String field(Column column) {
            return FIELD + column.id();
        }
    }

    /** A line of the guide in words. */
    public record Line(String conditions, String answer) {}

    Guide of(FundRules fund, Told told) {
        return table(fund)
                .map(table -> new Guide(
                        table.conditions().stream()
                                .filter(column -> !known(told).asMap().containsKey(column.id()))
                                .toList(),
                        table.rows().stream()
                                .map(row -> new Line(
                                        Speech.capitalised(Speech.conditions(table, row)), Speech.answers(table, row)))
                                .toList()))
                .orElse(new Guide(List.of(), List.of()));
    }

    private Optional<Policy> policy(FundRules fund) {
        return policies.inForce(fund.rulebook(), clock.instant());
    }

    private Optional<DecisionTable> table(FundRules fund) {
        return policy(fund).stream()
                .flatMap(policy -> policy.tables().stream())
                .filter(table -> table.id().equals(TABLE))
                .findFirst();
    }

    private static FactSheet known(Told told) {
        var household = FactSheet.household(told.adults(), told.children());
        return told.referral() == Referral.UNKNOWN
                ? household
                : household.with(
                        Fact.REFERRAL.id(), new Value.Choice(told.referral().code()));
    }

    /** What the guide proposes to a household that lives on that; the sentence never says what it was asked with. */
    String sentence(FundRules fund, Told told, FormFields fields, Filling filling) {
        var facts = new HashMap<>(known(told).asMap());
        for (var column : of(fund, told).questions()) {
            var typed = fields.text(FIELD + column.id());
            if (!typed.isEmpty()) {
                switch (CellGrammar.value(toTheCent(column), typed)) {
                    case Parsed.Good<Value>(var value) -> facts.put(column.id(), value);
                    case Parsed.Bad<Value> bad ->
                        filling.wrong(FIELD + column.id(), "wrong.confidential", column.label());
                }
            }
        }
        if (!filling.isRight()) {
            return "";
        }
        var answer = policy(fund).map(policy -> policy.contribution(FactSheet.of(facts)));
        return answer.map(given -> switch (given) {
                    case Answer.Given<Money>(var amount, var rule, var note) ->
                        EnrollmentWording.say("guide.amount", amount.inFrench());
                    case Answer.LeftToPeople<Money>(var rule, var note) ->
                        EnrollmentWording.say("guide.people", Notes.sentence(note));
                    case Answer.NotAnswered<Money> none -> EnrollmentWording.say("guide.none");
                })
                .orElse(EnrollmentWording.say("guide.none"));
    }

    /** What people declare need not be whole euros: the table reads the line below. */
    private static Column toTheCent(Column column) {
        return column.domain() instanceof Domain.Ordered range
                ? new Column(
                        column.id(),
                        column.label(),
                        column.type(),
                        new Domain.Ordered(range.minimum(), range.maximum(), 1),
                        column.mayBeUnknown(),
                        column.basis())
                : column;
    }

    /** The amount that a household chooses freely, as the table writes amounts. */
    Optional<Money> amount(FundRules fund, String field, FormFields fields, Filling filling) {
        var column = table(fund).stream()
                .flatMap(table -> table.outcomes().stream())
                .filter(outcome -> outcome.type() == ColumnType.MONEY)
                .findFirst()
                .map(outcome ->
                        new Column(outcome.id(), outcome.label(), outcome.type(), outcome.domain(), false, Basis.FIXED))
                .orElse(new Column(
                        TABLE,
                        "Contribution",
                        ColumnType.MONEY,
                        new Domain.Ordered(0, MOST_CENTS, 1),
                        false,
                        Basis.FIXED));
        var typed = fields.text(field);
        if (typed.isEmpty()) {
            filling.wrong(field, "wrong.amount");
            return Optional.empty();
        }
        return switch (CellGrammar.value(column, typed)) {
            case Parsed.Good<Value>(var value)
            when value instanceof Value.Quantity(var cents) -> Optional.of(Money.euroCents(cents));
            case Parsed.Good<Value> unknown -> {
                filling.wrong(field, "wrong.amount");
                yield Optional.empty();
            }
            case Parsed.Bad<Value>(var messages) -> {
                filling.wrongInWords(field, String.join(" ", messages));
                yield Optional.empty();
            }
        };
    }
}
