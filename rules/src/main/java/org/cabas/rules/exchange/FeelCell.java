package org.cabas.rules.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a FEEL cell of the closed grammar says, before any column gives it a meaning.
 *
 * @param negated whether {@code not(…)} stands around the tests
 * @param tests one of which has to hold; none for {@code -}
 */
record FeelCell(boolean negated, List<Test> tests) {
    static final FeelCell ANY = new FeelCell(false, List.of());

    FeelCell {
        tests = List.copyOf(tests);
    }

    /** One test of a fact. */
    sealed interface Test {
        /** {@code 5}, {@code "a"}. */
        record Equal(Literal to) implements Test {}

        /** {@code < 5}; the sign is one of {@code <}, {@code <=}, {@code >}, {@code >=}. */
        record Compared(String sign, Literal to) implements Test {}

        /** {@code [1..3]}, {@code (1..3]}. */
        record Within(Literal from, boolean fromIncluded, Literal to, boolean toIncluded) implements Test {}

        /** {@code list contains(?, "a")}. */
        record Contains(String code) implements Test {}
    }

    /** A constant. */
    sealed interface Literal {
        /** {@code 5}. */
        record Number(BigDecimal value) implements Literal {}

        /** {@code "a"}. */
        record Text(String value) implements Literal {}

        /** {@code true}. */
        record Answer(boolean value) implements Literal {}

        /** {@code date("2026-03-07")}. */
        record Day(LocalDate value) implements Literal {}

        /** {@code null}. */
        record Null() implements Literal {}
    }

    /**
     * What the cell of an outcome says.
     *
     * @param isList whether it is written as a list
     * @param literals one, or the elements of the list
     */
    record Outcome(boolean isList, List<Literal> literals) {
        Outcome {
            literals = List.copyOf(literals);
        }

        boolean isNull() {
            return !isList && literals.getFirst() instanceof Literal.Null;
        }
    }

    /** The constants in it. */
    Stream<Literal> literals() {
        return tests.stream().flatMap(test -> switch (test) {
            case Test.Equal(var to) -> Stream.of(to);
            case Test.Compared(var sign, var to) -> Stream.of(to);
            case Test.Within within -> Stream.of(within.from(), within.to());
            case Test.Contains(var code) -> Stream.of(new Literal.Text(code));
        });
    }

    boolean mentionsNull() {
        return literals().anyMatch(Literal.Null.class::isInstance);
    }
}
