package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Domain.Closed;
import org.cabas.rules.table.Domain.Option;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.Vocabulary;
import org.cabas.rules.table.Wording;

/**
 * The closed list of a column: {@code code = libellé | code = libellé}, or only {@code libellé | libellé} (the codes
 * follow from the labels), or {@code @familles} for a list that all funds share.
 */
final class OptionLists {
    /** A longer list is a catalogue: it belongs in families or labels. */
    static final int MOST_OPTIONS = 500;

    private static final String SHARED = "@";

    private OptionLists() {}

    static String written(Closed list) {
        return Vocabulary.nameOf(list)
                .map(name -> SHARED + name)
                .orElseGet(() -> list.options().stream()
                        .map(option -> option.code() + " = " + option.label())
                        .collect(Collectors.joining(Wording.OR)));
    }

    static Parsed<Closed> parse(ColumnType type, String cell) {
        var text = Spelling.strip(cell);
        if (text.isEmpty()) {
            return Parsed.bad(
                    "La liste des valeurs manque\u00a0: écrivez par exemple petit = petite taille | grand = grande"
                            + " taille, ou le nom d'une liste commune\u00a0: " + sharedNames() + ".");
        }
        return text.startsWith(SHARED) ? shared(text.substring(1)) : own(type, text);
    }

    private static Parsed<Closed> shared(String name) {
        for (var list : Vocabulary.BY_NAME.entrySet()) {
            if (Spelling.same(list.getKey(), name)) {
                return Parsed.good(list.getValue());
            }
        }
        return Parsed.bad(French.quoted(SHARED + name) + " n'est pas une liste commune"
                + French.meant(name, Vocabulary.BY_NAME.keySet()) + " Listes communes\u00a0: " + sharedNames() + ".");
    }

    private static String sharedNames() {
        return Vocabulary.BY_NAME.keySet().stream()
                .sorted()
                .map(name -> SHARED + name)
                .collect(Collectors.joining(", "));
    }

    private static Parsed<Closed> own(ColumnType type, String text) {
        var parts = text.split("\\|", -1);
        if (parts.length > MOST_OPTIONS) {
            return Parsed.bad(
                    "La liste a " + parts.length + " valeurs\u00a0: " + MOST_OPTIONS + " au plus sont acceptées.");
        }
        var options = new ArrayList<Option>();
        var messages = new ArrayList<String>();
        for (var part : parts) {
            switch (option(type, part)) {
                case Parsed.Good<Option>(var option) -> options.add(option);
                case Parsed.Bad<Option>(var reasons) -> messages.addAll(reasons);
            }
        }
        var codes = new HashSet<String>();
        var labels = new HashSet<String>();
        for (var option : options) {
            if (!codes.add(option.code())) {
                messages.add("Deux valeurs de la liste ont le code " + French.quoted(option.code()) + ".");
            } else if (!labels.add(option.label())) {
                messages.add("Deux valeurs de la liste ont le libellé " + French.quoted(option.label()) + ".");
            }
        }
        return messages.isEmpty() ? Parsed.good(new Closed(options)) : new Parsed.Bad<>(messages);
    }

    private static Parsed<Option> option(ColumnType type, String part) {
        var equals = part.indexOf('=');
        var label = Spelling.strip(equals < 0 ? part : part.substring(equals + 1));
        var code = equals < 0 ? codeOf(label) : Spelling.strip(part.substring(0, equals));
        if (label.isEmpty() || code.isEmpty()) {
            return Parsed.bad("Une valeur de la liste est vide\u00a0: écrivez code = libellé, et «\u00a0|\u00a0» entre"
                    + " deux valeurs.");
        }
        for (var name : List.of(code, label)) {
            if (!canName(type, name)) {
                return Parsed.bad(cannotName(name));
            }
        }
        return Parsed.good(new Option(code, label));
    }

    static boolean canName(ColumnType type, String name) {
        return Spelling.canNameAnOption(name)
                && !(type == ColumnType.CHOICES && Spelling.same(name, Wording.NO_CHOICE));
    }

    static String cannotName(String name) {
        return French.quoted(name) + " ne peut pas nommer une valeur\u00a0: pas de «\u00a0=\u00a0», ni de + - @ ou"
                + " d'apostrophe au début, " + Spelling.LONGEST_OPTION + " caractères au plus, et aucun des mots que"
                + " les cellules utilisent déjà (inconnu, tous, sinon, sauf, aucun…).";
    }

    /** {@code Très petite taille} is {@code tres_petite_taille}. */
    private static String codeOf(String label) {
        return Spelling.fold(label).replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }
}
