package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain.Closed;
import org.cabas.rules.table.Domain.Option;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;

/** Cells of columns that have a closed list: options by label or code, one or several of them, or all but some. */
final class Options {
    private static final Pattern EXCEPT = Pattern.compile("(?i)(?:(?:tous|toutes|tout|toute)\\h+)?sauf\\h+(.*)");
    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern OR = Pattern.compile("(?i)\\h+ou\\h+");

    private Options() {}

    static Parsed<Condition> condition(Column column, Closed list, String cell) {
        var text = withoutEquals(Spelling.strip(cell));
        if (one(list, text) instanceof Parsed.Good<String>(var code)) {
            return Parsed.good(new Condition.OneOf(Set.of(code)));
        }
        if (isNone(column, text)) {
            var every = list.options().stream().map(Option::code).collect(Collectors.toSet());
            return Parsed.good(new Condition.NoneOf(every));
        }
        var except = EXCEPT.matcher(text);
        return except.matches()
                ? several(list, except.group(1)).then(codes -> Parsed.good(new Condition.NoneOf(codes)))
                : several(list, text).then(codes -> Parsed.good(new Condition.OneOf(codes)));
    }

    static Parsed<Value> value(Column column, Closed list, String cell) {
        var one = one(list, cell);
        if (column.type() == ColumnType.CHOICE) {
            return one.then(code -> Parsed.good(new Value.Choice(code)));
        }
        if (one instanceof Parsed.Good<String>(var code)) {
            return Parsed.good(new Value.Choices(Set.of(code)));
        }
        return isNone(column, cell)
                ? Parsed.good(new Value.Choices(Set.of()))
                : several(list, cell).then(codes -> Parsed.good(new Value.Choices(codes)));
    }

    /** The code of the option that the text names. A spelling that fits two options names none. */
    private static Parsed<String> one(Closed list, String text) {
        var exact = Spelling.strip(text);
        for (var option : list.options()) {
            if (option.label().equals(exact)) {
                return Parsed.good(option.code());
            }
        }
        // Accents decide before they are forgotten: « Légumes » are vegetables though « legumes » is the code of
        // pulses.
        var accented = options(list, option -> Spelling.sameAccents(option.label(), text));
        var near = accented.isEmpty()
                ? options(list, option -> Spelling.same(option.label(), text) || Spelling.same(option.code(), text))
                : accented;
        if (near.size() == 1) {
            return Parsed.good(near.getFirst().code());
        }
        var labels = list.options().stream().map(Option::label).toList();
        if (near.isEmpty()) {
            return Parsed.bad(French.quoted(text) + " n'est pas dans la liste" + French.meant(text, labels)
                    + " Valeurs acceptées\u00a0: " + French.listed(labels) + ".");
        }
        return Parsed.bad(French.quoted(text) + " peut vouloir dire "
                + near.stream().map(option -> French.quoted(option.label())).collect(Collectors.joining(" ou "))
                + "\u00a0: écrivez l'un des deux en toutes lettres, avec ses accents.");
    }

    private static List<Option> options(Closed list, Predicate<Option> wanted) {
        return list.options().stream().filter(wanted).toList();
    }

    private static Parsed<Set<String>> several(Closed list, String text) {
        var codes = new LinkedHashSet<String>();
        var messages = new ArrayList<String>();
        for (var part : BAR.split(text, -1)) {
            var whole = one(list, part);
            var words = whole instanceof Parsed.Good<String> ? List.of(part) : List.of(OR.split(part, -1));
            for (var word : words) {
                if (Spelling.strip(word).isEmpty()) {
                    messages.add("Une valeur manque avant ou après «\u00a0|\u00a0» ou «\u00a0ou\u00a0».");
                    continue;
                }
                switch (one(list, word)) {
                    case Parsed.Good<String>(var code) -> codes.add(code);
                    case Parsed.Bad<String>(var reasons) -> messages.addAll(reasons);
                }
            }
        }
        return messages.isEmpty() ? Parsed.good(codes) : new Parsed.Bad<>(messages);
    }

    private static boolean isNone(Column column, String text) {
        var folded = Spelling.fold(text);
        return column.type() == ColumnType.CHOICES && (folded.equals(Wording.NO_CHOICE) || folded.equals("aucune"));
    }

    private static String withoutEquals(String text) {
        return text.startsWith("=") ? Spelling.strip(text.substring(1)) : text;
    }
}
