package org.cabas.rules.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cabas.rules.exchange.FeelCell.Literal;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Domain.Option;
import org.cabas.rules.table.Spelling;

/**
 * The column behind a clause of another modeler, which says little more than string or number: what it holds follows
 * from its allowed values and its cells.
 */
final class DmnInference {
    /** Wide steps first. */
    private static final List<Long> NUMBER_STEPS = List.of(1_0000L, 1000L, 100L, 10L, 1L);

    private final String id;
    private final String label;
    private final String typeRef;
    private final List<Literal> literals;
    private final boolean several;

    /**
     * @param typeRef a type of FEEL's own or of Camunda's, empty for none
     * @param literals the constants of the allowed values and of the cells, in their order
     * @param several whether cells speak of more than one value at a time
     */
    DmnInference(String id, String label, String typeRef, List<Literal> literals, boolean several) {
        this.id = id;
        this.label = label;
        this.typeRef = typeRef;
        this.literals = literals.stream()
                .filter(literal -> !(literal instanceof Literal.Null))
                .toList();
        this.several = several;
    }

    Parsed<Column> column(boolean mayBeUnknown) {
        return type().then(type -> domain(type)
                .then(domain -> Parsed.good(new Column(id, label, type, domain, mayBeUnknown, Basis.FIXED))));
    }

    private Parsed<ColumnType> type() {
        return switch (typeRef) {
            case "string" -> Parsed.good(several ? ColumnType.CHOICES : ColumnType.CHOICE);
            case "number", "double" -> Parsed.good(ColumnType.NUMBER);
            case "integer", "long" -> Parsed.good(ColumnType.WHOLE);
            case "boolean" -> Parsed.good(ColumnType.YES_NO);
            case "date" -> Parsed.good(ColumnType.DATE);
            case "", "Any" -> guessed();
            default ->
                Parsed.bad(French.quoted(typeRef) + " n'est pas un type accepté\u00a0: choisissez string, number,"
                        + " boolean ou date.");
        };
    }

    private Parsed<ColumnType> guessed() {
        if (literals.isEmpty()) {
            return Parsed.bad("Rien ne dit ce que contient cette colonne\u00a0: choisissez son type, string, number,"
                    + " boolean ou date.");
        }
        return Parsed.good(
                switch (literals.getFirst()) {
                    case Literal.Text t -> several ? ColumnType.CHOICES : ColumnType.CHOICE;
                    case Literal.Number n -> ColumnType.NUMBER;
                    case Literal.Answer a -> ColumnType.YES_NO;
                    case Literal.Day d -> ColumnType.DATE;
                    case Literal.Null n -> throw new IllegalStateException("nulls were left out");
                });
    }

    private Parsed<Domain> domain(ColumnType type) {
        return switch (type) {
            case NUMBER, WHOLE, DATE -> range(type);
            case CHOICE, CHOICES -> list(type);
            case YES_NO -> Parsed.good(Domain.YES_NO);
            case MONEY, PERCENT, MONTH -> throw new IllegalStateException("no type of another modeler: " + type);
        };
    }

    /** The usual bounds, wider where a cell goes beyond them, and the widest step that no cell falls between. */
    private Parsed<Domain> range(ColumnType type) {
        var units = new ArrayList<Long>();
        for (var literal : literals) {
            switch (literal) {
                case Literal.Number(var number)
                when type != ColumnType.DATE -> {
                    switch (FeelMeaning.units(type, number, number.toPlainString())) {
                        case Parsed.Good<Long>(var good) -> units.add(good);
                        case Parsed.Bad<Long>(var reasons) -> {
                            return new Parsed.Bad<>(reasons);
                        }
                    }
                }
                case Literal.Day(var day) when type == ColumnType.DATE -> units.add(day.toEpochDay());
                default -> {} // told where its cell is read
            }
        }
        var usual = UsualBounds.of(type);
        var step = type == ColumnType.NUMBER
                ? NUMBER_STEPS.stream()
                        .filter(wide -> units.stream().allMatch(each -> each % wide == 0))
                        .findFirst()
                        .orElseThrow()
                : usual.step();
        var minimum = units.stream().mapToLong(Long::longValue).min().orElse(usual.minimum());
        var maximum = units.stream().mapToLong(Long::longValue).max().orElse(usual.maximum());
        // One step more on both sides, so that « < 5 » and « > 5 » have somewhere to be.
        minimum = Math.min(usual.minimum(), minimum - step);
        maximum = Math.max(usual.maximum(), maximum + step);
        if (type == ColumnType.DATE
                        && (minimum < LocalDate.of(1000, 1, 1).toEpochDay()
                                || maximum > LocalDate.of(9999, 12, 31).toEpochDay())
                || minimum < -Domain.WIDEST
                || maximum > Domain.WIDEST) {
            return Parsed.bad("Une valeur de cette colonne est trop grande ou trop petite.");
        }
        return Parsed.good(new Domain.Ordered(minimum, maximum, step));
    }

    private Parsed<Domain> list(ColumnType type) {
        Set<String> names = new LinkedHashSet<>();
        for (var literal : literals) {
            if (literal instanceof Literal.Text(var name)) {
                names.add(name);
            }
        }
        if (names.isEmpty()) {
            return Parsed.bad("Cette colonne n'a aucune valeur\u00a0: donnez la liste des valeurs acceptées.");
        }
        if (names.size() > OptionLists.MOST_OPTIONS) {
            return Parsed.bad("La liste a " + names.size() + " valeurs\u00a0: " + OptionLists.MOST_OPTIONS
                    + " au plus sont acceptées.");
        }
        var messages = new ArrayList<String>();
        var options = new ArrayList<Option>();
        for (var name : names) {
            if (OptionLists.canName(type, name)) {
                options.add(new Option(name, name));
            } else {
                messages.add(OptionLists.cannotName(name));
            }
        }
        return messages.isEmpty() ? Parsed.good(new Domain.Closed(options)) : new Parsed.Bad<>(messages);
    }

    /** A short name from words of people: {@code Type de lieu} is {@code type_de_lieu}. */
    static String id(String words, String otherwise) {
        var id = Spelling.fold(words).replaceAll("[^a-z0-9]+", "_").replaceAll("^[0-9_]+|_+$", "");
        var shortened = id.length() > 50 ? id.substring(0, 50) : id;
        return Spelling.isColumnId(shortened) ? shortened : otherwise;
    }
}
