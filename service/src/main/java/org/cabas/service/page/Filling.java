package org.cabas.service.page;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.cabas.service.access.Email;
import org.cabas.service.access.FormFields;

/**
 * A form as it is read, field by field: whatever is wrong with it is told at once, each at its field. Its sentences are the feature's;
 * every one has {@code wrong.long}, {@code wrong.day}, {@code wrong.day.early} and {@code wrong.day.late}.
 */
public final class Filling {
    /** Of a telephone number, with the spaces that people put between digits. */
    public static final int LONGEST_PHONE = 30;

    /** A number of ten digits as in France, or an international one. */
    private static final Pattern PHONE = Pattern.compile("0[1-9][0-9]{8}|(\\+|00)[1-9][0-9]{7,14}");

    private static final InFrench FRENCH = new InFrench();

    private final FormFields fields;
    private final Wording wording;
    private final List<FieldError> problems = new ArrayList<>();

    /** @param wording the sentences of the feature whose form it is */
    public Filling(FormFields fields, Wording wording) {
        this.fields = fields;
        this.wording = wording;
    }

    /** A feature's sentences by their keys, with blanks to fill in. */
    @FunctionalInterface
    public interface Wording {
        String say(String key, Object... blanks);
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
        problems.add(new FieldError(field, wording.say(key, blanks)));
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
    public String choice(String field, Set<String> words, String missing) {
        var chosen = fields.text(field);
        if (!words.contains(chosen)) {
            wrong(field, missing);
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

    /** A day between two others, both included. */
    public LocalDate day(String field, LocalDate earliest, LocalDate latest) {
        LocalDate day;
        try {
            day = LocalDate.parse(fields.text(field));
        } catch (DateTimeParseException unreadable) {
            wrong(field, "wrong.day");
            return latest;
        }
        if (day.isBefore(earliest)) {
            wrong(field, "wrong.day.early", FRENCH.date(earliest));
        } else if (day.isAfter(latest)) {
            wrong(field, "wrong.day.late", FRENCH.date(latest));
        }
        return day;
    }
}
