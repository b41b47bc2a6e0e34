package org.cabas.service.followup;

import java.util.List;
import java.util.OptionalInt;

/**
 * The Food Insecurity Experience Scale of the FAO, in its module of eight questions to one person (Ballard, Kepple, Cafiero: The food
 * insecurity experience scale, FAO 2013; Cafiero, Viviani, Nord: Food security measurement in a global context, Measurement 116, 2018).
 * It is asked about the last thirty days, as the FAO does where a change within a year is to be seen: about twelve months, the answers of
 * the third month would speak of the time before the follow-up.
 *
 * <p>The raw score is the number of yes, 0 to 8, of those who answered all eight by yes or no. With one « ne sait pas » or a refusal there
 * is none, as the FAO leaves incomplete answers out: a missing answer is never a no.
 */
public final class Fies {
    public static final int QUESTIONS = 8;
    static final String YES = "yes";
    static final String NO = "no";

    /** A raw score from which insecurity is called moderate or severe, and from which severe: the FAO's simple thresholds. */
    static final int MODERATE = 4;

    static final int SEVERE = 7;

    /** What may be answered to a question. */
    public static final List<String> ANSWERS = List.of(YES, NO, "unknown", "refused");

    private Fies() {}

    /** The raw score of eight answers; none where one is neither yes nor no. */
    static OptionalInt score(List<String> answers) {
        if (answers.size() != QUESTIONS || !answers.stream().allMatch(each -> each.equals(YES) || each.equals(NO))) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) answers.stream().filter(YES::equals).count());
    }
}
