package org.cabas.service.draft;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.cabas.service.browser.InBrowser;
import org.cabas.service.browser.Studio;
import org.junit.jupiter.api.Test;

/** What a committee does with a draft, in a real browser; every test begins a draft of its own. */
@InBrowser
class DraftPagesTest {
    private static final String TABLES = "/caisses/joigny/tables";

    @Test
    void a_bracket_that_is_cut_out_is_a_finding_beside_the_grid_and_undoing_mends_it(Studio studio) {
        var page = begin(studio, "contribution");
        studio.axeIsClean(page, "draft");

        row(page, "R4").locator("th").click();
        page.keyboard().press("Control+Delete");
        assertThat(page.locator("#findings"))
                .containsText("Aucune ligne ne dit combien cotise un foyer dont le revenu est de 1");
        assertThat(row(page, "R3").locator("th")).hasClass(Pattern.compile("wrong"));
        studio.axeIsClean(page, "draft-gap");

        page.keyboard().press("Control+z");
        assertThat(page.locator("#findings")).containsText("Chaque cas a sa réponse, et une seule");
        assertThat(row(page, "R4")).isVisible();
        saved(page);
        page.reload();
        assertThat(row(page, "R4")).containsText("20");
    }

    @Test
    void what_is_written_is_read_as_people_write_it_and_kept(Studio studio) {
        var page = begin(studio, "contribution");
        write(cell(page, "R3", 1), "1001-1350");
        assertThat(cell(page, "R3", 1)).hasText(Pattern.compile("1\\s001\\s€ à 1\\s350\\s€"));
        write(cell(page, "R3", 2), "vingt");
        assertThat(cell(page, "R3", 2)).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#findings")).containsText("n'est pas un montant");
        saved(page);
        page.reload();
        assertThat(cell(page, "R3", 2)).hasText("vingt");
        studio.axeIsClean(page, "draft-unreadable");
    }

    @Test
    void the_case_of_a_finding_is_tried_and_the_rows_above_say_why_they_don_t_apply(Studio studio) {
        var page = begin(studio, "contribution");
        page.getByLabel("Revenu mensuel net du foyer").fill("1450");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Voir la réponse"))
                .click();
        assertThat(page.locator(".answer-sentence")).containsText("20");
        assertThat(page.locator(".why")).containsText("R3 ne s'applique pas");
        assertThat(row(page, "R4")).hasClass(Pattern.compile("decides"));
        studio.axeIsClean(page, "draft-trial");
    }

    @Test
    void a_block_of_a_spreadsheet_is_pasted_with_new_rows_where_the_table_ends(Studio studio) {
        var page = begin(studio, "contribution");
        cell(page, "R11", 1).click();
        page.evaluate("""
                () => {
                    const data = new DataTransfer();
                    data.setData("text/plain", "inconnu\\tinconnu\\n4 000 à 5 000 €\\t80 €\\nplus de 5 000\\t90\\n");
                    document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
                }""");
        assertThat(row(page, "R12")).containsText("80");
        assertThat(cell(page, "R13", 1)).hasText(Pattern.compile("≥ 5\\s001\\s€"));
        saved(page);
    }

    @Test
    void by_keyboard_alone_a_row_is_added_written_moved_duplicated_and_removed(Studio studio) {
        var page = begin(studio, "contribution");
        cell(page, "R1", 1).focus();
        page.keyboard().press("Control+Enter");
        page.keyboard().type("601 à 700");
        page.keyboard().press("Tab");
        page.keyboard().type("7");
        page.keyboard().press("Enter");
        assertThat(cell(page, "R12", 2)).hasText(Pattern.compile("7\\s€"));
        assertThat(page.locator("#findings")).containsText("R12");
        cell(page, "R12", 2).focus();
        page.keyboard().press("Alt+ArrowDown");
        assertThat(page.locator("#rows tr").nth(2)).hasAttribute("data-row", "R12");
        page.keyboard().press("Control+d");
        assertThat(row(page, "R13")).containsText("7");
        page.keyboard().press("Control+Delete");
        assertThat(row(page, "R13")).hasCount(0);
        saved(page);
    }

    @Test
    void several_words_of_a_list_are_chosen_in_a_dialog(Studio studio) {
        var page = begin(studio, "eligibility");
        var first = page.locator("#rows tr").first().locator("td").first();
        first.click();
        page.keyboard().press("Enter");
        var dialog = page.locator("dialog.chooser");
        studio.axeIsClean(page, "draft-chooser");
        dialog.getByLabel("Tous, sauf ceux que je coche").check();
        dialog.getByLabel("sucreries").check();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Valider"))
                .click();
        assertThat(first).containsText("sucreries");
        saved(page);
    }

    @Test
    void who_goes_on_at_once_finds_what_they_have_just_written(Studio studio) {
        var page = begin(studio, "contribution");
        write(cell(page, "R4", 2), "24");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Ce qui change, ligne par ligne"))
                .click();
        assertThat(page.locator(".difference-table ins")).containsText("24");
    }

    @Test
    void two_people_who_write_in_one_draft_see_each_other_and_lose_nothing(Studio studio) {
        var mine = begin(studio, "contribution");
        var theirs = studio.onLaptop().signIn("comite2@joigny.demo").open(path(mine));
        cell(theirs, "R5", 2).focus();
        assertThat(mine.locator("#present")).containsText("écrit ligne R5");

        write(cell(mine, "R6", 2), "31");
        assertThat(cell(theirs, "R6", 2)).hasText(Pattern.compile("31\\s€"));

        theirs.route("**/modifications", Route::abort);
        write(cell(theirs, "R7", 2), "36");
        assertThat(theirs.locator("#saved")).containsText("Pas encore enregistré");
        write(cell(mine, "R7", 2), "37");
        saved(mine);
        theirs.unroute("**/modifications");
        assertThat(theirs.locator("#conflicts")).containsText(Pattern.compile("Vous aviez écrit «\\s36\\s€"));
        studio.axeIsClean(theirs, "draft-conflict");
        theirs.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Mettre le mien"))
                .click();
        assertThat(cell(mine, "R7", 2)).hasText(Pattern.compile("36\\s€"));
        studio.forgive("ERR_FAILED");
    }

    @Test
    void on_a_phone_a_row_is_a_form_and_one_question_at_a_time(Studio studio) {
        var laptop = begin(studio, "eligibility");
        var page = studio.onPhone().signIn("comite1@joigny.demo").open(path(laptop));
        studio.fitsTheScreen(page);
        studio.axeIsClean(page, "draft");
        page.locator("#rows tr").first().locator("a").click();
        studio.fitsTheScreen(page);
        studio.axeIsClean(page, "draft-row");
        page.getByLabel("Note du comité").fill("L'alcool reste exclu.");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enregistrer la ligne"))
                .click();
        assertThat(page.locator("#said")).containsText("est enregistrée");
        assertThat(page.locator("#rows")).containsText("L'alcool reste exclu.");
    }

    @Test
    void without_scripts_a_draft_is_written_all_the_same(Studio studio) {
        var laptop = begin(studio, "contribution");
        var page = studio.withoutScripts().signIn("comite1@joigny.demo").open(path(laptop));
        page.locator("#ligne-R4 a").click();
        page.locator("#cell_contribution").fill("22");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Enregistrer la ligne"))
                .click();
        assertThat(page.locator("#ligne-R4")).containsText("22");
    }

    @Test
    void a_reference_case_that_a_change_contradicts_is_told_beside_the_grid(Studio studio) {
        var page = begin(studio, "contribution");
        var draft = path(page);
        page.navigate(draft + "/cas");
        studio.axeIsClean(page, "cases-empty");
        page.getByLabel("En quelques mots").fill("un parent seul avec 1 450 €");
        page.getByLabel("Revenu mensuel net du foyer").fill("1450");
        page.getByLabel("Contribution mensuelle").fill("20");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Garder ce cas"))
                .click();
        assertThat(page.locator(".remarks")).containsText("La table répond bien");
        studio.axeIsClean(page, "cases");
        page.navigate(draft);
        write(cell(page, "R4", 2), "25");
        assertThat(page.locator("#findings")).containsText("un parent seul avec 1");
        assertThat(page.locator("#findings")).containsText("Cas contredit");
    }

    @Test
    void the_committee_asks_a_question_of_its_own(Studio studio) {
        var page = begin(studio, "conventioning_points");
        var draft = path(page);
        page.navigate(draft + "/questions");
        page.locator("#question").fill("Accueille des personnes en insertion");
        page.locator("#type").selectOption("YES_NO");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Ajouter la question"))
                .click();
        assertThat(page.locator("#said")).containsText("La question est ajoutée");
        studio.axeIsClean(page, "columns");
        page.navigate(draft);
        assertThat(page.locator("#grid thead")).containsText("Accueille des personnes en insertion");
    }

    @Test
    void what_changes_is_told_by_row_in_sentences(Studio studio) {
        var page = begin(studio, "contribution");
        write(cell(page, "R4", 2), "25");
        saved(page);
        page.navigate(path(page) + "/differences");
        assertThat(page.locator(".sentences")).containsText("R4");
        assertThat(page.locator(".difference-table ins")).containsText("25");
        studio.axeIsClean(page, "differences");
    }

    @Test
    void html_in_a_cell_is_text(Studio studio) {
        var page = begin(studio, "contribution");
        write(cell(page, "R4", 3), "<img src=x onerror=\"document.title='bad'\"> =1+1");
        saved(page);
        page.reload();
        assertThat(cell(page, "R4", 3)).containsText("<img src=x");
        assertThat(page.title()).doesNotContain("bad");
    }

    @Test
    void who_only_observes_sees_a_draft_and_can_t_write_in_it(Studio studio) {
        var laptop = begin(studio, "contribution");
        var page = studio.onLaptop().signIn("observateur@joigny.demo").open(path(laptop));
        assertThat(page.locator(".tools")).hasCount(0);
        assertThat(page.locator(".row-link")).hasCount(0);
        assertThat(page.locator("#grid")).isVisible();
    }

    private static Page begin(Studio studio, String question) {
        var page = studio.onLaptop().signIn("comite1@joigny.demo").open(TABLES + "/" + question);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Préparer une modification"))
                .click();
        page.waitForURL(url -> url.contains("/brouillons/"));
        return page;
    }

    private static String path(Page page) {
        var url = page.url();
        return url.substring(url.indexOf("/caisses/"));
    }

    private static Locator row(Page page, String id) {
        return page.locator("#ligne-" + id);
    }

    /** The cell of a row under a column, from 1. */
    private static Locator cell(Page page, String row, int column) {
        return row(page, row).locator("td").nth(column - 1);
    }

    private static void write(Locator cell, String text) {
        cell.dblclick();
        cell.locator("input, textarea").fill(text);
        cell.page().keyboard().press("Enter");
    }

    private static void saved(Page page) {
        assertThat(page.locator("#saved")).hasText("Enregistré.");
    }
}
