package org.cabas.service.product;

import java.util.Locale;
import java.util.ResourceBundle;

/** What the import says to people, in French, from {@code messages/products.properties}. */
final class ImportWording {
    private static final ResourceBundle SENTENCES = ResourceBundle.getBundle(
            "messages.products",
            Locale.FRENCH,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private ImportWording() {}

    /** The sentence of that key with its blanks filled in. */
    static String say(String key, Object... blanks) {
        return String.format(Locale.FRENCH, SENTENCES.getString(key), blanks);
    }
}
