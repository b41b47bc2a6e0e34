package org.cabas.service.page;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the next page says first: what was done, or why it was not.
 *
 * @param kind how it went
 * @param text one or two French sentences; never personal data beyond what the person just typed
 */
public record Flash(Kind kind, String text) {

    /** How it went, each with an icon and a word, so that colour is never alone. */
    public enum Kind {
        DONE("C’est fait"),
        ATTENTION("Attention"),
        REFUSED("Refusé");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** What stands before the text. */
        public String word() {
            return word;
        }

        /** The name in style sheets. */
        public String style() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It was done. */
    public static Flash done(String text) {
        return new Flash(Kind.DONE, text);
    }

    /** It was done, and something should be looked at. */
    public static Flash attention(String text) {
        return new Flash(Kind.ATTENTION, text);
    }

    /** It was not done. */
    public static Flash refused(String text) {
        return new Flash(Kind.REFUSED, text);
    }

    String written() {
        return kind + " " + text;
    }

    static @Nullable Flash read(@Nullable String written) {
        if (written == null) {
            return null;
        }
        var space = written.indexOf(' ');
        return new Flash(Kind.valueOf(written.substring(0, space)), written.substring(space + 1));
    }
}
