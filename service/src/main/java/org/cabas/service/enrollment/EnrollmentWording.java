package org.cabas.service.enrollment;

import java.util.Optional;
import org.cabas.service.access.FormFields;
import org.cabas.service.language.Sentences;
import org.cabas.service.page.Filling;
import org.cabas.service.page.InFrench;

/** What enrollments say to people, in French, from {@code messages/enrollment.properties}. */
final class EnrollmentWording {
    /** Of days and amounts. */
    static final InFrench FRENCH = new InFrench();

    /** Its sentences by key. */
    static final Sentences SENTENCES = new Sentences("enrollment");

    private EnrollmentWording() {}

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
}
