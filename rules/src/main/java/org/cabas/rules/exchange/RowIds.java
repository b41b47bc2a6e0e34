package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.cabas.rules.table.Spelling;

/**
 * Gives every row of a file an id of its own: rows that were moved keep theirs, a row without one gets a fresh one, and
 * of two rows with the same, the one that is unchanged, or else the upper one, keeps it. Each gift is told. No fresh id
 * was ever that of another row, as far as the file knows.
 */
final class RowIds {
    private static final Pattern NUMBERED = Pattern.compile("R(\\d{1,9})");

    private final String sheet;
    private final Set<String> taken;
    private final Map<String, String> written;
    private int last;

    /**
     * A row as it stands in the file.
     *
     * @param line for the note
     * @param id empty for a row without one
     * @param content what distinguishes a row from its copies
     */
    record Found(int line, String id, String content) {}

    /** @param written the ids that the table had when the file was written, with the content of their rows */
    RowIds(String sheet, Map<String, String> written) {
        this.sheet = sheet;
        this.written = Map.copyOf(written);
        this.taken = new HashSet<>(written.keySet());
    }

    /** One id a row, in their order. */
    List<String> of(List<Found> rows, Collection<Note> notes) {
        rows.forEach(row -> taken.add(row.id()));
        for (var id : taken) {
            var numbered = NUMBERED.matcher(id);
            if (numbered.matches()) {
                last = Math.max(last, Integer.parseInt(numbered.group(1)));
            }
        }
        var nameless = rows.stream().filter(row -> row.id().isEmpty()).count();
        var keepers = keepers(rows);
        var ids = new ArrayList<String>();
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            if (row.id().isEmpty()) {
                ids.add(fresh());
                if (nameless < rows.size()) {
                    notes.add(new Note(
                            sheet,
                            row.line(),
                            "Cette ligne n'avait pas de numéro\u00a0: c'est " + ids.getLast() + "."));
                }
            } else if (Integer.valueOf(i).equals(keepers.get(row.id())) || !Spelling.isRowId(row.id())) {
                ids.add(row.id());
            } else {
                ids.add(fresh());
                notes.add(new Note(
                        sheet,
                        row.line(),
                        "Cette ligne portait le même numéro que la ligne " + line(rows, keepers, row) + ", "
                                + French.quoted(row.id()) + "\u00a0: c'est maintenant " + ids.getLast() + "."));
            }
        }
        if (nameless == rows.size() && !rows.isEmpty()) {
            notes.add(new Note(
                    sheet,
                    0,
                    "Les lignes n'avaient pas de numéro\u00a0: elles s'appellent " + ids.getFirst()
                            + (ids.size() == 1 ? "." : " à " + ids.getLast() + ".")));
        }
        return ids;
    }

    private static int line(List<Found> rows, Map<String, Integer> keepers, Found row) {
        var keeper = keepers.get(row.id());
        return rows.get(keeper == null ? 0 : keeper).line();
    }

    /** For each id, the index of the row that keeps it. */
    private Map<String, Integer> keepers(List<Found> rows) {
        var keepers = new HashMap<String, Integer>();
        var unchanged = new HashSet<String>();
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var same = row.content().equals(written.get(row.id()));
            if (!keepers.containsKey(row.id()) || same && !unchanged.contains(row.id())) {
                keepers.put(row.id(), i);
            }
            if (same) {
                unchanged.add(row.id());
            }
        }
        return keepers;
    }

    private String fresh() {
        String id;
        do {
            last++;
            id = "R" + last;
        } while (!taken.add(id));
        return id;
    }
}
