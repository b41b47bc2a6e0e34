package org.cabas.rules.exchange;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;

/**
 * Cells as FEEL, the expressions of DMN: unary tests and literals of a closed grammar, which {@link FeelReading} reads
 * back.
 */
final class FeelWriting {
    static final String ANY = "-";
    static final String NULL = "null";

    private FeelWriting() {}

    /**
     * A condition as unary tests. {@code not("a")} holds for null in FEEL and {@link Condition.NoneOf} doesn't hold
     * for the unknown, so null is excluded by name where it can come. Several choices have no other spelling than
     * {@code list contains}.
     */
    static String tests(Column column, Condition condition) {
        return switch (condition) {
            case Condition.Any any -> ANY;
            case Condition.IsUnknown unknown -> NULL;
            case Condition.Is(var yes) -> Boolean.toString(yes);
            case Condition.Between(var from, var to) -> range(column.type(), from, to);
            case Condition.OneOf(var codes)
            when column.type() == ColumnType.CHOICES -> known(column, containsAny(column, codes));
            case Condition.OneOf(var codes) -> strings(column, codes, ", ");
            case Condition.NoneOf(var codes)
            when column.type() == ColumnType.CHOICES -> known(column, "not(" + containsAny(column, codes) + ")");
            case Condition.NoneOf(var codes) ->
                "not(" + strings(column, codes, ", ") + (column.mayBeUnknown() ? ", " + NULL : "") + ")";
        };
    }

    private static String range(ColumnType type, long from, long to) {
        if (from == to) {
            return quantity(type, from);
        }
        if (from == Long.MIN_VALUE) {
            return "<= " + quantity(type, to);
        }
        return to == Long.MAX_VALUE
                ? ">= " + quantity(type, from)
                : "[" + quantity(type, from) + ".." + quantity(type, to) + "]";
    }

    private static String known(Column column, String test) {
        return column.mayBeUnknown() ? "? != null and (" + test + ")" : test;
    }

    private static String containsAny(Column column, Collection<String> codes) {
        return inListOrder(column, codes).stream()
                .map(code -> "list contains(?, " + string(code) + ")")
                .collect(Collectors.joining(" or "));
    }

    private static String strings(Column column, Collection<String> codes, String between) {
        return inListOrder(column, codes).stream().map(FeelWriting::string).collect(Collectors.joining(between));
    }

    static List<String> inListOrder(Column column, Collection<String> codes) {
        if (!(column.domain() instanceof Domain.Closed list)) {
            throw new IllegalArgumentException(column.id() + " has no list of values");
        }
        return list.options().stream()
                .map(Domain.Option::code)
                .filter(codes::contains)
                .toList();
    }

    /** A value as a literal. */
    static String literal(Column column, Value value) {
        return switch (value) {
            case Value.Unknown unknown -> NULL;
            case Value.YesNo(var yes) -> Boolean.toString(yes);
            case Value.Quantity(var units) -> quantity(column.type(), units);
            case Value.Choice(var code) -> string(code);
            case Value.Choices(var codes) -> "[" + strings(column, codes, ", ") + "]";
        };
    }

    /** The values that a column allows: a range, or the codes of its list; empty for yes and no, which need none. */
    static String allowed(Column column) {
        var values = switch (column.domain()) {
            case Domain.Ordered range ->
                "[" + quantity(column.type(), range.minimum()) + ".." + quantity(column.type(), range.maximum()) + "]";
            case Domain.Closed list ->
                list.options().stream().map(option -> string(option.code())).collect(Collectors.joining(", "));
            case Domain.Answers answers -> "";
        };
        return values.isEmpty() || !column.mayBeUnknown() ? values : values + ", " + NULL;
    }

    /** Euros, numbers, points of percent, days, months from 1. */
    private static String quantity(ColumnType type, long units) {
        return type == ColumnType.DATE
                ? "date(\"" + LocalDate.ofEpochDay(units) + "\")"
                : number(type, units).toPlainString();
    }

    /** The number that a quantity of any type but a date is for another engine, without needless zeros. */
    static BigDecimal number(ColumnType type, long units) {
        var number = BigDecimal.valueOf(units, type.decimals()).stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    static String string(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
