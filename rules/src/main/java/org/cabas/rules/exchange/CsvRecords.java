package org.cabas.rules.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Files in CSV that are no tables: the same separator, limits and messages as {@link CsvFormat}, one list of cells a record.
 * Free text goes through {@link SafeText}.
 */
public sealed interface CsvRecords {

    /** @param records in the order of the file, blank ones too; their cells as they stand in it */
    record Readable(List<List<String>> records) implements CsvRecords {
        public Readable {
            records = List.copyOf(records);
        }
    }

    /** @param problems all that were found, at least one, top down */
    record Unreadable(List<Problem> problems) implements CsvRecords {
        public Unreadable {
            problems = List.copyOf(problems);
        }
    }

    /** The records of a file, or every problem in it. */
    static CsvRecords read(byte[] file) {
        var problems = new Problems();
        var lines = CsvFormat.lines(file, problems);
        return lines == null || !problems.isEmpty()
                ? new Unreadable(problems.inReadingOrder())
                : new Readable(lines.stream().map(Line::cells).toList());
    }

    /** The file of some records, with {@code \n} at the end of each. */
    static String write(List<List<String>> records) {
        var out = new StringBuilder();
        try (var printer = CsvFormat.FORMAT.print(out)) {
            for (var record : records) {
                printer.printRecord(record);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return out.toString();
    }
}
