package org.cabas.service.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.verify.Finding;
import org.cabas.rules.verify.Finding.Severity;
import org.cabas.rules.verify.TableVerifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cabas check TABLE}: what is wrong with a table, without server or database. */
@Command(name = "check")
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(index = "0", paramLabel = "TABLE", descriptionKey = "table.file")
    private Path file = Path.of("");

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    @Override
    public Integer call() {
        var out = command.commandLine().getOut();
        try {
            var table = TableFile.table(file);
            var findings = TableVerifier.verify(table);
            var clean = findings.stream().allMatch(finding -> finding.severity() == Severity.HINT);
            if (json) {
                writeJson(out, table, findings, clean);
            } else {
                writeFrench(out, table, findings);
            }
            return clean ? Cabas.DONE : Cabas.FINDINGS;
        } catch (Unreadable failure) {
            if (json) {
                Answers.unreadable(out, file, failure);
            } else {
                command.commandLine().getErr().println(failure.inFrench(file));
            }
            return Cabas.NOT_DONE;
        } finally {
            out.flush();
        }
    }

    private static void writeFrench(PrintWriter out, DecisionTable table, List<Finding> findings) {
        out.println(FrenchErrors.say(
                "check.table",
                table.title(),
                table.id(),
                table.version(),
                table.rows().size()));
        for (var finding : findings) {
            out.println(FrenchErrors.say("check." + lower(finding.severity()), finding.sentence()));
        }
        if (findings.isEmpty()) {
            out.println(FrenchErrors.say("check.clean"));
        } else {
            out.println(FrenchErrors.say(
                    "check.total",
                    count(findings, Severity.ERROR),
                    count(findings, Severity.WARNING),
                    count(findings, Severity.HINT)));
        }
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    /**
     * {@code {"file", "status": "clean" | "findings", "table", "version", "rows", "findings": [{"kind", "severity", "rows",
     * "column", "example": {…}, "sentence"}]}}; see {@link Answers#unreadable} for the third status.
     */
    private void writeJson(PrintWriter out, DecisionTable table, List<Finding> findings, boolean clean) {
        Answers.line(out, json -> {
            json.writeStringField("file", file.toString());
            json.writeStringField("status", clean ? "clean" : "findings");
            json.writeStringField("table", table.id());
            json.writeNumberField("version", table.version());
            json.writeNumberField("rows", table.rows().size());
            json.writeArrayFieldStart("findings");
            for (var finding : findings) {
                writeFinding(json, table, finding);
            }
            json.writeEndArray();
        });
    }

    private static void writeFinding(JsonGenerator json, DecisionTable table, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", lower(finding.kind()));
        json.writeStringField("severity", lower(finding.severity()));
        json.writeArrayFieldStart("rows");
        for (var row : finding.rows()) {
            json.writeString(row);
        }
        json.writeEndArray();
        json.writeStringField("column", finding.column());
        var example = finding.example();
        if (example == null) {
            json.writeNullField("example");
        } else {
            writeExample(json, table, example);
        }
        json.writeStringField("sentence", finding.sentence());
        json.writeEndObject();
    }

    private static void writeExample(JsonGenerator json, DecisionTable table, Facts example) throws IOException {
        json.writeObjectFieldStart("example");
        for (var i = 0; i < example.size(); i++) {
            Answers.value(json, table.conditions().get(i), example.at(i));
        }
        json.writeEndObject();
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
