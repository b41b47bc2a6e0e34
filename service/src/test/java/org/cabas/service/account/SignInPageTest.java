package org.cabas.service.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.cabas.service.browser.InBrowser;
import org.cabas.service.browser.Studio;
import org.junit.jupiter.api.Test;

@InBrowser
class SignInPageTest {

    @Test
    void a_committee_member_signs_in_on_a_phone_and_is_at_the_home_of_the_fund(Studio studio) {
        var page = studio.onPhone().open("/");
        assertThat(page).hasTitle("Se connecter – Cabas");
        studio.fitsTheScreen(page);
        studio.axeIsClean(page, "sign-in");
        page.getByLabel("Adresse électronique").fill("Comite1@Joigny.demo ");
        page.getByLabel("Mot de passe").fill("panier de saison");
        page.getByRole(com.microsoft.playwright.options.AriaRole.BUTTON).click();
        assertThat(page.locator("h1")).hasText("Aujourd’hui");
        assertThat(page.locator(".where")).containsText("Marchés Solidaires de Joigny");
        studio.fitsTheScreen(page);
        studio.axeIsClean(page, "fund-home");
    }

    @Test
    void the_page_that_was_asked_for_comes_after_signing_in(Studio studio) {
        var page = studio.onLaptop().open("/caisses/joigny?vue=tout");
        studio.axeIsClean(page, "sign-in");
        page.getByLabel("Adresse électronique").fill("comite2@joigny.demo");
        page.getByLabel("Mot de passe").fill("panier de saison");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(studio.address("/caisses/joigny?vue=tout"));
        studio.axeIsClean(page, "fund-home");
    }

    @Test
    void a_wrong_password_keeps_the_address_and_says_what_to_do(Studio studio) {
        var page = studio.onPhone().open("/connexion");
        page.getByLabel("Adresse électronique").fill("comite3@joigny.demo");
        page.getByLabel("Mot de passe").fill("pas le bon du tout");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("Adresse électronique")).hasValue("comite3@joigny.demo");
        assertThat(page.locator(".error-summary")).containsText("ne vont pas ensemble");
        assertThat(page.locator(".error-summary")).isFocused();
        studio.axeIsClean(page, "sign-in-refused");
        studio.forgive("422");
    }

    @Test
    void everything_works_without_scripts(Studio studio) {
        var page = studio.withoutScripts().signIn("facilitatrice@joigny.demo").open("/caisses/joigny");
        page.getByText("Se déconnecter").click();
        assertThat(page.locator("h1")).hasText("Se connecter");
        page.navigate("/caisses/joigny");
        assertThat(page.locator("h1")).hasText("Se connecter");
    }
}
