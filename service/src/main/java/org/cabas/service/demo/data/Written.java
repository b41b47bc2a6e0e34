package org.cabas.service.demo.data;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The lists that the demonstration draws from, below {@code demo/} on the class path. */
final class Written {
    private static final CSVFormat FORMAT = CSVFormat.Builder.create()
            .setDelimiter(';')
            .setHeader()
            .setSkipHeaderRecord(true)
            .get();

    private Written() {}

    /** The lines of a table, by the names in its first line. */
    static List<CSVRecord> table(String name) {
        try (var reader = open(name);
                var parser = FORMAT.parse(reader)) {
            return parser.getRecords();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }

    /** The lines of a text. */
    static List<String> lines(String name) {
        try (var reader = open(name)) {
            return reader.readAllLines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name, unreadable);
        }
    }

    private static InputStreamReader open(String name) {
        var stream = Objects.requireNonNull(Written.class.getResourceAsStream("/demo/" + name), name);
        return new InputStreamReader(stream, StandardCharsets.UTF_8);
    }
}
