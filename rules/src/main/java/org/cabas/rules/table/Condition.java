package org.cabas.rules.table;

import java.util.Set;

/**
 * What one cell asks of one fact: a closed grammar, with no formula. Only {@link Any} and {@link IsUnknown} hold for
 * an unknown fact.
 */
public sealed interface Condition {

    /** Holds for every fact, unknown ones too. */
    Condition ANY = new Any();

    /** Holds for the unknown fact only. */
    Condition UNKNOWN = new IsUnknown();

    /** Holds for yes. */
    Condition YES = new Is(true);

    /** Holds for no. */
    Condition NO = new Is(false);

    /** Whether the condition holds for a fact. */
    boolean holdsFor(Value value);

    /** Holds for every fact, unknown ones too. */
    record Any() implements Condition {
        @Override
        public boolean holdsFor(Value value) {
            return true;
        }
    }

    /** Holds for the unknown fact only. */
    record IsUnknown() implements Condition {
        @Override
        public boolean holdsFor(Value value) {
            return value instanceof Value.Unknown;
        }
    }

    /** Holds for one answer of a yes/no column. */
    record Is(boolean yes) implements Condition {
        @Override
        public boolean holdsFor(Value value) {
            return value instanceof Value.YesNo(var answer) && answer == yes;
        }
    }

    /**
     * Equal, at least, at most and between, in one shape.
     *
     * @param from the smallest value that holds, in the column's units; {@link Long#MIN_VALUE} for "at most"
     * @param to the largest value that holds; {@link Long#MAX_VALUE} for "at least". {@code to < from} is a cell that
     *     nothing satisfies: it can be written, and verification says so
     */
    record Between(long from, long to) implements Condition {
        @Override
        public boolean holdsFor(Value value) {
            return value instanceof Value.Quantity(var units) && units >= from && units <= to;
        }
    }

    /** Holds for one of the options; of several choices, when at least one is among them. */
    record OneOf(Set<String> codes) implements Condition {
        public OneOf {
            codes = Set.copyOf(codes);
        }

        @Override
        public boolean holdsFor(Value value) {
            return switch (value) {
                case Value.Choice(var code) -> codes.contains(code);
                case Value.Choices(var chosen) -> chosen.stream().anyMatch(codes::contains);
                case Value.Quantity q -> false;
                case Value.YesNo y -> false;
                case Value.Unknown u -> false;
            };
        }
    }

    /** Holds for every option but these; of several choices, when none is among them. */
    record NoneOf(Set<String> codes) implements Condition {
        public NoneOf {
            codes = Set.copyOf(codes);
        }

        @Override
        public boolean holdsFor(Value value) {
            return switch (value) {
                case Value.Choice(var code) -> !codes.contains(code);
                case Value.Choices(var chosen) -> chosen.stream().noneMatch(codes::contains);
                case Value.Quantity q -> false;
                case Value.YesNo y -> false;
                case Value.Unknown u -> false;
            };
        }
    }

    /** A condition that holds when a quantity equals the value. */
    static Condition equalTo(long units) {
        return new Between(units, units);
    }

    /** A condition that holds from a value upwards. */
    static Condition atLeast(long units) {
        return new Between(units, Long.MAX_VALUE);
    }

    /** A condition that holds up to a value. */
    static Condition atMost(long units) {
        return new Between(Long.MIN_VALUE, units);
    }

    /**
     * Whether a cell of this column can hold this condition: the right kind, known options, at least one bound, and
     * bounds that the column can hold.
     */
    default boolean fits(Column column) {
        return switch (this) {
            case Any any -> true;
            case IsUnknown unknown -> column.mayBeUnknown();
            case Is answer -> column.type() == ColumnType.YES_NO;
            case Between(var from, var to) ->
                column.domain() instanceof Domain.Ordered range
                        && (from != Long.MIN_VALUE || to != Long.MAX_VALUE)
                        && (from == Long.MIN_VALUE || range.holds(from))
                        && (to == Long.MAX_VALUE || range.holds(to));
            case OneOf(var codes) -> listed(column, codes);
            case NoneOf(var codes) -> listed(column, codes);
        };
    }

    private static boolean listed(Column column, Set<String> codes) {
        return column.domain() instanceof Domain.Closed list
                && !codes.isEmpty()
                && codes.stream().allMatch(code -> list.option(code).isPresent());
    }
}
