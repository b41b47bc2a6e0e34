package org.cabas.service.command;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.cabas.rules.exchange.CellGrammar;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.exchange.Problem;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.Value;

/**
 * Cases to put to a table: a CSV file in UTF-8, cells separated by {@code ;}. The first row names condition columns of the table,
 * by id or by label; each other row is a case, its facts written as in the cells of tables. A column that may be unknown can be
 * left out; a cell can't: unknown is said.
 */
final class FactsFile {
    private static final CSVFormat FORMAT = CSVFormat.Builder.create()
            .setDelimiter(';')
            .setQuote('"')
            .setIgnoreEmptyLines(false)
            .get();

    private final DecisionTable table;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Case> cases = new ArrayList<>();

    /**
     * One case.
     *
     * @param line the row of the file as a spreadsheet counts it, from 1
     */
    record Case(int line, Facts facts) {}

    private FactsFile(DecisionTable table) {
        this.table = table;
    }

    /** The cases in the file, or every cell that is wrong. */
    static List<Case> read(DecisionTable table, Path file) throws Unreadable {
        return read(table, TableFile.bytes(file), file);
    }

    private static List<Case> read(DecisionTable table, byte[] bytes, Path file) throws Unreadable {
        var reading = new FactsFile(table);
        try (var parser = CSVParser.builder()
                .setReader(new StringReader(decoded(bytes)))
                .setFormat(FORMAT)
                .get()) {
            reading.read(parser);
        } catch (CharacterCodingException e) {
            throw new Unreadable(FrenchErrors.say("facts.encoding", file));
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new Unreadable(FrenchErrors.say("facts.quotes", file));
        }
        if (!reading.problems.isEmpty()) {
            throw new Unreadable(reading.problems);
        }
        return reading.cases;
    }

    private static String decoded(byte[] bytes) throws CharacterCodingException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private void read(CSVParser parser) {
        List<Column> columns = List.of();
        var line = 0;
        for (var row : parser) {
            line++;
            var cells = row.toList();
            if (cells.stream().allMatch(cell -> Spelling.strip(cell).isEmpty())) {
                continue;
            }
            if (columns.isEmpty()) {
                columns = header(line, cells);
                if (!problems.isEmpty()) {
                    return; // what the cells below mean isn't known
                }
            } else {
                readCase(line, cells, columns);
            }
        }
        if (columns.isEmpty()) {
            problem(1, 1, "", FrenchErrors.say("facts.empty"));
        }
    }

    private List<Column> header(int line, List<String> cells) {
        var columns = new ArrayList<Column>();
        var width = width(cells);
        for (var i = 0; i < width; i++) {
            var cell = cells.get(i);
            var found = table.conditions().stream()
                    .filter(column -> names(column, cell))
                    .toList();
            if (found.isEmpty()) {
                problem(line, i + 1, "", unknownColumn(cell));
            } else if (columns.contains(found.getFirst())) {
                problem(line, i + 1, found.getFirst().label(), FrenchErrors.say("facts.column.twice"));
            } else {
                columns.add(found.getFirst());
            }
        }
        var missing = new HashSet<>(table.conditions());
        columns.forEach(missing::remove);
        for (var column : table.conditions()) {
            if (missing.contains(column) && !column.mayBeUnknown()) {
                problem(line, width + 1, "", FrenchErrors.say("facts.column.missing", column.label(), column.id()));
            }
        }
        return columns;
    }

    private static boolean names(Column column, String cell) {
        return Spelling.same(column.id(), cell) || Spelling.same(column.label(), cell);
    }

    private String unknownColumn(String cell) {
        var isOutcome = table.outcomes().stream().anyMatch(column -> names(column, cell));
        var known = table.conditions().stream().map(Column::label).collect(Collectors.joining(", "));
        return FrenchErrors.say(
                isOutcome ? "facts.column.outcome" : "facts.column.unknown", Spelling.strip(cell), known);
    }

    private void readCase(int line, List<String> cells, List<Column> columns) {
        Map<String, Value> values = new HashMap<>();
        for (var i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            switch (CellGrammar.value(column, i < cells.size() ? cells.get(i) : "")) {
                case Parsed.Good<Value>(var value) -> values.put(column.id(), value);
                case Parsed.Bad<Value>(var messages) ->
                    problem(line, i + 1, column.label(), String.join(" ", messages));
            }
        }
        if (width(cells) > columns.size()) {
            problem(line, columns.size() + 1, "", FrenchErrors.say("facts.cell.beyond"));
        }
        cases.add(new Case(line, table.facts(values)));
    }

    private static int width(List<String> cells) {
        var width = cells.size();
        while (width > 0 && Spelling.strip(cells.get(width - 1)).isEmpty()) {
            width--;
        }
        return width;
    }

    private void problem(int line, int column, String label, String message) {
        problems.add(new Problem(line, column, label, message));
    }
}
