package org.cabas.service.account;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.UUID;
import org.cabas.service.browser.InBrowser;
import org.cabas.service.browser.Studio;
import org.cabas.service.browser.Studio.Screen;
import org.junit.jupiter.api.Test;

@InBrowser
class PeoplePageTest {
    private static final String PEOPLE = "/caisses/tournugeois/personnes";

    @Test
    void an_administrator_invites_someone_who_comes_in_on_a_phone(Studio studio) {
        var office =
                studio.onLaptop().signIn("administratrice@tournugeois.demo").open(PEOPLE);
        assertThat(office.locator("h1")).hasText("Les personnes");
        studio.axeIsClean(office, "people");
        var email = UUID.randomUUID().toString().substring(0, 8) + "@tournus.test";
        office.getByLabel("Nom").fill("Une nouvelle membre");
        office.getByLabel("Adresse électronique").fill(email);
        office.getByLabel("membre du comité").check();
        button(office, "Préparer l’invitation").click();
        assertThat(office.locator("h1")).hasText("L’invitation est prête");
        studio.axeIsClean(office, "invitation-link");
        var link = office.getByLabel("Lien à envoyer").inputValue();
        assertThat(link).startsWith(studio.address("/invitation/"));

        var guest = studio.onPhone().open(link.substring(studio.address("").length()));
        assertThat(guest.locator("h1")).hasText("Votre invitation");
        studio.fitsTheScreen(guest);
        guest.getByLabel("Choisissez un mot de passe").fill("court");
        button(guest, "Accepter et entrer").click();
        assertThat(guest.locator(".error-summary")).containsText("au moins 12 caractères");
        studio.axeIsClean(guest, "invitation-refused");
        guest.getByLabel("Choisissez un mot de passe").fill("une phrase assez longue");
        guest.getByLabel("Montrer le mot de passe").check();
        assertThat(guest.getByLabel("Choisissez un mot de passe")).hasAttribute("type", "text");
        button(guest, "Accepter et entrer").click();
        assertThat(guest.locator("h1")).hasText("Aujourd’hui");
        assertThat(guest.locator(".role")).hasText("membre du comité");
        studio.forgive("422");
    }

    @Test
    void a_role_is_given_and_taken(Studio studio) {
        var office = studio.onLaptop().signIn("administratrice@gers.demo").open("/caisses/gers/personnes");
        office.getByText("Gestionnaire", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(office.locator("h1")).hasText("Gestionnaire");
        studio.axeIsClean(office, "person");
        office.getByLabel("membre du comité").check();
        button(office, "Enregistrer les rôles").click();
        assertThat(office.locator("#said")).containsText("Gestionnaire est maintenant membre du comité, gestionnaire.");
        studio.axeIsClean(office, "people-said");
        office.reload();
        assertThat(office.locator("#said")).hasText("");
    }

    @Test
    void pages_of_people_fit_a_phone_and_axe_finds_nothing(Studio studio) {
        var phone = studio.onPhone().signIn("administratrice@autunois.demo");
        for (var page : new String[][] {
            {"/caisses/autunois", "home-empty"},
            {"/caisses/autunois/personnes", "people"},
            {"/caisses/autunois/journal", "journal"},
            {"/compte", "account"},
            {"/nulle-part", "not-found"},
            {"/invitation/x", "no-invitation"},
            {"/caisses/joigny", "other-fund"},
            {"/public/joigny", "public"}
        }) {
            look(studio, phone, page[0], page[1]);
        }
        var laptop = studio.onLaptop().signIn("administratrice@autunois.demo");
        look(studio, laptop, "/caisses/autunois/journal", "journal");
        look(studio, laptop, "/public/joigny", "public");
        look(
                studio,
                studio.onLaptopInTheDark().signIn("administratrice@autunois.demo"),
                PEOPLE.replace("tournugeois", "autunois"),
                "dark-people");
        studio.forgive("404");
        studio.forgive("410");
    }

    @Test
    void the_public_page_is_opened_and_read_by_anyone(Studio studio) {
        var passerBy = studio.onPhone();
        assertThat(passerBy.open("/public/gers").locator("h1")).hasText("Cette page n’existe pas");
        var office = studio.onLaptop().signIn("administratrice@gers.demo").open("/caisses/gers/personnes");
        button(office, "Ouvrir la page publique").click();
        assertThat(office.locator("#said")).containsText("Tout le monde peut lire");
        var page = passerBy.open("/public/gers");
        assertThat(page.locator("h1")).containsText("Les règles de Mieux Man");
        studio.axeIsClean(page, "public-gers");
        button(office, "Fermer la page publique").click();
        assertThat(studio.onPhone().open("/public/gers").locator("h1")).hasText("Cette page n’existe pas");
        studio.forgive("404");
    }

    private static void look(Studio studio, Screen screen, String path, String name) {
        var page = screen.open(path);
        studio.fitsTheScreen(page);
        studio.axeIsClean(page, name);
        page.close();
    }

    private static com.microsoft.playwright.Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }
}
