package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.RandomTables;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What LibreOffice has opened and saved is the table that was written, with its lists and its locks. */
class LibreOfficeRoundTripTest {
    private static final int RANDOM_TABLES = 10;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0} saved as {1}")
    @CsvSource({"XLSX,XLSX", "XLSX,ODS", "ODS,XLSX", "ODS,ODS"})
    void what_libreoffice_saves_reads_back_equal(Format from, Format to) throws IOException, InterruptedException {
        var libreOffice = LibreOffice.find(folder);
        assumeTrue(libreOffice.isPresent(), "LibreOffice isn't installed here");
        var seed = new Random().nextLong();
        var written = written(from, seed);

        libreOffice.get().convert(List.copyOf(written.keySet()), to, folder.resolve("saved"));

        for (var file : written.entrySet()) {
            var name = file.getKey().getFileName().toString().replace(from.extension(), to.extension());
            var saved = Files.readAllBytes(folder.resolve("saved").resolve(name));
            assertThat(Exchange.read(name, saved))
                    .as("%s, seed %d", name, seed)
                    .isEqualTo(new FileReading.Tables(file.getValue(), List.of()));
            assertThat(lists(to, saved)).as("drop-downs of %s", name).isPositive();
        }
    }

    /** The demonstration's tables, a workbook a rulebook, and random ones. */
    private Map<Path, List<DecisionTable>> written(Format format, long seed) throws IOException {
        var tables = new ArrayList<List<DecisionTable>>();
        DemonstrationFunds.rulebooks().forEach(book -> tables.add(DemonstrationFunds.tables(book)));
        for (var i = 0; i < RANDOM_TABLES; i++) {
            tables.add(List.of(new RandomTables(new Random(seed + i)).table()));
        }
        var written = new LinkedHashMap<Path, List<DecisionTable>>();
        for (var i = 0; i < tables.size(); i++) {
            var path = folder.resolve("table-" + i + "." + format.extension());
            Files.write(path, Exchange.write(tables.get(i), format).getFirst().bytes());
            written.put(path, tables.get(i));
        }
        return written;
    }

    /** How many rules of cells name a list in the hidden sheet. */
    private static long lists(Format format, byte[] file) {
        if (!(Archive.unpack(file) instanceof Parsed.Good<Archive>(var archive))) {
            return 0;
        }
        var found = format == Format.XLSX ? "type=\"list\"" : "cell-content-is-in-list";
        return archive.names().stream()
                .filter(name -> name.equals("content.xml") || name.startsWith("xl/worksheets/"))
                .map(name -> new String(archive.part(name).orElseThrow(), StandardCharsets.UTF_8))
                .mapToLong(text -> text.split(found, -1).length - 1L)
                .sum();
    }
}
