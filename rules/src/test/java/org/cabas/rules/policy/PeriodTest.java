package org.cabas.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void a_week_starts_on_its_monday_even_across_a_year() {
        assertThat(Period.WEEK.windowStart(LocalDate.of(2026, 3, 14))).isEqualTo(LocalDate.of(2026, 3, 9));
        assertThat(Period.WEEK.windowStart(LocalDate.of(2026, 3, 9))).isEqualTo(LocalDate.of(2026, 3, 9));
        assertThat(Period.WEEK.windowStart(LocalDate.of(2026, 3, 15))).isEqualTo(LocalDate.of(2026, 3, 9));
        assertThat(Period.WEEK.windowStart(LocalDate.of(2027, 1, 2))).isEqualTo(LocalDate.of(2026, 12, 28));
    }

    @Test
    void a_month_starts_on_its_first_day_and_a_day_on_itself() {
        assertThat(Period.MONTH.windowStart(LocalDate.of(2028, 2, 29))).isEqualTo(LocalDate.of(2028, 2, 1));
        assertThat(Period.DAY.windowStart(LocalDate.of(2028, 2, 29))).isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(Period.PURCHASE.windowStart(LocalDate.of(2028, 2, 29))).isEqualTo(LocalDate.of(2028, 2, 29));
    }

    @Test
    void an_instant_lies_in_the_day_that_the_fund_s_clocks_show() {
        var halfPastMidnightInParis = Instant.parse("2026-06-30T22:30:00Z");

        assertThat(Period.DAY.windowStart(halfPastMidnightInParis, PARIS)).isEqualTo(LocalDate.of(2026, 7, 1));
        assertThat(Period.MONTH.windowStart(halfPastMidnightInParis, PARIS)).isEqualTo(LocalDate.of(2026, 7, 1));
        assertThat(Period.MONTH.windowStart(halfPastMidnightInParis, ZoneId.of("UTC")))
                .isEqualTo(LocalDate.of(2026, 6, 1));
    }

    @Test
    void both_ends_of_the_night_when_clocks_change_are_of_the_same_day() {
        var day = LocalDate.of(2026, 10, 25);

        assertThat(Period.DAY.windowStart(Instant.parse("2026-10-24T22:00:00Z"), PARIS))
                .isEqualTo(day);
        assertThat(Period.DAY.windowStart(Instant.parse("2026-10-25T22:59:59Z"), PARIS))
                .isEqualTo(day);
        assertThat(Period.DAY.windowStart(Instant.parse("2026-10-25T23:00:00Z"), PARIS))
                .isEqualTo(day.plusDays(1));
    }
}
