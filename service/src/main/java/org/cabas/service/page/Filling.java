package org.cabas.service.page;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.cabas.service.access.Email;
import org.cabas.service.access.FormFields;
import org.cabas.service.language.Sentences;
import org.jspecify.annotations.Nullable;

/**
 * A form as it is read, field by field: whatever is wrong with it is told at once, each at its field. Its sentences are the feature's;
 * every one has {@code wrong.long}, {@code wrong.day}, {@code wrong.day.early} and {@code wrong.day.late}.
 */
public final class Filling {
    /** Of a telephone number, with the spaces that people put between digits. */
    public static final int LONGEST_PHONE = 30;

    /** A longer one can't be meant, and takes long to read with an exponent. */
    private static final int LONGEST_NUMBER = 12;

    /** A number of ten digits as in France, or an international one. */
    private static final Pattern PHONE = Pattern.compile("0[1-9][0-9]{8}|(\\+|00)[1-9][0-9]{7,14}");

    private static final InFrench FRENCH = new InFrench();

    private final FormFields fields;
    private final Sentences sentences;
    private final List<FieldError> problems = new ArrayList<>();

    /** @param sentences of the feature whose form it is */
    public Filling(FormFields fields, Sentences sentences) {
        this.fields = fields;
        this.sentences = sentences;
    }

    /** What is wrong so far. */
    public List<FieldError> problems() {
        return List.copyOf(problems);
    }

    public boolean isRight() {
        return problems.isEmpty();
    }

    /** Whether nothing is wrong with a field so far. */
    public boolean isRight(String field) {
        return problems.stream().noneMatch(problem -> problem.field().equals(field));
    }

    /** Says what is wrong with a field. */
    public void wrong(String field, String key, Object... blanks) {
        problems.add(new FieldError(field, sentences.say(key, blanks)));
    }

    /** Says it in words of somebody else's. */
    public void wrongInWords(String field, String sentence) {
        problems.add(new FieldError(field, sentence));
    }

    /** A text of so many characters at most, possibly empty. */
    public String text(String field, int longest) {
        var text = fields.text(field);
        if (text.length() > longest) {
            wrong(field, "wrong.long", longest);
        }
        return text;
    }

    /** An address that mail can be sent to, or nothing; {@code wrong.email} of another. */
    public String email(String field) {
        var typed = fields.text(field);
        if (typed.isEmpty()) {
            return "";
        }
        var email = Email.read(typed);
        if (email.isEmpty()) {
            wrong(field, "wrong.email");
        }
        return email.map(Email::address).orElse("");
    }

    /** A number that can be dialled, as it was typed, or nothing; {@code wrong.phone} of another. */
    public String phone(String field) {
        var typed = fields.text(field);
        var dialled = typed.replaceAll("[\\s.\u00a0-]", "").replace("(0)", "");
        if (!typed.isEmpty()
                && (typed.length() > LONGEST_PHONE || !PHONE.matcher(dialled).matches())) {
            wrong(field, "wrong.phone");
        }
        return typed;
    }

    /** One of these words; another one is wrong, and so is none. */
    public String choice(String field, Collection<String> words, String missing) {
        var chosen = fields.text(field);
        if (!words.contains(chosen)) {
            wrong(field, missing);
        }
        return chosen;
    }

    /** Some of these words, possibly none; {@code wrong.choices} of another. */
    public List<String> choices(String field, Collection<String> words) {
        var chosen = fields.texts(field);
        if (!words.containsAll(chosen)) {
            wrong(field, "wrong.choices");
        }
        return chosen;
    }

    /** A whole number between bounds. */
    public int number(String field, int least, int most, String key) {
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

    /**
     * A number between bounds, in so many decimals less than it is written: {@code 72,5} kg with 3 is 72 500. Null where the field is
     * empty, which is allowed: nobody knows.
     */
    public @Nullable Integer numberIfKnown(String field, int least, int most, int decimals, String key) {
        var typed = fields.text(field).replace(',', '.').replaceAll("[\\s\u00a0\u202f]", "");
        if (typed.isEmpty()) {
            return null;
        }
        try {
            var shifted = new BigDecimal(typed.length() > LONGEST_NUMBER ? "" : typed)
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
    public LocalDate day(String field, LocalDate earliest, LocalDate latest) {
        var read = InFrench.readDay(fields.text(field));
        if (read.isEmpty()) {
            wrong(field, "wrong.day");
            return latest;
        }
        var day = read.get();
        if (day.isBefore(earliest)) {
            wrong(field, "wrong.day.early", FRENCH.date(earliest));
        } else if (day.isAfter(latest)) {
            wrong(field, "wrong.day.late", FRENCH.date(latest));
        }
        return day;
    }

    /** A time of day, as {@code 10:30}; {@code wrong.time} of anything else. */
    public @Nullable LocalTime time(String field) {
        try {
            return LocalTime.parse(fields.text(field));
        } catch (DateTimeException unreadable) {
            wrong(field, "wrong.time");
            return null;
        }
    }
}
