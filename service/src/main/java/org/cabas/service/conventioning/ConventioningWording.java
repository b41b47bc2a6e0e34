package org.cabas.service.conventioning;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cabas.rules.table.Speech;
import org.cabas.rules.table.Vocabulary;
import org.cabas.service.access.FormFields;
import org.cabas.service.language.Sentences;
import org.cabas.service.page.Filling;
import org.cabas.service.page.InFrench;

/** What conventionings say to people, in French, from {@code messages/conventioning.properties}. */
final class ConventioningWording {
    /** Of days and amounts. */
    static final InFrench FRENCH = new InFrench();

    /** Its sentences by key. */
    static final Sentences SENTENCES = new Sentences("conventioning");

    private ConventioningWording() {}

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

    /** What a convention says: « du 1er avril 2026 au 31 mars 2027, pour les fruits et légumes, 100 % ». */
    static String terms(LocalDate from, LocalDate until, List<String> families, int coverage) {
        return say("detail.signed", FRENCH.date(from), FRENCH.date(until), families(families), coverage);
    }

    /** {@code fruits, légumes et pain}, in the order of the shared list. */
    static String families(List<String> codes) {
        return Speech.listed(
                Vocabulary.PRODUCT_FAMILIES.options().stream()
                        .filter(option -> codes.contains(option.code()))
                        .map(option -> option.label())
                        .toList(),
                "et");
    }
}
