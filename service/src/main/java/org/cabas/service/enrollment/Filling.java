package org.cabas.service.enrollment;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cabas.service.access.FormFields;
import org.cabas.service.page.FieldError;

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
        problems.add(new FieldError(field, EnrollmentWording.say(key, blanks)));
    }

    /** Says it in words of somebody else's. */
    void wrongInWords(String field, String sentence) {
        problems.add(new FieldError(field, sentence));
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
    String choice(String field, Set<String> words, String missing) {
        var chosen = fields.text(field);
        if (!words.contains(chosen)) {
            wrong(field, missing);
        }
        return chosen;
    }

    /** A whole number between bounds. */
    int number(String field, int least, int most, String key) {
        try {
            var number = Integer.parseInt(fields.text(field));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException unreadable) {
            // said below, as of a number that can't be
        }
        wrong(field, key, least, most);
        return least;
    }

    /** A day between two others, both included. */
    LocalDate day(String field, LocalDate earliest, LocalDate latest) {
        LocalDate day;
        try {
            day = LocalDate.parse(fields.text(field));
        } catch (DateTimeParseException unreadable) {
            wrong(field, "wrong.day");
            return latest;
        }
        if (day.isBefore(earliest)) {
            wrong(field, "wrong.day.early", EnrollmentWording.FRENCH.date(earliest));
        } else if (day.isAfter(latest)) {
            wrong(field, "wrong.day.late", EnrollmentWording.FRENCH.date(latest));
        }
        return day;
    }
}
