package org.cabas.rules.exchange;

import java.util.List;
import org.cabas.rules.table.DecisionTable;

/**
 * Tables as workbooks, for committees: a sheet a table, with the lines of {@link CsvFormat}; lists drop down where a cell
 * is closed, the head is protected against slips (without a password), and a {@linkplain HiddenSheet hidden sheet} helps
 * every row keep its id. The ids stand in the first column, so that a row takes its own along wherever it is moved.
 *
 * <p>Cells that a spreadsheet has made numbers of are read as what people see: {@code 45,50 €}, {@code 70 %}, {@code 7
 * mars 2026}. Macros, formulas, links to other files, embedded objects, merged cells and passwords are refused, each in
 * one sentence; sheets that are no tables are left alone and noted.
 */
public final class WorkbookFormat {
    /** A workbook of 10 000 rows packs to less than 2 MB. */
    public static final int MOST_BYTES = 10 * 1024 * 1024;

    private WorkbookFormat() {}

    /** The tables as an Excel workbook. */
    public static byte[] writeXlsx(List<DecisionTable> tables) {
        return XlsxWriting.file(WorkbookPlan.of(tables));
    }

    /** The tables as an OpenDocument workbook. */
    public static byte[] writeOds(List<DecisionTable> tables) {
        return OdsWriting.file(WorkbookPlan.of(tables));
    }

    /** The tables of an Excel workbook, or every problem in it. */
    public static FileReading readXlsx(byte[] file) {
        return read(file, Format.XLSX);
    }

    /** The tables of an OpenDocument workbook, or every problem in it. */
    public static FileReading readOds(byte[] file) {
        return read(file, Format.ODS);
    }

    private static FileReading read(byte[] file, Format format) {
        if (file.length > MOST_BYTES) {
            return FileReading.refused("Le classeur est trop gros\u00a0: 10 Mo au plus sont acceptés.");
        }
        var sheets = Archive.unpack(file)
                .then(archive -> format == Format.XLSX ? XlsxReading.sheets(archive) : OdsReading.sheets(archive));
        return switch (sheets) {
            case Parsed.Good<List<ReadSheet>>(var read) -> WorkbookReading.read(read);
            case Parsed.Bad<List<ReadSheet>>(var sentences) -> FileReading.refused(sentences.getFirst());
        };
    }
}
