package org.cabas.service.vote;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What forms about proposals carry; a field that is missing is empty, which every rule has an answer to. */
final class Forms {
    private Forms() {}

    static String text(Map<String, Object> form, String name) {
        return all(form, name).stream().findFirst().orElse("");
    }

    static List<String> all(Map<String, Object> form, String name) {
        return switch (form.get(name)) {
            case null -> List.of();
            case Collection<?> several -> several.stream().map(String::valueOf).toList();
            case Object one -> List.of(one.toString());
        };
    }
}
