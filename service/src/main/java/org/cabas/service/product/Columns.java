package org.cabas.service.product;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The columns of a file by the names in its first line, in whatever order they are. */
record Columns(Map<String, Integer> byName, int count) {
    Columns {
        byName = Map.copyOf(byName);
    }

    /** @param names as written; the same name twice is the file's fault, and the first one counts */
    static Columns of(List<String> names) {
        var byName = new HashMap<String, Integer>();
        for (var i = 0; i < names.size(); i++) {
            byName.putIfAbsent(names.get(i).strip().toLowerCase(Locale.ROOT), i);
        }
        return new Columns(byName, names.size());
    }

    /** Where the column is; -1 where there is none. */
    int index(String name) {
        return byName.getOrDefault(name, -1);
    }

    /** Those of the names that are missing. */
    List<String> missing(List<String> names) {
        var missing = new ArrayList<>(names);
        missing.removeIf(byName::containsKey);
        return missing;
    }
}
