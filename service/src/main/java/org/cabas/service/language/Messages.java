package org.cabas.service.language;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Sentences by key, from the bundles below {@code messages/}; in French unless English is preferred. */
public final class Messages {

    /** The language of pages, tables and messages. */
    public static final Locale FRENCH = Locale.FRENCH;

    private static final List<Locale> SPOKEN = List.of(FRENCH, Locale.ENGLISH);

    private Messages() {}

    /**
     * The sentence of a key.
     *
     * @param arguments put in place of {@code {0}}, {@code {1}}…: texts, already worded
     */
    public static String say(Locale language, String key, Object... arguments) {
        var pattern = ResourceBundle.getBundle("messages/payment", language, NoFallback.CONTROL)
                .getString(key);
        return new MessageFormat(pattern, language).format(arguments);
    }

    /** The language to answer in, from an {@code Accept-Language} header; French where it is absent or can't be read. */
    public static Locale preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return FRENCH;
        }
        try {
            var found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), SPOKEN);
            return found == null ? FRENCH : found;
        } catch (IllegalArgumentException unreadable) {
            return FRENCH;
        }
    }

    /** The machine's own language never shows through. */
    private static final class NoFallback {
        static final ResourceBundle.Control CONTROL =
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    }
}
