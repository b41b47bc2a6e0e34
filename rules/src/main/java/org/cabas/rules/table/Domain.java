package org.cabas.rules.table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which values a column can hold. */
public sealed interface Domain {

    /** Yes and no. */
    Domain YES_NO = new Answers();

    /** The widest bounds of an ordered column: 10 thousand billion units either way leave sums far from overflow. */
    long WIDEST = 10_000_000_000_000L;

    /**
     * Numbers from a minimum to a maximum, one step apart. What is declared between two steps counts as the lower
     * one: an income of 600,50 € is 600 € where a table speaks of whole euros.
     *
     * @param minimum the smallest value, in the column's units
     * @param maximum the largest value, in the column's units
     * @param step the distance between neighbours, in the column's units, at least 1; {@code minimum} is a multiple
     *     of it
     */
    record Ordered(long minimum, long maximum, long step) implements Domain {
        public Ordered {
            if (step < 1 || minimum > maximum || minimum < -WIDEST || maximum > WIDEST || minimum % step != 0) {
                throw new IllegalArgumentException("no such range: " + minimum + " to " + maximum + " by " + step);
            }
        }

        /** Whether a value lies on a step between the bounds. */
        public boolean holds(long units) {
            return units >= minimum && units <= maximum && onStep(units) == units;
        }

        /** The step at or just below a value. */
        public long onStep(long units) {
            return Math.floorDiv(units, step) * step;
        }
    }

    /** @param options at least one, with distinct codes and distinct labels */
    record Closed(List<Option> options) implements Domain {
        public Closed {
            options = List.copyOf(options);
            var codes = new HashSet<String>();
            var labels = new HashSet<String>();
            for (var option : options) {
                codes.add(option.code());
                labels.add(option.label());
            }
            if (options.isEmpty() || codes.size() < options.size() || labels.size() < options.size()) {
                throw new IllegalArgumentException("a list of values needs distinct values: " + options);
            }
        }

        /** The option of that code. */
        public Optional<Option> option(String code) {
            return options.stream().filter(option -> option.code().equals(code)).findFirst();
        }

        /** Those of the codes that the list holds. */
        Value.Choices listed(Set<String> codes) {
            return new Value.Choices(
                    codes.stream().filter(code -> option(code).isPresent()).collect(Collectors.toUnmodifiableSet()));
        }
    }

    /** The two answers of a yes/no column. */
    record Answers() implements Domain {}

    /**
     * One value of a closed list. Both names are {@linkplain Spelling#canNameAnOption fit to be written in a cell}.
     *
     * @param code what is stored and exchanged, never shown
     * @param label what people read and write, in French
     */
    record Option(String code, String label) {
        public Option {
            if (!Spelling.canNameAnOption(code) || !Spelling.canNameAnOption(label)) {
                throw new IllegalArgumentException("no such option: " + code + " = " + label);
            }
        }
    }
}
