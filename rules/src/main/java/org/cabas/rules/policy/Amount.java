package org.cabas.rules.policy;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;

/**
 * An amount of money that a table decides: a contribution, an allocation, a basket's price. It is the sum of the outcome columns
 * named after it: {@code allocation}, or {@code allocation_per_adult} and {@code allocation_per_child}. A figure can be a share of
 * the allocation, which its own table gives, or of any other amount that is among the household's facts.
 */
final class Amount {
    static final String CONTRIBUTION = "contribution";
    static final String ALLOCATION = "allocation";
    static final String BASKET_PRICE = "basket_price";
    static final String PRICE = "price";

    private final Question question;
    private final List<Integer> columns;
    private final Function<FactSheet, Answer<Money>> allocation;

    /**
     * @param name the amount's name, which its outcome columns have or begin with
     * @param allocation gives the allocation, for figures that are a share of it
     */
    Amount(Question question, String name, Function<FactSheet, Answer<Money>> allocation) {
        this.question = question;
        this.columns = IntStream.range(0, question.table().outcomes().size())
                .filter(index -> isPartOf(name, question.table().outcomes().get(index)))
                .boxed()
                .toList();
        this.allocation = allocation;
    }

    /** Whether an outcome column is one that an amount of that name is made of. */
    static boolean isPartOf(String name, Column outcome) {
        return outcome.id().equals(name) || outcome.id().startsWith(name + "_");
    }

    Answer<Money> amount(FactSheet sheet) {
        return question.answer(sheet, row -> sum(row, sheet));
    }

    private Answer<Money> sum(Row row, FactSheet sheet) {
        var total = Money.zero(Money.EURO);
        for (var index : columns) {
            var part = part(
                    row, question.table().outcomes().get(index), row.outcomes().get(index), sheet);
            if (!(part instanceof Answer.Given<Money>(var amount, var rule, var note))) {
                return part;
            }
            total = total.plus(amount);
        }
        return question.given(row, total);
    }

    private Answer<Money> part(Row row, Column column, Value figure, FactSheet sheet) {
        if (!(figure instanceof Value.Quantity(var units))) {
            return new Answer.LeftToPeople<>(question.rule(row), row.note());
        }
        return switch (column.basis()) {
            case Basis.Fixed fixed -> question.given(row, Money.euroCents(units));
            case Basis.Per(var count) -> units == 0 ? nothing(row) : times(row, units, count, sheet);
            case Basis.ShareOf(var amount) -> units == 0 ? nothing(row) : share(row, units, amount, sheet);
        };
    }

    /** Nothing per person is nothing, however many people there are. */
    private Answer<Money> nothing(Row row) {
        return question.given(row, Money.zero(Money.EURO));
    }

    private Answer<Money> times(Row row, long cents, String count, FactSheet sheet) {
        return sheet.find(count) instanceof Value.Quantity(var people)
                ? question.given(row, Money.euroCents(cents).times(people))
                : new Answer.NotAnswered<>(Answer.Gap.MISSING_FACTS, List.of(count));
    }

    private Answer<Money> share(Row row, long hundredths, String amount, FactSheet sheet) {
        if (amount.equals(ALLOCATION)) {
            var whole = allocation.apply(sheet);
            return whole instanceof Answer.Given<Money>(var money, var rule, var note)
                    ? question.given(row, money.percent(hundredths))
                    : whole;
        }
        return sheet.find(amount) instanceof Value.Quantity(var cents)
                ? question.given(row, Money.euroCents(cents).percent(hundredths))
                : new Answer.NotAnswered<>(Answer.Gap.MISSING_FACTS, List.of(amount));
    }
}
