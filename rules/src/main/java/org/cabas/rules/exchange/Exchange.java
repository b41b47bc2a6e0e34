package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.table.DecisionTable;

/** Tables in and out of files of any {@linkplain Format format}: what an upload, a download and a conversion need. */
public final class Exchange {
    private Exchange() {}

    /**
     * A file to hand out.
     *
     * @param name with its extension: {@code contribution.csv}, {@code tables.xlsx}
     */
    public record Written(String name, Format format, byte[] bytes) {}

    /**
     * The tables of a file, or every problem in it. What the file holds decides how it is read; a name that promises
     * something else is a problem.
     *
     * @param fileName as the sender calls it; may be empty
     */
    public static FileReading read(String fileName, byte[] bytes) {
        return switch (Sniffing.format(fileName, bytes)) {
            case Parsed.Bad<Format>(var sentences) -> FileReading.refused(sentences.getFirst());
            case Parsed.Good<Format>(var format) ->
                switch (format) {
                    case XLSX -> WorkbookFormat.readXlsx(bytes);
                    case ODS -> WorkbookFormat.readOds(bytes);
                    case DMN -> DmnFormat.read(bytes);
                    case CSV ->
                        switch (CsvFormat.read(bytes)) {
                            case Reading.Readable(var table) -> new FileReading.Tables(List.of(table), List.of());
                            case Reading.Unreadable(var problems) -> new FileReading.Unreadable(problems);
                        };
                };
        };
    }

    /**
     * The tables as files: one workbook for all, or one CSV or DMN file a table.
     *
     * @param tables at least one, with distinct ids
     */
    public static List<Written> write(List<DecisionTable> tables, Format format) {
        var name = tables.size() == 1 ? tables.getFirst().id() : "tables";
        return switch (format) {
            case XLSX -> List.of(written(name, format, WorkbookFormat.writeXlsx(tables)));
            case ODS -> List.of(written(name, format, WorkbookFormat.writeOds(tables)));
            case CSV, DMN -> {
                var files = new ArrayList<Written>();
                for (var table : tables) {
                    var bytes = format == Format.CSV ? CsvFormat.writeBytes(table) : DmnFormat.write(table);
                    files.add(written(table.id(), format, bytes));
                }
                yield files;
            }
        };
    }

    private static Written written(String name, Format format, byte[] bytes) {
        return new Written(name + "." + format.extension(), format, bytes);
    }
}
