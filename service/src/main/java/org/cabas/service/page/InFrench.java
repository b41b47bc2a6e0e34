package org.cabas.service.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.cabas.rules.money.FrenchNumbers;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Wording;

/** Dates, times, amounts and counts as French readers write them; templates have it as {@code french}. */
public final class InFrench {

    /** The zone of pages that belong to no fund. */
    public static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final List<String> DAYS =
            List.of("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche");

    /** {@code samedi 14 mars 2026}, {@code dimanche 1er mars 2026}. */
    public String day(LocalDate day) {
        return DAYS.get(day.getDayOfWeek().getValue() - 1) + " " + Wording.date(day);
    }

    /** {@code 14 mars 2026}. */
    public String date(LocalDate day) {
        return Wording.date(day);
    }

    /** A day as browsers send it, or as people type it where the browser has no calendar: {@code 14/03/2026}; empty for anything else. */
    public static Optional<LocalDate> readDay(String typed) {
        var parts = typed.strip().split("[/.]", -1);
        try {
            return Optional.of(
                    parts.length == 3
                            ? LocalDate.of(
                                    Integer.parseInt(parts[2]), Integer.parseInt(parts[1]), Integer.parseInt(parts[0]))
                            : LocalDate.parse(typed.strip()));
        } catch (DateTimeException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** {@code 10 h 15}, on the clocks of a zone. */
    public String time(Instant instant, ZoneId zone) {
        var time = instant.atZone(zone);
        var minutes = time.getMinute() == 0 ? "" : "\u00a0" + "%02d".formatted(time.getMinute());
        return time.getHour() + "\u00a0h" + minutes;
    }

    /** {@code samedi 14 mars 2026 à 10 h 15}, on the clocks of a zone. */
    public String moment(Instant instant, ZoneId zone) {
        return day(LocalDate.ofInstant(instant, zone)) + " à " + time(instant, zone);
    }

    /** The same in Paris. */
    public String moment(Instant instant) {
        return moment(instant, PARIS);
    }

    /** {@code 1 450 €}, {@code 65,50 €}. */
    public String amount(Money amount) {
        return amount.inFrench();
    }

    /** {@code 1 450}. */
    public String number(long number) {
        return FrenchNumbers.whole(number);
    }

    /** {@code 1 ligne}, {@code 2 lignes}, {@code 0 ligne}: French counts from two. */
    public String count(long number, String one, String several) {
        return number(number) + "\u00a0" + (Math.abs(number) < 2 ? one : several);
    }
}
