package org.cabas.rules.funds;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.funds.DemonstrationFund.Kind;
import org.cabas.rules.funds.DemonstrationFund.Size;
import org.cabas.rules.funds.DemonstrationFund.Status;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.DecisionTable;

/**
 * Reads the demonstration funds: {@code funds/funds.csv} holds one line a fund, {@code funds/rulebooks.csv} the tables of each
 * rulebook, and {@code funds/<rulebook>/<table>.csv} a table. A defect in them is a defect of the project and throws
 * {@link IllegalStateException} with every problem.
 */
public final class DemonstrationFunds {
    private static final String FUNDS = "funds/funds.csv";
    private static final String RULEBOOKS = "funds/rulebooks.csv";
    private static final CSVFormat FORMAT = CSVFormat.Builder.create()
            .setDelimiter(';')
            .setHeader()
            .setSkipHeaderRecord(true)
            .get();
    private static final Pattern BETWEEN_TABLES = Pattern.compile(" \\| ");

    private DemonstrationFunds() {}

    /** All funds, in the order of the file. */
    public static List<DemonstrationFund> all() {
        return records(FUNDS).stream().map(DemonstrationFunds::fund).toList();
    }

    /** The fund of that id. */
    public static Optional<DemonstrationFund> ofId(String id) {
        return all().stream().filter(fund -> fund.id().equals(id)).findFirst();
    }

    /** The names of all rulebooks. */
    public static List<String> rulebooks() {
        return records(RULEBOOKS).stream().map(book -> book.get("rulebook")).toList();
    }

    /**
     * The tables of a rulebook, one a question.
     *
     * @throws IllegalArgumentException for no such rulebook
     */
    public static List<DecisionTable> tables(String rulebook) {
        var book = records(RULEBOOKS).stream()
                .filter(candidate -> candidate.get("rulebook").equals(rulebook))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rulebook " + rulebook));
        return BETWEEN_TABLES
                .splitAsStream(book.get("tables"))
                .map(table -> table(rulebook, table))
                .toList();
    }

    private static DecisionTable table(String rulebook, String id) {
        var path = "funds/" + rulebook + "/" + id + ".csv";
        var table = CsvFormat.read(bytes(path)).expected();
        if (!table.id().equals(id)) {
            throw new IllegalStateException(path + " holds the table " + table.id());
        }
        return table;
    }

    private static DemonstrationFund fund(CSVRecord line) {
        var opensOn = line.get("opens_on");
        var currency = Currency.getInstance(line.get("currency"));
        return new DemonstrationFund(
                line.get("id"),
                line.get("name"),
                line.get("rulebook"),
                DemonstrationFund.named(Kind.class, line.get("kind")),
                DemonstrationFund.named(Status.class, line.get("status")),
                opensOn.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(opensOn)),
                line.get("territory"),
                line.get("centre"),
                currency,
                ZoneId.of(line.get("time_zone")),
                new Size(
                        count(line, "households"),
                        count(line, "people"),
                        count(line, "waiting"),
                        count(line, "producers"),
                        count(line, "shops"),
                        new Money(100, currency).times(count(line, "treasury_euros"))),
                line.get("note"));
    }

    private static int count(CSVRecord line, String column) {
        return Integer.parseInt(line.get(column));
    }

    private static List<CSVRecord> records(String path) {
        try (var reader = new InputStreamReader(new ByteArrayInputStream(bytes(path)), StandardCharsets.UTF_8);
                var parser = FORMAT.parse(reader)) {
            return parser.getRecords();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path, unreadable);
        }
    }

    private static byte[] bytes(String path) {
        try (var stream = DemonstrationFunds.class.getClassLoader().getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path, unreadable);
        }
    }
}
