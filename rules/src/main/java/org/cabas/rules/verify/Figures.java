package org.cabas.rules.verify;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;

/**
 * The amount that a row decides, as it depends on one fact, the one that is stepped through. It is the sum of the outcome
 * columns that belong to the amount: fixed figures, figures per person of a count, shares of an amount.
 *
 * @param fixed what doesn't depend on any fact
 * @param perStepped what each unit of the stepped fact adds, when that is a count
 * @param shareOfStepped the share of the stepped fact, in hundredths of a percent, when that is an amount
 * @param others cents, or hundredths of a percent, for each unit of another count or amount, by its name; none is zero
 */
record Figures(Money fixed, Money perStepped, long shareOfStepped, Map<String, Long> others) {

    /** Whether an outcome column is one of the parts of an amount: it has its name, or begins with it and {@code _}. */
    static boolean isPartOf(String amount, Column outcome) {
        return outcome.id().equals(amount) || outcome.id().startsWith(amount + "_");
    }

    /**
     * The amount of a row.
     *
     * @param stepped the id of the stepped column
     * @return none when the row has no such amount, or leaves a part of it to people
     */
    static Optional<Figures> of(DecisionTable table, Row row, String amount, String stepped) {
        var none = Money.zero(Money.EURO);
        var figures = new Figures(none, none, 0, Map.of());
        var parts = 0;
        for (var c = 0; c < table.outcomes().size(); c++) {
            var column = table.outcomes().get(c);
            if (isPartOf(amount, column)) {
                var plain = column.basis() instanceof Basis.Fixed && column.type() != ColumnType.MONEY;
                if (plain || !(row.outcomes().get(c) instanceof Value.Quantity(var units))) {
                    return Optional.empty();
                }
                figures = figures.with(column.basis(), units, stepped);
                parts++;
            }
        }
        return parts == 0 ? Optional.empty() : Optional.of(figures);
    }

    private Figures with(Basis basis, long units, String stepped) {
        return switch (basis) {
            case Basis.Fixed figure ->
                new Figures(fixed.plus(Money.euroCents(units)), perStepped, shareOfStepped, others);
            case Basis.Per(var count) ->
                count.equals(stepped)
                        ? new Figures(fixed, perStepped.plus(Money.euroCents(units)), shareOfStepped, others)
                        : new Figures(fixed, perStepped, shareOfStepped, plus(count, units));
            case Basis.ShareOf(var whole) ->
                whole.equals(stepped)
                        ? new Figures(fixed, perStepped, Math.addExact(shareOfStepped, units), others)
                        : new Figures(fixed, perStepped, shareOfStepped, plus(whole, units));
        };
    }

    private Map<String, Long> plus(String other, long units) {
        var sums = new HashMap<>(others);
        sums.merge(other, units, Math::addExact);
        sums.values().removeIf(sum -> sum == 0);
        return sums;
    }

    /**
     * The part of the amount that doesn't depend on other facts, at a value of the stepped fact.
     *
     * @throws ArithmeticException for an amount that money can't hold
     */
    Money at(long value) {
        return fixed.plus(perStepped.times(value)).plus(Money.euroCents(value).percent(shareOfStepped));
    }

    /** Whether the amount changes from one value of the stepped fact to the next under one and the same row. */
    boolean followsStepped() {
        return perStepped.cents() != 0 || shareOfStepped != 0;
    }

    /** What one unit of another count or amount adds. */
    long per(String other) {
        return others.getOrDefault(other, 0L);
    }
}
