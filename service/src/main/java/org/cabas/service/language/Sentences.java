package org.cabas.service.language;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** What a feature says to people, in French, by key. */
public final class Sentences {
    private final ResourceBundle bundle;

    /** @param feature whose sentences: {@code votes} of {@code messages/votes.properties} */
    public Sentences(String feature) {
        this.bundle = ResourceBundle.getBundle(
                "messages." + feature,
                Locale.FRENCH,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The sentence of that key with its blanks ({@code %s}, {@code %d}) filled in. */
    public String say(String key, Object... blanks) {
        return String.format(Locale.FRENCH, bundle.getString(key), blanks);
    }

    /** The same; empty where there is no such key. */
    public Optional<String> find(String key, Object... blanks) {
        return bundle.containsKey(key) ? Optional.of(say(key, blanks)) : Optional.empty();
    }

    /** One sentence for none or one, another for several, as French counts: the keys end in {@code .one} and {@code .more}. */
    public String count(String key, long count, Object... more) {
        var blanks = new Object[more.length + 1];
        blanks[0] = count;
        System.arraycopy(more, 0, blanks, 1, more.length);
        return say(key + (count < 2 ? ".one" : ".more"), blanks);
    }
}
