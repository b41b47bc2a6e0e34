package org.cabas.rules.simulate;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

/**
 * The days that are looked at, by the fund's clocks.
 *
 * @param last included
 */
public record Span(LocalDate first, LocalDate last) {
    public Span {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("it ends on " + last + " before it starts on " + first);
        }
    }

    /** Whether the day is one of them. */
    public boolean includes(LocalDate day) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    /** How many calendar months they touch. */
    public int months() {
        return Math.toIntExact(ChronoUnit.MONTHS.between(YearMonth.from(first), YearMonth.from(last))) + 1;
    }
}
