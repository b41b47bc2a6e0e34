package org.cabas.service.fund;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A version of a rulebook's policy: which version of each question's table it is made of. It never changes once stored.
 *
 * @param version from 1, in the order of publication
 * @param effectiveAt from when it decides
 * @param publishedAt when it was stored
 * @param tables the version of each question's table
 * @param introduced those of the tables that it brought in
 */
public record PolicyVersion(
        int version,
        Instant effectiveAt,
        Instant publishedAt,
        Map<String, Integer> tables,
        Map<String, Integer> introduced) {
    public PolicyVersion {
        tables = Map.copyOf(tables);
        introduced = Map.copyOf(introduced);
    }

    /** What it would be made of on top of other tables. */
    Map<String, Integer> onTopOf(Map<String, Integer> before) {
        var together = new TreeMap<>(before);
        together.putAll(introduced);
        return together;
    }
}
