package org.cabas.rules.compare;

import static org.cabas.rules.table.Speech.labels;
import static org.cabas.rules.table.Speech.listed;
import static org.cabas.rules.table.Speech.quoted;

import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Wording;
import org.jspecify.annotations.Nullable;

/** To what a row applies by one condition: {@code de 601 € à 1 000 €}, {@code à partir de 3 101 €}, {@code à « fruits »}. */
final class Scope {
    private Scope() {}

    /** @param column null for a column that the version lacks: its rows ask nothing there */
    static String of(@Nullable Column column, Condition condition) {
        if (column == null) {
            return "dans tous les cas";
        }
        return switch (condition) {
            case Condition.Any any -> "dans tous les cas";
            case Condition.IsUnknown unknown -> "quand ce n'est pas connu";
            case Condition.Is(var yes) -> "à " + quoted(yes ? Wording.YES : Wording.NO);
            case Condition.Between(var from, var to) -> range(column.type(), from, to);
            case Condition.OneOf(var codes) -> "à " + listed(labels(column, codes), "ou");
            case Condition.NoneOf(var codes) -> "à tout sauf " + listed(labels(column, codes), "et");
        };
    }

    private static String range(ColumnType type, long from, long to) {
        var day = type == ColumnType.DATE;
        if (from == to) {
            return (day ? "au " : type == ColumnType.MONTH ? "en " : "à ") + Wording.quantity(type, from);
        }
        if (from == Long.MIN_VALUE) {
            return (day ? "jusqu'au " : "jusqu'à ") + Wording.quantity(type, to);
        }
        if (to == Long.MAX_VALUE) {
            return (day ? "à partir du " : "à partir de ") + Wording.quantity(type, from);
        }
        return (day ? "du " : "de ")
                + Wording.quantity(type, from)
                + (day ? " au " : " à ")
                + Wording.quantity(type, to);
    }
}
