package org.cabas.rules.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.verify.Finding.Severity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every table that the project holds, those too that no rulebook lists yet, leaves out and contradicts nothing. */
class DemonstrationTablesAreSoundTest {

    @TestFactory
    Stream<DynamicTest> no_demonstration_table_has_more_than_a_hint() throws IOException, URISyntaxException {
        var folder = Objects.requireNonNull(CsvFormat.class.getResource("/funds"));
        var funds = Path.of(folder.toURI());
        try (var files = Files.walk(funds)) {
            var tables = files.filter(file -> file.toString().endsWith(".csv"))
                    .filter(file -> funds.relativize(file).getNameCount() > 1)
                    .sorted()
                    .toList();
            assertThat(tables).isNotEmpty();
            return tables.stream()
                    .map(file -> dynamicTest(funds.relativize(file).toString(), () -> isSound(file)));
        }
    }

    private static void isSound(Path file) throws IOException {
        var table = CsvFormat.read(Files.readAllBytes(file)).expected();

        var findings = TableVerifier.verify(table);

        assertThat(findings)
                .filteredOn(finding -> finding.severity() != Severity.HINT)
                .isEmpty();
    }
}
