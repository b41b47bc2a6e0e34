package org.cabas.service.enrollment;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.cabas.service.page.InFrench;

/** What enrollments say to people, in French, from {@code messages/enrollment.properties}. */
final class EnrollmentWording {
    /** Of days and amounts. */
    static final InFrench FRENCH = new InFrench();

    private static final ResourceBundle SENTENCES = ResourceBundle.getBundle(
            "messages.enrollment",
            Locale.FRENCH,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

    private EnrollmentWording() {}

    /** The sentence of that key with its blanks filled in. */
    static String say(String key, Object... blanks) {
        return String.format(Locale.FRENCH, SENTENCES.getString(key), blanks);
    }

    /** The same; empty where there is no such key. */
    static Optional<String> find(String key, Object... blanks) {
        return SENTENCES.containsKey(key) ? Optional.of(say(key, blanks)) : Optional.empty();
    }
}
