package org.cabas.rules.exchange;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.table.DecisionTable.Validity;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * The records before the rows, each known by its keyword: what a table is called, how it is read, when it may be in
 * force.
 */
final class Head {
    /** Versions count votes: a thousand years of weekly ones is far below. */
    private static final int LAST_VERSION = 1_000_000;

    private final Map<Keyword, Line> lines = new EnumMap<>(Keyword.class);
    private final Problems problems;

    /** @param records not blank; {@code Ligne} is the last one */
    Head(List<Line> records, Problems problems) {
        this.problems = problems;
        for (var record : records) {
            var keyword = Keyword.named(record.cell(0));
            if (keyword.isEmpty()) {
                problems.add(
                        record,
                        0,
                        French.quoted(record.cell(0)) + " n'est pas un mot connu"
                                + French.meant(record.cell(0), Keyword.all()) + " Mots acceptés\u00a0: "
                                + String.join(", ", Keyword.all()) + ".");
            } else if (lines.putIfAbsent(keyword.get(), record) != null) {
                problems.add(
                        record,
                        0,
                        "La ligne «\u00a0" + keyword.get().written + "\u00a0» est donnée deux fois\u00a0:"
                                + " gardez-en une.");
            }
        }
    }

    /**
     * Where the head ends: after {@code Ligne}, or, when that is missing, after the last record that starts by a
     * keyword.
     */
    static int end(List<Line> records) {
        var end = 0;
        for (var i = 0; i < records.size(); i++) {
            var keyword = Keyword.named(records.get(i).cell(0));
            if (keyword.isPresent()) {
                end = i + 1;
                if (keyword.get() == Keyword.ROWS) {
                    break;
                }
            }
        }
        return end;
    }

    /** Whether there is anything to read; tells what is missing. */
    boolean isOfATable() {
        if (lines.isEmpty()) {
            problems.add(
                    1,
                    0,
                    "",
                    "Ce fichier n'est pas une table\u00a0: la première cellule doit être «\u00a0Table\u00a0», et des"
                            + " points-virgules doivent séparer les cellules.");
            return false;
        }
        for (var keyword : Keyword.values()) {
            if (keyword.isRequired() && !lines.containsKey(keyword)) {
                problems.add(
                        1,
                        0,
                        "",
                        "Il manque la ligne «\u00a0" + keyword.written + "\u00a0», qui donne" + " " + keyword.purpose
                                + ".");
            }
        }
        return true;
    }

    /** The record of that keyword, if there is one. */
    @Nullable
    Line line(Keyword keyword) {
        return lines.get(keyword);
    }

    /** The cell of that keyword's record; empty where there is none. */
    String cell(Keyword keyword, int index) {
        var line = lines.get(keyword);
        return line == null || Spelling.strip(line.cell(index)).isEmpty() ? "" : line.cell(index);
    }

    /** Tells a problem of the cell of a keyword's record; a record that is missing was told already. */
    void problem(Keyword keyword, int cell, String columnName, String message) {
        var line = lines.get(keyword);
        if (line != null) {
            problems.add(line, cell, columnName, message);
        }
    }

    /** Tells the cells that stand beyond what their record can hold. */
    void checkWidths(int columns) {
        for (var line : lines.entrySet()) {
            var keyword = line.getKey();
            var most = keyword == Keyword.ROWS ? columns + 2 : keyword.isPerColumn() ? columns : 1;
            for (var cell = most + 1; cell < line.getValue().width(); cell++) {
                if (!cell(keyword, cell).isEmpty()) {
                    problem(
                            keyword,
                            cell,
                            "",
                            keyword.isPerColumn()
                                    ? "Cette cellule est de trop\u00a0: la ligne «\u00a0Colonne\u00a0» ne nomme"
                                            + " que " + columns
                                            + " colonnes."
                                    : "Cette cellule est de trop\u00a0: la ligne «\u00a0" + keyword.written
                                            + "\u00a0» n'a qu'une valeur.");
                }
            }
        }
        checkTitle(columns + 1, "Note");
        checkTitle(columns + 2, "Vote");
    }

    private void checkTitle(int cell, String expected) {
        var title = cell(Keyword.ROWS, cell);
        if (!title.isEmpty() && !Spelling.same(title, expected)) {
            problem(
                    Keyword.ROWS,
                    cell,
                    "",
                    French.quoted(title) + " est là où «\u00a0" + expected + "\u00a0» est attendu\u00a0: après les"
                            + " colonnes viennent la note, puis la référence du vote.");
        }
    }

    @Nullable
    String id() {
        var id = Spelling.strip(cell(Keyword.TABLE, 1));
        if (Spelling.isTableId(id)) {
            return id;
        }
        problem(
                Keyword.TABLE,
                1,
                "",
                (id.isEmpty()
                                ? "Le nom court de la table manque"
                                : French.quoted(id) + " ne peut pas nommer" + " une table")
                        + "\u00a0: écrivez des lettres minuscules sans accents, des chiffres, «\u00a0_\u00a0»"
                        + " ou «\u00a0-\u00a0», par exemple"
                        + " contribution.");
        return null;
    }

    @Nullable
    String title() {
        var title = SafeText.restored(cell(Keyword.TITLE, 1));
        if (!title.isBlank()) {
            return title;
        }
        problem(Keyword.TITLE, 1, "", "Le titre de la table manque\u00a0: écrivez comment les gens l'appellent.");
        return null;
    }

    @Nullable
    HitPolicy hitPolicy() {
        return line(Keyword.READING) == null
                ? null
                : good(Keyword.READING, Words.READINGS.parse(cell(Keyword.READING, 1)));
    }

    /** 0, a draft, when nothing is said. */
    @Nullable
    Integer version() {
        var version = Spelling.strip(cell(Keyword.VERSION, 1));
        if (version.isEmpty()) {
            return 0;
        }
        if (version.matches("\\d{1,7}") && Integer.parseInt(version) <= LAST_VERSION) {
            return Integer.valueOf(version);
        }
        problem(
                Keyword.VERSION,
                1,
                "",
                French.quoted(version) + " n'est pas un numéro de version\u00a0: écrivez 1, 2, 3…, ou 0"
                        + " pour un brouillon.");
        return null;
    }

    @Nullable
    Validity validity() {
        if (line(Keyword.VALID_FROM) == null) {
            return null;
        }
        var from = day(Keyword.VALID_FROM);
        var until = cell(Keyword.VALID_UNTIL, 1).isEmpty() ? null : day(Keyword.VALID_UNTIL);
        if (from != null && until != null && until.isBefore(from)) {
            problem(Keyword.VALID_UNTIL, 1, "", "La table finit avant de commencer\u00a0: échangez les deux dates.");
            return null;
        }
        return from == null ? null : new Validity(from, until);
    }

    private @Nullable LocalDate day(Keyword keyword) {
        return good(keyword, Quantities.date(cell(keyword, 1)));
    }

    private <T> @Nullable T good(Keyword keyword, Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Good<T>(var value) -> value;
            case Parsed.Bad<T>(var messages) -> {
                messages.forEach(message -> problem(keyword, 1, "", message));
                yield null;
            }
        };
    }
}
