package org.cabas.service.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.funds.DemonstrationFunds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Object... words) {
        var line = Cabas.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        var arguments = new String[words.length + 1];
        arguments[0] = "convert";
        for (var i = 0; i < words.length; i++) {
            arguments[i + 1] = words[i].toString();
        }
        return line.execute(arguments);
    }

    private Path contribution() throws IOException {
        var table = DemonstrationFunds.tables("joigny").stream()
                .filter(found -> found.id().equals("contribution"))
                .findFirst()
                .orElseThrow();
        return Files.write(folder.resolve("contribution.csv"), CsvFormat.writeBytes(table));
    }

    @Test
    void a_table_goes_through_every_format_and_comes_back_the_same() throws IOException {
        var csv = contribution();
        var file = csv;
        for (var extension : new String[] {"xlsx", "ods", "dmn", "csv"}) {
            var next = folder.resolve("converted." + extension);
            assertThat(run(file, next)).as("%s", err).isZero();
            file = next;
        }
        assertThat(file).hasSameBinaryContentAs(csv);
        assertThat(out.toString()).contains("converted.csv est écrit");
    }

    @Test
    void a_folder_becomes_a_workbook_and_a_workbook_a_folder() throws IOException {
        var tables = Files.createDirectory(folder.resolve("tables"));
        for (var table : DemonstrationFunds.tables("gers")) {
            Files.write(tables.resolve(table.id() + ".csv"), CsvFormat.writeBytes(table));
        }
        assertThat(run(tables, folder.resolve("gers.ods"))).as("%s", err).isZero();
        assertThat(run(folder.resolve("gers.ods"), folder.resolve("again")))
                .as("%s", err)
                .isZero();
        for (var table : DemonstrationFunds.tables("gers")) {
            assertThat(folder.resolve("again").resolve(table.id() + ".csv"))
                    .hasSameBinaryContentAs(tables.resolve(table.id() + ".csv"));
        }
        assertThat(run(folder.resolve("gers.ods"), folder.resolve("all.csv"))).isEqualTo(2);
        assertThat(err.toString()).contains("--table", "ceilings");
        assertThat(run(folder.resolve("gers.ods"), folder.resolve("one.csv"), "--table", "ceilings"))
                .isZero();
        assertThat(folder.resolve("one.csv")).hasSameBinaryContentAs(tables.resolve("ceilings.csv"));
    }

    @Test
    void what_was_put_right_is_told() throws IOException {
        var text = Files.readString(contribution());
        assertThat(run(folder.resolve("contribution.csv"), folder.resolve("table.dmn")))
                .isZero();
        var dmn = Files.readString(folder.resolve("table.dmn")).replaceFirst("<text>\"R1\"</text>", "<text></text>");
        Files.writeString(folder.resolve("table.dmn"), dmn);
        assertThat(run(folder.resolve("table.dmn"), folder.resolve("again.csv")))
                .isEqualTo(1);
        assertThat(out.toString()).contains("À savoir", "R12");
        assertThat(Files.readString(folder.resolve("again.csv"))).isEqualTo(text.replace("\nR1;", "\nR12;"));
    }

    @Test
    void a_file_that_cannot_be_read_is_told_cell_by_cell_and_nothing_is_written() throws IOException {
        var bad = folder.resolve("bad.csv");
        Files.writeString(
                bad,
                Files.readString(contribution()).replace("601\u00a0€", "abc").replace("65\u00a0€", "def"));
        assertThat(run(bad, folder.resolve("bad.xlsx"))).isEqualTo(2);
        assertThat(err.toString()).contains("bad.csv", "B18", "C26", "abc", "def");
        assertThat(folder.resolve("bad.xlsx")).doesNotExist();

        assertThat(run(folder.resolve("contribution.csv"), folder.resolve("table.docx")))
                .isEqualTo(2);
        assertThat(run(folder.resolve("none.csv"), folder.resolve("table.ods"))).isEqualTo(2);
        assertThat(run(folder.resolve("contribution.csv"), folder.resolve("table.ods"), "--table", "x"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("table.docx", "none.csv", "« x »").doesNotContain("Exception");
    }
}
