package org.cabas.service.followup;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The figures of follow-ups as a file that spreadsheets open as it is; what is not told on the page is not told here either. */
final class FiguresCsv {
    private static final CSVFormat FORMAT = CSVFormat.Builder.create()
            .setDelimiter(';')
            .setRecordSeparator("\r\n")
            .get();

    /** Tells Excel that it is UTF-8. */
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private FiguresCsv() {}

    static byte[] write(HealthFigures.Told told) {
        var text = new StringWriter();
        text.append(BYTE_ORDER_MARK);
        try (var csv = new CSVPrinter(text, FORMAT)) {
            csv.printRecord(
                    "arrêté au",
                    "bilan comparé au bilan de départ",
                    "personnes, les mêmes aux deux bilans",
                    "mesure",
                    "réponse",
                    "personnes au départ",
                    "personnes ensuite",
                    "part au départ, en %",
                    "part ensuite, en %");
            for (var comparison : told.comparisons()) {
                for (var indicator : comparison.indicators()) {
                    for (var line : indicator.lines()) {
                        print(csv, told, comparison, indicator.title(), line.label(), new String[] {
                            cell(line.before()), cell(line.after()), cell(line.share(false)), cell(line.share(true))
                        });
                    }
                    var means = indicator.means();
                    if (means != null) {
                        print(csv, told, comparison, indicator.title(), means.label(), new String[] {
                            decimal(means.before()), decimal(means.after()), "", ""
                        });
                    }
                }
            }
            if (told.fictitious()) {
                csv.printRecord(FollowUpWording.say("figure.fictitious"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void print(
            CSVPrinter csv,
            HealthFigures.Told told,
            Comparison comparison,
            String measure,
            String answer,
            String[] cells)
            throws IOException {
        csv.printRecord(
                told.until(),
                CheckUp.label(comparison.month()),
                comparison.people(),
                measure,
                answer,
                cells[0],
                cells[1],
                cells[2],
                cells[3]);
    }

    private static String cell(@Nullable Integer figure) {
        return figure == null ? FollowUpWording.say("figure.hidden") : figure.toString();
    }

    private static String decimal(double mean) {
        return String.format(Locale.FRENCH, "%.1f", mean);
    }
}
