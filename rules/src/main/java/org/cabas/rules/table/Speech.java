package org.cabas.rules.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Rows, conditions and answers as French sentences, in the table's own words: what {@link Wording} writes into cells is
 * said here as people say it.
 */
public final class Speech {

    /** What an amount is counted by, when the fact has the name that all funds give it. */
    private static final Map<String, String> COUNTED = Map.of(
            "adults", "adulte",
            "children", "enfant",
            "people", "personne",
            "contributors", "personne qui a cotisé");

    /** What an amount is a share of, when the fact has the name that all funds give it. */
    private static final Map<String, String> SHARED = Map.of(
            "allocation", "de l'allocation",
            "contribution", "de la contribution",
            "contribution_base", "de la base de contribution",
            "income", "du revenu",
            "price", "du prix");

    private static final Pattern VOWEL = Pattern.compile("[aeiouy]");

    private Speech() {}

    /** The text in guillemets, with non-breaking spaces. */
    public static String quoted(String text) {
        return "«\u00a0" + text + "\u00a0»";
    }

    /** The text with a capital. */
    public static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.FRENCH) + text.substring(1);
    }

    /** {@code a}, {@code a et b}, {@code a, b et c}. */
    public static String listed(List<String> parts, String last) {
        if (parts.size() < 2) {
            return String.join("", parts);
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " " + last + " " + parts.getLast();
    }

    /** The options of a column in guillemets, in the order of its list; none of a column that has no list. */
    public static List<String> labels(Column column, Collection<String> codes) {
        return column.domain() instanceof Domain.Closed list
                ? list.options().stream()
                        .filter(option -> codes.contains(option.code()))
                        .map(option -> quoted(option.label()))
                        .toList()
                : List.of();
    }

    /**
     * A whole row: {@code Quand le revenu va de 0 € à 600 €, la contribution est de 5 €.} A row without conditions says
     * {@code Sinon}, or {@code Dans tous les cas} where no other row stands before it.
     */
    public static String row(DecisionTable table, Row row) {
        return capitalised(conditions(table, row)) + ", " + answers(table, row) + ".";
    }

    /**
     * The conditions of a row: {@code quand le revenu va de 0 € à 600 € et que « Vente directe » est « oui »}; {@code
     * sinon} or {@code dans tous les cas} for a row without any.
     */
    public static String conditions(DecisionTable table, Row row) {
        var parts = new ArrayList<String>();
        for (var i = 0; i < row.conditions().size(); i++) {
            if (!(row.conditions().get(i) instanceof Condition.Any)) {
                parts.add(condition(table.conditions().get(i), row.conditions().get(i)));
            }
        }
        if (parts.isEmpty()) {
            var isLater = table.hitPolicy() == HitPolicy.FIRST
                    && !table.rows().isEmpty()
                    && !table.rows().getFirst().equals(row);
            return isLater ? "sinon" : "dans tous les cas";
        }
        return "quand " + String.join(" et que ", parts);
    }

    /** What a row answers: {@code la contribution est de 5 €}; several answers are joined with {@code et}. */
    public static String answers(DecisionTable table, Row row) {
        var parts = new ArrayList<String>();
        for (var i = 0; i < row.outcomes().size(); i++) {
            parts.add(answer(table, table.outcomes().get(i), row.outcomes().get(i)));
        }
        return listed(parts, "et");
    }

    /** What one cell asks, as a clause: {@code le revenu va de 0 € à 600 €}. */
    public static String condition(Column column, Condition condition) {
        var name = SpokenName.of(column);
        return name.name() + " "
                + switch (condition) {
                    case Condition.Any any -> "peut être quelconque";
                    case Condition.IsUnknown unknown -> "n'est pas " + name.agreed("connu");
                    case Condition.Is(var yes) -> "est " + quoted(yes ? Wording.YES : Wording.NO);
                    case Condition.Between(var from, var to) -> between(column, name, from, to);
                    case Condition.OneOf(var codes) -> amongst(column, codes);
                    case Condition.NoneOf(var codes) -> outside(column, codes);
                };
    }

    /** An answer, as a clause: {@code la contribution est de 5 €}, {@code la décision est « admis »}. */
    public static String answer(DecisionTable table, Column column, Value value) {
        var name = SpokenName.of(column);
        return switch (value) {
            case Value.Unknown unknown -> name.name() + " n'est pas " + name.agreed("fixé");
            case Value.YesNo(var yes) -> name.name() + " est " + quoted(yes ? Wording.YES : Wording.NO);
            case Value.Choice choice -> name.name() + " est " + quoted(Wording.written(column, choice));
            case Value.Choices(var codes) ->
                codes.isEmpty()
                        ? name.name() + " ne comprend rien"
                        : name.name() + " comprend " + listed(labels(column, codes), "et");
            case Value.Quantity(var units) ->
                name.name() + " " + is(column, name, units) + (saysBasis(column) ? "" : basis(table, column));
        };
    }

    /**
     * An answer by itself: {@code 25 €}, {@code 50 % de l'allocation}, {@code 40 € par adulte}, {@code « admis »}.
     *
     * @param table the table of the column
     */
    public static String bare(DecisionTable table, Column column, Value value) {
        return switch (value) {
            case Value.Quantity quantity -> Wording.written(column, value) + basis(table, column);
            case Value.Choices(var codes) when !codes.isEmpty() -> listed(labels(column, codes), "et");
            case Value.Choice choice -> quoted(Wording.written(column, value));
            case Value.Choices none -> quoted(Wording.NO_CHOICE);
            case Value.YesNo yesNo -> quoted(Wording.written(column, value));
            case Value.Unknown unknown -> quoted(Wording.UNKNOWN);
        };
    }

    /** What the figure of a column is a figure of: {@code  par adulte}, {@code  de l'allocation}; empty for itself. */
    public static String basis(DecisionTable table, Column column) {
        return switch (column.basis()) {
            case Basis.Fixed fixed -> "";
            case Basis.Per(var count) ->
                COUNTED.containsKey(count) ? " par " + COUNTED.get(count) : " × " + quoted(label(table, count));
            case Basis.ShareOf(var amount) ->
                " " + (SHARED.containsKey(amount) ? SHARED.get(amount) : "de " + quoted(label(table, amount)));
        };
    }

    /** Whether the label says it already: « Allocation par adulte », « Part de l'allocation ». */
    private static boolean saysBasis(Column column) {
        var label = Spelling.fold(column.label());
        return switch (column.basis()) {
            case Basis.Fixed fixed -> false;
            case Basis.Per per -> label.contains(" par ");
            case Basis.ShareOf share -> label.contains("part de ");
        };
    }

    private static String label(DecisionTable table, String id) {
        return table.conditions().stream()
                .filter(column -> column.id().equals(id))
                .map(Column::label)
                .findFirst()
                .orElse(id);
    }

    private static String between(Column column, SpokenName name, long from, long to) {
        var type = column.type();
        if (from == to) {
            return is(column, name, from);
        }
        if (type == ColumnType.DATE || type == ColumnType.MONTH) {
            return calendar(type, from, to);
        }
        if (from == Long.MIN_VALUE) {
            return (name.isNoun() ? "est d'au plus " : "vaut au plus ") + Wording.quantity(type, to);
        }
        if (to == Long.MAX_VALUE) {
            return (name.isNoun() ? "est d'au moins " : "vaut au moins ") + Wording.quantity(type, from);
        }
        return "va de " + Wording.quantity(type, from) + " à " + Wording.quantity(type, to);
    }

    private static String calendar(ColumnType type, long from, long to) {
        var day = type == ColumnType.DATE;
        if (from == Long.MIN_VALUE) {
            return (day ? "est le " : "est ") + Wording.quantity(type, to) + " ou avant";
        }
        if (to == Long.MAX_VALUE) {
            return (day ? "est le " : "est ") + Wording.quantity(type, from) + " ou après";
        }
        return (day
                        ? "va du "
                        : VOWEL.matcher(Spelling.fold(Wording.quantity(type, from)))
                                        .lookingAt()
                                ? "va d'"
                                : "va de ")
                + Wording.quantity(type, from)
                + (day ? " au " : " à ")
                + Wording.quantity(type, to);
    }

    private static String is(Column column, SpokenName name, long units) {
        var quantity = Wording.quantity(column.type(), units);
        return switch (column.type()) {
            case DATE -> "est le " + quantity;
            case MONTH -> "est " + quantity;
            case NUMBER, WHOLE -> (name.isNoun() ? "est " : "vaut ") + quantity;
            case MONEY, PERCENT, CHOICE, CHOICES, YES_NO -> (name.isNoun() ? "est de " : "vaut ") + quantity;
        };
    }

    private static String amongst(Column column, Collection<String> codes) {
        var verb = column.type() == ColumnType.CHOICES ? "comprend " : "est ";
        return verb + listed(labels(column, codes), "ou");
    }

    private static String outside(Column column, Collection<String> codes) {
        var labels = labels(column, codes);
        var verb = column.type() == ColumnType.CHOICES ? "ne comprend " : "n'est ";
        return labels.size() == 1 ? verb + "pas " + labels.getFirst() : verb + "ni " + String.join(" ni ", labels);
    }
}
