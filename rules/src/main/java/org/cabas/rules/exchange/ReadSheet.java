package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cabas.rules.table.Spelling;
import org.jspecify.annotations.Nullable;

/** A sheet of a workbook while it is read: its lines as text, and what is wrong with them. */
final class ReadSheet {
    /** Columns of the table, the id, the note and the vote, and some that stand too far right, to be told so. */
    private static final int MOST_CELLS = TableReading.MOST_COLUMNS + 10;

    private final String name;
    private final Problems problems;
    private final List<Line> lines = new ArrayList<>();
    private boolean isTooWide;
    private @Nullable Problem excess;

    ReadSheet(String name) {
        this.name = name;
        this.problems = new Problems(name);
    }

    String name() {
        return name;
    }

    List<Line> lines() {
        return lines;
    }

    Problems problems() {
        return problems;
    }

    /** Whether there is room for cells so far to the right; tells it once when there isn't. */
    boolean takesCell(int line, int cell) {
        if (cell >= MOST_CELLS && !isTooWide) {
            isTooWide = true;
            problems.add(
                    line,
                    cell,
                    "",
                    "La feuille a trop de colonnes\u00a0: " + TableReading.MOST_COLUMNS + " au plus sont acceptées.");
        }
        return cell < MOST_CELLS;
    }

    /** Adds a line unless it is blank. */
    void add(int number, List<String> cells) {
        var line = new Line(number, cells);
        if (line.isBlank() || excess != null) {
            return;
        }
        if (lines.size() >= CsvFormat.MOST_ROWS + Keyword.values().length) {
            excess = new Problem(
                    name, number, 0, "", "La feuille a trop de lignes\u00a0: 10 000 au plus sont acceptées.");
            return;
        }
        lines.add(shortened(line));
    }

    /** The line with no more of its cells than a cell may hold: what is too long is told, and not looked at any further. */
    private Line shortened(Line line) {
        var cells = new ArrayList<>(line.cells());
        for (var cell = 0; cell < cells.size(); cell++) {
            if (cells.get(cell).length() > CsvFormat.LONGEST_CELL) {
                problems.add(line, cell, "La cellule est trop longue\u00a0: 32 000 caractères au plus sont acceptés.");
                cells.set(cell, "");
            }
        }
        return new Line(line.number(), cells);
    }

    /** That there are too many lines, where there are: what else is wrong with them isn't worth telling. */
    Optional<Problem> excess() {
        return Optional.ofNullable(excess);
    }

    /** Whether reading on is of no use. */
    boolean isFull() {
        return excess != null || problems.isFull();
    }

    /** Whether the sheet is meant to be a table: some of its lines begin with the words that tables begin with. */
    boolean isTable() {
        var found = lines.stream()
                .map(line -> line.cell(0))
                .filter(cell -> !Spelling.strip(cell).isEmpty())
                .flatMap(cell -> Keyword.named(cell).stream())
                .distinct()
                .toList();
        return found.contains(Keyword.TABLE) || found.size() > 1;
    }

    void formula(int line, int cell) {
        problems.add(
                line,
                cell,
                "",
                "La cellule contient une formule, qui n'est jamais calculée\u00a0: écrivez la" + " valeur.");
    }

    void error(int line, int cell, String error) {
        problems.add(
                line,
                cell,
                "",
                "La cellule contient l'erreur " + French.quoted(error) + "\u00a0: écrivez la" + " valeur.");
    }

    void merged(int line, int cell) {
        problems.add(
                line,
                cell,
                "",
                "Des cellules sont fusionnées ici\u00a0: annulez la fusion et remplissez chaque" + " cellule.");
    }
}
