package org.cabas.rules.exchange;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cabas.rules.exchange.FeelCell.Literal;
import org.cabas.rules.exchange.FeelCell.Test;

/**
 * Reads the closed grammar of DMN cells: {@code -}; constants, comparisons and intervals, separated by commas; {@code
 * not(…)} around them; {@code list contains(?, "a") or …}. Everything else is refused: nothing of it ever runs.
 */
final class FeelParsing {
    private static final Set<String> SIGNS = Set.of("<", "<=", ">", ">=");

    /** Far above any amount; more digits are no figure of a table. */
    private static final int LONGEST_NUMBER = 30;

    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))", Pattern.DOTALL);

    private final FeelTokens tokens;

    private FeelParsing(String text) {
        this.tokens = new FeelTokens(text);
    }

    /** Not of the grammar; caught before it leaves this class. */
    private static final class Strange extends Exception {
        private static final long serialVersionUID = 1;

        Strange() {
            super("not of the grammar", null, false, false);
        }
    }

    /** What the cell of a condition says. */
    static Parsed<FeelCell> tests(String text) {
        if (text.isBlank() || text.strip().equals(FeelWriting.ANY)) {
            return Parsed.good(FeelCell.ANY);
        }
        try {
            var parsing = new FeelParsing(text);
            var cell = parsing.cell();
            parsing.end();
            return Parsed.good(cell);
        } catch (Strange notOfTheGrammar) {
            return Parsed.bad(refusal(
                    text,
                    "une condition lisible\u00a0: écrivez par exemple -, 5, < 5, [1..3], \"a\", \"b\", not(\"a\"), true"
                            + " ou null."));
        }
    }

    /** What the cell of an outcome says: one constant, or a list of texts. */
    static Parsed<FeelCell.Outcome> outcome(String text) {
        try {
            var parsing = new FeelParsing(text);
            var list = parsing.tokens.takes("[");
            var literals = new ArrayList<Literal>();
            if (!list) {
                literals.add(parsing.literal());
            } else if (!parsing.tokens.takes("]")) {
                do {
                    literals.add(parsing.literal());
                } while (parsing.tokens.takes(","));
                parsing.expect("]");
            }
            parsing.end();
            return Parsed.good(new FeelCell.Outcome(list, literals));
        } catch (Strange notOfTheGrammar) {
            return Parsed.bad(refusal(
                    text,
                    "une réponse lisible\u00a0: écrivez par exemple 5, \"a\", [\"a\", \"b\"], true,"
                            + " date(\"2026-03-07\") ou null."));
        }
    }

    private static String refusal(String text, String expected) {
        var tokens = new FeelTokens(text);
        var reason = tokens.has("function") || tokens.has("external")
                ? " définit une fonction, ce qui n'est jamais accepté\u00a0: écrivez des valeurs."
                : tokens.has("{")
                        ? " contient un contexte, ce qui n'est jamais accepté\u00a0: écrivez des valeurs."
                        : tokens.callsSomething()
                                ? " appelle une fonction, ce qui n'est jamais accepté\u00a0: écrivez des valeurs."
                                : " n'est pas " + expected;
        return French.quoted(text) + reason;
    }

    private FeelCell cell() throws Strange {
        if (tokens.takes("?", "!=")) {
            expect("null", "and", "(");
            var known = cell();
            expect(")");
            return known;
        }
        if (tokens.takes("not", "(")) {
            var inside = tests();
            expect(")");
            return new FeelCell(true, inside);
        }
        return new FeelCell(false, tests());
    }

    private List<Test> tests() throws Strange {
        var tests = new ArrayList<Test>();
        do {
            tests.add(test());
        } while (tokens.takes(tests.getFirst() instanceof Test.Contains ? "or" : ","));
        var contains = tests.stream().filter(Test.Contains.class::isInstance).count();
        if (contains > 0 && contains < tests.size()) {
            throw new Strange();
        }
        return tests;
    }

    private Test test() throws Strange {
        if (tokens.takes("list", "contains", "(", "?", ",")) {
            if (!(literal() instanceof Literal.Text(var code))) {
                throw new Strange();
            }
            expect(")");
            return new Test.Contains(code);
        }
        if (SIGNS.contains(tokens.peek())) {
            return new Test.Compared(tokens.take(), literal());
        }
        if (tokens.takes("=")) {
            return new Test.Equal(literal());
        }
        var bracket = tokens.peek();
        if (bracket.equals("[") || bracket.equals("(") || bracket.equals("]")) {
            return interval(tokens.take().equals("["));
        }
        return new Test.Equal(literal());
    }

    private Test interval(boolean fromIncluded) throws Strange {
        var from = literal();
        expect("..");
        var to = literal();
        return switch (tokens.take()) {
            case "]" -> new Test.Within(from, fromIncluded, to, true);
            case ")", "[" -> new Test.Within(from, fromIncluded, to, false);
            default -> throw new Strange();
        };
    }

    private Literal literal() throws Strange {
        var negative = tokens.takes("-");
        var token = tokens.take();
        if (token.matches("\\d.*|\\.\\d.*") && token.length() <= LONGEST_NUMBER) {
            var number = new BigDecimal(token);
            return new Literal.Number(negative ? number.negate() : number);
        }
        if (negative) {
            throw new Strange();
        }
        return switch (token) {
            case "true" -> new Literal.Answer(true);
            case "false" -> new Literal.Answer(false);
            case "null" -> new Literal.Null();
            case "date" -> {
                expect("(");
                var day = day(tokens.take());
                expect(")");
                yield day;
            }
            case "@" -> day(tokens.take());
            default -> new Literal.Text(unquoted(token));
        };
    }

    private static Literal day(String token) throws Strange {
        try {
            return new Literal.Day(LocalDate.parse(unquoted(token)));
        } catch (DateTimeException noSuchDay) {
            throw new Strange();
        }
    }

    private static String unquoted(String token) throws Strange {
        if (token.length() < 2 || token.charAt(0) != '"') {
            throw new Strange();
        }
        return ESCAPE.matcher(token.substring(1, token.length() - 1))
                .replaceAll(found -> Matcher.quoteReplacement(meant(found)));
    }

    private static String meant(MatchResult escape) {
        var code = escape.group(1) != null ? escape.group(1) : escape.group(2);
        if (code != null) {
            var point = Integer.parseInt(code, 16);
            return Character.isValidCodePoint(point) ? Character.toString(point) : "\ufffd";
        }
        return switch (escape.group(3)) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            default -> escape.group(3);
        };
    }

    private void expect(String... words) throws Strange {
        if (!tokens.takes(words)) {
            throw new Strange();
        }
    }

    private void end() throws Strange {
        if (!tokens.isEmpty()) {
            throw new Strange();
        }
    }
}
