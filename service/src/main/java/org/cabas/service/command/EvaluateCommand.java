package org.cabas.service.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cabas.rules.engine.TableCompiler;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Wording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cabas evaluate TABLE FAITS}: what a table decides about each case of a file, without server or database. */
@Command(name = "evaluate")
final class EvaluateCommand implements Callable<Integer> {
    private static final String BETWEEN = "\u202f; ";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "TABLE", descriptionKey = "table.file")
    private Path tableFile = Path.of("");

    @Parameters(index = "1", paramLabel = "FAITS", descriptionKey = "facts.file")
    private Path factsFile = Path.of("");

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    @Override
    public Integer call() {
        var out = command.commandLine().getOut();
        var file = tableFile;
        try {
            var table = TableFile.table(tableFile);
            file = factsFile;
            var cases = FactsFile.read(table, factsFile);
            var decisions = TableCompiler.compile(table)
                    .decideAll(cases.stream().map(FactsFile.Case::facts).toList());
            for (var i = 0; i < cases.size(); i++) {
                if (json) {
                    writeJson(out, cases.get(i).line(), decisions.get(i));
                } else {
                    out.println(inFrench(decisions.get(i)));
                }
            }
            out.flush();
            return Cabas.DONE;
        } catch (Unreadable failure) {
            if (json) {
                Answers.unreadable(out, file, failure);
                out.flush();
            } else {
                command.commandLine().getErr().println(failure.inFrench(file));
            }
            return Cabas.NOT_DONE;
        }
    }

    /** {@code R3 ; Contribution mensuelle : 15 €}; all rows and their total where points are added up. */
    static String inFrench(Decision decision) {
        var rows = decision.rows();
        var outcomes = decision.table().outcomes();
        if (rows.isEmpty()) {
            return FrenchErrors.say("decision.none");
        }
        return switch (decision.table().hitPolicy()) {
            case FIRST -> answer(rows.getFirst(), outcomes);
            case UNIQUE ->
                rows.size() == 1 ? answer(rows.getFirst(), outcomes) : FrenchErrors.say("decision.several", ids(rows));
            case POINTS ->
                ids(rows)
                        + BETWEEN
                        + outcomes.stream()
                                .map(column -> column.label() + "\u00a0: "
                                        + Wording.quantity(column.type(), decision.total(column.id())))
                                .collect(Collectors.joining(BETWEEN));
            case EVERY -> rows.stream().map(row -> answer(row, outcomes)).collect(Collectors.joining(" | "));
        };
    }

    private static String answer(Row row, List<Column> outcomes) {
        var text = new StringBuilder(row.id());
        for (var i = 0; i < outcomes.size(); i++) {
            text.append(BETWEEN)
                    .append(Wording.spoken(outcomes.get(i), row.outcomes().get(i)));
        }
        return text.toString();
    }

    private static String ids(List<Row> rows) {
        return rows.stream().map(Row::id).collect(Collectors.joining(" + "));
    }

    /**
     * {@code {"line", "table", "version", "rows": […], …}} and, by how the table is read: {@code "row", "outcomes", "note"} of
     * the row that decides; {@code "outcomes"} with the totals; {@code "decisions": [{"row", "outcomes", "note"}]}.
     */
    private static void writeJson(PrintWriter out, int line, Decision decision) {
        Answers.line(out, json -> {
            json.writeNumberField("line", line);
            json.writeStringField("table", decision.table().id());
            json.writeNumberField("version", decision.table().version());
            json.writeArrayFieldStart("rows");
            for (var row : decision.rows()) {
                json.writeString(row.id());
            }
            json.writeEndArray();
            switch (decision.table().hitPolicy()) {
                case FIRST, UNIQUE -> writeRow(json, decision);
                case POINTS -> writeTotals(json, decision);
                case EVERY -> writeEvery(json, decision);
            }
        });
    }

    private static void writeRow(JsonGenerator json, Decision decision) throws IOException {
        var row = decision.row();
        if (row.isEmpty()) {
            json.writeNullField("row");
            return;
        }
        json.writeStringField("row", row.get().id());
        writeOutcomes(json, decision, row.get());
        json.writeStringField("note", row.get().note());
    }

    private static void writeTotals(JsonGenerator json, Decision decision) throws IOException {
        json.writeObjectFieldStart("outcomes");
        for (var column : decision.table().outcomes()) {
            json.writeFieldName(column.id());
            Answers.quantity(json, column.type(), decision.total(column.id()));
        }
        json.writeEndObject();
    }

    private static void writeEvery(JsonGenerator json, Decision decision) throws IOException {
        json.writeArrayFieldStart("decisions");
        for (var row : decision.rows()) {
            json.writeStartObject();
            json.writeStringField("row", row.id());
            writeOutcomes(json, decision, row);
            json.writeStringField("note", row.note());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeOutcomes(JsonGenerator json, Decision decision, Row row) throws IOException {
        var outcomes = decision.table().outcomes();
        json.writeObjectFieldStart("outcomes");
        for (var i = 0; i < outcomes.size(); i++) {
            Answers.value(json, outcomes.get(i), row.outcomes().get(i));
        }
        json.writeEndObject();
    }
}
