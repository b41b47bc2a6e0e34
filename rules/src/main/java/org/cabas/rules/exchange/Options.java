package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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

/** Cells of one column that has a closed list: options by label or code, one or several of them, or all but some. */
final class Options {
    private static final Pattern EXCEPT = Pattern.compile("(?i)(?:(?:tous|toutes|tout|toute)\\h+)?sauf\\h+(.*)");
    private static final Pattern BAR = Pattern.compile("\\|");
    private static final Pattern OR = Pattern.compile("(?i)\\h+ou\\h+");

    private final Column column;
    private final Closed list;
    private final OptionNames names;

    Options(Column column, Closed list) {
        this.column = column;
        this.list = list;
        this.names = new OptionNames(list);
    }

    Parsed<Condition> condition(String cell) {
        var text = withoutEquals(Spelling.strip(cell));
        if (names.of(text).size() == 1) {
            return one(text).then(code -> Parsed.good(new Condition.OneOf(Set.of(code))));
        }
        if (isNone(text)) {
            var every = list.options().stream().map(Option::code).collect(Collectors.toSet());
            return Parsed.good(new Condition.NoneOf(every));
        }
        var except = EXCEPT.matcher(text);
        return except.matches()
                ? several(except.group(1)).then(codes -> Parsed.good(new Condition.NoneOf(codes)))
                : several(text).then(codes -> Parsed.good(new Condition.OneOf(codes)));
    }

    Parsed<Value> value(String cell) {
        if (column.type() == ColumnType.CHOICE) {
            return one(cell).then(code -> Parsed.good(new Value.Choice(code)));
        }
        if (names.of(cell).size() == 1) {
            return one(cell).then(code -> Parsed.good(new Value.Choices(Set.of(code))));
        }
        return isNone(cell)
                ? Parsed.good(new Value.Choices(Set.of()))
                : several(cell).then(codes -> Parsed.good(new Value.Choices(codes)));
    }

    /** The code of the option that the text names; a spelling that fits two options names none. */
    private Parsed<String> one(String text) {
        var named = names.of(text);
        if (named.size() == 1) {
            return Parsed.good(named.getFirst().code());
        }
        var labels = list.options().stream().map(Option::label).toList();
        if (named.isEmpty()) {
            return Parsed.bad(French.quoted(text) + " n'est pas dans la liste" + French.meant(text, labels)
                    + " Valeurs acceptées\u00a0: " + French.listed(labels) + ".");
        }
        return Parsed.bad(French.quoted(text) + " peut vouloir dire "
                + named.stream().map(option -> French.quoted(option.label())).collect(Collectors.joining(" ou "))
                + "\u00a0: écrivez l'un des deux en toutes lettres, avec ses accents.");
    }

    private Parsed<Set<String>> several(String text) {
        var codes = new LinkedHashSet<String>();
        var messages = new ArrayList<String>();
        for (var part : BAR.split(text, -1)) {
            var words = names.of(part).size() == 1 ? List.of(part) : List.of(OR.split(part, -1));
            for (var word : words) {
                if (Spelling.strip(word).isEmpty()) {
                    messages.add("Une valeur manque avant ou après «\u00a0|\u00a0» ou «\u00a0ou\u00a0».");
                    continue;
                }
                switch (one(word)) {
                    case Parsed.Good<String>(var code) -> codes.add(code);
                    case Parsed.Bad<String>(var reasons) -> messages.addAll(reasons);
                }
            }
        }
        return messages.isEmpty() ? Parsed.good(codes) : new Parsed.Bad<>(messages);
    }

    private boolean isNone(String text) {
        var folded = Spelling.fold(text);
        return column.type() == ColumnType.CHOICES && (folded.equals(Wording.NO_CHOICE) || folded.equals("aucune"));
    }

    private static String withoutEquals(String text) {
        return text.startsWith("=") ? Spelling.strip(text.substring(1)) : text;
    }
}
