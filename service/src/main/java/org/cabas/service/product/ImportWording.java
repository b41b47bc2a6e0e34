package org.cabas.service.product;

import org.cabas.service.language.Sentences;

/** What the import says to people, in French, from {@code messages/products.properties}. */
final class ImportWording {
    private static final Sentences SENTENCES = new Sentences("products");

    private ImportWording() {}

    /** The sentence of that key with its blanks filled in. */
    static String say(String key, Object... blanks) {
        return SENTENCES.say(key, blanks);
    }
}
