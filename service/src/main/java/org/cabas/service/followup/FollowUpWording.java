package org.cabas.service.followup;

import java.util.Optional;
import org.cabas.service.access.FormFields;
import org.cabas.service.language.Sentences;
import org.cabas.service.page.Filling;
import org.cabas.service.page.InFrench;

/** What follow-ups say to people, in French, from {@code messages/followup.properties}. */
final class FollowUpWording {
    /** Of days and numbers. */
    static final InFrench FRENCH = new InFrench();

    private static final Sentences SENTENCES = new Sentences("followup");

    private FollowUpWording() {}

    /** The sentence of that key with its blanks filled in. */
    static String say(String key, Object... blanks) {
        return SENTENCES.say(key, blanks);
    }

    /** The same; empty where there is no such key. */
    static Optional<String> find(String key, Object... blanks) {
        return SENTENCES.find(key, blanks);
    }

    /** A form of this feature, to be read. */
    static Filling filling(FormFields fields) {
        return new Filling(fields, SENTENCES);
    }

    /** One sentence for none or one, another for several: the keys end in {@code .one} and {@code .more}. */
    static String count(String key, long count) {
        return SENTENCES.count(key, count);
    }
}
