package org.cabas.service.simulation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.service.browser.InBrowser;
import org.cabas.service.browser.Studio;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Draft;
import org.cabas.service.draft.Edit;
import org.cabas.service.draft.Editing;
import org.cabas.service.fund.Adopted;
import org.junit.jupiter.api.Test;

/** A committee sees what a draft would change, at a laptop and on a phone. */
@InBrowser
class SimulationPageTest {
    private static final String MEMBER = "comite1@joigny.demo";
    private static final String SIMULATIONS = "/caisses/joigny/simulations";

    /** Reckoning a year may wait for other tests to leave a processor. */
    private static final LocatorAssertions.HasTextOptions PATIENTLY =
            new LocatorAssertions.HasTextOptions().setTimeout(120_000);

    @Test
    void a_year_with_another_rate_is_simulated_and_read_on_a_laptop_and_a_phone(Studio studio) {
        begin(studio, "Moins pour l'emballé", "eligibility", "R11", "coverage", "50\u00a0%", "20\u00a0%");
        var laptop = studio.onLaptop().signIn(MEMBER);
        var page = laptop.open(SIMULATIONS);
        studio.axeIsClean(page);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Préparer une simulation"))
                .click();
        page.getByLabel(Pattern.compile("Moins pour l'emballé")).check();
        page.locator("summary").click();
        studio.axeIsClean(page, "simulation-new");
        if (page.locator("#households").isHidden()) {
            page.locator("summary").click();
        }
        page.locator("#households").fill("400");
        page.locator("#seed").fill("20260307");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Lancer la simulation"))
                .click();
        studio.screenshot(page, "simulation-waiting");
        assertThat(page.locator(".headline"))
                .hasText(Pattern.compile("achats? sur .* changerai.* de moins pour les membres"), PATIENTLY);
        assertThat(page.locator("canvas").first()).isVisible();
        assertThat(page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("ligne R11"))))
                .isVisible();
        studio.axeIsClean(page, "simulation-result");
        studio.fitsTheScreen(page);

        var phone = studio.onPhone().signIn(MEMBER);
        var small = phone.open(page.url().substring(page.url().indexOf("/caisses")));
        assertThat(small.locator(".headline")).isVisible();
        studio.axeIsClean(small, "simulation-result");
        studio.fitsTheScreen(small);
        var form = phone.open(SIMULATIONS + "/nouvelle");
        studio.axeIsClean(form, "simulation-new");
        studio.fitsTheScreen(form);
        studio.axeIsClean(phone.open(SIMULATIONS), "simulation-list");
        var dark = studio.onLaptopInTheDark().signIn(MEMBER);
        studio.axeIsClean(dark.open(small.url().substring(small.url().indexOf("/caisses"))), "simulation-dark");
    }

    @Test
    void a_long_simulation_shows_how_far_it_is_can_be_left_and_stopped_without_scripts_too(Studio studio) {
        begin(studio, "Longue", "contribution", "R4", "contribution", "20\u00a0€", "22\u00a0€");
        var screen = studio.withoutScripts().signIn(MEMBER);
        var page = screen.open(SIMULATIONS + "/nouvelle");
        page.getByLabel(Pattern.compile("Longue")).check();
        page.locator("#households").fill("5000");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Lancer la simulation"))
                .click();
        assertThat(page.getByRole(AriaRole.PROGRESSBAR)).isVisible();
        studio.screenshot(page, "simulation-progress");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Arrêter la simulation"))
                .click();
        assertThat(page.locator("main")).containsText("Rien n’en est gardé");
    }

    @Test
    void what_is_missing_is_said_and_nothing_typed_is_lost(Studio studio) {
        begin(studio, "Oubliée", "contribution", "R4", "contribution", "20\u00a0€", "23\u00a0€");
        var page = studio.onLaptop().signIn(MEMBER).open(SIMULATIONS + "/nouvelle");
        page.locator("#households").fill("beaucoup");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Lancer la simulation"))
                .click();
        assertThat(page.locator(".error-summary")).containsText("Choisissez au moins un brouillon");
        assertThat(page.locator("#households")).hasValue("beaucoup");
        studio.axeIsClean(page, "simulation-errors");
        studio.forgive("422");
    }

    /** A draft of Joigny's in which one cell is another. */
    private static void begin(
            Studio studio, String name, String question, String row, String column, String from, String to) {
        var table = DemonstrationFunds.tables("joigny").stream()
                .filter(each -> each.id().equals(question))
                .findFirst()
                .orElseThrow();
        var editing = studio.bean(Editing.class);
        var begun = new Editing.Begun("joigny", "joigny", name, 1, Draft.State.OPEN);
        var draft = studio.bean(Transactions.class)
                .run(connection -> editing.begin(connection, begun, Adopted.of(table), "per_test"));
        editing.edit(
                draft.id(), "per_test", 0, UUID.randomUUID().toString(), List.of(new Edit.Cell(row, column, from, to)));
    }
}
