package org.cabas.rules.simulate;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.Answer;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.policy.Rule;
import org.cabas.rules.simulate.Comparison.Amounts;
import org.cabas.rules.simulate.Comparison.Moved;
import org.cabas.rules.simulate.Comparison.RowChange;
import org.cabas.rules.simulate.Comparison.RowEffect;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;

/**
 * What tables give and ask of each household a month, under both policies. Where a contribution is not left to people, the adults of
 * a household are taken to have paid it; a household that takes no part any more is given and asked nothing.
 */
final class Means {
    static final String CONTRIBUTION = "contribution";
    static final String ALLOCATION = "allocation";
    static final String BASKET_PRICE = "basket_price";
    private static final List<String> QUESTIONS = List.of(CONTRIBUTION, ALLOCATION, BASKET_PRICE);

    private final Policy inForce;
    private final Policy draft;
    private final List<Home> homes;
    private final Map<String, Monthly> byQuestion = new TreeMap<>();

    /** An amount and the row that gives it; no amount where it is left to people, no row where the fund has no table. */
    private record Told(@Nullable Money amount, @Nullable Rule rule) {}

    private record Monthly(List<Told> before, List<Told> after) {}

    Means(Policy inForce, Policy draft, List<Home> homes) {
        this.inForce = inForce;
        this.draft = draft;
        this.homes = homes;
        BiFunction<Policy, Home, Told> contribution = Means::contribution;
        byQuestion.put(CONTRIBUTION, monthly(contribution));
        byQuestion.put(ALLOCATION, monthly((policy, home) -> told(policy.allocation(contributed(policy, home)))));
        byQuestion.put(BASKET_PRICE, monthly((policy, home) -> told(policy.basketPrice(contributed(policy, home)))));
    }

    /** Questions whose effect is told here. */
    static boolean answers(String question) {
        return QUESTIONS.contains(question);
    }

    private Monthly monthly(BiFunction<Policy, Home, Told> asked) {
        return new Monthly(
                homes.stream().map(home -> ask(asked, inForce, home)).toList(),
                homes.stream().map(home -> ask(asked, draft, home)).toList());
    }

    private static Told ask(BiFunction<Policy, Home, Told> asked, Policy policy, Home home) {
        return home.takesPart() ? asked.apply(policy, home) : new Told(Money.zero(Money.EURO), null);
    }

    private static Told contribution(Policy policy, Home home) {
        return told(policy.contribution(home.facts()));
    }

    private static FactSheet contributed(Policy policy, Home home) {
        var paid = contribution(policy, home).amount();
        var facts = FactSheet.contributed(home.adults(), paid == null ? Money.zero(Money.EURO) : paid);
        return home.facts().and(paid == null ? facts.with(Fact.CONTRIBUTION_PAID.id(), Value.UNKNOWN) : facts);
    }

    private static Told told(Answer<Money> answer) {
        return switch (answer) {
            case Answer.Given<Money>(var amount, var rule, var note) -> new Told(amount, rule);
            case Answer.LeftToPeople<Money>(var rule, var note) -> new Told(null, rule);
            case Answer.NotAnswered<Money>(var gap, var missing) ->
                gap == Answer.Gap.NO_TABLE ? new Told(Money.zero(Money.EURO), null) : new Told(null, null);
        };
    }

    /** What both policies allocate to a household; absent where either leaves it to people. */
    Optional<Moved> allocation(int home) {
        return moved(ALLOCATION, home);
    }

    /** Cents that a household would contribute more a month; nothing where either policy leaves it to people. */
    long contributesMore(int home) {
        return moved(CONTRIBUTION, home).map(moved -> moved.change().cents()).orElse(0L);
    }

    private Optional<Moved> moved(String question, int home) {
        var monthly = of(question);
        var before = monthly.before().get(home).amount();
        var after = monthly.after().get(home).amount();
        return before == null || after == null ? Optional.empty() : Optional.of(new Moved(before, after));
    }

    private Monthly of(String question) {
        return Optional.ofNullable(byQuestion.get(question)).orElseThrow();
    }

    /** The rows whose change is behind a household's other allocation; absent where it is the same. */
    Optional<RowChange> rows(String question, int home) {
        var before = of(question).before().get(home);
        var after = of(question).after().get(home);
        return moved(question, home)
                .filter(moved -> moved.change().cents() != 0)
                .map(moved -> new RowChange(question, row(after), row(before)));
    }

    private static @Nullable String row(Told told) {
        return told.rule() == null ? null : told.rule().row();
    }

    /** The row of the contribution table in force that a household is in; empty where it has none. */
    String bracket(int home) {
        var row = row(of(CONTRIBUTION).before().get(home));
        return row == null ? "" : row;
    }

    /** Each question that either policy has a table for. */
    List<Amounts> amounts(Crowd crowd) {
        return QUESTIONS.stream()
                .filter(question -> has(inForce, question) || has(draft, question))
                .map(question -> amounts(question, crowd))
                .toList();
    }

    private Amounts amounts(String question, Crowd crowd) {
        var answered = new BitSet();
        var changed = new BitSet();
        var open = new BitSet();
        var before = 0L;
        var after = 0L;
        for (var home = 0; home < homes.size(); home++) {
            var moved = moved(question, home);
            if (moved.isEmpty()) {
                open.set(home);
                continue;
            }
            answered.set(home);
            changed.set(home, moved.get().change().cents() != 0);
            before += moved.get().before().cents();
            after += moved.get().after().cents();
        }
        var told = crowd.mayBeTold(answered) && crowd.mayBeTold(changed);
        return new Amounts(
                question,
                told ? changed.cardinality() : null,
                told ? new Moved(Money.euroCents(before), Money.euroCents(after)) : null,
                crowd.mayBeTold(open) ? open.cardinality() : null);
    }

    /** The rows that change what households give and receive. */
    List<RowEffect> rowEffects(String question, Crowd crowd) {
        var effects = new Effects<RowChange>();
        for (var home = 0; home < homes.size(); home++) {
            var rows = rows(question, home);
            if (rows.isPresent()) {
                var moved = moved(question, home).orElseThrow();
                effects.add(
                        rows.get(),
                        home,
                        1,
                        moved.before().cents(),
                        moved.after().cents(),
                        () -> Sentences.amount(question, moved.before(), moved.after()));
            }
        }
        return effects.told(
                crowd, effect -> new RowEffect(effect.of(), effect.decisions(), effect.change(), effect.examples()));
    }

    private static boolean has(Policy policy, String question) {
        return table(policy, question).isPresent();
    }

    static Optional<DecisionTable> table(Policy policy, String question) {
        return policy.tables().stream()
                .filter(table -> table.id().equals(question))
                .findFirst();
    }
}
