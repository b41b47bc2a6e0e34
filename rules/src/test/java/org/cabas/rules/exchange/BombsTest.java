package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cabas.rules.table.DecisionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small files that grow when they are opened: refused in one sentence, soon, and before they take the memory. */
class BombsTest {
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final int MEGABYTE = 1024 * 1024;
    private static final DecisionTable TABLE = OneCell.TABLE;

    /** Three gigabytes of « lol », if anybody counted. */
    private static String laughs() {
        var types = new StringBuilder("<!DOCTYPE x [<!ENTITY l0 \"lol\">");
        for (var level = 1; level < 10; level++) {
            types.append("<!ENTITY l").append(level).append(" \"");
            types.repeat("&l" + (level - 1) + ";", 10).append("\">");
        }
        return types + "]>";
    }

    /** One long entity, many times. */
    private static String blowUp() {
        return "<!DOCTYPE x [<!ENTITY l9 \"" + "a".repeat(100_000) + "\">]>";
    }

    /** What somebody else keeps, here and elsewhere. */
    private static String externals() {
        return "<!DOCTYPE x [<!ENTITY l9 SYSTEM \"file:///etc/passwd\">"
                + "<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x.dtd\"> %p;]>";
    }

    private static List<String> documentTypes() {
        return List.of(laughs(), blowUp(), externals());
    }

    private static byte[] xlsx() {
        return WorkbookFormat.writeXlsx(List.of(TABLE));
    }

    private static byte[] ods() {
        return WorkbookFormat.writeOds(List.of(TABLE));
    }

    /** The document with a type before its root and its entity used in it. */
    private static String bomb(String document, String type) {
        var root = document.indexOf('<', document.indexOf("?>") < 0 ? 0 : document.indexOf("?>"));
        var inside = document.indexOf('>', root) + 1;
        return document.substring(0, root)
                + type
                + document.substring(root, inside)
                + "&l9;".repeat(1_000)
                + document.substring(inside);
    }

    @ParameterizedTest
    @CsvSource({
        "xl/worksheets/sheet1.xml, DOCTYPE",
        "xl/workbook.xml, DOCTYPE",
        "xl/sharedStrings.xml, DOCTYPE",
        "xl/styles.xml, abîmé",
        "xl/_rels/workbook.xml.rels, abîmé",
        "[Content_Types].xml, abîmé"
    })
    void an_xml_bomb_in_an_excel_workbook_is_never_expanded_nor_fetched(String part, String word) throws IOException {
        for (var type : documentTypes()) {
            var bomb = Zips.rewritten(xlsx(), part, document -> bomb(document, type));
            Refusals.soonAndSmall(() -> Refusals.oneSentence("table.xlsx", bomb, word));
        }
    }

    @Test
    void an_xml_bomb_in_an_opendocument_workbook_is_never_expanded_nor_fetched() throws IOException {
        for (var type : documentTypes()) {
            var bomb = Zips.rewritten(ods(), "content.xml", document -> bomb(document, type));
            Refusals.soonAndSmall(() -> Refusals.oneSentence("table.ods", bomb, "DOCTYPE"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16BE", "UTF-16LE"})
    void an_xml_bomb_in_a_decision_model_is_never_expanded_nor_fetched(String charset) {
        for (var type : documentTypes()) {
            var document =
                    new String(DmnFormat.write(TABLE), StandardCharsets.UTF_8).replaceFirst("<\\?xml.*?\\?>", "");
            var mark = charset.equals("UTF-8") ? "" : "\ufeff";
            var bomb = (mark + bomb(document.strip(), type)).getBytes(Charset.forName(charset));
            Refusals.soonAndSmall(() -> Refusals.oneSentence("table.dmn", bomb, "DOCTYPE"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.xlsx", "table.ods"})
    void a_zip_bomb_stops_where_it_begins_to_explode(String name) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("mimetype"));
            zip.write(OdsWriting.MEDIA_TYPE.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry(name.endsWith("ods") ? "content.xml" : "xl/workbook.xml"));
            var zeros = new byte[MEGABYTE];
            for (var i = 0; i < 300; i++) {
                zip.write(zeros);
            }
        }
        Refusals.soonAndSmall(() -> Refusals.oneSentence(name, out.toByteArray(), "grossit démesurément"));
    }

    @Test
    void a_zip_whose_parts_explode_together_is_stopped_too() throws IOException {
        var parts = new LinkedHashMap<String, byte[]>();
        for (var i = 0; i < 200; i++) {
            parts.put("xl/worksheets/sheet" + i + ".xml", new byte[MEGABYTE]);
        }
        var bomb = Zips.of(parts);
        Refusals.soonAndSmall(() -> Refusals.oneSentence("table.xlsx", bomb, "grossit démesurément"));
    }

    @Test
    void a_zip_of_very_many_parts_is_refused() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var i = 0; i < 20_000; i++) {
                zip.putNextEntry(new ZipEntry("xl/" + i));
            }
        }
        Refusals.soonAndSmall(() -> Refusals.oneSentence("table.xlsx", out.toByteArray(), "trop de parties"));
    }

    @Test
    void one_long_text_that_many_cells_share_is_refused() throws IOException {
        var shared = Zips.with(
                Zips.with(xlsx(), "docProps/noise.bin", noise()),
                "xl/sharedStrings.xml",
                "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>"
                        + "x".repeat(20 * MEGABYTE) + "</t></si></sst>");
        var cells = "<row>" + "<c t=\"s\"><v>0</v></c>".repeat(200) + "</row>";
        var bomb = Zips.rewritten(
                shared, SHEET, sheet -> sheet.replace("</sheetData>", cells.repeat(50) + "</sheetData>"));
        Refusals.soonAndSmall(() -> Refusals.oneSentence("table.xlsx", bomb, "abîmé"));
    }

    @Test
    void one_long_cell_is_told_at_its_place() throws IOException {
        var longText = "x".repeat(CsvFormat.LONGEST_CELL + 1);
        for (var format : List.of(Format.XLSX, Format.ODS, Format.CSV)) {
            var file = format == Format.XLSX
                    ? Zips.rewritten(
                            xlsx(),
                            SHEET,
                            sheet -> sheet.replace(
                                    "</sheetData>",
                                    "<row r=\"90\"><c r=\"B90\" t=\"inlineStr\"><is><t>" + longText
                                            + "</t></is></c></row></sheetData>"))
                    : OneCell.file(format, OneCell.Place.INCOME, longText);
            Refusals.soonAndSmall(() -> assertThat(Refusals.of("table." + format.extension(), file))
                    .anySatisfy(sentence -> assertThat(sentence).contains("trop longue")));
        }
    }

    @Test
    void numbers_of_a_billion_digits_are_refused() throws IOException {
        for (var number : List.of("1e900000000", "1e-900000000", "9e99999", "1e99999999999")) {
            for (var type : List.of("float", "percentage")) {
                var bomb = Zips.rewritten(
                        ods(),
                        "content.xml",
                        content -> content.replaceFirst(
                                "office:value-type=\"string\"><text:p>12\u00a0€",
                                "office:value-type=\"" + type + "\" office:value=\"" + number
                                        + "\"><text:p>12\u00a0€"));
                Refusals.soonAndSmall(() -> assertThat(Refusals.of("table.ods", bomb))
                        .isNotEmpty()
                        .allSatisfy(sentence -> assertThat(sentence).contains("B17 (Revenu)")));
            }
        }
        var xlsx = Zips.rewritten(
                xlsx(), SHEET, text -> text.replaceFirst("<c r=\"B17\".*?</c>", "<c r=\"B17\"><v>1e308</v></c>"));
        Refusals.soonAndSmall(() -> Refusals.oneSentence("table.xlsx", xlsx, "B17"));
    }

    @Test
    void rows_repeated_beyond_all_counting_are_refused() throws IOException {
        var rows = "<table:table-row table:number-rows-repeated=\"536870911\"/>".repeat(9);
        var blank = Zips.rewritten(
                ods(), "content.xml", text -> text.replaceFirst("<table:table-row>", rows + "<table:table-row>"));
        Refusals.soonAndSmall(() -> Refusals.oneSentence("table.ods", blank, "abîmé"));
        var cells = "<table:table-cell table:number-columns-repeated=\"536870911\"/>".repeat(9);
        var wide = Zips.rewritten(
                ods(), "content.xml", text -> text.replaceFirst("<table:table-row>", "<table:table-row>" + cells));
        Refusals.soonAndSmall(() -> Refusals.oneSentence("table.ods", wide, "abîmé"));
    }

    @Test
    void a_long_line_of_the_hidden_sheet_is_read_or_refused_soon() throws IOException {
        var line =
                "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>texte</text:p></table:table-cell>"
                        + "<table:table-cell table:number-columns-repeated=\"3\"/><table:table-cell office:value-type=\"string\"><text:p>"
                        + "\\0020".repeat(25_000)
                        + "</text:p></table:table-cell></table:table-row>";
        var bomb = Zips.rewritten(
                ods(),
                "content.xml",
                text -> text.replaceFirst(
                        "(table:name=\"_cabas\".*?)(<table:table-row>)",
                        "$1" + line.replace("\\", "\\\\").repeat(20) + "$2"));
        Refusals.soonAndSmall(() -> Refusals.of("table.ods", bomb));
    }

    /** What doesn't pack, so that the whole file doesn't look like a bomb. */
    private static String noise() {
        var random = new Random(1);
        var noise = new StringBuilder();
        for (var i = 0; i < MEGABYTE; i++) {
            noise.append((char) (' ' + random.nextInt(90)));
        }
        return noise.toString();
    }
}
