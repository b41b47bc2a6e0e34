package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain.Ordered;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;

/** Cells of ordered columns: a quantity, a bound, or two bounds, each of which the column can hold. */
final class Ranges {

    /** How a quantity bounds what the cell accepts. */
    enum Bound {
        AT_LEAST,
        AT_MOST,
        MORE,
        LESS,
        EQUAL
    }

    /** @param pattern on folded text; its first group is the quantity */
    private record Phrase(Bound bound, Pattern pattern) {
        Phrase(Bound bound, String pattern) {
            this(bound, Pattern.compile(pattern));
        }
    }

    /** In the order they are tried: what starts another phrase comes after it. */
    private static final List<Phrase> PHRASES = List.of(
            new Phrase(Bound.AT_LEAST, "(?:>=|=>|≥) ?(.+)"),
            new Phrase(Bound.AT_LEAST, "(?:a partir d(?:e |u |')|au moins |pas moins de |minimum |des (?:le )?)(.+)"),
            new Phrase(Bound.AT_LEAST, "superieure? ou egale? a (.+)"),
            new Phrase(Bound.AT_LEAST, "(.+?) (?:(?:et|ou) (?:plus|\\+|davantage|au-dela|apres)|minimum)"),
            new Phrase(Bound.AT_MOST, "(?:<=|=<|≤) ?(.+)"),
            new Phrase(
                    Bound.AT_MOST,
                    "(?:jusqu'(?:a |au |en )|au plus |pas plus de |maximum |inferieure? ou egale? a )(.+)"),
            new Phrase(Bound.AT_MOST, "(.+?) (?:(?:et|ou) (?:moins|avant)|maximum)"),
            new Phrase(Bound.MORE, "> ?(.+)"),
            new Phrase(
                    Bound.MORE, "(?:plus d(?:e |')|plus que |superieure? a |au-dela d(?:e |u |')|apres (?:le )?)(.+)"),
            new Phrase(Bound.LESS, "< ?(.+)"),
            new Phrase(Bound.LESS, "(?:moins d(?:e |')|moins que |inferieure? a |avant (?:le )?)(.+)"),
            new Phrase(Bound.EQUAL, "(?:= ?|egale? a |exactement )(.+)"));

    private static final List<Pattern> BETWEEN = List.of(
            Pattern.compile("entre (?:le )?(.+?) et (?:le )?(.+)"),
            Pattern.compile("(?:de |du |d')?(.+?) (?:a|au) (.+)"),
            Pattern.compile("(.+?) [-\u2013\u2014] (.+)"),
            Pattern.compile("(.+?)[\u2013\u2014](.+)"));

    /** {@code 0-600}; not for dates, which have hyphens of their own. */
    private static final Pattern HYPHEN = Pattern.compile("(.*?[\\p{L}\\d€%])-([\\p{L}\\d].*)");

    private static final Pattern SEVERAL = Pattern.compile(".*(?:\\||\\bou\\b|\\bsauf\\b).*");

    private Ranges() {}

    static Parsed<Condition> condition(Column column, Ordered range, String cell) {
        var text = Spelling.fold(cell);
        for (var phrase : PHRASES) {
            var found = phrase.pattern.matcher(text);
            if (found.matches()) {
                return explained(
                        cell,
                        Quantities.parse(column.type(), found.group(1))
                                .then(units -> bounded(column, range, phrase.bound, units)));
            }
        }
        for (var pattern : BETWEEN) {
            var found = pattern.matcher(text);
            if (found.matches()) {
                return between(column, range, found.group(1), found.group(2));
            }
        }
        var hyphen = HYPHEN.matcher(text);
        if (column.type() != ColumnType.DATE && hyphen.matches()) {
            return between(column, range, hyphen.group(1), hyphen.group(2));
        }
        if (SEVERAL.matcher(text).matches()) {
            return Parsed.bad(
                    French.quoted(cell) + " donne plusieurs valeurs\u00a0: ici, une cellule accepte une valeur"
                            + " ou un intervalle (de X à Y)\u202f; écrivez une ligne par intervalle.");
        }
        return explained(
                cell, Quantities.parse(column.type(), cell).then(units -> bounded(column, range, Bound.EQUAL, units)));
    }

    static Parsed<Value> value(Column column, Ordered range, String cell) {
        return explained(
                cell,
                Quantities.parse(column.type(), cell)
                        .then(units -> held(column, range, units))
                        .then(units -> Parsed.good(new Value.Quantity(units))));
    }

    static Parsed<Condition> bounded(Column column, Ordered range, Bound bound, long units) {
        return switch (bound) {
            case AT_LEAST -> held(column, range, units).then(from -> Parsed.good(Condition.atLeast(from)));
            case AT_MOST -> held(column, range, units).then(to -> Parsed.good(Condition.atMost(to)));
            case EQUAL -> held(column, range, units).then(value -> Parsed.good(Condition.equalTo(value)));
            case MORE ->
                onStep(column, range, units)
                        .then(value -> held(column, range, value + range.step()))
                        .then(from -> Parsed.good(Condition.atLeast(from)));
            case LESS ->
                onStep(column, range, units)
                        .then(value -> held(column, range, value - range.step()))
                        .then(to -> Parsed.good(Condition.atMost(to)));
        };
    }

    private static Parsed<Condition> between(Column column, Ordered range, String from, String to) {
        var low = Quantities.parse(column.type(), from).then(units -> held(column, range, units));
        var high = Quantities.parse(column.type(), to).then(units -> held(column, range, units));
        if (low instanceof Parsed.Good<Long>(var first) && high instanceof Parsed.Good<Long>(var last)) {
            return Parsed.good(new Condition.Between(first, last));
        }
        var messages = new ArrayList<String>();
        for (var end : List.of(low, high)) {
            if (end instanceof Parsed.Bad<Long>(var reasons)) {
                messages.addAll(reasons);
            }
        }
        return new Parsed.Bad<>(messages);
    }

    static Parsed<Long> held(Column column, Ordered range, long units) {
        if (units < range.minimum() || units > range.maximum()) {
            var type = column.type();
            return Parsed.bad(French.quoted(Wording.quantity(type, units))
                    + " est hors des bornes\u00a0: la colonne va de "
                    + Wording.quantity(type, range.minimum()) + Wording.TO + Wording.quantity(type, range.maximum())
                    + "\u202f; élargissez-la dans les lignes «\u00a0De\u00a0» et «\u00a0À\u00a0» s'il le faut.");
        }
        return onStep(column, range, units);
    }

    private static Parsed<Long> onStep(Column column, Ordered range, long units) {
        var below = range.onStep(units);
        if (below == units) {
            return Parsed.good(units);
        }
        var type = column.type();
        return Parsed.bad(
                French.quoted(Wording.quantity(type, units)) + " tombe entre deux pas de la colonne\u00a0: écrivez "
                        + Wording.quantity(type, below) + " ou " + Wording.quantity(type, below + range.step())
                        + ", ou changez la ligne «\u00a0Pas\u00a0».");
    }

    /** What looks like a spreadsheet's formula gets a word on formulas. */
    private static <T> Parsed<T> explained(String cell, Parsed<T> parsed) {
        return parsed instanceof Parsed.Bad<T>(var messages) && cell.contains("(")
                ? Parsed.bad(
                        String.join(" ", messages) + " Une formule n'est jamais calculée\u00a0: écrivez la valeur.")
                : parsed;
    }
}
