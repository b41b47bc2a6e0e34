package org.cabas.service.table;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.service.browser.InBrowser;
import org.cabas.service.browser.Studio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that go out as files and come in again, as somebody with a spreadsheet does it. */
@InBrowser
class FilesPagesTest {
    private static final String TABLES = "/caisses/joigny/tables";

    @ParameterizedTest
    @ValueSource(strings = {"XLSX", "ODS", "CSV", "DMN"})
    void a_table_that_is_taken_out_and_brought_back_changes_nothing(String format, Studio studio) throws Exception {
        var page = studio.onLaptop().signIn("comite1@joigny.demo").open(TABLES + "/allocation");
        var download = page.waitForDownload(() -> page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(format).setExact(true))
                .click());
        send(page, download.suggestedFilename(), Files.readAllBytes(download.path()));
        assertThat(page.locator("main")).containsText("Rien ne change.");
        studio.axeIsClean(page, "received");
    }

    @Test
    void a_file_shows_what_it_changes_and_becomes_a_draft_only_when_it_is_accepted(Studio studio) {
        var page = studio.onLaptop().signIn("comite1@joigny.demo").open(TABLES);
        send(page, "guide.csv", guide().replace("R4;1 401 € à 1 500 €;20 €", "R4;1 401 € à 1 450 €;22 €"));
        assertThat(page.locator(".sentences")).containsText("R4");
        assertThat(page.locator(".remarks")).containsText(Pattern.compile("Aucune ligne ne dit combien cotise"));
        studio.axeIsClean(page, "received-gap");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("En faire un brouillon"))
                .click();
        assertThat(page.locator("#ligne-R4")).containsText("22");
        assertThat(page.locator("#findings")).containsText("Aucune ligne ne dit combien cotise");
    }

    @Test
    void a_file_that_can_t_be_read_lists_every_problem_with_its_cell_and_changes_nothing(Studio studio) {
        var page = studio.onPhone().signIn("comite1@joigny.demo").open(TABLES);
        send(page, "guide.csv", guide().replace(";15 €", ";quinze").replace(";30 €", ";=1+1"));
        assertThat(page.locator(".error-summary")).containsText("C19 (Contribution mensuelle)");
        assertThat(page.locator(".error-summary")).containsText("C22 (Contribution mensuelle)");
        studio.fitsTheScreen(page);
        studio.axeIsClean(page, "import-problems");
        studio.forgive("422");
    }

    @Test
    void a_file_that_is_not_what_its_name_says_is_refused_in_one_sentence(Studio studio) {
        var page = studio.onLaptop().signIn("comite1@joigny.demo").open(TABLES);
        send(page, "guide.xlsx", "<html><script>alert(1)</script></html>");
        assertThat(page.locator(".error-summary li")).hasCount(1);
        assertThat(page.locator(".error-summary li script")).hasCount(0);
        studio.forgive("422");
    }

    @Test
    void a_table_of_five_thousand_rows_comes_in_and_is_leafed_through(Studio studio) {
        var page = studio.onLaptop().signIn("comite1@joigny.demo").open(TABLES);
        var head = guide().substring(0, guide().indexOf("R1;"));
        send(
                page,
                "long.csv",
                head
                        + IntStream.range(0, 5_000)
                                .mapToObj(income -> "R" + (income + 1) + ";" + income + " €;" + income / 100 + " €;;\n")
                                .collect(Collectors.joining())
                        + "R5001;≥ 5 000 €;65 €;;\nR5002;inconnu;inconnu;;\n");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("En faire un brouillon"))
                .click();
        assertThat(page.locator(".desk-table .pages"))
                .containsText(Pattern.compile("Lignes 1 à\\s+600 sur\\s+5\\s002"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Page 9"))
                .click();
        assertThat(page.locator("#ligne-R5001")).isVisible();
        assertThat(page.locator("#findings")).containsText("Chaque cas a sa réponse, et une seule");
        studio.axeIsClean(page);
    }

    private static void send(Page page, String name, String text) {
        send(page, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(Page page, String name, byte[] bytes) {
        page.navigate(TABLES + "/import");
        page.locator("#file").setInputFiles(new FilePayload(name, "application/octet-stream", bytes));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Voir ce que le fichier change"))
                .click();
    }

    /** Joigny's guide as a file, with plain spaces. */
    private static String guide() {
        var guide = DemonstrationFunds.tables("joigny").stream()
                .filter(table -> table.id().equals("contribution"))
                .findFirst()
                .orElseThrow();
        return CsvFormat.write(guide).replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
