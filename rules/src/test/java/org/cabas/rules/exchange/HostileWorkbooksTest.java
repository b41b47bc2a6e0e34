package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.DecisionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks that no table needs to be, made here byte by byte. */
class HostileWorkbooksTest {
    private static final String SHEET = "xl/worksheets/sheet1.xml";

    private static DecisionTable table() {
        return DemonstrationFunds.tables("joigny").getFirst();
    }

    private static byte[] xlsx() {
        return WorkbookFormat.writeXlsx(List.of(table()));
    }

    private static byte[] ods() {
        return WorkbookFormat.writeOds(List.of(table()));
    }

    @ParameterizedTest
    @CsvSource({
        "xl/vbaProject.bin, macros",
        "xl/macrosheets/sheet1.xml, macros",
        "xl/externalLinks/externalLink1.xml, liens vers d'autres fichiers",
        "xl/connections.xml, liens vers d'autres fichiers",
        "xl/embeddings/oleObject1.bin, objets incorporés",
        "xl/activeX/activeX1.xml, objets incorporés"
    })
    void an_excel_workbook_with_more_than_cells_is_refused(String part, String word) throws IOException {
        Refusals.oneSentence("table.xlsx", Zips.with(xlsx(), part, "x"), word);
    }

    @ParameterizedTest
    @CsvSource({
        "Basic/Standard/Module1.xml, macros",
        "Scripts/python/a.py, macros",
        "Object 1/content.xml, objets incorporés"
    })
    void an_opendocument_workbook_with_more_than_cells_is_refused(String part, String word) throws IOException {
        Refusals.oneSentence("table.ods", Zips.with(ods(), part, "x"), word);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(<table:table-column) | <table:table-source table:filter-name='calc8'/>$1 | liens vers d'autres fichiers",
                "(<table:table-cell[^>/]*>) | $1<table:cell-range-source table:name='a1'/> | liens vers d'autres fichiers",
                "(<table:table-cell[^>/]*>) | $1<draw:frame xmlns:draw='d'><draw:object/></draw:frame> | objets incorporés",
                "(<table:table-cell[^>/]*>) | $1<script:event-listener xmlns:script='s'/> | macros",
                "(</table:table>) | <table:shapes><script:event-listener xmlns:script='s'/></table:shapes>$1 | macros",
                "(</office:spreadsheet>) | <table:dde-links><table:dde-link/></table:dde-links>$1 | liens vers d'autres fichiers"
            })
    void links_objects_and_listeners_of_an_opendocument_workbook_are_refused_wherever_they_stand(
            String place, String replacement, String word) throws IOException {
        var hostile = Zips.rewritten(ods(), "content.xml", text -> text.replaceFirst(place, replacement));
        Refusals.oneSentence("table.ods", hostile, word);
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml, macros",
        "application/vnd.ms-office.vbaProject, macros",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml, liens vers d'autres fichiers"
    })
    void macros_and_external_links_are_refused_in_whatever_part_of_a_renamed_workbook_they_hide(
            String type, String word) throws IOException {
        var renamed = Zips.rewritten(
                Zips.with(xlsx(), "xl/media/image1.bin", "x"),
                "[Content_Types].xml",
                types -> types.replace(
                        "</Types>",
                        "<Override PartName=\"/xl/media/image1.bin\" ContentType=\"" + type + "\"/></Types>"));
        Refusals.oneSentence("table.xlsx", renamed, word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.xlsm", "TABLE.XLSM", "table.xlsb", "table.xltm"})
    void a_name_of_workbooks_with_macros_is_refused(String name) {
        Refusals.oneSentence(name, xlsx(), "macros");
    }

    @Test
    void a_formula_is_refused_at_its_cell_and_never_computed() throws IOException {
        var formula = Zips.rewritten(
                xlsx(),
                SHEET,
                text -> text.replaceFirst(
                        "(<c r=\"B17\"[^>]*?)(?: t=\"[^\"]*\")?>.*?</c>", "$1><f>1+1</f><v>2</v></c>"));
        assertThat(Refusals.of("table.xlsx", formula))
                .hasSize(1)
                .first()
                .asString()
                .contains("B17", "formule");

        var other = Zips.rewritten(
                ods(),
                "content.xml",
                text -> text.replaceFirst(
                        "(table:style-name=\"body\")", "$1 table:formula=\"of:=WEBSERVICE(&quot;http://x&quot;)\""));
        assertThat(Refusals.of("table.ods", other))
                .anySatisfy(sentence -> assertThat(sentence).contains("formule"));
    }

    @Test
    void a_workbook_behind_a_password_is_refused() throws IOException, GeneralSecurityException {
        try (var container = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var out = encryptor.getDataStream(container)) {
                out.write(xlsx());
            }
            var file = new ByteArrayOutputStream();
            container.writeFilesystem(file);
            Refusals.oneSentence("table.xlsx", file.toByteArray(), "mot de passe");
        }
        var encrypted = Zips.rewritten(
                ods(),
                "META-INF/manifest.xml",
                text -> text.replace(
                        "media-type=\"text/xml\"/>",
                        "media-type=\"text/xml\"><manifest:encryption-data/></manifest:file-entry>"));
        Refusals.oneSentence("table.ods", encrypted, "mot de passe");
    }

    @Test
    void an_old_workbook_is_refused() throws IOException {
        try (var container = new POIFSFileSystem()) {
            container.createDocument(new ByteArrayInputStream(new byte[5000]), "Workbook");
            var file = new ByteArrayOutputStream();
            container.writeFilesystem(file);
            Refusals.oneSentence("table.xls", file.toByteArray(), "ancien classeur Excel");
        }
    }

    @Test
    void a_name_that_says_something_else_than_the_content_is_refused() {
        var csv = CsvFormat.writeBytes(table());
        Refusals.oneSentence("table.xlsx", csv, "CSV", "renommez");
        Refusals.oneSentence("table.dmn", csv, "CSV");
        Refusals.oneSentence("table.csv", xlsx(), "XLSX", "renommez");
        Refusals.oneSentence("table.ods", xlsx(), "XLSX");
        Refusals.oneSentence("table.xls", xlsx(), "XLSX");
        Refusals.oneSentence("table.csv", DmnFormat.write(table()), "DMN");
        Refusals.oneSentence(
                "table.xls",
                "<html><table><tr><td>1</td></tr></table></html>".getBytes(StandardCharsets.UTF_8),
                "page web");
        Refusals.oneSentence("table.xlsx", "%PDF-1.7".getBytes(StandardCharsets.UTF_8), "n'est pas une table");
        Refusals.oneSentence("table.xlsx", new byte[0], "vide");
        Refusals.oneSentence("table.xlsx", "PK\u0003\u0004abc".getBytes(StandardCharsets.ISO_8859_1), "abîmé");
    }

    @Test
    void a_zip_that_is_no_workbook_is_refused() throws IOException {
        Refusals.oneSentence("table.xlsx", Zips.of(Map.of("word/document.xml", new byte[10])), "n'est pas un classeur");
    }

    @Test
    void two_hundred_thousand_rows_are_refused_in_one_sentence() throws IOException {
        var rows = new StringBuilder();
        for (var row = 100; row < 200_100; row++) {
            rows.append("<row r=\"")
                    .append(row)
                    .append("\"><c r=\"A")
                    .append(row)
                    .append("\" t=\"inlineStr\"><is><t>R")
                    .append(row)
                    .append("</t></is></c></row>");
        }
        var many = Zips.rewritten(xlsx(), SHEET, text -> text.replace("</sheetData>", rows + "</sheetData>"));
        Refusals.soonAndSmall(() -> Refusals.oneSentence("table.xlsx", many, "trop de lignes"));

        var repeated = Zips.rewritten(
                ods(),
                "content.xml",
                text -> text.replace(
                        "number-rows-repeated=\"200\">",
                        "number-rows-repeated=\"200000\"><table:table-cell office:value-type=\"float\" office:value=\"1\"/>"));
        Refusals.soonAndSmall(() -> Refusals.oneSentence("table.ods", repeated, "trop de lignes"));

        var csv = CsvFormat.write(table()) + "1;1\n".repeat(200_000);
        Refusals.soonAndSmall(
                () -> Refusals.oneSentence("table.csv", csv.getBytes(StandardCharsets.UTF_8), "trop de lignes"));
    }

    @Test
    void thousands_of_columns_are_refused_in_one_sentence() throws IOException {
        var wide = Zips.rewritten(
                xlsx(),
                SHEET,
                text -> text.replace(
                        "</sheetData>",
                        "<row r=\"90\"><c r=\"XFD90\"><v>1</v></c><c r=\"XFC90\"><v>1</v></c></row></sheetData>"));
        Refusals.soonAndSmall(() -> assertThat(Refusals.of("table.xlsx", wide))
                .anySatisfy(sentence -> assertThat(sentence).contains("XFD90", "trop de colonnes")));

        var repeated = Zips.rewritten(
                ods(),
                "content.xml",
                text -> text.replaceFirst(
                        "<table:table-row>",
                        "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\""
                                + " office:value-type=\"float\" office:value=\"1\"/>"));
        Refusals.soonAndSmall(() -> assertThat(Refusals.of("table.ods", repeated))
                .anySatisfy(sentence -> assertThat(sentence).contains("trop de colonnes")));
    }
}
