package org.cabas.service.table;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.exchange.Exchange;
import org.cabas.rules.exchange.Format;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.browser.InBrowser;
import org.cabas.service.browser.Studio;
import org.cabas.service.database.Transactions;
import org.junit.jupiter.api.Test;

/** Files that no committee would send, sent to the page: one clear sentence, nothing changed, nothing run. */
@InBrowser
class HostileFilesTest {
    private static final String TABLES = "/caisses/joigny/tables";
    private static final String SHEET = "xl/worksheets/sheet1.xml";

    /** A file, and words of the one sentence that refuses it. */
    private record Sent(String name, byte[] bytes, String... words) {
        Sent(String name, String text, String... words) {
            this(name, text.getBytes(StandardCharsets.UTF_8), words);
        }
    }

    private static List<Sent> workbooks() throws IOException {
        return List.of(
                new Sent("macros.xlsm", xlsx(), "macros"),
                new Sent("renamed.xlsx", with(xlsx(), "xl/vbaProject.bin", before -> "x"), "macros"),
                new Sent("macros.ods", with(ods(), "Basic/Standard/Module1.xml", before -> "x"), "macros"),
                new Sent(
                        "formula.xlsx",
                        sheet("(<c r=\"B17\"[^>]*?)(?: t=\"[^\"]*\")?>.*?</c>", "$1><f>1+1</f><v>2</v></c>"),
                        "B17",
                        "formule"),
                new Sent(
                        "formula.ods",
                        with(
                                ods(),
                                "content.xml",
                                text -> text.replaceFirst(
                                        "(table:style-name=\"body\")", "$1 table:formula=\"of:=1+1\"")),
                        "formule"),
                new Sent(
                        "links.xlsx",
                        with(xlsx(), "xl/externalLinks/externalLink1.xml", before -> "x"),
                        "liens vers d'autres fichiers"),
                new Sent(
                        "merged.xlsx",
                        sheet(
                                "</sheetData>(<sheetProtection[^>]*/>)?",
                                "</sheetData>$1<mergeCells count=\"1\"><mergeCell ref=\"B7:B8\"/></mergeCells>"),
                        "B7",
                        "fusionnées"),
                new Sent(
                        "headless.xlsx",
                        sheet("(?s)<row [^>]*r=\"9\"[^>]*>.*?</row>", ""),
                        "Il manque la ligne",
                        "Type"),
                new Sent(
                        "long.xlsx",
                        sheet("</sheetData>", "<row><c><v>1</v></c></row>".repeat(200_000) + "</sheetData>"),
                        "trop de lignes"),
                new Sent("bomb.xlsx", bomb(), "grossit démesurément"),
                new Sent(
                        "laughs.xlsx",
                        sheet("<worksheet", "<!DOCTYPE x [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><worksheet"),
                        "DOCTYPE"),
                new Sent("wrong.ods", xlsx(), "XLSX", "renommez"),
                new Sent("wrong.xlsx", "<html><script>alert(1)</script></html>", "page web"));
    }

    private static List<Sent> texts() {
        var guide = guide();
        var dmn = new String(
                Exchange.write(List.of(contribution()), Format.DMN).getFirst().bytes(), StandardCharsets.UTF_8);
        return List.of(
                new Sent("long.csv", guide + "1;1\n".repeat(200_000), "trop de lignes"),
                new Sent("headless.csv", guide.replaceFirst("(?m)^Type;.*\n", ""), "Il manque la ligne", "Type"),
                new Sent("html.csv", guide.replace(";15 €", ";<script>alert(1)</script>"), "<script>alert(1)</script>"),
                new Sent("html2.csv", guide.replace(";15 €", ";<img src=x onerror=alert(1)>"), "<img src=x onerror"),
                new Sent("java.csv", guide.replace(";15 €", ";\"\"\"); System.exit(1); //\""), "System.exit"),
                new Sent("feel.csv", guide.replace(";15 €", ";if true then 1 else 2"), "if true then"),
                new Sent("cmd.csv", guide.replace(";15 €", ";=cmd|'/c calc'!A0"), "=cmd|'/c calc'!A0"),
                new Sent("backslash.csv", guide.replace(";15 €", ";15\\u20ac\\"), "15\\u20ac\\"),
                new Sent("<script>alert(1)<b>.csv", guide.replace(";15 €", ";quinze"), "quinze"),
                new Sent("<b>gras<b>.xlsx", guide, "<b>gras<b>.xlsx", "CSV"),
                new Sent(
                        "function.dmn",
                        dmn.replaceFirst(
                                "<text>\\[0\\.\\.600]</text>",
                                "<text>function() external {java: {class: \"java.lang.Runtime\"}}</text>"),
                        "fonction"),
                new Sent(
                        "import.dmn",
                        dmn.replaceFirst(
                                "<decision ",
                                "<import namespace=\"x\" locationURI=\"http://127.0.0.1:1/x.dmn\" importType=\"x\"/><decision "),
                        "importe un autre fichier"),
                new Sent(
                        "types.dmn",
                        dmn.replaceFirst(
                                "<definitions", "<!DOCTYPE x [<!ENTITY c SYSTEM \"file:///etc/passwd\">]><definitions"),
                        "DOCTYPE"));
    }

    @Test
    void each_is_refused_in_one_sentence_and_changes_nothing(Studio studio) throws IOException {
        var page = studio.onLaptop().signIn("comite1@joigny.demo").open(TABLES);
        var dialogs = new ArrayList<String>();
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        var drafts = drafts(studio);
        var all = new ArrayList<>(workbooks());
        all.addAll(texts());
        for (var sent : all) {
            send(page, sent);
            var refusal = page.locator(".error-summary li");
            assertThat(refusal).hasCount(1);
            for (var word : sent.words()) {
                assertThat(refusal).containsText(word);
            }
            assertThat(refusal.innerText()).as(sent.name()).endsWith(".").doesNotContain("Exception");
            assertThat(page.locator(".error-summary")).containsText(sent.name());
            assertThat(page.locator(".error-summary")).containsText("Rien n’a changé");
            assertThat(page.locator("main script, main img, main b")).hasCount(0);
        }
        assertThat(dialogs).as("scripts that ran").isEmpty();
        assertThat(drafts(studio)).as("drafts").isEqualTo(drafts);
        studio.axeIsClean(page, "import-refused");
        studio.forgive("422");
    }

    @Test
    void text_that_looks_like_a_program_is_shown_as_text_from_the_file_to_the_grid_and_back(Studio studio)
            throws IOException {
        var page = studio.onLaptop().signIn("comite1@joigny.demo").open(TABLES);
        var dialogs = new ArrayList<String>();
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        var html = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        var command = "=cmd|'/c calc'!A0";
        var guide = guide().replaceFirst("(?m)^Titre;.*$", "Titre;" + html)
                .replaceFirst("(?m)^(R1;[^;]*;[^;]*);.*$", "$1;" + html + ";")
                .replaceFirst("(?m)^(R2;[^;]*;[^;]*);.*$", "$1;'" + command + ";");
        send(page, new Sent("guide.csv", guide));
        assertThat(page.locator("h2").first()).hasText(html);
        assertThat(page.locator("main")).containsText(command);
        assertThat(page.locator("main script, main img")).hasCount(0);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("En faire un brouillon"))
                .click();
        assertThat(page.locator("#ligne-R1")).containsText(html);
        assertThat(page.locator("#ligne-R2")).containsText(command);
        assertThat(page.locator("main img")).hasCount(0);
        assertThat(dialogs).as("scripts that ran").isEmpty();
    }

    @Test
    void a_file_that_is_too_big_is_refused_in_one_sentence(Studio studio) {
        var page = studio.onLaptop().signIn("comite1@joigny.demo").open(TABLES);
        var drafts = drafts(studio);
        send(page, new Sent("big.csv", guide() + "1;1;1;1;1;1;1;1\n".repeat(200_000)));
        assertThat(page.locator("main")).containsText("trop volumineux");
        assertThat(drafts(studio)).isEqualTo(drafts);
        studio.screenshot(page, "import-too-big");
        studio.forgive("413");
    }

    private static int drafts(Studio studio) {
        return studio.bean(Transactions.class).run(connection -> {
            try (var query = connection.prepareStatement("select count(*) from draft");
                    var found = query.executeQuery()) {
                found.next();
                return found.getInt(1);
            }
        });
    }

    private static void send(Page page, Sent sent) {
        page.navigate(TABLES + "/import");
        page.locator("#file").setInputFiles(new FilePayload(sent.name(), "application/octet-stream", sent.bytes()));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Voir ce que le fichier change"))
                .click();
    }

    private static DecisionTable contribution() {
        return DemonstrationFunds.tables("joigny").stream()
                .filter(table -> table.id().equals("contribution"))
                .findFirst()
                .orElseThrow();
    }

    /** Joigny's guide as a file, with plain spaces. */
    private static String guide() {
        return CsvFormat.write(contribution()).replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    private static byte[] xlsx() {
        return Exchange.write(List.of(contribution()), Format.XLSX).getFirst().bytes();
    }

    private static byte[] ods() {
        return Exchange.write(List.of(contribution()), Format.ODS).getFirst().bytes();
    }

    /** The workbook with something in its sheet replaced. */
    private static byte[] sheet(String part, String replacement) throws IOException {
        return with(xlsx(), SHEET, text -> {
            var changed = text.replaceFirst(part, replacement);
            assertThat(changed).as(part).isNotEqualTo(text);
            return changed;
        });
    }

    /** The workbook with a part changed, or added where there is none. */
    private static byte[] with(byte[] workbook, String part, UnaryOperator<String> change) throws IOException {
        var out = new ByteArrayOutputStream();
        var isThere = false;
        try (var in = new ZipInputStream(new ByteArrayInputStream(workbook));
                var zip = new ZipOutputStream(out)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var content = in.readAllBytes();
                if (entry.getName().equals(part)) {
                    isThere = true;
                    content = change.apply(new String(content, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8);
                }
                zip.putNextEntry(new ZipEntry(entry.getName()));
                zip.write(content);
            }
            if (!isThere) {
                zip.putNextEntry(new ZipEntry(part));
                zip.write(change.apply("").getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    private static byte[] bomb() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            var zeros = new byte[1024 * 1024];
            for (var i = 0; i < 100; i++) {
                zip.write(zeros);
            }
        }
        return out.toByteArray();
    }
}
