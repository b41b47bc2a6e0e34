package org.cabas.rules.exchange;

import java.util.List;
import java.util.function.Function;

/**
 * What came of reading one cell.
 *
 * @param <T> what the cell should hold
 */
public sealed interface Parsed<T> {

    /** @param value what the cell holds */
    record Good<T>(T value) implements Parsed<T> {}

    /** @param messages French sentences, at least one: what is wrong and what would be accepted */
    record Bad<T>(List<String> messages) implements Parsed<T> {
        public Bad {
            messages = List.copyOf(messages);
        }
    }

    /** A cell that can be read. */
    static <T> Parsed<T> good(T value) {
        return new Good<>(value);
    }

    /** A cell that can't, with the one sentence that says why. */
    static <T> Parsed<T> bad(String message) {
        return new Bad<>(List.of(message));
    }

    /** What follows from the value, if there is one. */
    default <U> Parsed<U> then(Function<T, Parsed<U>> next) {
        return switch (this) {
            case Good<T>(var value) -> next.apply(value);
            case Bad<T>(var messages) -> new Bad<>(messages);
        };
    }
}
