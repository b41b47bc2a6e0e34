package org.cabas.service.followup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What somebody answered at a check-up. Codes are those of the form; what was not asked or not answered is empty or null.
 *
 * @param fies eight of {@link Fies#ANSWERS}, or none where it was not asked
 * @param health of {@link #HEALTH}: self-perceived health (MEHM 1)
 * @param chronic of {@link #CHRONIC}: a chronic condition (MEHM 2)
 * @param limitation of {@link #LIMITATION}: activity limitation of six months and more (MEHM 3, GALI)
 * @param portions of fruit and vegetables a day, 0 to {@link #MOST_PORTIONS}
 * @param grams weight
 * @param systolic blood pressure in mm Hg, with {@code diastolic} or not at all
 */
public record Answers(
        List<String> fies,
        String health,
        String chronic,
        String limitation,
        @Nullable Integer portions,
        @Nullable Integer grams,
        @Nullable Integer systolic,
        @Nullable Integer diastolic) {

    public static final String UNANSWERED = "unanswered";

    /** The Minimum European Health Module, as Eurostat asks it (EU-SILC, EHIS). */
    public static final List<String> HEALTH = List.of("very-good", "good", "fair", "bad", "very-bad", UNANSWERED);

    static final List<String> CHRONIC = List.of("yes", "no", UNANSWERED);
    public static final List<String> LIMITATION = List.of("severe", "some", "none", UNANSWERED);

    /** Nobody eats more: three times what is recommended is 15. */
    static final int MOST_PORTIONS = 20;

    /** What scales for people weigh. */
    static final int LEAST_GRAMS = 20_000;

    static final int MOST_GRAMS = 350_000;

    /** What monitors for the upper arm read (EN 1060, ISO 81060-2). */
    static final int LEAST_SYSTOLIC = 60;

    static final int MOST_SYSTOLIC = 280;
    static final int LEAST_DIASTOLIC = 30;
    static final int MOST_DIASTOLIC = 180;

    public Answers {
        fies = List.copyOf(fies);
    }

    /** The FIES raw score; none where an answer is missing. */
    OptionalInt score() {
        return Fies.score(fies);
    }

    /** To be sealed. */
    Map<String, Object> written() {
        var words = new LinkedHashMap<String, Object>();
        words.put("fies", fies);
        words.put("health", health);
        words.put("chronic", chronic);
        words.put("limitation", limitation);
        put(words, "portions", portions);
        put(words, "grams", grams);
        put(words, "systolic", systolic);
        put(words, "diastolic", diastolic);
        return words;
    }

    private static void put(Map<String, Object> words, String name, @Nullable Integer number) {
        if (number != null) {
            words.put(name, number);
        }
    }

    /** As they were written. */
    static Answers read(Map<String, Object> words) {
        var fies = new ArrayList<String>();
        if (words.get("fies") instanceof List<?> answers) {
            answers.forEach(each -> fies.add(String.valueOf(each)));
        }
        return new Answers(
                fies,
                text(words, "health"),
                text(words, "chronic"),
                text(words, "limitation"),
                number(words, "portions"),
                number(words, "grams"),
                number(words, "systolic"),
                number(words, "diastolic"));
    }

    static String text(Map<String, Object> words, String name) {
        return words.get(name) instanceof String text ? text : "";
    }

    private static @Nullable Integer number(Map<String, Object> words, String name) {
        return words.get(name) instanceof Number number ? number.intValue() : null;
    }
}
