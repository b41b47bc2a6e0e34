package org.cabas.rules.exchange;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVParser;
import org.cabas.rules.exchange.ColumnReading.Place;
import org.cabas.rules.exchange.Words.Role;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;

/**
 * A table as people are writing it: its columns stand, its cells hold any text, readable yet or not. Immutable. {@link #csv} and
 * {@link #parse} keep it between two changes.
 *
 * @param frame the table without rows
 * @param rows as written, top down, with distinct ids
 */
public record WrittenTable(DecisionTable frame, List<WrittenRow> rows) {

    /** What names the note of a row among its cells; no column can have this id. */
    public static final String NOTE = "note";

    /**
     * A row as written.
     *
     * @param id stable
     * @param cells one a column, conditions first
     * @param note the committee's words on it
     * @param adoptedBy the reference of the vote that adopted it
     */
    public record WrittenRow(String id, List<String> cells, String note, String adoptedBy) {
        public WrittenRow {
            cells = List.copyOf(cells);
        }

        WrittenRow with(int cell, String text) {
            var changed = new ArrayList<>(cells);
            changed.set(cell, text);
            return new WrittenRow(id, changed, note, adoptedBy);
        }
    }

    /**
     * Why a cell can't be read.
     *
     * @param row the id of its row; empty for a problem of the whole table
     * @param column the id of its column, or {@link #NOTE}; empty for a problem of the whole row
     * @param message one French sentence: what is wrong and what would be accepted
     */
    public record CellProblem(String row, String column, String message) {}

    /** What came of reading what is written. */
    public sealed interface Read {
        /** @param table whole */
        record Whole(DecisionTable table) implements Read {}

        /** @param problems at least one, top down */
        record NotYet(List<CellProblem> problems) implements Read {}
    }

    public WrittenTable {
        rows = List.copyOf(rows);
        var ids = new HashSet<String>();
        for (var row : rows) {
            if (!ids.add(row.id())) {
                throw new IllegalArgumentException("two rows " + row.id());
            }
        }
    }

    /** A table as it would be written. */
    public static WrittenTable of(DecisionTable table) {
        var records = TableWriting.records(table);
        var first = records.size() - table.rows().size();
        var rows = new ArrayList<WrittenRow>();
        for (var i = first; i < records.size(); i++) {
            rows.add(row(records.get(i), width(table)));
        }
        return new WrittenTable(frameOf(table), rows);
    }

    /** Reads what {@link #csv} wrote. */
    public static WrittenTable parse(String csv) {
        var lines = new ArrayList<Line>();
        try (var parser = CSVParser.builder()
                .setReader(new StringReader(csv))
                .setFormat(CsvFormat.FORMAT)
                .get()) {
            parser.forEach(record -> lines.add(new Line(lines.size() + 1, record.toList())));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading from memory", impossible);
        }
        var headEnd = Head.end(lines);
        var problems = new Problems();
        var frame = TableReading.frame(lines.subList(0, headEnd), problems);
        if (frame == null) {
            throw new IllegalArgumentException("no table was written: " + problems.inReadingOrder());
        }
        var rows = lines.subList(headEnd, lines.size()).stream()
                .map(line -> row(line.cells(), width(frame)))
                .toList();
        return new WrittenTable(frame, rows);
    }

    /** As a file in CSV; a spreadsheet would show the same. */
    public String csv() {
        var out = new StringBuilder();
        try (var printer = CsvFormat.FORMAT.print(out)) {
            for (var record : TableWriting.records(frame)) {
                printer.printRecord(record);
            }
            for (var row : rows) {
                printer.printRecord(record(row));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return out.toString();
    }

    /** The table that is written, or why it can't be read yet, cell by cell. */
    public Read read() {
        if (rows.isEmpty()) {
            return new Read.NotYet(
                    List.of(new CellProblem("", "", "La table n'a aucune ligne\u00a0: ajoutez-en une.")));
        }
        var problems = new Problems();
        var lines = new ArrayList<Line>();
        rows.forEach(row -> lines.add(new Line(lines.size() + 1, record(row))));
        var read = new RowReading(places(), problems).rows(lines);
        if (problems.isEmpty()) {
            return new Read.Whole(new DecisionTable(
                    frame.id(),
                    frame.title(),
                    frame.version(),
                    frame.hitPolicy(),
                    frame.conditions(),
                    frame.outcomes(),
                    read,
                    frame.validity()));
        }
        return new Read.NotYet(problems.inReadingOrder().stream()
                .map(problem -> new CellProblem(
                        rows.get(problem.line() - 1).id(), columnAt(problem.column() - 2), problem.message()))
                .toList());
    }

    /** The columns, conditions first. */
    public List<Column> columns() {
        return Stream.concat(frame.conditions().stream(), frame.outcomes().stream())
                .toList();
    }

    /** The row of that id, if there is one. */
    public Optional<WrittenRow> row(String id) {
        return rows.stream().filter(row -> row.id().equals(id)).findFirst();
    }

    /** The text of a cell, or of the note; nothing for a row or column that isn't there. */
    public Optional<String> cell(String row, String column) {
        var index = indexOf(column);
        return row(row).flatMap(found -> {
            if (column.equals(NOTE)) {
                return Optional.of(found.note());
            }
            return index < 0 ? Optional.empty() : Optional.of(found.cells().get(index));
        });
    }

    /**
     * A text as the grid writes it, once it says something that the column can hold: {@code 1401 - 1500} becomes {@code 1 401 €
     * à 1 500 €}. Any other text, and a note, stays as it is.
     */
    public String tidied(String column, String text) {
        var index = indexOf(column);
        if (index < 0) {
            return text;
        }
        var of = columns().get(index);
        if (index >= frame.conditions().size()) {
            return CellGrammar.value(of, text) instanceof Parsed.Good<Value>(var value)
                    ? Wording.written(of, value)
                    : text;
        }
        if (Spelling.same(text, RowReading.OTHERWISE)) {
            return index == 0 ? RowReading.OTHERWISE : "";
        }
        return CellGrammar.condition(of, text) instanceof Parsed.Good<Condition>(var condition)
                ? Wording.written(of, condition)
                : text;
    }

    /** With another text in a cell, or as the note, of a row and a column that are there. */
    public WrittenTable withCell(String row, String column, String text) {
        var index = indexOf(column);
        return new WrittenTable(
                frame,
                rows.stream()
                        .map(old -> !old.id().equals(row)
                                ? old
                                : column.equals(NOTE)
                                        ? new WrittenRow(old.id(), old.cells(), text, old.adoptedBy())
                                        : old.with(index, text))
                        .toList());
    }

    /**
     * With a row in a place, from which it is taken first if it stands elsewhere.
     *
     * @param after the id of the row above it; empty for the top, and below all others when there is no such row
     */
    public WrittenTable withRow(WrittenRow row, String after) {
        var changed = new ArrayList<>(rows);
        changed.removeIf(old -> old.id().equals(row.id()));
        var place = after.isEmpty() ? 0 : changed.size();
        for (var i = 0; i < changed.size(); i++) {
            if (changed.get(i).id().equals(after)) {
                place = i + 1;
            }
        }
        changed.add(place, row);
        return new WrittenTable(frame, changed);
    }

    /** With other columns or another head: cells stay below their column, and are empty below a new one. */
    public WrittenTable withFrame(DecisionTable other) {
        var changed = new WrittenTable(frameOf(other), List.of());
        var places =
                changed.columns().stream().map(column -> indexOf(column.id())).toList();
        return new WrittenTable(
                changed.frame,
                rows.stream()
                        .map(row -> new WrittenRow(
                                row.id(),
                                places.stream()
                                        .map(place ->
                                                place < 0 ? "" : row.cells().get(place))
                                        .toList(),
                                row.note(),
                                row.adoptedBy()))
                        .toList());
    }

    /** Without the row of that id. */
    public WrittenTable withoutRow(String id) {
        return new WrittenTable(
                frame, rows.stream().filter(row -> !row.id().equals(id)).toList());
    }

    private int indexOf(String column) {
        var columns = columns();
        for (var i = 0; i < columns.size(); i++) {
            if (columns.get(i).id().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    private String columnAt(int index) {
        var columns = columns();
        return index < 0 ? "" : index < columns.size() ? columns.get(index).id() : NOTE;
    }

    private List<Place> places() {
        var places = new ArrayList<Place>();
        for (var column : columns()) {
            var role = places.size() < frame.conditions().size() ? Role.CONDITION : Role.OUTCOME;
            places.add(new Place(places.size() + 1, column.label(), role, column));
        }
        return places;
    }

    private static List<String> record(WrittenRow row) {
        var record = new ArrayList<String>();
        record.add(row.id());
        record.addAll(row.cells());
        record.add(SafeText.neutralised(row.note()));
        record.add(SafeText.neutralised(row.adoptedBy()));
        return record;
    }

    private static WrittenRow row(List<String> record, int width) {
        var line = new Line(1, record);
        var cells = new ArrayList<String>();
        for (var i = 1; i <= width; i++) {
            cells.add(line.cell(i));
        }
        return new WrittenRow(
                line.cell(0), cells, SafeText.restored(line.cell(width + 1)), SafeText.restored(line.cell(width + 2)));
    }

    private static int width(DecisionTable table) {
        return table.conditions().size() + table.outcomes().size();
    }

    private static DecisionTable frameOf(DecisionTable table) {
        return new DecisionTable(
                table.id(),
                table.title(),
                0,
                table.hitPolicy(),
                table.conditions(),
                table.outcomes(),
                List.of(),
                table.validity());
    }
}
