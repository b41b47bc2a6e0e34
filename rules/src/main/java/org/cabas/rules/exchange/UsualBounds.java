package org.cabas.rules.exchange;

import java.time.LocalDate;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Domain.Ordered;

/**
 * The bounds and step of a column that gives none: wide enough for what funds ask, so that facts are seldom brought
 * back to a bound.
 */
final class UsualBounds {
    /** 10 million euros: more than any household or merchant of a fund. */
    private static final Ordered MONEY = new Ordered(0, 10_000_000_00L, 1);

    /**
     * A million, in whole units: committees ask in whole kilometres and workers; who needs halves says so in {@code
     * Pas}.
     */
    private static final Ordered NUMBER = new Ordered(0, 1_000_000_0000L, 1_0000);

    private static final Ordered WHOLE = new Ordered(0, 1_000_000, 1);

    /** 1 000 %: contributions go over 100 % of an allocation. */
    private static final Ordered PERCENT = new Ordered(0, 1_000_00, 1_00);

    private static final Ordered DATE = new Ordered(
            LocalDate.of(1900, 1, 1).toEpochDay(), LocalDate.of(2199, 12, 31).toEpochDay(), 1);

    private static final Ordered MONTH = new Ordered(1, 12, 1);

    private UsualBounds() {}

    static Ordered of(ColumnType type) {
        return switch (type) {
            case MONEY -> MONEY;
            case NUMBER -> NUMBER;
            case WHOLE -> WHOLE;
            case PERCENT -> PERCENT;
            case DATE -> DATE;
            case MONTH -> MONTH;
            case CHOICE, CHOICES, YES_NO -> throw new IllegalArgumentException(type + " has no bounds");
        };
    }
}
