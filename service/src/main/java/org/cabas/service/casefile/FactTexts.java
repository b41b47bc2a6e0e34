package org.cabas.service.casefile;

import java.util.Map;
import java.util.TreeMap;
import org.cabas.rules.table.Value;

/** What tables were asked with, as decisions about files keep it: by the ids of columns. */
public final class FactTexts {
    private FactTexts() {}

    public static Map<String, String> of(Map<String, Value> facts) {
        var texts = new TreeMap<String, String>();
        facts.forEach((id, value) -> texts.put(id, text(value)));
        return texts;
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Quantity(var units) -> Long.toString(units);
            case Value.Choice(var code) -> code;
            case Value.Choices(var codes) ->
                String.join(" ", codes.stream().sorted().toList());
            case Value.YesNo(var yes) -> Boolean.toString(yes);
            case Value.Unknown unknown -> "unknown";
        };
    }
}
