package org.cabas.rules.cases;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.cabas.rules.exchange.CsvRecords;
import org.cabas.rules.exchange.Problem;
import org.cabas.rules.exchange.SafeText;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Spelling;

/**
 * The reference cases of one table as CSV: UTF-8, cells separated by {@code ;}, blank records skipped.
 *
 * <pre>
 * Cas de référence;contribution
 * Colonne;income;contribution
 * Cas;Revenu mensuel net du foyer;Contribution mensuelle;Ligne attendue
 * Un parent seul avec 1 450 €;1 450 €;20 €;R4
 * </pre>
 *
 * <p>A cell that is left blank says that the fact isn't known, or that any answer will do. The record {@code Colonne} names the
 * columns; what {@code Cas} calls them is for people.
 */
public final class CasesFormat {
    /** A committee keeps tens; each is asked at every change of the table. */
    public static final int MOST_CASES = 1_000;

    private static final String TITLE = "Cas de référence";
    private static final String COLUMNS = "Colonne";
    private static final String CASES = "Cas";
    private static final String ROW = "Ligne attendue";

    private final DecisionTable table;
    private final List<Problem> problems = new ArrayList<>();
    private final List<ReferenceCase> cases = new ArrayList<>();
    private List<String> ids = List.of();
    private boolean headed;

    private CasesFormat(DecisionTable table) {
        this.table = table;
    }

    /** What came of reading a file. */
    public sealed interface Read {
        /** @param cases in the order of the file */
        record Readable(List<ReferenceCase> cases) implements Read {
            public Readable {
                cases = List.copyOf(cases);
            }
        }

        /** @param problems all that were found, at least one, top down */
        record Unreadable(List<Problem> problems) implements Read {
            public Unreadable {
                problems = List.copyOf(problems);
            }
        }
    }

    /** The cases of a file, or every problem in it: columns that the table lacks, and cells that they can't hold. */
    public static Read read(byte[] file, DecisionTable table) {
        return switch (CsvRecords.read(file)) {
            case CsvRecords.Unreadable(var problems) -> new Read.Unreadable(problems);
            case CsvRecords.Readable(var records) -> new CasesFormat(table).read(records);
        };
    }

    /** The file of some cases of a table. Columns that a case names and the table lacks stand last, by their id. */
    public static String write(DecisionTable table, List<ReferenceCase> cases) {
        var ids = new ArrayList<String>();
        columns(table).forEach(column -> ids.add(column.id()));
        for (var each : cases) {
            Stream.concat(each.facts().keySet().stream(), each.expected().keySet().stream())
                    .filter(id -> !ids.contains(id))
                    .forEach(ids::add);
        }
        var records = new ArrayList<List<String>>();
        records.add(List.of(TITLE, table.id()));
        records.add(Stream.concat(Stream.of(COLUMNS), ids.stream()).toList());
        var labels = new ArrayList<>(List.of(CASES));
        ids.forEach(id -> labels.add(SafeText.neutralised(label(table, id))));
        labels.add(ROW);
        records.add(labels);
        for (var each : cases) {
            var record = new ArrayList<>(List.of(SafeText.neutralised(each.name())));
            ids.forEach(id -> record.add(SafeText.neutralised(
                    each.facts().getOrDefault(id, each.expected().getOrDefault(id, "")))));
            record.add(each.row());
            records.add(record);
        }
        return CsvRecords.write(records);
    }

    /** The file as bytes, which {@link #read} reads back. */
    public static byte[] writeBytes(DecisionTable table, List<ReferenceCase> cases) {
        return write(table, cases).getBytes(StandardCharsets.UTF_8);
    }

    private static List<Column> columns(DecisionTable table) {
        return Stream.concat(table.conditions().stream(), table.outcomes().stream())
                .toList();
    }

    private static String label(DecisionTable table, String id) {
        return columns(table).stream()
                .filter(column -> column.id().equals(id))
                .map(Column::label)
                .findFirst()
                .orElse(id);
    }

    private Read read(List<List<String>> records) {
        for (var i = 0; i < records.size(); i++) {
            var record = records.get(i).stream().map(Spelling::strip).toList();
            if (!record.stream().allMatch(String::isEmpty)) {
                read(i + 1, record);
            }
        }
        if (ids.isEmpty()) {
            problem(1, 0, "Il manque la ligne «\u00a0Colonne\u00a0», qui nomme les colonnes de la table.");
        } else if (!headed) {
            problem(1, 0, "Il manque la ligne «\u00a0Cas\u00a0», sous laquelle sont les cas.");
        }
        if (cases.size() > MOST_CASES) {
            problem(records.size(), 0, "Il y a trop de cas\u00a0: " + MOST_CASES + " au plus sont acceptés.");
        }
        return problems.isEmpty() ? new Read.Readable(cases) : new Read.Unreadable(problems);
    }

    private void read(int line, List<String> record) {
        var first = record.getFirst();
        if (headed) {
            if (!ids.isEmpty()) {
                read(line, record, first);
            }
        } else if (Spelling.same(first, TITLE)) {
            if (!cell(record, 1).equals(table.id())) {
                problem(
                        line,
                        1,
                        "Ces cas sont ceux d'une autre table\u00a0: ici, il faut «\u00a0" + table.id() + "\u00a0».");
            }
        } else if (Spelling.same(first, COLUMNS)) {
            ids = record.subList(1, record.size());
            checkColumns(line);
        } else if (Spelling.same(first, CASES)) {
            headed = true;
        } else {
            problem(
                    line,
                    0,
                    "«\u00a0" + brief(first) + "\u00a0» n'est pas attendu ici\u00a0: écrivez «\u00a0Cas de"
                            + " référence\u00a0», «\u00a0Colonne\u00a0» ou «\u00a0Cas\u00a0».");
        }
    }

    private void checkColumns(int line) {
        var known = columns(table).stream().map(Column::id).toList();
        Set<String> seen = new HashSet<>();
        for (var i = 0; i < ids.size(); i++) {
            var id = ids.get(i);
            if (!id.isEmpty() && !known.contains(id)) {
                problem(
                        line,
                        i + 1,
                        "La table n'a pas de colonne «\u00a0" + brief(id) + "\u00a0»\u00a0: elle a "
                                + String.join(", ", known) + ".");
            } else if (!id.isEmpty() && !seen.add(id)) {
                problem(line, i + 1, "La colonne «\u00a0" + brief(id) + "\u00a0» est là deux fois.");
            }
        }
    }

    private void read(int line, List<String> record, String name) {
        var facts = new LinkedHashMap<String, String>();
        var expected = new LinkedHashMap<String, String>();
        for (var i = 0; i < ids.size(); i++) {
            var text = cell(record, i + 1);
            if (!text.isEmpty() && !ids.get(i).isEmpty()) {
                (table.hasOutcome(ids.get(i)) ? expected : facts).put(ids.get(i), SafeText.restored(text));
            }
        }
        var row = cell(record, width() + 1);
        var before = problems.size();
        var said = SafeText.restored(name);
        if (said.isBlank() || said.length() > ReferenceCase.LONGEST_NAME) {
            problem(line, 0, "Donnez un nom au cas, de " + ReferenceCase.LONGEST_NAME + " caractères au plus.");
        }
        if (expected.isEmpty() && row.isEmpty()) {
            problem(line, 0, "Dites ce qui est attendu\u00a0: une réponse, ou la ligne qui répond.");
        }
        if (!row.isEmpty() && !Spelling.isRowId(row)) {
            problem(line, width() + 1, "«\u00a0" + brief(row) + "\u00a0» ne peut pas nommer une ligne.");
        }
        if (before == problems.size()) {
            var read = new ReferenceCase(said, facts, expected, row);
            checkCells(line, read);
            cases.add(read);
        }
    }

    /** The columns that are named; the expected row stands right after them. */
    private int width() {
        var width = ids.size();
        while (width > 0 && ids.get(width - 1).isEmpty()) {
            width--;
        }
        return width;
    }

    private void checkCells(int line, ReferenceCase read) {
        if (AskedCase.read(table, read.facts()) instanceof AskedCase.Unclear(var unclear)) {
            unclear.forEach((id, messages) -> messages.forEach(message -> problem(line, ids.indexOf(id) + 1, message)));
        }
        read.expected().forEach((id, text) -> {
            for (var message : Checking.problems(table, id, text)) {
                problem(line, ids.indexOf(id) + 1, message);
            }
        });
    }

    private void problem(int line, int cell, String message) {
        var label = cell >= 1 && cell <= ids.size() ? label(table, ids.get(cell - 1)) : "";
        problems.add(new Problem(line, cell + 1, label, message));
    }

    private static String cell(List<String> record, int index) {
        return index < record.size() ? record.get(index) : "";
    }

    private static String brief(String text) {
        return text.codePointCount(0, text.length()) > 60
                ? text.substring(0, text.offsetByCodePoints(0, 60)) + "…"
                : text;
    }
}
