package org.cabas.service.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What who has no mouse relies on where a page is more than text and forms. */
@InBrowser
class KeyboardTest {

    @Test
    void the_grid_lets_go_of_who_came_into_it(Studio studio) {
        var hands = atADraft(studio);
        var page = hands.page;
        hands.reach(page.locator("#ligne-R1 td").first());

        page.keyboard().press("Shift+Tab");
        assertThat(hands.cell()).as("before the first cell").isEmpty();
        page.keyboard().press("Tab");
        assertThat(hands.cell()).isEqualTo("R1 1");
        page.keyboard().press("Tab");
        assertThat(hands.cell()).isEqualTo("R1 2");

        page.keyboard().press("Escape");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("Tab");
        assertThat(hands.cell()).as("who went on has changed their mind").isEqualTo("R2 1");
        page.keyboard().press("Escape");
        page.keyboard().press("Tab");
        assertThat(hands.cell()).as("after Escape").isEmpty();
        page.keyboard().press("Shift+Tab");
        page.keyboard().press("Escape");
        page.keyboard().press("Shift+Tab");
        assertThat(hands.cell()).as("after Escape, backwards").isEmpty();

        page.keyboard().press("Tab");
        page.keyboard().press("Control+End");
        page.keyboard().press("Tab");
        assertThat(hands.cell()).as("after the last cell").isEmpty();
        assertThat(hands.where()).isNotEmpty();
    }

    @Test
    void what_is_being_written_in_a_cell_is_given_up_with_escape(Studio studio) {
        var hands = atADraft(studio);
        var page = hands.page;
        hands.reach(page.locator("#ligne-R1 td").first());
        page.keyboard().press("Enter");
        page.keyboard().type("beaucoup");
        page.keyboard().press("Escape");
        assertThat(hands.cell()).isEqualTo("R1 1");
        assertThat(page.locator("#ligne-R1 td").first()).hasText(Pattern.compile("0\\s€ à 600\\s€"));
        page.keyboard().press("Escape");
        page.keyboard().press("Tab");
        assertThat(hands.cell()).isEmpty();
    }

    @Test
    void tools_are_one_stop_and_a_dialog_gives_back_the_place_it_was_opened_from(Studio studio) {
        var hands = atADraft(studio);
        var page = hands.page;
        hands.reach(hands.button("Annuler"));
        page.keyboard().press("ArrowLeft");
        assertThat(hands.button("Clavier")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#keys")).isVisible();
        studio.axeIsClean(page, "keys");
        page.keyboard().press("Escape");
        assertThat(page.locator("#keys")).isHidden();
        assertThat(hands.button("Clavier")).isFocused();
        page.keyboard().press("Home");
        assertThat(hands.button("Annuler")).isFocused();
        page.keyboard().press("Tab");
        assertThat(hands.cell()).isEqualTo("R1 1");
        page.keyboard().press("Shift+Tab");
        assertThat(hands.button("Annuler")).isFocused();
    }

    @Test
    void what_others_change_takes_neither_the_place_nor_the_words_of_who_reads_the_findings(Studio studio) {
        var hands = atADraft(studio);
        var page = hands.page;
        hands.writeCell("R4", "Contribution mensuelle", "200");
        assertThat(page.locator("#findings")).containsText("R4");
        hands.press(page.locator("#findings summary").first());
        hands.write(page.locator("#findings input[name=reason]").first(), "Nous l’avons");

        var draft = page.url().substring(page.url().indexOf("/caisses")).replaceAll("#.*", "");
        var other = studio.onLaptop().signIn("comite2@joigny.demo").open(draft);
        other.locator("#ligne-R8 td").nth(1).dblclick();
        other.keyboard().press("Control+a");
        other.keyboard().type("1");
        other.keyboard().press("Enter");
        assertThat(page.locator("#findings")).containsText("R8");
        page.keyboard().type(" voulu");
        assertThat(page.locator("#findings input[name=reason]:focus")).hasValue("Nous l’avons voulu");
    }

    @Test
    void a_household_s_application_is_written_after_its_mistakes_were_told_and_followed(Studio studio) {
        var page = studio.onLaptop().signIn("accueil@joigny.demo").open("/caisses/joigny/dossiers");
        var hands = new Keyboard(studio, page);
        hands.press(hands.button("Nouvelle demande d'adhésion"));
        assertThat(page.locator("h1")).hasText("Nouvelle demande");
        hands.press(hands.button("Enregistrer la demande"));
        hands.press(page.locator(".error-summary a").first());
        assertThat(page.getByLabel("Nom et prénom")).isFocused();
        studio.forgive("422");

        hands.write(page.getByLabel("Nom et prénom"), "Foyer du clavier");
        hands.write(page.getByLabel("Téléphone"), "01 99 00 77 01");
        hands.write(page.getByLabel("Commune"), "Joigny");
        hands.write(page.getByLabel("Nombre d’adultes"), "1");
        hands.reach(page.getByLabel("Orienté par"));
        page.keyboard().press("ArrowDown");
        hands.choose(page.locator("#app_q_resident").getByLabel("oui"));
        hands.choose(page.locator("#app_q_workshops").getByLabel("oui"));
        hands.press(hands.button("Enregistrer la demande"));
        assertThat(page.locator("h1")).hasText("Foyer du clavier");

        hands.press(hands.section("À faire"));
        assertThat(page.locator("h1")).containsText("faire");
        hands.press(hands.section("Dossiers"));
        hands.press(hands.link("Foyer du clavier"));
        assertThat(page.locator("h1")).hasText("Foyer du clavier");
    }

    private static Keyboard atADraft(Studio studio) {
        var page = studio.onLaptop().signIn("comite1@joigny.demo").open("/caisses/joigny/tables/contribution");
        var hands = new Keyboard(studio, page);
        hands.press(hands.button("Préparer une modification"));
        page.waitForURL(url -> url.contains("/brouillons/"));
        return hands;
    }
}
