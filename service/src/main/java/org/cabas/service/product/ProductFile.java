package org.cabas.service.product;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/** A file of products, read a line at a time; its format is told by its first line. */
final class ProductFile implements AutoCloseable {
    /** The whole of Open Food Facts has about four million. */
    private static final int MOST_PRODUCTS = 6_000_000;

    private final Path path;
    private final Lines lines;
    private final SeenGtins seen = new SeenGtins();
    private final ProductFormat format;
    private Lines.@Nullable Line ahead;

    private ProductFile(Path path, Lines lines) throws IOException, NotImportable {
        this.path = path;
        this.lines = lines;
        var first = lines.next();
        if (first == null) {
            throw new NotImportable(ImportWording.say("file.empty", path));
        }
        this.format = format(path, first.text() == null ? "" : first.text());
        this.ahead = format instanceof ProductFormat.Json ? first : null;
    }

    /** Opens a file and finds out how it is written. */
    static ProductFile open(Path path) throws NotImportable {
        if (!Files.isRegularFile(path)) {
            throw new NotImportable(ImportWording.say("file.unreadable", path, ImportWording.say("file.absent")));
        }
        try {
            var lines = Lines.of(path);
            try {
                return new ProductFile(path, lines);
            } catch (IOException | NotImportable | RuntimeException e) {
                lines.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** What the format is called, in French. */
    String formatInFrench() {
        return format.inFrench();
    }

    /** The next line that has something on it; null after the last. */
    @Nullable
    ProductRow next() throws NotImportable {
        try {
            for (var line = following(); line != null; line = following()) {
                if (line.text() == null) {
                    return new ProductRow.Faulty(line.number(), List.of(line.fault()));
                }
                if (!line.text().isBlank()) {
                    return row(line.number(), line.text());
                }
            }
            return null;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private Lines.@Nullable Line following() throws IOException {
        var first = ahead;
        ahead = null;
        return first == null ? lines.next() : first;
    }

    private ProductRow row(long number, String text) throws NotImportable {
        var draft = new ProductDraft();
        var fault = format.read(text, draft);
        if (fault != null) {
            return new ProductRow.Faulty(number, List.of(fault));
        }
        var row = draft.row(number, seen);
        if (seen.size() > MOST_PRODUCTS) {
            throw new NotImportable(ImportWording.say("file.too.long", path, MOST_PRODUCTS));
        }
        return row;
    }

    private static ProductFormat format(Path path, String first) throws NotImportable {
        if (first.stripLeading().startsWith("{")) {
            return new ProductFormat.Json();
        }
        var offColumns = Columns.of(List.of(first.split("\t", -1)));
        if (offColumns.index("code") >= 0) {
            return new ProductFormat.OpenFoodFactsCsv(
                    complete(path, offColumns, ProductFormat.OpenFoodFactsCsv.NEEDED));
        }
        for (var delimiter : List.of(';', ',', '\t')) {
            var format = CSVFormat.Builder.create().setDelimiter(delimiter).get();
            var columns = Columns.of(List.of(first.replace("\"", "").split(String.valueOf(delimiter), -1)));
            if (columns.index("gtin") >= 0 && columns.count() > 1) {
                return new ProductFormat.Plain(complete(path, columns, ProductFormat.Plain.NEEDED), format);
            }
        }
        throw new NotImportable(ImportWording.say("file.unknown", path));
    }

    private static Columns complete(Path path, Columns columns, List<String> needed) throws NotImportable {
        var missing = columns.missing(needed);
        if (!missing.isEmpty()) {
            throw new NotImportable(ImportWording.say("file.columns", path, String.join(", ", missing)));
        }
        return columns;
    }

    private static NotImportable unreadable(Path path, IOException e) {
        var reason = switch (e) {
            case AccessDeniedException denied -> ImportWording.say("file.denied");
            case EOFException cut -> ImportWording.say("file.cut");
            case ZipException broken -> ImportWording.say("file.cut");
            default -> e.toString();
        };
        return new NotImportable(ImportWording.say("file.unreadable", path, reason), e);
    }

    @Override
    public void close() throws NotImportable {
        try {
            lines.close();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }
}
