package org.cabas.service.vote;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.cabas.service.language.Sentences;
import org.cabas.service.page.InFrench;

/** What proposals and votes say to people, in French, from {@code messages/votes.properties}. */
final class VoteWording {
    private static final Sentences SENTENCES = new Sentences("votes");

    private static final InFrench FRENCH = new InFrench();

    private VoteWording() {}

    /** The sentence of that key with its blanks filled in. */
    static String say(String key, Object... blanks) {
        return SENTENCES.say(key, blanks);
    }

    /** One sentence for none or one, another for several: the keys end in {@code .one} and {@code .more}. */
    static String count(String key, int count, Object... more) {
        return SENTENCES.count(key, count, more);
    }

    /** {@code 14 mars 2026}, {@code 1er avril 2026}. */
    static String day(LocalDate day) {
        return FRENCH.date(day);
    }

    /** {@code samedi 14 mars 2026}. */
    static String dayOfWeek(LocalDate day) {
        return FRENCH.day(day);
    }

    /** {@code samedi 14 mars 2026 à 18 h 05}. */
    static String moment(Instant instant, ZoneId zone) {
        return FRENCH.moment(instant, zone);
    }
}
