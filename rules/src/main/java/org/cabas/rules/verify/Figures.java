package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
 * @param sharesOfStepped shares of the stepped fact, in hundredths of a percent, when that is an amount
 * @param others what depends on other facts; no figure is zero
 */
record Figures(Money fixed, Money perStepped, List<Long> sharesOfStepped, Map<Other, Long> others) {

    /**
     * Another fact that an amount depends on.
     *
     * @param name the id of its column, if the table asks for it
     * @param isAmount whether figures are shares of it, in hundredths of a percent; otherwise they are cents for each of it
     */
    record Other(String name, boolean isAmount) {

        /** What a figure makes of a value. */
        Money of(long figure, long value) {
            return isAmount
                    ? Money.euroCents(value).percent(figure)
                    : Money.euroCents(figure).times(value);
        }
    }

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
        var fixed = Money.zero(Money.EURO);
        var perStepped = fixed;
        var shares = new ArrayList<Long>();
        var others = new HashMap<Other, Long>();
        var parts = 0;
        for (var c = 0; c < table.outcomes().size(); c++) {
            var column = table.outcomes().get(c);
            if (!isPartOf(amount, column)) {
                continue;
            }
            var isFigure = !(column.basis() instanceof Basis.Fixed) || column.type() == ColumnType.MONEY;
            if (!isFigure || !(row.outcomes().get(c) instanceof Value.Quantity(var units))) {
                return Optional.empty();
            }
            parts++;
            switch (column.basis()) {
                case Basis.Fixed figure -> fixed = fixed.plus(Money.euroCents(units));
                case Basis.Per(var count)
                when count.equals(stepped) -> perStepped = perStepped.plus(Money.euroCents(units));
                case Basis.Per(var count) -> others.merge(new Other(count, false), units, Math::addExact);
                case Basis.ShareOf(var whole) when whole.equals(stepped) -> shares.add(units);
                case Basis.ShareOf(var whole) -> others.merge(new Other(whole, true), units, Math::addExact);
            }
        }
        others.values().removeIf(figure -> figure == 0);
        return parts == 0 ? Optional.empty() : Optional.of(new Figures(fixed, perStepped, shares, others));
    }

    /**
     * The part of the amount that doesn't depend on other facts, at a value of the stepped fact.
     *
     * @throws ArithmeticException for an amount that money can't hold
     */
    Money at(long value) {
        var sum = fixed.plus(perStepped.times(value));
        for (var share : sharesOfStepped) {
            sum = sum.plus(Money.euroCents(value).percent(share));
        }
        return sum;
    }

    /** Whether the amount changes from one value of the stepped fact to the next under one and the same row. */
    boolean followsStepped() {
        return perStepped.cents() != 0 || !sharesOfStepped.isEmpty();
    }

    /** The figure for another fact. */
    long per(Other other) {
        return others.getOrDefault(other, 0L);
    }
}
