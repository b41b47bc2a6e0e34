package org.cabas.rules.table;

import java.time.LocalDate;

/** What a column's values are. Ordered types are held as whole units, so that no comparison ever rounds. */
public enum ColumnType {
    /** Cents. */
    MONEY(2),
    /** A decimal number, in units of 10<sup>-4</sup>. */
    NUMBER(4),
    /** A whole number: people, points, days. */
    WHOLE(0),
    /** A percentage, in hundredths of a percent: 70 % is 7 000. */
    PERCENT(2),
    /** Exactly one value of a closed list. */
    CHOICE(-1),
    /** Any number of values of a closed list: the labels of a product. */
    CHOICES(-1),
    /** Yes or no. */
    YES_NO(-1),
    /** A day, as days since 1 January 1970. */
    DATE(0),
    /** A month of the year, 1 to 12. */
    MONTH(0);

    private static final long FIRST_DAY = LocalDate.of(1000, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private final int decimals;

    ColumnType(int decimals) {
        this.decimals = decimals;
    }

    /** Whether values can be compared with ≥ and ≤. */
    public boolean isOrdered() {
        return decimals >= 0;
    }

    /**
     * Whether quantities of this type can be so large or small: days are those of years of four digits, months go to
     * 12.
     */
    boolean holds(long units) {
        return switch (this) {
            case MONEY, NUMBER, WHOLE, PERCENT -> true;
            case DATE -> units >= FIRST_DAY && units <= LAST_DAY;
            case MONTH -> units >= 1 && units <= 12;
            case CHOICE, CHOICES, YES_NO -> false;
        };
    }

    /** How many decimals one unit stands for; only ordered types have some. */
    public int decimals() {
        if (!isOrdered()) {
            throw new IllegalStateException(this + " is not a number");
        }
        return decimals;
    }
}
