package org.cabas.rules.exchange;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;

/**
 * What another engine calls the facts and answers of a table that {@link DmnFormat} wrote, and how it values them.
 *
 * <table>
 * <caption>Values by type of column</caption>
 * <tr><td>money<td>number of euros: 1 450,50 € is {@code 1450.5}
 * <tr><td>number, whole number<td>number
 * <tr><td>percent<td>number of percent: 70 % is {@code 70}
 * <tr><td>month<td>number from 1 to 12
 * <tr><td>date<td>date
 * <tr><td>yes/no<td>boolean
 * <tr><td>choice<td>string, the option's code
 * <tr><td>several choices<td>list of strings, the options' codes in the order of the column's list
 * <tr><td>unknown, of any type<td>null
 * </table>
 *
 * <p>Facts are to be brought into their columns' domains first ({@link DecisionTable#facts}): a table in DMN states
 * which values it allows, and doesn't round to the step.
 */
public final class DmnFacts {
    /** The output that names the row; no column can have this id. */
    public static final String ROW = "row";

    /** Words with which no name of FEEL may begin, and the functions that DMN engines define under a single word. */
    private static final Set<String> TAKEN = Set.of(
            "abs",
            "after",
            "all",
            "and",
            "any",
            "append",
            "before",
            "between",
            "ceiling",
            "coincides",
            "concatenate",
            "contains",
            "context",
            "count",
            "date",
            "decimal",
            "duration",
            "during",
            "else",
            "even",
            "every",
            "exp",
            "external",
            "false",
            "finishes",
            "flatten",
            "floor",
            "for",
            "function",
            "if",
            "in",
            "includes",
            "instance",
            "is",
            "item",
            "list",
            "log",
            "matches",
            "max",
            "mean",
            "median",
            "meets",
            "min",
            "mode",
            "modulo",
            "not",
            "now",
            "null",
            "number",
            "odd",
            "of",
            "or",
            "overlaps",
            "partial",
            "product",
            "put",
            "range",
            "remove",
            "replace",
            "return",
            "reverse",
            "round",
            "satisfies",
            "some",
            "sort",
            "split",
            "sqrt",
            "starts",
            "stddev",
            "string",
            "sublist",
            "substring",
            "sum",
            "then",
            "time",
            "today",
            "true",
            "union");

    private DmnFacts() {}

    /**
     * The name of a column's fact or answer: its id, behind {@code _} where FEEL keeps the id for itself ({@code
     * _date}).
     */
    public static String name(Column column) {
        return TAKEN.contains(column.id()) ? "_" + column.id() : column.id();
    }

    /**
     * The name of the decision: the table's id with a capital and without hyphens, so that it is no fact's name:
     * {@code Contribution}.
     */
    public static String decision(DecisionTable table) {
        return decision(table.id());
    }

    static String decision(String table) {
        var name = table.replace('-', '_');
        return name.isEmpty() ? "" : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /**
     * Where the outputs of the decision have no place for the row's id because the engine adds them up, the name of
     * a second decision, which lists the ids of the rows that match.
     *
     * @see #isAddedUp
     */
    public static String rowsDecision(DecisionTable table) {
        return decision(table) + "_rows";
    }

    /**
     * Whether the decision is one number, the sum over the rows that match (null when none does): points of one
     * column that always has a figure. DMN adds up no other tables: those list their rows.
     */
    public static boolean isAddedUp(DecisionTable table) {
        return switch (table.hitPolicy()) {
            case FIRST, UNIQUE, EVERY -> false;
            case POINTS ->
                table.outcomes().size() == 1
                        && !table.outcomes().getFirst().mayBeUnknown()
                        && DmnTypes.isNumber(table.outcomes().getFirst().type());
        };
    }

    /** The facts of a case, by {@linkplain #name name}. */
    public static Map<String, @Nullable Object> facts(DecisionTable table, Facts facts) {
        var byName = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < facts.size(); i++) {
            var column = table.conditions().get(i);
            byName.put(name(column), value(column, facts.at(i)));
        }
        return byName;
    }

    /** A value as Java engines take and give it: Boolean, BigDecimal, LocalDate, String, List of String, or null. */
    public static @Nullable Object value(Column column, Value value) {
        return switch (value) {
            case Value.Unknown unknown -> null;
            case Value.YesNo(var yes) -> yes;
            case Value.Choice(var code) -> code;
            case Value.Choices(var codes) -> FeelWriting.inListOrder(column, codes);
            case Value.Quantity(var units) ->
                switch (column.type()) {
                    case DATE -> LocalDate.ofEpochDay(units);
                    case MONEY, NUMBER, WHOLE, PERCENT, MONTH -> FeelWriting.number(column.type(), units);
                    case CHOICE, CHOICES, YES_NO ->
                        throw new IllegalArgumentException(column.id() + " has no quantities");
                };
        };
    }
}
