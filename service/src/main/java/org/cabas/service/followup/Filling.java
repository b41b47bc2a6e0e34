package org.cabas.service.followup;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cabas.service.access.FormFields;
import org.cabas.service.page.FieldError;
import org.jspecify.annotations.Nullable;

/** A form as it is read, field by field: whatever is wrong with it is told at once, each at its field. */
final class Filling {
    private final FormFields fields;
    private final List<FieldError> problems = new ArrayList<>();

    Filling(FormFields fields) {
        this.fields = fields;
    }

    /** What is wrong so far. */
    List<FieldError> problems() {
        return List.copyOf(problems);
    }

    boolean isRight() {
        return problems.isEmpty();
    }

    /** Says what is wrong with a field. */
    void wrong(String field, String key, Object... blanks) {
        problems.add(new FieldError(field, FollowUpWording.say(key, blanks)));
    }

    /** A text of so many characters at most, possibly empty. */
    String text(String field, int longest) {
        var text = fields.text(field);
        if (text.length() > longest) {
            wrong(field, "wrong.long", longest);
        }
        return text;
    }

    /** One of these words; another one is wrong, and so is none. */
    String choice(String field, Collection<String> words, String missing) {
        var chosen = fields.text(field);
        if (!words.contains(chosen)) {
            wrong(field, missing);
        }
        return chosen;
    }

    /** Some of these words, possibly none. */
    List<String> choices(String field, Collection<String> words) {
        var chosen = fields.texts(field);
        if (!words.containsAll(chosen)) {
            wrong(field, "wrong.choices");
        }
        return chosen;
    }

    /**
     * A number between bounds, in so many decimals less than it is written: {@code 72,5} kg with 3 is 72 500. Null where the field is
     * empty, which is allowed: nobody knows.
     */
    @Nullable
    Integer number(String field, int least, int most, int decimals, String key) {
        var typed = fields.text(field).replace(',', '.').replaceAll("[\\s\u00a0\u202f]", "");
        if (typed.isEmpty()) {
            return null;
        }
        try {
            var shifted = new BigDecimal(typed.length() > 12 ? "x" : typed)
                    .movePointRight(decimals)
                    .intValueExact();
            if (shifted >= least && shifted <= most) {
                return shifted;
            }
        } catch (ArithmeticException | NumberFormatException unreadable) {
            // said below, as of a number that can't be
        }
        wrong(field, key);
        return null;
    }

    /** A day between two others, both included. */
    LocalDate day(String field, LocalDate earliest, LocalDate latest) {
        var day = day(fields.text(field));
        if (day == null) {
            wrong(field, "wrong.day");
            return latest;
        }
        if (day.isBefore(earliest)) {
            wrong(field, "wrong.day.early", FollowUpWording.FRENCH.date(earliest));
        } else if (day.isAfter(latest)) {
            wrong(field, "wrong.day.late", FollowUpWording.FRENCH.date(latest));
        }
        return day;
    }

    /** A time of day. */
    @Nullable
    LocalTime time(String field) {
        try {
            return LocalTime.parse(fields.text(field));
        } catch (DateTimeException unreadable) {
            wrong(field, "wrong.time");
            return null;
        }
    }

    /** A day as browsers send it, or as people type it where the browser has no calendar; null for anything else. */
    private static @Nullable LocalDate day(String typed) {
        var parts = typed.split("[/.]", -1);
        try {
            return parts.length == 3
                    ? LocalDate.of(Integer.parseInt(parts[2]), Integer.parseInt(parts[1]), Integer.parseInt(parts[0]))
                    : LocalDate.parse(typed);
        } catch (DateTimeException | NumberFormatException unreadable) {
            return null;
        }
    }
}
