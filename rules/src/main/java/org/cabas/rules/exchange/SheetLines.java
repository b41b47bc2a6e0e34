package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cabas.rules.table.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a sheet with what its people left out or doubled put right: every row and every column with an id of its
 * own, every text in its exact form.
 */
final class SheetLines {
    private final ReadSheet sheet;
    private final HiddenSheet hidden;
    private final List<Note> notes;
    private final String table;

    SheetLines(ReadSheet sheet, HiddenSheet hidden, List<Note> notes) {
        this.sheet = sheet;
        this.hidden = hidden;
        this.notes = notes;
        this.table = sheet.lines().stream()
                .filter(line -> Keyword.named(line.cell(0))
                        .filter(Keyword.TABLE::equals)
                        .isPresent())
                .findFirst()
                .map(line -> Spelling.strip(line.cell(1)))
                .orElse("");
    }

    List<Line> lines() {
        var lines = sheet.lines().stream().map(this::restored).toList();
        var headEnd = Head.end(lines);
        var all = new ArrayList<>(head(lines.subList(0, headEnd)));
        all.addAll(rows(lines.subList(headEnd, lines.size())));
        return all;
    }

    private Line restored(Line line) {
        var cells = new ArrayList<String>(line.cells().size());
        for (var cell = 0; cell < line.cells().size(); cell++) {
            cells.add(
                    cell == 0
                            ? line.cell(0)
                            : hidden.original(table, Spelling.strip(line.cell(0)), cell, line.cell(cell)));
        }
        return new Line(line.number(), cells);
    }

    private List<Line> rows(List<Line> rows) {
        var found = rows.stream()
                .map(row -> new RowIds.Found(row.number(), Spelling.strip(row.cell(0)), HiddenSheet.sum(row.cells())))
                .toList();
        var ids = new RowIds(sheet.name(), hidden.rows(table)).of(found, notes);
        var named = new ArrayList<Line>(rows.size());
        for (var i = 0; i < rows.size(); i++) {
            named.add(with(rows.get(i), 0, ids.get(i)));
        }
        return named;
    }

    /** The head, with a name for each column that has a label and no name, or the name of the one it was copied from. */
    private List<Line> head(List<Line> head) {
        var names = line(head, Keyword.COLUMN);
        var labels = line(head, Keyword.ROWS);
        if (names == null || labels == null) {
            return head;
        }
        var ids = new HashSet<String>();
        var named = names;
        var types = line(head, Keyword.TYPE);
        for (var cell = 1; cell < Math.max(names.width(), types == null ? 0 : types.width()); cell++) {
            var id = Spelling.strip(names.cell(cell));
            var label = Spelling.strip(labels.cell(cell));
            if (id.isEmpty() && label.isEmpty() || !id.isEmpty() && ids.add(id)) {
                continue;
            }
            var fresh = unused(id.isEmpty() ? DmnInference.id(label, "colonne_" + cell) : id, ids, names);
            named = with(named, cell, fresh);
            notes.add(new Note(
                    sheet.name(),
                    names.number(),
                    "La colonne " + French.quoted(label)
                            + (id.isEmpty()
                                    ? " n'avait pas de nom court"
                                    : " portait le nom court d'une autre, " + French.quoted(id))
                            + "\u00a0: c'est maintenant " + French.quoted(fresh) + "."));
        }
        var result = new ArrayList<Line>();
        for (var line : head) {
            result.add(line == names ? named : line);
        }
        return result;
    }

    private static String unused(String id, Set<String> ids, Line names) {
        var unused = id;
        for (var n = 2; names.cells().contains(unused) || !ids.add(unused); n++) {
            unused = id + "_" + n;
        }
        return unused;
    }

    private static @Nullable Line line(List<Line> head, Keyword keyword) {
        return head.stream()
                .filter(line ->
                        Keyword.named(line.cell(0)).filter(keyword::equals).isPresent())
                .findFirst()
                .orElse(null);
    }

    private static Line with(Line line, int cell, String text) {
        var cells = new ArrayList<>(line.cells());
        while (cells.size() <= cell) {
            cells.add("");
        }
        cells.set(cell, text);
        return new Line(line.number(), cells);
    }
}
