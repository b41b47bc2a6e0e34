package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workbooks whose headers are merged or missing. */
class BrokenHeadsTest {

    private static byte[] xlsx(Consumer<XSSFSheet> edit) throws IOException {
        var file = WorkbookFormat.writeXlsx(List.of(OneCell.TABLE));
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file));
                var out = new ByteArrayOutputStream()) {
            edit.accept(workbook.getSheetAt(0));
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] ods(String part, String replacement) throws IOException {
        return Zips.rewritten(
                WorkbookFormat.writeOds(List.of(OneCell.TABLE)),
                "content.xml",
                content -> content.replaceFirst(part, replacement));
    }

    /** The row of the sheet that the keyword begins, as ODS writes it. */
    private static String row(Keyword keyword) {
        return "<table:table-row>(?:(?!</table:table-row>).)*<text:p>" + keyword.written
                + "</text:p>.*?</table:table-row>";
    }

    @ParameterizedTest
    @EnumSource(names = {"COLUMN", "ROLE", "TYPE", "ROWS"})
    void merged_headers_are_refused_at_their_place(Keyword keyword) throws IOException {
        var line = keyword.ordinal();
        assertThat(Refusals.of("table.xlsx", xlsx(sheet -> {
                    sheet.getRow(line).createCell(2).setBlank();
                    sheet.addMergedRegion(new CellRangeAddress(line, line, 1, 2));
                })))
                .anySatisfy(sentence -> assertThat(sentence)
                        .contains("B" + (line + 1), "fusionnées", "annulez la fusion")
                        .endsWith("."));
        assertThat(Refusals.of(
                        "table.ods",
                        ods(
                                "(<text:p>" + keyword.written + "</text:p></table:table-cell><table:table-cell)",
                                "$1 table:number-columns-spanned=\"2\"")))
                .anySatisfy(sentence -> assertThat(sentence)
                        .contains("B" + (line + 1), "fusionnées", "annulez la fusion")
                        .endsWith("."));
    }

    @ParameterizedTest
    @EnumSource(names = {"TABLE", "TITLE", "READING", "VALID_FROM", "COLUMN", "ROLE", "TYPE", "ROWS"})
    void a_missing_header_is_named(Keyword keyword) throws IOException {
        var missing = "«\u00a0" + keyword.written + "\u00a0»";
        assertThat(Refusals.of("table.xlsx", xlsx(sheet -> sheet.removeRow(sheet.getRow(keyword.ordinal())))))
                .hasSizeLessThan(3)
                .anySatisfy(sentence -> assertThat(sentence).contains(missing).endsWith("."));
        assertThat(Refusals.of("table.ods", ods(row(keyword), "")))
                .hasSizeLessThan(3)
                .anySatisfy(sentence -> assertThat(sentence).contains(missing).endsWith("."));
    }

    @Test
    void a_sheet_without_any_header_is_refused_in_one_sentence_that_says_what_a_table_begins_with() throws IOException {
        var headless = xlsx(sheet -> {
            for (var keyword : Keyword.values()) {
                sheet.removeRow(sheet.getRow(keyword.ordinal()));
            }
        });
        Refusals.oneSentence("table.xlsx", headless, "n'est une table", "Titre");
        Refusals.oneSentence(
                "table.xlsx",
                xlsx(sheet -> {
                    for (var row = sheet.getLastRowNum(); row >= 0; row--) {
                        if (sheet.getRow(row) != null) {
                            sheet.removeRow(sheet.getRow(row));
                        }
                    }
                }),
                "n'est une table");
    }
}
