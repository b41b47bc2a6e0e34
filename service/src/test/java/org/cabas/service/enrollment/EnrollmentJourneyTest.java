package org.cabas.service.enrollment;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;

import com.microsoft.playwright.Page;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import org.cabas.service.TestEngine;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Town;
import org.cabas.service.browser.InBrowser;
import org.cabas.service.browser.Studio;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;
import org.cabas.service.demo.data.Handles;
import org.cabas.service.engine.Probe;
import org.junit.jupiter.api.Test;

/**
 * Households on their way in, on people's screens and with the real engine. The engine is driven by a second instance of the service
 * on the studio's database: people need not be at the one that speaks to it.
 */
@InBrowser
class EnrollmentJourneyTest {
    private static EmbeddedServer driver(Studio studio) {
        var settings = Town.databaseOf(studio.bean(ApplicationContext.class));
        settings.put("cabas.engine.address", TestEngine.address());
        settings.put(Probe.ASKED_FOR, "yes");
        return ApplicationContext.run(EmbeddedServer.class, settings, Environment.TEST);
    }

    private static void limit(Studio studio, String fund, int places) {
        studio.bean(Transactions.class).run(c -> {
            studio.bean(Places.class).limit(c, fund, places);
            return places;
        });
    }

    @Test
    void a_household_of_joigny_goes_from_a_form_on_a_phone_to_a_card_that_pays(Studio studio) {
        limit(studio, "joigny", 1_000);
        try (var driver = driver(studio)) {
            assertThat(driver.isRunning()).isTrue();
            var page = studio.onPhone().signIn("accueil@joigny.demo").open("/caisses/joigny/dossiers");
            page.getByText("Nouvelle demande d'adhésion").click();
            assertThat(page.locator("h1")).hasText("Nouvelle demande");
            studio.fitsTheScreen(page);
            studio.axeIsClean(page, "adhesion-formulaire");
            Studio.press(page, "Enregistrer la demande");
            assertThat(page.locator(".error-summary")).isVisible();
            studio.forgive("422");
            studio.axeIsClean(page, "adhesion-formulaire-erreurs");
            apply(page, "Foyer du parcours");
            assertThat(page.locator("h1")).hasText("Foyer du parcours");

            Studio.until(page, "Mener l’entretien");
            studio.fitsTheScreen(page);
            studio.axeIsClean(page, "adhesion-entretien");
            page.getByLabel("Le foyer continue").check();
            Studio.press(page, "Enregistrer l'entretien");
            Studio.until(page, "Choisir la contribution");
            agree(studio, page);
            Studio.until(page, "Remettre la carte");
            var card = page.locator(".next-step .fingerprint").innerText();
            page.getByLabel("Numéro écrit sur la carte que vous remettez").fill(card);
            studio.axeIsClean(page, "adhesion-carte");
            Studio.press(page, "Remettre la carte");
            Studio.until(page, "Accueillir à l’atelier");
            studio.bean(Changes.class).follow();
            var till = new Till(URI.create(studio.address("")), Handles.GATEWAY_KEY);
            var vegetables = loose("1", "vegetables", 500, "fr:ab-agriculture-biologique");
            assertThat(till.pay(basket(card, Handles.GARDENER, vegetables)).decision())
                    .isEqualTo("approved");
            page.getByLabel("Le foyer est venu").check();
            Studio.press(page, "Enregistrer");
            Studio.until(page, "adhérente");
            studio.fitsTheScreen(page);
            studio.axeIsClean(page, "adhesion-adherent");
        }
    }

    private static void apply(Page page, String name) {
        page.getByLabel("Nom et prénom").fill(name);
        page.getByLabel("Téléphone").fill("01 99 00 77 00");
        page.getByLabel("Commune").fill("Joigny");
        page.getByLabel("Nombre d’adultes").fill("2");
        page.getByLabel("Nombre d’enfants").fill("1");
        page.getByLabel("Orienté par").selectOption("ccas");
        page.locator("#app_q_resident").getByLabel("oui").check();
        page.locator("#app_q_workshops").getByLabel("oui").check();
        Studio.press(page, "Enregistrer la demande");
    }

    private static void agree(Studio studio, Page page) {
        page.getByLabel("Revenu mensuel net du foyer").fill("1387");
        page.getByText("Voir le repère").click();
        assertThat(page.locator("#guide")).containsText("15\u00a0€ par mois");
        studio.fitsTheScreen(page);
        studio.axeIsClean(page, "adhesion-contribution");
        page.getByLabel("Contribution choisie, en euros par mois").fill("15");
        Studio.press(page, "Convenir de ce montant");
        assertThat(page.locator("main")).not().containsText("1387");
    }

    @Test
    void a_household_of_solicagnole_waits_a_place_opens_and_it_enters(Studio studio) {
        try (var driver = driver(studio)) {
            assertThat(driver.isRunning()).isTrue();
            var list = "/caisses/solicagnole-1/liste-attente";
            var page =
                    studio.onLaptop().signIn("gestionnaire@solicagnole-1.demo").open(list);
            var first = "Foyer n°\u00a027";
            Studio.until(page, first);
            assertThat(page.locator("main")).not().containsText("en pause");
            studio.axeIsClean(page, "liste-attente");
            studio.fitsTheScreen(
                    studio.onPhone().signIn("gestionnaire@solicagnole-1.demo").open(list));
            page.getByText(first).click();
            var file = page.url();
            assertThat(page.locator(".file-stage")).containsText("en attente d’une place");
            studio.axeIsClean(page, "adhesion-en-attente");

            page.navigate(studio.address(list));
            Studio.press(page, "Ouvrir des places");
            assertThat(page.locator("#said")).containsText("Un foyer entre");
            page.navigate(file);
            Studio.until(page, "Mener l’entretien");
            assertThat(page.locator("main")).containsText("Une place s'est libérée");
        }
    }

    @Test
    void referrers_and_households_have_pages_that_everyone_can_use(Studio studio) {
        var referrer = studio.onPhone().signIn("orienteur@joigny.demo").open("/caisses/joigny/orientations");
        studio.fitsTheScreen(referrer);
        studio.axeIsClean(referrer, "orientations-vides");
        referrer.getByText("Orienter un foyer").click();
        assertThat(referrer.locator("h1")).hasText("Orienter un foyer");
        studio.axeIsClean(referrer, "orientation-nouvelle");
        apply(referrer, "Foyer orienté");
        assertThat(referrer.locator("table")).containsText("Foyer orienté");
        studio.axeIsClean(referrer, "orientations");

        var office = studio.onLaptop().signIn("administratrice@joigny.demo").open("/caisses/joigny/personnes");
        Studio.press(office, "Ouvrir les demandes aux foyers");
        studio.axeIsClean(studio.onPhone().open("/public/joigny/demande"), "demande-publique");
        var visitor = studio.withoutScripts().open("/public/joigny/demande");
        visitor.getByLabel("Nom et prénom").fill("Foyer sans script");
        visitor.getByLabel("Téléphone").fill("01 99 00 77 01");
        visitor.getByLabel("Nombre d’adultes").fill("1");
        Studio.press(visitor, "Envoyer la demande");
        assertThat(visitor.locator("h1")).hasText("Votre demande est arrivée");
        studio.screenshot(visitor, "demande-arrivee");
        Studio.press(office, "Fermer les demandes aux foyers");
        assertThat(office.locator("#said")).containsText("fermées");
    }
}
