package org.cabas.rules.exchange;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cabas.rules.table.Wording;

/** What people see of a number that a spreadsheet keeps: as text that {@link CellGrammar} reads. */
final class CellNumbers {
    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\[[^]]*]|\\\\.|_.|\\*.");
    private static final Pattern MONTH_ONLY = Pattern.compile("m{3,5}");

    /** More than any spreadsheet keeps. */
    private static final int MOST_DIGITS = 400;

    private CellNumbers() {}

    /** A number as a file writes it; nothing for what nobody would write out, and whose digits would fill the memory. */
    static Optional<BigDecimal> read(String text) {
        if (text.length() > MOST_DIGITS) {
            return Optional.empty();
        }
        try {
            var number = new BigDecimal(text);
            return Math.abs((long) number.scale()) > MOST_DIGITS ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** {@code 45,5}. */
    static String plain(BigDecimal number) {
        var shortest = number.stripTrailingZeros();
        return (shortest.scale() < 0 ? shortest.setScale(0) : shortest)
                .toPlainString()
                .replace('.', ',');
    }

    /** 0.7 is {@code 70 %}. */
    static String percent(BigDecimal number) {
        return plain(number.movePointRight(2)) + "\u00a0%";
    }

    /** {@code 2026-03-07}; with the time of day when there is one, which no grammar accepts. */
    static String date(LocalDateTime moment) {
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? moment.toLocalDate().toString()
                : moment.toString();
    }

    /** A day shown as its month alone is that month. */
    static String date(LocalDateTime moment, String format) {
        return MONTH_ONLY.matcher(visible(format)).matches()
                ? Wording.MONTHS.get(moment.getMonthValue() - 1)
                : date(moment);
    }

    /** Whether a number format of OOXML shows percents. */
    static boolean isPercent(String format) {
        return visible(format).contains("%");
    }

    /** The format of positive numbers without what it shows literally. */
    private static String visible(String format) {
        var positive = LITERALS.matcher(format.toLowerCase(Locale.ROOT)).replaceAll("");
        var end = positive.indexOf(';');
        return (end < 0 ? positive : positive.substring(0, end)).strip();
    }

    /** {@code oui}. */
    static String answer(boolean yes) {
        return yes ? Wording.YES : Wording.NO;
    }
}
