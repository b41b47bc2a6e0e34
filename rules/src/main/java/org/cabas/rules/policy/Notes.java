package org.cabas.rules.policy;

import java.util.Locale;
import java.util.regex.Pattern;

/** The words that a committee writes beside a row. */
public final class Notes {

    /** How the note of a row begins that was chosen for the demonstration and that no committee has decided. */
    public static final String HYPOTHESIS = "hypothèse";

    private static final Pattern MARK = Pattern.compile(HYPOTHESIS + "[\\s\u00a0\u202f]*:[\\s\u00a0\u202f]*");

    private Notes() {}

    /** Whether the row is an assumption. */
    public static boolean isHypothesis(String note) {
        return note.startsWith(HYPOTHESIS);
    }

    /** The note as a sentence to say at a counter: without the mark of an assumption, with a capital. Empty for no note. */
    public static String sentence(String note) {
        var mark = MARK.matcher(note);
        var words = mark.lookingAt() ? note.substring(mark.end()) : note;
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.FRENCH) + words.substring(1);
    }
}
