package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.exchange.ColumnReading.Place;
import org.cabas.rules.exchange.Words.Role;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable;
import org.jspecify.annotations.Nullable;

/** Reads a table from the records of a file, whatever the file's format; {@link CsvFormat} says what they hold. */
final class TableReading {
    /** More questions than that can't be voted on, nor seen in one sheet. */
    static final int MOST_COLUMNS = 200;

    private final Head head;
    private final List<Line> rowLines;
    private final Problems problems;

    private TableReading(Head head, List<Line> rowLines, Problems problems) {
        this.head = head;
        this.rowLines = rowLines;
        this.problems = problems;
    }

    /**
     * The table, or every problem.
     *
     * @param lines all records of the file, blank ones too
     * @param problems those that the format met before; more come from the records
     */
    static Reading read(List<Line> lines, Problems problems) {
        var filled = lines.stream().filter(line -> !line.isBlank()).toList();
        var headEnd = Head.end(filled);
        var head = new Head(filled.subList(0, headEnd), problems);
        var table = new TableReading(head, filled.subList(headEnd, filled.size()), problems).table(false);
        return table == null || !problems.isEmpty()
                ? new Reading.Unreadable(problems.inReadingOrder())
                : new Reading.Readable(table);
    }

    /**
     * The table without its rows, or nothing and every problem of the head.
     *
     * @param head the records down to the one that names the columns
     */
    static @Nullable DecisionTable frame(List<Line> head, Problems problems) {
        return new TableReading(new Head(head, problems), List.of(), problems).table(true);
    }

    private @Nullable DecisionTable table(boolean withoutRows) {
        if (!head.isOfATable()) {
            return null;
        }
        var id = head.id();
        var title = head.title();
        var version = head.version();
        var hitPolicy = head.hitPolicy();
        var validity = head.validity();
        var places = places(withoutRows);
        var rows = new RowReading(places, problems).rows(rowLines);
        if (!problems.isEmpty()
                || id == null
                || title == null
                || version == null
                || hitPolicy == null
                || validity == null) {
            return null;
        }
        var conditions = columns(places, Role.CONDITION);
        var outcomes = columns(places, Role.OUTCOME);
        return new DecisionTable(id, title, version, hitPolicy, conditions, outcomes, rows, validity);
    }

    /** The columns of the file; none when the records that define them aren't all there. */
    private List<Place> places(boolean withoutRows) {
        var ids = head.line(Keyword.COLUMN);
        var labels = head.line(Keyword.ROWS);
        if (ids == null || labels == null || head.line(Keyword.ROLE) == null || head.line(Keyword.TYPE) == null) {
            return List.of();
        }
        var count = ids.width() - 1;
        if (count > MOST_COLUMNS) {
            problems.add(
                    ids,
                    MOST_COLUMNS + 1,
                    "La table a " + count + " colonnes\u00a0: " + MOST_COLUMNS + " au plus sont acceptées.");
            return List.of();
        }
        head.checkWidths(count);
        var places = new ColumnReading(head).places(count);
        checkRoles(ids, places);
        if (rowLines.isEmpty() && !withoutRows) {
            problems.add(
                    labels,
                    0,
                    "La table n'a aucune ligne\u00a0: écrivez-en au moins une sous" + " «\u00a0Ligne\u00a0».");
        }
        return places;
    }

    private void checkRoles(Line ids, List<Place> places) {
        if (places.stream().anyMatch(place -> place.role() == null)) {
            return;
        }
        var outcome = false;
        for (var place : places) {
            if (place.role() == Role.CONDITION && outcome) {
                problems.add(
                        ids,
                        place.cell(),
                        place.label(),
                        "Les colonnes «\u00a0si\u00a0» viennent avant les" + " colonnes «\u00a0alors\u00a0».");
            }
            outcome |= place.role() == Role.OUTCOME;
        }
        if (!outcome || places.getFirst().role() == Role.OUTCOME) {
            problems.add(ids, 0, "Il faut au moins une colonne «\u00a0si\u00a0» et une colonne «\u00a0alors\u00a0».");
        }
    }

    private static List<Column> columns(List<Place> places, Role role) {
        var columns = new ArrayList<Column>();
        for (var place : places) {
            var column = place.column();
            if (place.role() == role && column != null) {
                columns.add(column);
            }
        }
        return columns;
    }
}
