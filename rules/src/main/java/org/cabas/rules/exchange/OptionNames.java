package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.table.Domain.Closed;
import org.cabas.rules.table.Domain.Option;
import org.cabas.rules.table.Spelling;

/** The options of a closed list by all the spellings that a reader would take for their label or code. */
final class OptionNames {
    private final Map<String, List<Option>> labels = new HashMap<>();
    private final Map<String, List<Option>> accented = new HashMap<>();
    private final Map<String, List<Option>> folded = new HashMap<>();

    OptionNames(Closed list) {
        for (var option : list.options()) {
            put(labels, option.label(), option);
            put(accented, Spelling.lowercase(option.label()), option);
            put(folded, Spelling.fold(option.label()), option);
            if (!Spelling.same(option.label(), option.code())) {
                put(folded, Spelling.fold(option.code()), option);
            }
        }
    }

    private static void put(Map<String, List<Option>> names, String name, Option option) {
        names.computeIfAbsent(name, unused -> new ArrayList<>()).add(option);
    }

    /**
     * The options that the text may name: none, one, or several that only accents would tell apart. Accents decide
     * before they are forgotten: « Légumes » are vegetables, though « legumes » is the code of pulses.
     */
    List<Option> of(String text) {
        if (text.length() > 2 * Spelling.LONGEST_OPTION) {
            return List.of();
        }
        var named = labels.getOrDefault(Spelling.strip(text), List.of());
        if (named.isEmpty()) {
            named = accented.getOrDefault(Spelling.lowercase(text), List.of());
        }
        return named.isEmpty() ? folded.getOrDefault(Spelling.fold(text), List.of()) : named;
    }
}
