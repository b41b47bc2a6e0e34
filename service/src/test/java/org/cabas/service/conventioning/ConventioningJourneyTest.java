package org.cabas.service.conventioning;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import org.cabas.service.TestEngine;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Town;
import org.cabas.service.browser.InBrowser;
import org.cabas.service.browser.Studio;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;
import org.cabas.service.demo.data.Handles;
import org.cabas.service.engine.Probe;
import org.cabas.service.merchant.Merchant;
import org.cabas.service.merchant.Register;
import org.junit.jupiter.api.Test;

/**
 * Merchants on their way in, on people's screens and with the real engine. The engine is driven by a second instance of the service on
 * the studio's database: people need not be at the one that speaks to it.
 */
@InBrowser
class ConventioningJourneyTest {
    private static final String FARM = "joigny-parcours";

    private static EmbeddedServer driver(Studio studio) {
        var settings = Town.databaseOf(studio.bean(ApplicationContext.class));
        settings.put("cabas.engine.address", TestEngine.address());
        settings.put(Probe.ASKED_FOR, "yes");
        return ApplicationContext.run(EmbeddedServer.class, settings, Environment.TEST);
    }

    /** A farm that the fund knows, and that has no convention: the till has its id already. */
    private static String known(Studio studio) {
        var siret = Bureau.siret();
        studio.bean(Transactions.class).run(c -> {
            studio.bean(Register.class)
                    .keep(
                            c,
                            new Merchant(
                                    FARM,
                                    "joigny",
                                    "Les jardins du parcours",
                                    "market_stall",
                                    siret.digits(),
                                    "Joigny",
                                    BigDecimal.TEN,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    "{}"));
            return true;
        });
        return siret.spaced();
    }

    private static String buy(Studio studio) {
        studio.bean(Changes.class).follow();
        var till = new Till(URI.create(studio.address("")), Handles.GATEWAY_KEY);
        var vegetables = loose("1", "vegetables", 500, "fr:ab-agriculture-biologique");
        var answer = till.pay(basket(Handles.card("joigny", 1), FARM, vegetables));
        return answer.decision().equals("approved")
                ? "approved"
                : answer.reasons().getFirst();
    }

    private static void answer(Locator question, String answer) {
        question.getByLabel(answer, new Locator.GetByLabelOptions().setExact(true))
                .check();
    }

    private static void apply(Page page, String siret) {
        page.getByLabel("Nom du lieu").fill("Les jardins du parcours");
        page.getByLabel("Numéro SIRET").fill(siret);
        page.getByLabel("Commune").fill("Joigny");
        page.getByLabel("Personne à demander").fill("la maraîchère");
        page.getByLabel("Téléphone").fill("01 99 00 77 10");
        page.getByLabel("légumes", new Page.GetByLabelOptions().setExact(true)).check();
        page.getByLabel("fruits", new Page.GetByLabelOptions().setExact(true)).check();
        page.getByLabel("Type de lieu").selectOption("stand de marché");
        answer(page.locator("#cand_q_direct_sale"), "oui");
        page.getByLabel("Distance au centre (km)").fill("25");
        answer(page.locator("#cand_q_certification"), "certifié bio");
        answer(page.locator("#cand_q_charter_signed"), "oui");
        page.getByLabel("Personnes qui y travaillent").fill("3");
    }

    @Test
    void a_market_gardener_applies_is_visited_voted_in_paid_and_suspended(Studio studio) {
        var siret = known(studio);
        assertThat(buy(studio)).as("before").isEqualTo("merchant_not_conventioned");
        try (var driver = driver(studio)) {
            assertThat(driver.isRunning()).isTrue();
            var file = candidacy(studio, siret);
            visit(studio, file);
            var laptop = studio.onLaptop().signIn("facilitatrice@joigny.demo").open(file);
            vote(studio, laptop);
            assertThat(buy(studio)).as("voted, not signed").isEqualTo("merchant_not_conventioned");
            sign(studio, laptop);
            assertThat(buy(studio)).as("on the first day").isEqualTo("approved");
            suspend(studio, laptop);
            assertThat(buy(studio)).as("suspended").isEqualTo("convention_suspended");
            resume(studio, laptop);
            assertThat(buy(studio)).as("taken up again").isEqualTo("approved");
            end(studio, laptop);
            assertThat(buy(studio)).as("during its notice").isEqualTo("approved");
            places(studio, laptop);
        }
    }

    @Test
    void what_a_candidacy_lacks_is_asked_for_and_its_convention_is_renewed_on_a_phone(Studio studio) {
        try (var driver = driver(studio)) {
            assertThat(driver.isRunning()).isTrue();
            var page = incomplete(studio);
            visit(studio, page.url());
            vote(studio, page);
            page.getByLabel("Dernier jour")
                    .fill(LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(30).toString());
            Studio.press(page, "Enregistrer la convention");
            Studio.until(page, "Décider du renouvellement");
            renew(studio, page);
        }
    }

    private static Page incomplete(Studio studio) {
        var page = studio.onLaptop().signIn("facilitatrice@joigny.demo").open("/caisses/joigny/dossiers");
        page.getByText("Nouvelle candidature d'un lieu").click();
        page.getByLabel("Nom du lieu").fill("Les jardins du parcours");
        page.getByLabel("Téléphone").fill("01 99 00 77 10");
        Studio.press(page, "Enregistrer la candidature");
        Studio.until(page, "Compléter la candidature");
        assertThat(page.locator(".next-step")).containsText("Vente directe");
        look(studio, page, "candidature-incomplete");
        Studio.press(page, "Compléter la candidature");
        assertThat(page.locator(".error-summary")).isVisible();
        studio.forgive("422");
        studio.axeIsClean(page, "candidature-incomplete-erreurs");
        apply(page, Bureau.siret().spaced());
        Studio.press(page, "Compléter la candidature");
        Studio.until(page, "Visiter le lieu");
        return page;
    }

    private static void renew(Studio studio, Page page) {
        look(studio, page, "renouvellement");
        var phone = studio.onPhone().signIn("facilitatrice@joigny.demo").open(page.url());
        phone.getByLabel("Non, elle s’arrête à son dernier jour").check();
        assertThat(phone.getByLabel("Nouveau dernier jour")).isHidden();
        phone.getByLabel("Oui, à partir du").check();
        assertThat(phone.getByLabel("Raison, qui sera dite au lieu")).isHidden();
        look(studio, phone, "renouvellement-oui");
        Studio.press(phone, "Enregistrer la décision");
        Studio.until(phone, "Rien à faire pour l’instant");
        assertThat(phone.locator(".file-panel")).containsText("à venir");
        phone.getByText("Le lieu quitte la caisse").click();
        look(studio, phone, "depart");
        Studio.press(phone, "Noter le départ");
        Studio.until(phone, "Ce dossier est clos");
        look(studio, phone, "dossier-clos");
    }

    /** The page as it is, and on somebody's phone. */
    private static void look(Studio studio, Page page, String picture) {
        studio.axeIsClean(page, picture);
        var phone = page.viewportSize().width < 500
                ? page
                : studio.onPhone().signIn("facilitatrice@joigny.demo").open(page.url());
        studio.fitsTheScreen(phone);
        studio.thumbsFind(phone);
        studio.axeIsClean(phone, picture);
    }

    private static String candidacy(Studio studio, String siret) {
        var page = studio.onPhone().signIn("facilitatrice@joigny.demo").open("/caisses/joigny/dossiers");
        page.getByText("Nouvelle candidature d'un lieu").click();
        assertThat(page.locator("h1")).hasText("Nouvelle candidature d'un lieu");
        studio.fitsTheScreen(page);
        studio.thumbsFind(page);
        studio.axeIsClean(page, "candidature-formulaire");
        page.getByLabel("Numéro SIRET").fill("123 456");
        Studio.press(page, "Enregistrer la candidature");
        assertThat(page.locator(".error-summary")).isVisible();
        studio.forgive("422");
        studio.axeIsClean(page, "candidature-erreurs");
        apply(page, siret);
        Studio.press(page, "Enregistrer la candidature");
        assertThat(page.locator("h1")).hasText("Les jardins du parcours");
        return page.url();
    }

    private static void visit(Studio studio, String file) {
        var page = studio.onPhone().signIn("comite2@joigny.demo").open(file);
        Studio.until(page, "Visiter le lieu");
        studio.fitsTheScreen(page);
        studio.thumbsFind(page);
        studio.axeIsClean(page, "candidature-visite");
        page.getByLabel("Distance au centre (km)").fill("35");
        page.getByLabel("Ce que vous avez vu").fill("Deux hectares de légumes, un stand au marché du mercredi.");
        Studio.press(page, "Enregistrer la visite");
        Studio.until(page, "Voter au comité");
        assertThat(page.locator("main")).containsText("35 au lieu de 25");
        assertThat(page.locator("main")).containsText("Le lieu a 90\u00a0points");
        studio.fitsTheScreen(page);
        studio.axeIsClean(page, "candidature-visitee");
    }

    private static void vote(Studio studio, Page page) {
        Studio.until(page, "Voter au comité");
        studio.axeIsClean(page, "candidature-vote");
        page.getByLabel("Voix pour").fill("4");
        page.getByLabel("Voix contre").fill("1");
        page.getByLabel("Oui, il reste à signer la convention").check();
        Studio.press(page, "Enregistrer le vote");
        Studio.until(page, "Signer la convention");
    }

    private static void sign(Studio studio, Page page) {
        studio.axeIsClean(page, "convention-signature");
        var phone = studio.onPhone().signIn("facilitatrice@joigny.demo").open(page.url());
        studio.fitsTheScreen(phone);
        studio.thumbsFind(phone);
        studio.axeIsClean(phone, "convention-signature");
        Studio.press(page, "Enregistrer la convention");
        Studio.until(page, "conventionnée");
        assertThat(page.locator("main")).containsText("en vigueur");
        assertThat(page.locator("main")).containsText(FARM);
        Studio.until(page, "Rien à faire pour l’instant");
        studio.axeIsClean(page, "convention-en-vigueur");
        phone.reload();
        studio.fitsTheScreen(phone);
        studio.axeIsClean(phone, "convention-en-vigueur");
    }

    private static void suspend(Studio studio, Page page) {
        page.getByText("Suspendre la convention").click();
        assertThat(page.locator("h1")).hasText("Suspendre la convention");
        studio.axeIsClean(page, "convention-suspension");
        page.getByLabel("Raison, qui sera dite au lieu").fill("Un contrôle est en cours.");
        Studio.press(page, "Suspendre la convention");
        assertThat(page.locator("#said")).containsText("ne paient plus");
        studio.axeIsClean(page, "convention-suspendue");
    }

    private static void resume(Studio studio, Page page) {
        page.getByText("Reprendre la convention").click();
        studio.axeIsClean(page, "convention-reprise");
        Studio.press(page, "Reprendre la convention");
        assertThat(page.locator("#said")).containsText("paient de nouveau");
    }

    private static void end(Studio studio, Page page) {
        page.getByText("Arrêter la convention").click();
        studio.axeIsClean(page, "convention-fin");
        var phone = studio.onPhone().signIn("facilitatrice@joigny.demo").open(page.url());
        studio.fitsTheScreen(phone);
        studio.thumbsFind(phone);
        studio.axeIsClean(phone, "convention-fin");
        page.getByLabel("Raison, qui sera dite au lieu").fill("Le stand quitte le marché.");
        Studio.press(page, "Arrêter la convention");
        Studio.until(page, "en préavis");
        studio.axeIsClean(page, "convention-en-preavis");
    }

    private static void places(Studio studio, Page page) {
        page.navigate(studio.address("/caisses/joigny/conventions"));
        assertThat(page.locator("table")).containsText("Les jardins du parcours");
        studio.axeIsClean(page, "lieux");
        var phone = studio.onPhone().signIn("comite3@joigny.demo").open("/caisses/joigny/conventions");
        studio.fitsTheScreen(phone);
        studio.thumbsFind(phone);
        studio.axeIsClean(phone, "lieux");
    }

    @Test
    void a_merchant_applies_by_itself_and_a_refused_one_is_told_why(Studio studio) {
        var office = studio.onLaptop().signIn("administratrice@joigny.demo").open("/caisses/joigny/personnes");
        Studio.press(office, "Ouvrir les candidatures aux lieux");
        assertThat(office.locator("#said")).containsText("peuvent candidater");
        var phone = studio.onPhone().open("/public/joigny/commercant");
        studio.fitsTheScreen(phone);
        studio.thumbsFind(phone);
        studio.axeIsClean(phone, "candidature-publique");
        try (var driver = driver(studio)) {
            assertThat(driver.isRunning()).isTrue();
            var visitor = studio.withoutScripts().open("/public/joigny/commercant");
            apply(visitor, Bureau.siret().spaced());
            visitor.getByLabel("Nom du lieu").fill("Le supermarché du parcours");
            visitor.getByLabel("Type de lieu").selectOption("supermarché");
            Studio.press(visitor, "Envoyer la candidature");
            assertThat(visitor.locator("h1")).hasText("Votre candidature est arrivée");
            apply(phone, Bureau.siret().spaced());
            Studio.press(phone, "Envoyer la candidature");
            assertThat(phone.locator("h1")).hasText("Votre candidature est arrivée");
            studio.fitsTheScreen(phone);
            studio.axeIsClean(phone, "candidature-arrivee");

            var page = studio.onLaptop()
                    .signIn("gestionnaire@joigny.demo")
                    .open("/caisses/joigny/dossiers?etat=tous&nom=supermarché");
            Studio.until(page, "refusée");
            page.getByText("Le supermarché du parcours").click();
            assertThat(page.locator("main")).containsText("À dire ou à imprimer pour le lieu");
            assertThat(page.locator("main")).containsText("ni de la vente directe ni un circuit court");
            studio.axeIsClean(page, "candidature-refusee");
        }
        office.reload();
        Studio.press(office, "Fermer les candidatures aux lieux");
        assertThat(office.locator("#said")).containsText("fermées");
    }
}
