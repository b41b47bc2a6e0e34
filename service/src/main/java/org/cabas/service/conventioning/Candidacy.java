package org.cabas.service.conventioning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cabas.service.merchant.Siret;

/**
 * What a place tells when it applies.
 *
 * @param reference what the merchant quotes: {@code K7P2-9MXA}
 * @param reminders how often whoever applied was reminded of what is missing
 */
public record Candidacy(String caseFile, String fund, String reference, Channel channel, Told told, int reminders) {

    public static final int LONGEST_NAME = 120;

    /**
     * What is told by whoever fills a candidacy in.
     *
     * @param name of the place
     * @param contact whom to ask for; empty for nobody in particular
     * @param email empty for none
     * @param phone empty for none; one of both is there
     * @param siret none as long as nobody told it
     * @param town empty where it was not told yet
     * @param families codes of the product families that it sells
     * @param answers to what the conventioning tables ask, by column id, as a cell of the table would write them; what was not asked
     *     yet is missing
     */
    public record Told(
            String name,
            String contact,
            String email,
            String phone,
            Optional<Siret> siret,
            String town,
            List<String> families,
            Map<String, String> answers) {
        public Told {
            if (name.isBlank() || (email.isEmpty() && phone.isEmpty())) {
                throw new IllegalArgumentException("a candidacy has a name and a way to answer it");
            }
            families = List.copyOf(families);
            answers = Map.copyOf(answers);
        }

        /** The same with other answers where there are any. */
        Told answering(Map<String, String> more) {
            var all = new TreeMap<>(answers);
            all.putAll(more);
            return new Told(name, contact, email, phone, siret, town, families, all);
        }

        @Override
        public String toString() {
            return "Told[" + name + "]";
        }
    }
}
