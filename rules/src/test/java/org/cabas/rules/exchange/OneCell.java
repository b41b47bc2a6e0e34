package org.cabas.rules.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.cabas.rules.table.DecisionTable;

/** Files of one small table, in any format, in which one cell holds what somebody wrote there. */
final class OneCell {
    /** The first row of the table in a sheet, from 0. */
    private static final int ROW = Keyword.values().length;

    static final DecisionTable TABLE =
            CsvFormat.read("""
                    Table;contribution
                    Titre;Guide
                    Lecture;première ligne qui convient
                    Valable du;7 mars 2026
                    Colonne;income;since;place;amount
                    Rôle;si;si;si;alors
                    Type;montant;date;choix;montant
                    Valeurs;;;shop = Épicerie | farm = Ferme;
                    Ligne;Revenu;Depuis;Lieu;Contribution;Note;Vote
                    R1;12 € à 34 €;8 mars 2026;Ferme;5 €;;
                    R2;sinon;;;65 €;;
                    """.getBytes(StandardCharsets.UTF_8)).expected();

    /** A cell of the first row, with what the table has there. */
    enum Place {
        INCOME("Revenu", "12\u00a0€ à 34\u00a0€", "[12..34]"),
        SINCE("Depuis", "8 mars 2026", "date(\"2026-03-08\")"),
        PLACE("Lieu", "Ferme", "\"farm\""),
        AMOUNT("Contribution", "5\u00a0€", "5");

        final String label;
        private final String written;
        private final String feel;

        Place(String label, String written, String feel) {
            this.label = label;
            this.written = written;
            this.feel = feel;
        }

        /** How problems of a sheet, or of CSV, name the cell. */
        String cell() {
            return (char) ('B' + ordinal()) + Integer.toString(ROW + 1);
        }
    }

    private OneCell() {}

    /** The file with that text in one of its cells. */
    static byte[] file(Format format, Place place, String text) throws IOException {
        return switch (format) {
            case XLSX -> xlsx(place, text);
            case ODS ->
                Zips.rewritten(
                        WorkbookFormat.writeOds(List.of(TABLE)),
                        "content.xml",
                        content -> replacedOnce(content, ">" + place.written + "<", ">" + inXml(text) + "<"));
            case CSV -> csv(place, text);
            case DMN -> {
                var file = new String(DmnFormat.write(TABLE), StandardCharsets.UTF_8);
                yield replacedOnce(file, ">" + place.feel + "<", ">" + inXml(text) + "<")
                        .getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    private static byte[] xlsx(Place place, String text) throws IOException {
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(WorkbookFormat.writeXlsx(List.of(TABLE))));
                var out = new ByteArrayOutputStream()) {
            workbook.getSheetAt(0).getRow(ROW).createCell(place.ordinal() + 1).setCellValue(text);
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] csv(Place place, String text) {
        if (!(CsvRecords.read(CsvFormat.writeBytes(TABLE)) instanceof CsvRecords.Readable(var records))) {
            throw new IllegalStateException("no CSV");
        }
        var changed = new ArrayList<>(records);
        var row = new ArrayList<>(records.get(ROW));
        row.set(place.ordinal() + 1, text);
        changed.set(ROW, row);
        return CsvRecords.write(changed).getBytes(StandardCharsets.UTF_8);
    }

    static String inXml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String replacedOnce(String text, String old, String replacement) {
        var at = text.indexOf(old);
        if (at < 0) {
            throw new IllegalStateException("no " + old + " in " + text);
        }
        return text.substring(0, at) + replacement + text.substring(at + old.length());
    }
}
