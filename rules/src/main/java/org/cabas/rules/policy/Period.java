package org.cabas.rules.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** What a ceiling counts over, in days of the fund: what was spent at 23:59 in Paris is of that day, whatever UTC says. */
public enum Period {
    /** One purchase; its window is the day it is made on, and nothing is counted across purchases. */
    PURCHASE("per_purchase"),
    /** A calendar day. */
    DAY("per_day"),
    /** A week from Monday to Sunday (ISO 8601). */
    WEEK("per_week"),
    /** A calendar month. */
    MONTH("per_month");

    private final String column;

    Period(String column) {
        this.column = column;
    }

    /** The outcome column of a ceilings table that holds the limit for this period. */
    public String column() {
        return column;
    }

    /** The first day of the window that a day lies in. */
    public LocalDate windowStart(LocalDate day) {
        return switch (this) {
            case PURCHASE, DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** The first day of the window that an instant lies in, by the clocks of a zone. */
    public LocalDate windowStart(Instant instant, ZoneId zone) {
        return windowStart(LocalDate.ofInstant(instant, zone));
    }
}
