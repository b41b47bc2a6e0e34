package org.cabas.rules.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.rules.table.Domain.Closed;
import org.cabas.rules.table.Domain.Option;

/** The closed lists that every fund shares, so that a table names a list instead of copying it. */
public final class Vocabulary {

    /** Families of products, as a till or a catalogue tells them. */
    public static final Closed PRODUCT_FAMILIES = list(
            "fruits", "fruits",
            "vegetables", "légumes",
            "legumes", "légumineuses",
            "cereals", "céréales",
            "bread", "pain",
            "dairy", "produits laitiers",
            "eggs", "œufs",
            "meat", "viande",
            "fish", "poisson",
            "oil", "huile",
            "honey", "miel",
            "drinks", "boissons",
            "alcohol", "alcool",
            "sweets", "sucreries",
            "prepared", "plats préparés",
            "hygiene", "hygiène",
            "other", "autre");

    /** Labels of products, coded as Open Food Facts tags them ({@code labels_tags}). */
    public static final Closed LABELS = list(
            "fr:ab-agriculture-biologique", "agriculture biologique (AB)",
            "en:eu-organic", "bio européen",
            "en:organic", "bio",
            "en:demeter", "Demeter",
            "fr:nature-et-progres", "Nature & Progrès",
            "fr:label-rouge", "Label Rouge",
            "en:pdo", "AOP",
            "en:pgi", "IGP",
            "en:tsg", "STG",
            "fr:haute-valeur-environnementale", "HVE",
            "en:sustainable-seafood-msc", "pêche durable",
            "fr:fermier", "fermier",
            "en:fairtrade-international", "commerce équitable");

    /** Kinds of merchants. */
    public static final Closed MERCHANT_KINDS = list(
            "farmer", "producteur",
            "processor", "transformateur",
            "shop", "commerce",
            "organic_shop", "magasin bio",
            "producer_shop", "magasin de producteurs",
            "market_stall", "stand de marché",
            "amap", "AMAP",
            "grocery", "épicerie solidaire",
            "supermarket", "supermarché",
            "restaurant", "restaurant",
            "canteen", "cantine");

    /** Organic certification of a merchant. */
    public static final Closed CERTIFICATIONS = list(
            "certified", "certifié bio",
            "in_conversion", "en conversion",
            "participatory_guarantee", "garantie participative",
            "none", "aucune");

    /** Where a product comes from, as far as it is known. */
    public static final Closed ORIGINS = list(
            "local", "local",
            "region", "région",
            "france", "France",
            "europe", "Union européenne",
            "world", "hors d'Europe");

    /** The lists by the name that a written table calls them by, in French. */
    public static final Map<String, Closed> BY_NAME = Map.of(
            "familles", PRODUCT_FAMILIES,
            "labels", LABELS,
            "types de lieu", MERCHANT_KINDS,
            "certifications", CERTIFICATIONS,
            "origines", ORIGINS);

    private Vocabulary() {}

    /** The name of a shared list, if it is one. */
    public static Optional<String> nameOf(Closed list) {
        return BY_NAME.entrySet().stream()
                .filter(named -> named.getValue().equals(list))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Closed list(String... codesAndLabels) {
        var options = new Option[codesAndLabels.length / 2];
        for (var i = 0; i < options.length; i++) {
            options[i] = new Option(codesAndLabels[2 * i], codesAndLabels[2 * i + 1]);
        }
        return new Closed(List.of(options));
    }
}
