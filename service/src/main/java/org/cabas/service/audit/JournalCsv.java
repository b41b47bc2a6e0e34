package org.cabas.service.audit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.cabas.rules.exchange.SafeText;
import org.cabas.service.audit.Journal.Line;
import org.jspecify.annotations.Nullable;

/** The journal as a file that spreadsheets open as it is, and in which no cell becomes a formula. */
final class JournalCsv {
    private static final CSVFormat FORMAT = CSVFormat.Builder.create()
            .setDelimiter(';')
            .setRecordSeparator("\r\n")
            .get();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** Tells Excel that it is UTF-8. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private JournalCsv() {}

    static byte[] write(List<Line> lines, ZoneId zone) {
        var text = new StringWriter();
        text.append(BYTE_ORDER_MARK);
        try (var csv = new CSVPrinter(text, FORMAT)) {
            csv.printRecord("numéro", "date et heure", "personne", "nom", "action", "objet", "détails");
            for (var line : lines) {
                csv.printRecord(
                        line.id(),
                        TIME.format(line.at().atZone(zone)),
                        cell(line.personId()),
                        cell(line.person()),
                        cell(line.action().label()),
                        cell(line.subject()),
                        cell(line.details()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String cell(@Nullable String text) {
        return text == null ? "" : SafeText.neutralised(text);
    }
}
