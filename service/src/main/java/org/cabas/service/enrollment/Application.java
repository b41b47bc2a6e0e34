package org.cabas.service.enrollment;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a household tells when it applies. Never what it lives on: neither income nor family quotient has a place here.
 *
 * @param reference what the household quotes: {@code K7P2-9MXA}
 * @param referrer the id of the person who sent the household; null for none
 * @param told what it tells
 * @param reminders how often whoever applied was reminded of what is missing
 * @param earlier the id of a file of the same household that was closed; null for none
 */
public record Application(
        String caseFile,
        String fund,
        String reference,
        Channel channel,
        @Nullable String referrer,
        Told told,
        int reminders,
        @Nullable String earlier) {

    /** A household has one adult at least, and no more people than that. */
    public static final int MOST_PEOPLE = 30;

    public static final int LONGEST_NAME = 120;
    public static final int LONGEST_EMAIL = 254;
    public static final int LONGEST_LANGUAGE = 60;

    /**
     * What is told by whoever fills an application in.
     *
     * @param name of the person to ask for
     * @param email empty for none
     * @param phone empty for none; one of both is there
     * @param town empty where it was not told yet
     * @param language the one that the household speaks best; empty for French
     * @param adults one at least
     * @param answers to what the admission table asks, by column id, as a cell of the table would write them: {@code oui}, {@code
     *     inconnu} where the household doesn't know; what was not asked yet is missing
     */
    public record Told(
            String name,
            String email,
            String phone,
            String town,
            String language,
            int adults,
            int children,
            Referral referral,
            Map<String, String> answers) {
        public Told {
            if (name.isBlank()
                    || (email.isEmpty() && phone.isEmpty())
                    || adults < 1
                    || children < 0
                    || adults + children > MOST_PEOPLE) {
                throw new IllegalArgumentException(
                        "no such household: " + adults + " adults, " + children + " children");
            }
            answers = Map.copyOf(answers);
        }

        /** The same with other answers. */
        Told answering(Map<String, String> more) {
            var all = new TreeMap<>(answers);
            all.putAll(more);
            return new Told(name, email, phone, town, language, adults, children, referral, all);
        }

        /** The words of the name without accents and case, in alphabetical order: « Nom Prénom » is « prénom nom ». */
        String nameKey() {
            return key(name);
        }

        /** The digits of the number, as it is dialled in France. */
        String phoneKey() {
            var digits = phone.replaceAll("[^0-9+]", "");
            return digits.startsWith("+33") ? "0" + digits.substring(3) : digits.replace("+", "00");
        }

        String townKey() {
            return key(town);
        }

        @Override
        public String toString() {
            return "Told[" + adults + " adults, " + children + " children]";
        }
    }

    static String key(String words) {
        var plain = Normalizer.normalize(words, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        return Arrays.stream(plain.split(" ")).sorted().collect(Collectors.joining(" "));
    }
}
