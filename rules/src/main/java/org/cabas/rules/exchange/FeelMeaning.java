package org.cabas.rules.exchange;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cabas.rules.exchange.FeelCell.Literal;
import org.cabas.rules.exchange.FeelCell.Test;
import org.cabas.rules.exchange.Ranges.Bound;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;

/** What FEEL cells of one column mean there: the conditions and values of the table's own closed grammar. */
final class FeelMeaning {
    private final Column column;

    FeelMeaning(Column column) {
        this.column = column;
    }

    /** @param text for messages */
    Parsed<Condition> condition(FeelCell cell, String text) {
        if (cell.tests().isEmpty()) {
            return Parsed.good(Condition.ANY);
        }
        if (cell.equals(new FeelCell(false, List.of(new Test.Equal(new Literal.Null()))))) {
            return column.mayBeUnknown()
                    ? Parsed.good(Condition.UNKNOWN)
                    : Parsed.bad(
                            French.quoted(text) + " n'est pas accepté ici\u00a0: cette colonne est toujours connue.");
        }
        return switch (column.domain()) {
            case Domain.Answers answers -> answer(cell, text);
            case Domain.Ordered range -> range(range, cell, text);
            case Domain.Closed list -> options(list, cell, text);
        };
    }

    private Parsed<Condition> answer(FeelCell cell, String text) {
        if (cell.tests().size() == 1 && cell.tests().getFirst() instanceof Test.Equal(Literal.Answer(var yes))) {
            return Parsed.good(new Condition.Is(yes != cell.negated()));
        }
        return Parsed.bad(French.quoted(text) + " n'est pas accepté ici\u00a0: écrivez true, false, null ou -.");
    }

    private Parsed<Condition> range(Domain.Ordered range, FeelCell cell, String text) {
        if (cell.negated() || cell.tests().size() > 1) {
            return Parsed.bad(French.quoted(text) + " donne plusieurs intervalles\u00a0: écrivez une ligne par"
                    + " intervalle, par exemple [1..3], < 5 ou >= 10.");
        }
        return switch (cell.tests().getFirst()) {
            case Test.Equal(var to) -> bounded(range, Bound.EQUAL, to, text);
            case Test.Compared(var sign, var to) -> bounded(range, bound(sign), to, text);
            case Test.Within within -> {
                var from = bounded(range, within.fromIncluded() ? Bound.AT_LEAST : Bound.MORE, within.from(), text);
                var to = bounded(range, within.toIncluded() ? Bound.AT_MOST : Bound.LESS, within.to(), text);
                yield both(from, to);
            }
            case Test.Contains contains -> strange(text);
        };
    }

    private static Parsed<Condition> both(Parsed<Condition> from, Parsed<Condition> to) {
        if (from instanceof Parsed.Good<Condition>(Condition.Between(var first, var unused))
                && to instanceof Parsed.Good<Condition>(Condition.Between(var none, var last))) {
            return Parsed.good(new Condition.Between(first, last));
        }
        var messages = new ArrayList<String>();
        for (var end : List.of(from, to)) {
            if (end instanceof Parsed.Bad<Condition>(var reasons)) {
                messages.addAll(reasons);
            }
        }
        return new Parsed.Bad<>(messages);
    }

    private Parsed<Condition> bounded(Domain.Ordered range, Bound bound, Literal literal, String text) {
        return units(literal, text).then(units -> Ranges.bounded(column, range, bound, units));
    }

    private static Bound bound(String sign) {
        return switch (sign) {
            case "<" -> Bound.LESS;
            case "<=" -> Bound.AT_MOST;
            case ">" -> Bound.MORE;
            case ">=" -> Bound.AT_LEAST;
            default -> throw new IllegalArgumentException(sign);
        };
    }

    private Parsed<Long> units(Literal literal, String text) {
        var type = column.type();
        if (type == ColumnType.DATE) {
            return literal instanceof Literal.Day(var day)
                    ? Parsed.good(day.toEpochDay())
                    : Parsed.bad(French.quoted(text) + " n'est pas une date\u00a0: écrivez par exemple"
                            + " date(\"2026-03-07\").");
        }
        return literal instanceof Literal.Number(var number) ? units(type, number, text) : strange(text);
    }

    private <T> Parsed<T> strange(String text) {
        return Parsed.bad(French.quoted(text) + " n'est pas accepté ici\u00a0: cette colonne attend "
                + Wording.holds(column) + ".");
    }

    static Parsed<Long> units(ColumnType type, BigDecimal number, String text) {
        var units = number.movePointRight(type.decimals());
        if (units.abs().compareTo(BigDecimal.valueOf(Domain.WIDEST)) > 0) {
            return Parsed.bad(French.quoted(text) + " est trop grand.");
        }
        if (units.stripTrailingZeros().scale() > 0) {
            return Parsed.bad(French.quoted(text) + " est trop précis\u00a0: "
                    + (type.decimals() == 0
                            ? "un nombre entier est attendu."
                            : type.decimals() + " chiffres au plus après le point."));
        }
        return Parsed.good(units.longValueExact());
    }

    private Parsed<Condition> options(Domain.Closed list, FeelCell cell, String text) {
        var codes = new LinkedHashSet<String>();
        var messages = new ArrayList<String>();
        for (var test : cell.tests()) {
            switch (code(list, cell, test, text)) {
                case Parsed.Good<String>(var code) -> codes.add(code);
                case Parsed.Bad<String>(var reasons) -> messages.addAll(reasons);
            }
        }
        codes.remove("");
        if (!messages.isEmpty()) {
            return new Parsed.Bad<>(messages);
        }
        if (codes.isEmpty()) {
            return strange(text);
        }
        return Parsed.good(cell.negated() ? new Condition.NoneOf(codes) : new Condition.OneOf(codes));
    }

    /** The code that a test names; empty for the null that a {@code not} excludes. */
    private Parsed<String> code(Domain.Closed list, FeelCell cell, Test test, String text) {
        var several = column.type() == ColumnType.CHOICES;
        return switch (test) {
            case Test.Contains(var name) when several -> code(list, name);
            case Test.Equal(Literal.Text(var name)) when !several -> code(list, name);
            case Test.Equal(Literal.Null()) when !several && cell.negated() -> Parsed.good("");
            case Test.Equal(Literal.Text(var name)) ->
                Parsed.bad(French.quoted(text) + " n'est pas accepté ici\u00a0: un cas peut avoir plusieurs de ces"
                        + " valeurs, écrivez list contains(?, " + FeelWriting.string(name) + ").");
            case Test.Equal e -> strange(text);
            case Test.Contains c -> strange(text);
            case Test.Compared c -> strange(text);
            case Test.Within w -> strange(text);
        };
    }

    /** By code, or by label as a person would write it. */
    private static Parsed<String> code(Domain.Closed list, String name) {
        if (list.option(name).isPresent()) {
            return Parsed.good(name);
        }
        var named = new OptionNames(list).of(name);
        if (named.size() == 1) {
            return Parsed.good(named.getFirst().code());
        }
        var codes = list.options().stream().map(Domain.Option::code).toList();
        return Parsed.bad(French.quoted(name) + " n'est pas dans la liste" + French.meant(name, codes)
                + " Valeurs acceptées\u00a0: " + French.listed(codes) + ".");
    }

    /** The value of an outcome. */
    Parsed<Value> value(FeelCell.Outcome outcome, String text) {
        if (outcome.isNull()) {
            return column.mayBeUnknown()
                    ? Parsed.good(Value.UNKNOWN)
                    : Parsed.bad("La réponse manque\u00a0: écrivez " + Wording.holds(column) + ".");
        }
        var literals = outcome.literals();
        if (column.type() == ColumnType.CHOICES) {
            return choices(literals, text);
        }
        if (outcome.isList()) {
            return strange(text);
        }
        return switch (column.domain()) {
            case Domain.Answers answers ->
                literals.getFirst() instanceof Literal.Answer(var yes)
                        ? Parsed.good(new Value.YesNo(yes))
                        : strange(text);
            case Domain.Ordered range ->
                units(literals.getFirst(), text)
                        .then(units -> Ranges.held(column, range, units))
                        .then(units -> Parsed.good(new Value.Quantity(units)));
            case Domain.Closed list ->
                literals.getFirst() instanceof Literal.Text(var name)
                        ? code(list, name).then(code -> Parsed.good(new Value.Choice(code)))
                        : strange(text);
        };
    }

    private Parsed<Value> choices(List<Literal> literals, String text) {
        if (!(column.domain() instanceof Domain.Closed list)) {
            throw new IllegalStateException(column.id() + " has no list of values");
        }
        Set<String> codes = new LinkedHashSet<>();
        var messages = new ArrayList<String>();
        for (var literal : literals) {
            if (!(literal instanceof Literal.Text(var name))) {
                return strange(text);
            }
            switch (code(list, name)) {
                case Parsed.Good<String>(var code) -> codes.add(code);
                case Parsed.Bad<String>(var reasons) -> messages.addAll(reasons);
            }
        }
        return messages.isEmpty() ? Parsed.good(new Value.Choices(codes)) : new Parsed.Bad<>(messages);
    }
}
