package org.cabas.rules.table;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cabas.rules.money.FrenchNumbers;
import org.cabas.rules.money.Money;

/**
 * How columns, cells and cases are put in French. The <em>written</em> form is what a cell of the grid or of a CSV
 * holds: a closed grammar, which exchange formats read back. The <em>spoken</em> form names a case inside a sentence.
 *
 * <p>A non-breaking space (U+00A0) stands before €, % and the colon, a narrow one (U+202F) before the semicolon and
 * between thousands; all other spaces are plain.
 */
public final class Wording {

    /** The written form of {@link Condition#UNKNOWN} and {@link Value#UNKNOWN}. */
    public static final String UNKNOWN = "inconnu";

    /** The written form of yes. */
    public static final String YES = "oui";

    /** The written form of no. */
    public static final String NO = "non";

    /** What stands before a lower bound. */
    public static final String AT_LEAST = "≥ ";

    /** What stands before an upper bound. */
    public static final String AT_MOST = "≤ ";

    /** What stands between two bounds, both included. */
    public static final String TO = " à ";

    /** What stands before the options that {@link Condition.NoneOf} excludes. */
    public static final String EXCEPT = "sauf ";

    /** What stands between options. */
    public static final String OR = " | ";

    /** The written form of several choices of which none is chosen. */
    public static final String NO_CHOICE = "aucun";

    /** The months from January on. */
    public static final List<String> MONTHS = List.of(
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre");

    private static final String COLON = "\u00a0: ";

    private Wording() {}

    /**
     * What a cell of a condition column holds: empty for {@link Condition#ANY}, {@code inconnu}, {@code oui}, {@code
     * 600 €}, {@code 0 € à 600 €}, {@code ≥ 3 101 €}, {@code ≤ 600 €}, {@code fruits | légumes}, {@code sauf alcool |
     * sucreries}. Options come in the order of the column's list.
     *
     * @param column the condition's column; the condition {@linkplain Condition#fits fits} it
     */
    public static String written(Column column, Condition condition) {
        return switch (condition) {
            case Condition.Any any -> "";
            case Condition.IsUnknown unknown -> UNKNOWN;
            case Condition.Is(var yes) -> yes ? YES : NO;
            case Condition.Between(var from, var to) -> between(column, from, to);
            case Condition.OneOf(var codes) -> options(column, codes);
            case Condition.NoneOf(var codes) -> EXCEPT + options(column, codes);
        };
    }

    /**
     * What a cell of an outcome column holds, and a fact: {@code 1 450 €}, {@code 70 %}, {@code 12,5}, {@code 7 mars
     * 2026}, {@code mars}, {@code oui}, {@code fruits}, {@code bio | AOP}, {@code aucun}, {@code inconnu}.
     *
     * @param column a column that {@linkplain Column#accepts accepts} the value
     */
    public static String written(Column column, Value value) {
        return switch (value) {
            case Value.Unknown unknown -> UNKNOWN;
            case Value.YesNo(var yes) -> yes ? YES : NO;
            case Value.Quantity(var units) -> quantity(column.type(), units);
            case Value.Choice(var code) -> options(column, List.of(code));
            case Value.Choices(var codes) -> codes.isEmpty() ? NO_CHOICE : options(column, codes);
        };
    }

    /**
     * A quantity of an ordered type: {@code 65,50 €}, {@code 12,5}, {@code 3}, {@code 70 %}, {@code 1er mars 2026},
     * {@code mars}.
     *
     * @param units in the unit of the type
     */
    public static String quantity(ColumnType type, long units) {
        return switch (type) {
            case MONEY -> Money.euroCents(units).inFrench();
            case NUMBER, WHOLE -> decimal(type, units);
            case PERCENT -> decimal(type, units) + "\u00a0%";
            case DATE -> date(LocalDate.ofEpochDay(units));
            case MONTH -> units >= 1 && units <= 12 ? MONTHS.get((int) units - 1) : decimal(type, units);
            case CHOICE, CHOICES, YES_NO -> throw new IllegalArgumentException(type + " has no quantities");
        };
    }

    /** A day: {@code 7 mars 2026}, {@code 1er mars 2026}. */
    public static String date(LocalDate day) {
        var number = day.getDayOfMonth() == 1 ? "1er" : Integer.toString(day.getDayOfMonth());
        return number + " " + MONTHS.get(day.getMonthValue() - 1) + " " + day.getYear();
    }

    /** One fact in a sentence: {@code Revenu mensuel net du foyer : 1 450 €}. */
    public static String spoken(Column column, Value value) {
        return column.label() + COLON + written(column, value);
    }

    /**
     * A case in a sentence: {@code Famille : fruits ; Prix : 3 €}.
     *
     * @param columns the condition columns of the table
     * @param facts one value a column
     */
    public static String spoken(List<Column> columns, Facts facts) {
        var parts = new ArrayList<String>();
        for (var i = 0; i < columns.size(); i++) {
            parts.add(spoken(columns.get(i), facts.at(i)));
        }
        return String.join("\u202f; ", parts);
    }

    /**
     * What a column can hold, for a header, a hint or a message about a cell: {@code montant de 0 € à 10 000 €, par
     * pas de 1 €}, {@code oui ou non, ou inconnu}, {@code un choix parmi : fruits | légumes}.
     */
    public static String holds(Column column) {
        var known = switch (column.domain()) {
            case Domain.Ordered range -> range(column.type(), range) + by(column.type(), range);
            case Domain.Answers answers -> YES + " ou " + NO;
            case Domain.Closed list -> (column.type() == ColumnType.CHOICE ? "un choix" : "des choix") + among(list);
        };
        return column.mayBeUnknown() ? known + ", ou " + UNKNOWN : known;
    }

    /**
     * What somebody may type who answers for a column in a form: {@code Nombre de 0 à 2 000}. Steps are only spoken of where an answer
     * misses them, and a form has another field for who doesn't know.
     */
    public static String typed(Column column) {
        var holds = column.domain() instanceof Domain.Ordered range ? range(column.type(), range) : holds(column);
        return holds.substring(0, 1).toUpperCase(Locale.FRENCH) + holds.substring(1);
    }

    private static String range(ColumnType type, Domain.Ordered range) {
        var from = quantity(type, range.minimum());
        var to = quantity(type, range.onStep(range.maximum()));
        return switch (type) {
            case MONEY -> "montant de " + from + TO + to;
            case NUMBER -> "nombre de " + from + TO + to;
            case WHOLE -> "nombre entier de " + from + TO + to;
            case PERCENT -> "pourcentage de " + from + TO + to;
            case DATE -> "date du " + from + " au " + to;
            case MONTH -> "mois de " + from + TO + to;
            case CHOICE, CHOICES, YES_NO -> throw new IllegalArgumentException(type + " has no range");
        };
    }

    private static String by(ColumnType type, Domain.Ordered range) {
        return switch (type) {
            case WHOLE -> range.step() == 1 ? "" : ", par pas de " + quantity(type, range.step());
            case MONEY, NUMBER, PERCENT -> ", par pas de " + quantity(type, range.step());
            case DATE, MONTH, CHOICE, CHOICES, YES_NO -> "";
        };
    }

    private static String among(Domain.Closed list) {
        return Vocabulary.nameOf(list)
                .map(name -> " dans la liste «\u00a0" + name + "\u00a0»")
                .orElseGet(() -> " parmi" + COLON
                        + list.options().stream().map(Domain.Option::label).collect(Collectors.joining(OR)));
    }

    private static String between(Column column, long from, long to) {
        var type = column.type();
        if (from == to) {
            return quantity(type, from);
        }
        if (from != Long.MIN_VALUE && to != Long.MAX_VALUE) {
            return quantity(type, from) + TO + quantity(type, to);
        }
        if (to != Long.MAX_VALUE) {
            return AT_MOST + quantity(type, to);
        }
        var atLeast =
                from == Long.MIN_VALUE && column.domain() instanceof Domain.Ordered range ? range.minimum() : from;
        return AT_LEAST + quantity(type, atLeast);
    }

    private static String options(Column column, Collection<String> codes) {
        if (!(column.domain() instanceof Domain.Closed list)) {
            throw new IllegalArgumentException(column.id() + " has no list of values");
        }
        return list.options().stream()
                .filter(option -> codes.contains(option.code()))
                .map(Domain.Option::label)
                .collect(Collectors.joining(OR));
    }

    private static String decimal(ColumnType type, long units) {
        return FrenchNumbers.decimal(BigDecimal.valueOf(units, type.decimals()).stripTrailingZeros());
    }
}
