package org.cabas.service.table;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What tables decide, for people: in the order in which a fund is thought of, from who comes in to what is paid. */
public final class Questions {
    private static final List<String> KNOWN = List.of(
            "admission",
            "rotation",
            "contribution",
            "allocation",
            "basket_price",
            "cofunding",
            "conventioning_points",
            "conventioning",
            "eligibility",
            "ceilings",
            "follow_up");

    private static final Map<String, String> PURPOSES = Map.ofEntries(
            Map.entry("admission", "Qui peut entrer dans la caisse"),
            Map.entry("rotation", "Qui laisse sa place, et quand"),
            Map.entry("contribution", "Ce que chaque foyer verse"),
            Map.entry("allocation", "Ce que chaque foyer reçoit"),
            Map.entry("basket_price", "Ce que coûte un panier"),
            Map.entry("cofunding", "Qui paie quelle part"),
            Map.entry("conventioning_points", "Les points d’un lieu candidat"),
            Map.entry("conventioning", "Quels lieux sont conventionnés"),
            Map.entry("eligibility", "Quels produits sont pris en charge, et à combien"),
            Map.entry("ceilings", "Les plafonds de dépense"),
            Map.entry("follow_up", "Le rythme du suivi de santé"));

    /** Known questions in the order of thought, then a fund's own by name. */
    static final Comparator<String> ORDER = Comparator.<String>comparingInt(
                    question -> KNOWN.contains(question) ? KNOWN.indexOf(question) : KNOWN.size())
            .thenComparing(Comparator.naturalOrder());

    private Questions() {}

    /** What a table of that id decides, in a few words; empty for a fund's own. */
    public static String purpose(String question) {
        return PURPOSES.getOrDefault(question, "");
    }
}
