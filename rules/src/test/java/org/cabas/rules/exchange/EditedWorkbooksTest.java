package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people do to the workbook of a table, and how it is understood. */
class EditedWorkbooksTest {
    /** The first row of the table, from 0. */
    private static final int R1 = Keyword.values().length;

    private static final DecisionTable TABLE =
            CsvFormat.read("""
                    Table;contribution
                    Titre;Guide
                    Lecture;première ligne qui convient
                    Valable du;7 mars 2026
                    Colonne;income;since;rate;amount
                    Rôle;si;si;si;alors
                    Type;montant;date;pourcentage;montant
                    Ligne;Revenu;Depuis;Taux;Contribution;Note;Vote
                    R1;0 € à 600 €;;;5 €;;
                    R2;601 € à 1 000 €;;;10 €;;
                    R3;sinon;;;65 €;;
                    """.getBytes(StandardCharsets.UTF_8)).expected();

    private static byte[] edited(Consumer<XSSFSheet> edit) throws IOException {
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(WorkbookFormat.writeXlsx(List.of(TABLE))));
                var out = new ByteArrayOutputStream()) {
            edit.accept(workbook.getSheetAt(0));
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static XSSFRow rowOf(XSSFSheet sheet, int index, String... cells) {
        var row = sheet.createRow(index);
        for (var i = 0; i < cells.length; i++) {
            row.createCell(i).setCellValue(cells[i]);
        }
        return row;
    }

    private static void number(XSSFSheet sheet, int row, int column, double number, String format) {
        var cell = sheet.getRow(row).createCell(column);
        var style = sheet.getWorkbook().createCellStyle();
        style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
        cell.setCellStyle(style);
        cell.setCellValue(number);
    }

    private static List<String> ids(FileReading.Tables read) {
        return read.tables().getFirst().rows().stream().map(Row::id).toList();
    }

    @Test
    void rows_keep_their_ids_wherever_they_are_moved() throws IOException {
        var moved = edited(sheet -> {
            sheet.shiftRows(R1, R1, 5);
            sheet.shiftRows(R1 + 1, R1 + 5, -1);
        });
        var read = Refusals.tables("table.xlsx", moved);
        assertThat(ids(read)).containsExactly("R2", "R3", "R1");
        assertThat(read.notes()).isEmpty();
    }

    @Test
    void a_new_row_gets_an_id_that_no_row_ever_had_and_that_is_noted() throws IOException {
        var added = edited(sheet -> {
            rowOf(sheet, R1 + 2, "", "≥ 5 000 €", "", "", "70 €"); // in the place of R3
            rowOf(sheet, R1 + 3, "", "sinon", "", "", "65 €");
        });
        var read = Refusals.tables("table.xlsx", added);
        assertThat(ids(read)).containsExactly("R1", "R2", "R4", "R5");
        assertThat(read.notes())
                .extracting(Note::inFrench)
                .anySatisfy(note -> assertThat(note).contains("ligne " + (R1 + 3), "R4"));
    }

    @Test
    void of_a_row_and_its_copy_the_one_that_did_not_change_keeps_the_id() throws IOException {
        var copied = edited(sheet -> {
            sheet.shiftRows(R1 + 1, R1 + 2, 1);
            rowOf(sheet, R1 + 1, "R2", "601 € à 800 €", "", "", "8 €");
        });
        var read = Refusals.tables("table.xlsx", copied);
        assertThat(ids(read)).containsExactly("R1", "R4", "R2", "R3");
        assertThat(read.notes())
                .hasSize(1)
                .first()
                .extracting(Note::inFrench)
                .asString()
                .contains("R2", "R4");
    }

    @Test
    void merged_cells_are_refused_at_their_place() throws IOException {
        var merged = edited(sheet -> sheet.addMergedRegion(new CellRangeAddress(R1, R1 + 1, 1, 1)));
        assertThat(Refusals.of("table.xlsx", merged))
                .hasSize(1)
                .first()
                .asString()
                .contains("B" + (R1 + 1), "fusionnées");
    }

    @Test
    void a_missing_line_of_the_head_is_named() throws IOException {
        var headless = edited(sheet -> sheet.removeRow(sheet.getRow(Keyword.TYPE.ordinal())));
        assertThat(Refusals.of("table.xlsx", headless))
                .anySatisfy(
                        sentence -> assertThat(sentence).contains("Guide", "Il manque la ligne «\u00a0Type\u00a0»"));
    }

    @Test
    void a_sheet_that_is_no_table_is_left_alone_and_noted() throws IOException {
        var more = edited(sheet -> {
            var notes = sheet.getWorkbook().createSheet("Brouillon");
            notes.createRow(0).createCell(0).setCellFormula("1+1");
            notes.createRow(1).createCell(0).setCellValue("Penser à la salle");
        });
        var read = Refusals.tables("table.xlsx", more);
        assertThat(read.tables()).containsExactly(TABLE);
        assertThat(read.notes())
                .extracting(Note::inFrench)
                .anySatisfy(note -> assertThat(note).contains("Brouillon"));
    }

    @Test
    void a_column_without_a_name_gets_one_and_that_is_noted() throws IOException {
        var nameless = edited(
                sheet -> sheet.getRow(Keyword.COLUMN.ordinal()).createCell(1).setCellValue(""));
        var read = Refusals.tables("table.xlsx", nameless);
        assertThat(read.tables().getFirst().conditions().getFirst().id()).isEqualTo("revenu");
        assertThat(read.notes()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1\u00a0401\u00a0€; 1 401 €",
                "1\u202f401,00 €; 1 401 €",
                "1401; 1 401 €",
                "3 101 et +; ≥ 3 101 €",
                "3\u00a0101 € et +; ≥ 3 101 €",
                "plus de 3 100 €; ≥ 3 100,01 €",
                "≥ 3101; ≥ 3 101 €",
                "601 - 1 000; 601 € à 1 000 €",
                "601-1000 euros; 601 € à 1 000 €",
                "de 601 à 1 000; 601 € à 1 000 €",
                "12.50; 12,50 €",
                "12,5; 12,50 €"
            })
    void amounts_are_read_as_people_write_them(String written, String understood) throws IOException {
        var file = edited(sheet -> sheet.getRow(R1).createCell(1).setCellValue(written));
        assertThat(condition(file, 0))
                .isEqualTo(CellGrammar.condition(TABLE.conditions().getFirst(), understood));
    }

    @Test
    void numbers_are_read_as_people_see_them() throws IOException {
        var file = edited(sheet -> {
            number(sheet, R1, 1, 45.5, "#,##0.00 \"€\"");
            number(sheet, R1, 2, LocalDate.of(2026, 3, 7).toEpochDay() + 25_569.0, "dd/mm/yyyy");
            number(sheet, R1, 3, 0.07, "0%");
            number(sheet, R1, 4, 1401, "General");
            sheet.getRow(R1 + 1).createCell(2).setCellValue("7 mars 2026");
            sheet.getRow(R1 + 1).createCell(3).setCellValue("70 %");
        });
        assertThat(written(file, 0)).containsExactly("45,50\u00a0€", "7 mars 2026", "7\u00a0%");
        assertThat(written(file, 1)).contains("7 mars 2026", "70\u00a0%");
        var row = Refusals.tables("table.xlsx", file).tables().getFirst().rows().getFirst();
        assertThat(row.outcomes()).containsExactly(new Value.Quantity(1401_00));
    }

    @Test
    void what_can_be_read_in_two_ways_is_asked_about_at_its_cell() throws IOException {
        var file = edited(sheet -> {
            sheet.getRow(R1).createCell(1).setCellValue("1.401");
            number(sheet, R1, 3, 0.7, "General");
            number(sheet, R1 + 1, 2, 46_088.5, "dd/mm/yyyy hh:mm");
        });
        assertThat(Refusals.of("table.xlsx", file))
                .satisfiesExactly(
                        sentence -> assertThat(sentence).contains("B" + (R1 + 1), "deux façons"),
                        sentence -> assertThat(sentence).contains("D" + (R1 + 1), "0,7", "70"),
                        sentence -> assertThat(sentence).contains("C" + (R1 + 2), "n'est pas une date"));
    }

    @ParameterizedTest
    @CsvSource({"XLSX", "ODS", "CSV", "DMN"})
    void programs_in_texts_stay_texts(Format format) {
        for (var text :
                List.of("=cmd|'/c calc'!A0", "\"); System.exit(1); //", "<b>gras</b>", "a\\b", "_x000D_", "&amp;")) {
            var row = TABLE.rows().getFirst();
            var noted = new DecisionTable(
                    TABLE.id(),
                    text,
                    0,
                    TABLE.hitPolicy(),
                    TABLE.conditions(),
                    TABLE.outcomes(),
                    List.of(new Row(row.id(), row.conditions(), row.outcomes(), text, text)),
                    TABLE.validity());
            var file = Exchange.write(List.of(noted), format).getFirst();
            assertThat(Refusals.tables(file.name(), file.bytes()).tables()).containsExactly(noted);
        }
    }

    private static Parsed<Condition> condition(byte[] file, int column) {
        var row = Refusals.tables("table.xlsx", file).tables().getFirst().rows().getFirst();
        return Parsed.good(row.conditions().get(column));
    }

    /** The conditions of a row as the table would write them, without those that ask nothing. */
    private static List<String> written(byte[] file, int row) {
        var table = Refusals.tables("table.xlsx", file).tables().getFirst();
        var written = new ArrayList<String>();
        for (var i = 0; i < table.conditions().size(); i++) {
            var column = table.conditions().get(i);
            written.add(
                    Wording.written(column, table.rows().get(row).conditions().get(i)));
        }
        return written;
    }
}
