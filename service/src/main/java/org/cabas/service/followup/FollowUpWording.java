package org.cabas.service.followup;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.cabas.service.page.InFrench;

/** What follow-ups say to people, in French, from {@code messages/followup.properties}. */
final class FollowUpWording {
    /** Of days and numbers. */
    static final InFrench FRENCH = new InFrench();

    private static final ResourceBundle SENTENCES = ResourceBundle.getBundle(
            "messages.followup",
            Locale.FRENCH,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private FollowUpWording() {}

    /** The sentence of that key with its blanks filled in. */
    static String say(String key, Object... blanks) {
        return String.format(Locale.FRENCH, SENTENCES.getString(key), blanks);
    }

    /** The same; empty where there is no such key. */
    static Optional<String> find(String key, Object... blanks) {
        return SENTENCES.containsKey(key) ? Optional.of(say(key, blanks)) : Optional.empty();
    }

    /** One sentence for none or one, another for several: the keys end in {@code .one} and {@code .more}. */
    static String count(String key, long count) {
        return say(key + (count < 2 ? ".one" : ".more"), count);
    }
}
