package org.cabas.service.demo.data;

import java.util.List;

/**
 * A real town near the centre of a fund.
 *
 * @param distanceKm from the centre, about: as the crow flies
 */
record Place(String town, int distanceKm) {

    /** The places around a centre, the centre first. */
    static List<Place> around(String centre) {
        return Written.table("places.csv").stream()
                .filter(line -> line.get("centre").equals(centre))
                .map(line -> new Place(line.get("town"), Integer.parseInt(line.get("distance_km"))))
                .toList();
    }
}
