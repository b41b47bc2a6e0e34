package org.cabas.service.vote;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.cabas.service.browser.InBrowser;
import org.cabas.service.browser.Studio;
import org.cabas.service.browser.Studio.Screen;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Draft;
import org.cabas.service.draft.Editing;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.fund.History;
import org.junit.jupiter.api.Test;

/** From a draft to law as a committee does it, on its screens. */
@InBrowser
class ProposalPagesTest {
    private static final Pattern PROPOSAL = Pattern.compile(".*/propositions/pro_[0-9a-z]+$");

    /** A draft of a fund's contributions that gives one row another amount. */
    private static Draft draft(Studio studio, Fund fund, String question, String from, String to) {
        var version = studio.bean(History.class).of(fund.rulebook()).stream()
                .filter(each -> each.question().equals(question) && each.from() != null)
                .findFirst()
                .orElseThrow()
                .version();
        var adopted = studio.bean(History.class)
                .adopted(fund.rulebook(), question, version)
                .orElseThrow();
        var changed = new org.cabas.service.fund.Adopted(
                Assembly.changed(adopted.table(), from, to), adopted.cases(), adopted.waivers(), null);
        return studio.bean(Transactions.class)
                .run(connection -> studio.bean(Editing.class)
                        .begin(
                                connection,
                                new Editing.Begun(
                                        fund.id(), fund.rulebook(), "essai de mars", version, Draft.State.OPEN),
                                changed,
                                "per_test"));
    }

    private static Fund fund(Studio studio, String id) {
        return studio.bean(Funds.class).findById(id).orElseThrow();
    }

    private static Page press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
        return page;
    }

    private static void votes(Screen screen, String address, String choice) {
        var page = screen.open(address);
        press(page, choice);
        assertThat(page.locator("h1")).containsText(choice);
        press(page, "Voter «\u00a0" + choice + "\u00a0»");
        assertThat(page.locator("#said")).containsText("Votre vote est compté");
        page.close();
    }

    @Test
    void a_committee_proposes_discusses_votes_and_publishes(Studio studio) {
        var fund = fund(studio, "gers");
        draft(studio, fund, "allocation", ";;40 €;20 €", ";;45 €;20 €");
        var author = studio.onLaptop().signIn("comite1@gers.demo");
        var page = author.open("/caisses/gers/propositions");
        studio.axeIsClean(page, "propositions-vides");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Faire une proposition"))
                .click();
        studio.axeIsClean(page, "proposition-nouvelle");
        press(page, "Proposer au comité");
        assertThat(page.locator(".error-summary")).containsText("Donnez un titre");
        assertThat(page.locator(".error-summary")).containsText("Choisissez au moins un brouillon");
        studio.axeIsClean(page, "proposition-nouvelle-erreurs");
        studio.forgive("422");
        page.locator("input[name=drafts]").first().check();
        page.getByLabel("Titre").fill("Cinq euros de plus par adulte");
        page.getByLabel("Pourquoi").fill("Les prix ont monté.\n\nLa trésorerie le permet.");
        press(page, "Proposer au comité");
        assertThat(page).hasURL(PROPOSAL);
        assertThat(page.locator(".change")).containsText("45");
        var address = page.url().substring(page.url().indexOf("/caisses"));

        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Commenter la ligne"))
                .first()
                .click();
        page.getByLabel("Votre commentaire").fill("<b>Bonne</b> idée\u00a0?");
        press(page, "Commenter");
        assertThat(page.locator(".change .comment-body")).hasText("<b>Bonne</b> idée\u00a0?");
        studio.axeIsClean(page, "proposition-discussion");

        var facilitator = studio.onLaptop().signIn("facilitatrice@gers.demo");
        var opening = facilitator.open(address);
        studio.axeIsClean(opening, "proposition-ouvrir");
        press(opening, "Ouvrir le vote");
        assertThat(opening.locator("#said")).containsText("Le vote est ouvert");
        var wall = facilitator.open(address + "/projection");
        assertThat(wall.locator(".wall-count")).hasText("0 vote sur 5");
        studio.axeIsClean(wall, "projection");
        studio.isSeenAtOnce(wall);

        var phone = studio.onPhone().signIn("comite2@gers.demo");
        var ballot = phone.open(address);
        studio.axeIsClean(ballot, "proposition-vote");
        studio.fitsTheScreen(ballot);
        press(ballot, "Oui");
        studio.axeIsClean(ballot, "vote-confirmer");
        studio.fitsTheScreen(ballot);
        press(ballot, "Voter «\u00a0Oui\u00a0»");
        assertThat(ballot.locator(".vote-panel")).containsText("Vous avez voté");
        assertThat(wall.locator(".wall-count")).hasText("1 vote sur 5");
        assertThat(page.locator("h1")).isVisible();

        votes(author, address, "Oui");
        votes(studio.withoutScripts().signIn("comite3@gers.demo"), address, "Abstention");
        votes(studio.onLaptop().signIn("comite4@gers.demo"), address, "Oui");
        votes(studio.onLaptop().signIn("comite5@gers.demo"), address, "Non");
        assertThat(wall.locator(".wall-count")).hasText("Adoptée");
        studio.axeIsClean(wall, "projection-resultat");
        studio.isSeenAtOnce(wall);

        var publishing = facilitator.open(address);
        assertThat(publishing.locator(".panel")).containsText("3 oui, 1 non, 1 abstention");
        studio.axeIsClean(publishing, "proposition-adoptee");
        publishing.locator("#day").fill("2020-01-01");
        press(publishing, "Publier la décision");
        assertThat(publishing.locator(".error-summary")).containsText("prend effet au plus tôt");
        studio.forgive("422");
        publishing.getByLabel("Tout de suite").check();
        press(publishing, "Publier la décision");
        assertThat(publishing.locator("#said")).containsText("prendra effet d'elle-même");
        try {
            studio.clock().goOn(Duration.ofSeconds(11));
            publishing.reload();
            assertThat(publishing.locator(".panel")).containsText("en vigueur depuis");
            studio.axeIsClean(publishing, "proposition-en-vigueur");
        } finally {
            studio.clock().runAsUsual();
        }
        var print = facilitator.open(address + "/imprimer");
        studio.axeIsClean(print, "proposition-imprimer");
        studio.axeIsClean(facilitator.open("/caisses/gers/propositions"), "propositions");
        studio.axeIsClean(phone.open(address), "proposition-fin");
    }

    @Test
    void a_change_of_criteria_names_the_places_that_it_drops(Studio studio) {
        var fund = fund(studio, "joigny");
        var draft = draft(studio, fund, "conventioning", "R4;;;≥ 60;", "R4;;;≥ 95;");
        var author = studio.onPhone().signIn("comite1@joigny.demo");
        var page = author.open("/caisses/joigny/propositions/nouvelle?brouillon=" + draft.id());
        assertThat(page.locator("input[name=drafts]:checked")).hasCount(1);
        page.getByLabel("Titre").fill("Des critères plus exigeants");
        press(page, "Proposer au comité");
        studio.screenshot(page, "proposition-lieux");
        studio.axeIsClean(page);
        studio.fitsTheScreen(page);
        page.getByText("Retirer la proposition").first().click();
        press(page, "Retirer la proposition");
        assertThat(page.locator("#said")).containsText("La proposition est retirée");
    }

    @Test
    void how_the_committee_votes_is_read_by_all_and_changed_by_facilitators(Studio studio) {
        var member = studio.onPhone().signIn("comite1@autunois.demo").open("/caisses/autunois/reglages");
        assertThat(member.getByLabel("Quorum, en pourcentage")).isDisabled();
        studio.axeIsClean(member, "reglages-lecture");
        studio.fitsTheScreen(member);
        var page = studio.onLaptop().signIn("facilitatrice@autunois.demo").open("/caisses/autunois/reglages");
        page.getByLabel("Quorum, en pourcentage").fill("beaucoup");
        press(page, "Enregistrer");
        assertThat(page.locator(".error-summary")).containsText("Le quorum est un pourcentage, de 0 à 100.");
        studio.forgive("422");
        studio.axeIsClean(page, "reglages-erreur");
        page.getByLabel("Quorum, en pourcentage").fill("60 %");
        press(page, "Enregistrer");
        assertThat(page.locator("#said")).containsText("enregistrées");
    }
}
