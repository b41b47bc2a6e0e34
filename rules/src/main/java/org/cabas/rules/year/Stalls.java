package org.cabas.rules.year;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.simulate.Place;
import org.cabas.rules.table.Value;

/** Places that a fund might have when it knows none yet: what stands on the markets of a small town, and its shops. */
final class Stalls {
    private static final List<String> EVERYTHING = List.of(
            "fruits",
            "vegetables",
            "legumes",
            "cereals",
            "bread",
            "dairy",
            "eggs",
            "meat",
            "fish",
            "oil",
            "honey",
            "drinks",
            "alcohol",
            "sweets",
            "prepared",
            "hygiene",
            "other");

    private Stalls() {}

    /** Each with its facts; none has a convention before the tables are asked. */
    static List<Place> imagined() {
        var places = new ArrayList<Place>();
        places.add(place(
                "Ferme maraîchère",
                "market_stall",
                "certified",
                true,
                8,
                100,
                100,
                2,
                "fruits",
                "vegetables",
                "legumes",
                "eggs"));
        places.add(place(
                "Maraîcher en conversion",
                "market_stall",
                "in_conversion",
                true,
                15,
                60,
                100,
                3,
                "fruits",
                "vegetables"));
        places.add(place("Primeur du marché", "market_stall", "none", false, 5, 10, 30, 4, "fruits", "vegetables"));
        places.add(place("Fromagerie fermière", "market_stall", "certified", true, 20, 95, 100, 3, "dairy", "eggs"));
        places.add(place(
                "Boulangerie paysanne",
                "market_stall",
                "participatory_guarantee",
                true,
                12,
                90,
                90,
                2,
                "bread",
                "cereals",
                "sweets"));
        places.add(place("Élevage bovin", "farmer", "none", true, 25, 0, 100, 2, "meat", "dairy"));
        places.add(place(
                "Élevage de volailles", "farmer", "certified", true, 18, 100, 100, 3, "meat", "eggs", "prepared"));
        places.add(place("Vergers", "farmer", "none", true, 14, 5, 100, 4, "fruits", "drinks"));
        places.add(place(
                "AMAP",
                "amap",
                "certified",
                true,
                10,
                95,
                95,
                5,
                "vegetables",
                "fruits",
                "bread",
                "dairy",
                "eggs",
                "legumes"));
        places.add(place(
                "Magasin de producteurs",
                "producer_shop",
                "none",
                false,
                3,
                50,
                95,
                6,
                "fruits",
                "vegetables",
                "bread",
                "dairy",
                "eggs",
                "meat",
                "honey",
                "oil",
                "drinks",
                "prepared"));
        places.add(place(
                "Magasin bio", "organic_shop", "certified", false, 2, 97, 35, 7, EVERYTHING.toArray(String[]::new)));
        places.add(
                place("Épicerie de quartier", "shop", "none", false, 1, 10, 25, 2, EVERYTHING.toArray(String[]::new)));
        places.add(
                place("Supermarché", "supermarket", "none", false, 2, 10, 10, 45, EVERYTHING.toArray(String[]::new)));
        return places;
    }

    private static Place place(
            String name,
            String kind,
            String certification,
            boolean direct,
            int distance,
            int organic,
            int local,
            int workers,
            String... sold) {
        var more = new HashMap<String, Value>(Map.of(
                Fact.CHARTER_SIGNED.id(), new Value.YesNo(direct),
                Fact.WORKERS.id(), new Value.Quantity(workers)));
        var facts = FactSheet.merchant(kind, certification, direct, distance, organic, local, more);
        return new Place("imagine-" + kind + "-" + distance, name, kind, policy -> facts, List.of(sold), false);
    }
}
