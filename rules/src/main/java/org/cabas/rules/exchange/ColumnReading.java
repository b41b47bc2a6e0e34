package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cabas.rules.exchange.Words.Role;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the head of a file says of each column. One place in the file, one column; a bad one is told and left
 * out.
 */
final class ColumnReading {

    /**
     * A column's place in the file.
     *
     * @param cell the index of its cells in every record
     * @param label for messages, even about a column that couldn't be read
     * @param role absent when it couldn't be read
     * @param column absent when it couldn't be read
     */
    record Place(
            int cell,
            String label,
            @Nullable Role role,
            @Nullable Column column) {}

    private static final Pattern SHARE =
            Pattern.compile("(?:%|pourcentage|pour cent) d(?:e |e la |e l'|u |')([a-z0-9_]+)");
    private static final Pattern PER = Pattern.compile("par ([a-z0-9_]+)");

    private final Head head;
    private final Set<String> ids = new HashSet<>();

    /** @param head with the records {@code Colonne}, {@code Rôle}, {@code Type} and {@code Ligne} at least */
    ColumnReading(Head head) {
        this.head = head;
    }

    List<Place> places(int count) {
        var places = new ArrayList<Place>(count);
        for (var cell = 1; cell <= count; cell++) {
            places.add(place(cell));
        }
        return places;
    }

    private Place place(int cell) {
        var label = SafeText.restored(head.cell(Keyword.ROWS, cell));
        var name = label.isBlank() ? Spelling.strip(head.cell(Keyword.COLUMN, cell)) : label;
        if (label.isBlank()) {
            head.problem(
                    Keyword.ROWS,
                    cell,
                    name,
                    "Le libellé de la colonne manque\u00a0: écrivez la question que les gens lisent.");
        }
        var id = id(cell, name);
        var role = required(Keyword.ROLE, cell, name, Words.ROLES);
        var type = required(Keyword.TYPE, cell, name, Words.TYPES);
        if (role == null || type == null) {
            return new Place(cell, name, role, null);
        }
        var domain = domain(cell, name, type);
        var mayBeUnknown = head.cell(Keyword.MAY_BE_UNKNOWN, cell).isEmpty()
                ? Boolean.valueOf(role == Role.CONDITION)
                : required(Keyword.MAY_BE_UNKNOWN, cell, name, Words.ANSWERS);
        var basis = basis(cell, name, role, type);
        if (label.isBlank() || id == null || domain == null || mayBeUnknown == null || basis == null) {
            return new Place(cell, name, role, null);
        }
        return new Place(cell, name, role, new Column(id, label, type, domain, mayBeUnknown, basis));
    }

    private @Nullable String id(int cell, String name) {
        var id = Spelling.strip(head.cell(Keyword.COLUMN, cell));
        if (!Spelling.isColumnId(id)) {
            head.problem(
                    Keyword.COLUMN,
                    cell,
                    name,
                    (id.isEmpty()
                                    ? "Le nom court de la colonne manque"
                                    : French.quoted(id) + " ne peut pas nommer une colonne")
                            + "\u00a0: écrivez des lettres minuscules sans accents, des chiffres ou"
                            + " «\u00a0_\u00a0», par exemple"
                            + " family_quotient\u202f; table, version, row, ligne, note et vote sont réservés.");
            return null;
        }
        if (!ids.add(id)) {
            head.problem(
                    Keyword.COLUMN,
                    cell,
                    name,
                    "Deux colonnes s'appellent " + French.quoted(id) + "\u00a0: changez l'un des noms.");
            return null;
        }
        return id;
    }

    private @Nullable Domain domain(int cell, String name, ColumnType type) {
        if (type.isOrdered()) {
            refuseCell(
                    Keyword.VALUES,
                    cell,
                    name,
                    "seules les colonnes «\u00a0choix\u00a0» et «\u00a0plusieurs choix\u00a0» ont une liste de"
                            + " valeurs");
            return ordered(cell, name, type);
        }
        for (var keyword : List.of(Keyword.MINIMUM, Keyword.MAXIMUM, Keyword.STEP)) {
            refuseCell(
                    keyword,
                    cell,
                    name,
                    "une colonne «\u00a0" + Words.TYPES.word(type) + "\u00a0» n'a ni" + " bornes ni pas");
        }
        if (type == ColumnType.YES_NO) {
            refuseCell(Keyword.VALUES, cell, name, "une colonne «\u00a0oui/non\u00a0» n'a pas de liste de valeurs");
            return Domain.YES_NO;
        }
        return switch (OptionLists.parse(type, head.cell(Keyword.VALUES, cell))) {
            case Parsed.Good<Domain.Closed>(var list) -> list;
            case Parsed.Bad<Domain.Closed>(var messages) -> refused(Keyword.VALUES, cell, name, messages);
        };
    }

    private void refuseCell(Keyword keyword, int cell, String name, String reason) {
        if (!head.cell(keyword, cell).isEmpty()) {
            head.problem(keyword, cell, name, "Cette cellule doit rester vide\u00a0: " + reason + ".");
        }
    }

    private Domain.@Nullable Ordered ordered(int cell, String name, ColumnType type) {
        var usual = UsualBounds.of(type);
        var minimum = quantity(Keyword.MINIMUM, cell, name, type, usual.minimum());
        var maximum = quantity(Keyword.MAXIMUM, cell, name, type, usual.maximum());
        var stepType = type == ColumnType.DATE || type == ColumnType.MONTH ? ColumnType.WHOLE : type;
        var step = quantity(Keyword.STEP, cell, name, stepType, usual.step());
        if (minimum == null || maximum == null || step == null) {
            return null;
        }
        if (step < 1) {
            head.problem(Keyword.STEP, cell, name, "Le pas doit être plus grand que zéro.");
        } else if (minimum > maximum) {
            head.problem(Keyword.MAXIMUM, cell, name, "Le maximum est plus petit que le minimum\u00a0: échangez-les.");
        } else if (minimum % step != 0) {
            head.problem(Keyword.MINIMUM, cell, name, "Le minimum doit être un multiple du pas.");
        } else if (type == ColumnType.MONTH && (minimum < 1 || maximum > 12)) {
            head.problem(Keyword.MAXIMUM, cell, name, "Les mois vont de janvier à décembre.");
        } else {
            return new Domain.Ordered(minimum, maximum, step);
        }
        return null;
    }

    private @Nullable Long quantity(Keyword keyword, int cell, String name, ColumnType type, long usual) {
        var text = head.cell(keyword, cell);
        if (text.isEmpty()) {
            return usual;
        }
        return switch (Quantities.parse(type, text)) {
            case Parsed.Good<Long>(var units) -> units;
            case Parsed.Bad<Long>(var messages) -> refused(keyword, cell, name, messages);
        };
    }

    private @Nullable Basis basis(int cell, String name, Role role, ColumnType type) {
        var text = Spelling.fold(head.cell(Keyword.BASIS, cell));
        if (text.isEmpty() || text.equals("fixe")) {
            return Basis.FIXED;
        }
        var share = SHARE.matcher(text);
        var per = PER.matcher(text);
        Optional<Basis> basis = Optional.empty();
        if (type == ColumnType.PERCENT && share.matches() && Spelling.isColumnId(share.group(1))) {
            basis = Optional.of(new Basis.ShareOf(share.group(1)));
        } else if (type == ColumnType.MONEY && per.matches() && Spelling.isColumnId(per.group(1))) {
            basis = Optional.of(new Basis.Per(per.group(1)));
        }
        if (role == Role.CONDITION || basis.isEmpty()) {
            head.problem(
                    Keyword.BASIS,
                    cell,
                    name,
                    French.quoted(text) + " n'est pas accepté ici\u00a0: laissez la cellule vide,"
                            + " ou écrivez, pour un pourcentage d'une colonne «\u00a0alors\u00a0», par exemple"
                            + " «\u00a0% de allocation\u00a0», et pour un"
                            + " montant d'une colonne «\u00a0alors\u00a0», par exemple «\u00a0par adults\u00a0».");
            return null;
        }
        return basis.get();
    }

    private <T> @Nullable T required(Keyword keyword, int cell, String name, Words<T> words) {
        return switch (words.parse(head.cell(keyword, cell))) {
            case Parsed.Good<T>(var meaning) -> meaning;
            case Parsed.Bad<T>(var messages) -> refused(keyword, cell, name, messages);
        };
    }

    private <T> @Nullable T refused(Keyword keyword, int cell, String name, List<String> messages) {
        messages.forEach(message -> head.problem(keyword, cell, name, message));
        return null;
    }
}
