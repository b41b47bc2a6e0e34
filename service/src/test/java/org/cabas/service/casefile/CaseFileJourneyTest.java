package org.cabas.service.casefile;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.micronaut.context.ApplicationContext;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.cabas.service.access.Email;
import org.cabas.service.access.Passwords;
import org.cabas.service.access.Persons;
import org.cabas.service.access.Role;
import org.cabas.service.access.Roles;
import org.cabas.service.browser.InBrowser;
import org.cabas.service.browser.Studio;
import org.cabas.service.database.Transactions;
import org.cabas.service.demo.data.Handles;
import org.cabas.service.engine.Probe;
import org.junit.jupiter.api.Test;

/** A file as people follow it, on a phone during a visit and on a laptop. */
@InBrowser
class CaseFileJourneyTest {
    private static final String FUND = "tournugeois";

    private static String person(Studio studio, String handle, String name, Role role) {
        var email = Handles.account(handle, FUND);
        studio.bean(Transactions.class).run(c -> {
            var persons = studio.bean(Persons.class);
            if (persons.byEmail(c, new Email(email)).isEmpty()) {
                var hash = studio.bean(Passwords.class).hash(Handles.PASSWORD);
                var person = persons.add(c, new Email(email), name, hash);
                studio.bean(Roles.class).give(c, person.id(), FUND, role);
            }
            return true;
        });
        return email;
    }

    private static String worker(Studio studio) {
        return person(studio, "essai-sociale", "Travailleuse sociale", Role.SOCIAL_WORKER);
    }

    private static Page press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .click();
        return page;
    }

    private static String address(String file) {
        return "/caisses/" + FUND + "/dossiers/" + file;
    }

    @Test
    void a_social_worker_does_what_is_next_on_a_phone_during_a_visit(Studio studio) {
        var files = new ProbeFiles(studio.bean(ApplicationContext.class));
        person(studio, "essai-collegue", "Travailleur social", Role.SOCIAL_WORKER);
        var file = files.open(FUND, "Un foyer de trois personnes");
        files.ask(file, Group.SOCIAL_WORKER, 2);
        var screen = studio.onPhone().signIn(worker(studio));
        var page = screen.open(address(file));
        assertThat(page.locator("h1")).hasText("Un foyer de trois personnes");
        studio.fitsTheScreen(page);
        studio.axeIsClean(page, "dossier");

        press(page, "Donner l’avis");
        assertThat(page.locator(".error-summary")).containsText("2 points sont à corriger");
        studio.axeIsClean(page, "dossier-erreurs");
        studio.forgive("422");

        page.getByLabel("Ce qui a été dit").fill("La cuisine est petite, les enfants aiment cuisiner.");
        page.getByLabel("Favorable", new Page.GetByLabelOptions().setExact(true))
                .check();
        assertThat(page.locator(".next-step .saved")).containsText("Enregistré à");
        var again = screen.open(address(file));
        assertThat(again.getByLabel("Ce qui a été dit"))
                .hasValue("La cuisine est petite, les enfants aiment cuisiner.");
        assertThat(again.getByLabel("Favorable", new Page.GetByLabelOptions().setExact(true)))
                .isChecked();
        studio.screenshot(again, "dossier-repris");
        again.close();

        press(page, "Donner l’avis");
        assertThat(page.locator("#said")).containsText("est fait");
        assertThat(page.locator("#suite")).containsText("la suite arrive");
        studio.axeIsClean(page, "dossier-envoye");
        // The engine answers a moment later: the page shows it by itself.
        files.ask(file, Group.SOCIAL_WORKER, null);
        assertThat(page.locator("#suite .next-step")).isVisible();
        assertThat(page.locator("#histoire")).containsText("L’avis est donné.");
    }

    @Test
    void what_follows_does_not_disturb_who_is_typing(Studio studio) {
        var files = new ProbeFiles(studio.bean(ApplicationContext.class));
        var file = files.open(FUND, "Un foyer qui attend");
        files.ask(file, Group.SOCIAL_WORKER, null);
        var page = studio.onLaptop().signIn(worker(studio)).open(address(file));
        var words = page.getByLabel("Ce qui a été dit");
        words.fill("Je suis en train");
        files.ask(file, Group.NURSE, null);
        assertThat(page.locator("#said")).containsText("Ce dossier a avancé");
        assertThat(words).isFocused();
        assertThat(words).hasValue("Je suis en train");
    }

    @Test
    void a_file_is_followed_on_a_laptop_by_keyboard(Studio studio) {
        var files = new ProbeFiles(studio.bean(ApplicationContext.class));
        person(studio, "essai-collegue", "Travailleur social", Role.SOCIAL_WORKER);
        var file = files.open(FUND, "Une famille");
        files.ask(file, Group.SOCIAL_WORKER, 0);
        files.ask(file, "first", Group.NURSE, null);
        var page = studio.onLaptop().signIn(worker(studio)).open(address(file));
        var claim = page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Je m’en occupe"));
        claim.focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#said")).containsText("Vous vous occupez maintenant de ce dossier.");
        page.locator(".postpone summary").focus();
        page.keyboard().press("Enter");
        page.getByLabel("Jusqu’à quel jour").fill(LocalDate.now().plusDays(6).toString());
        page.getByLabel("Pourquoi").fill("La famille est en voyage");
        page.keyboard().press("Enter");
        assertThat(page.locator("#said")).containsText("C’est reporté au");
        page.getByLabel("Ajouter une note").fill("Rappeler après le voyage.");
        press(page, "Noter");
        page.getByLabel("Ajouter un document")
                .setInputFiles(new FilePayload(
                        "attestation.pdf",
                        "application/pdf",
                        Arrays.copyOf("%PDF-1.7".getBytes(StandardCharsets.UTF_8), 34_000)));
        press(page, "Ajouter");
        assertThat(page.locator("#documents + ul")).containsText("attestation.pdf");
        studio.axeIsClean(page, "dossier-suivi");
    }

    @Test
    void the_day_and_the_list_lead_to_a_file_with_one_tap(Studio studio) {
        var files = new ProbeFiles(studio.bean(ApplicationContext.class));
        var titles = new String[] {"Une mère et ses deux enfants", "Un couple de retraités", "Un étudiant"};
        for (var i = 0; i < titles.length; i++) {
            var file = files.open(FUND, titles[i]);
            files.ask(file, Group.SOCIAL_WORKER, i == 2 ? null : 3 * i);
            if (i == 1) {
                files.change("update task set due_on = '2026-11-02' where case_id = '" + file + "'");
            }
        }
        var closed = files.open(FUND, "Un foyer parti");
        files.step(closed, "last");
        var phone = studio.onPhone().signIn(worker(studio));
        var day = phone.open("/caisses/" + FUND + "/aujourdhui");
        assertThat(day.locator("h1")).hasText("À faire aujourd’hui");
        studio.fitsTheScreen(day);
        studio.axeIsClean(day, "a-faire");
        day.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Un couple de retraités"))
                .click();
        assertThat(day.locator(".next-step")).isVisible();
        var list = phone.open("/caisses/" + FUND + "/dossiers");
        studio.fitsTheScreen(list);
        studio.axeIsClean(list, "dossiers");
        var laptop = studio.onLaptop().signIn(worker(studio));
        studio.axeIsClean(laptop.open("/caisses/" + FUND + "/aujourdhui?qui=tous"), "a-faire");
        studio.axeIsClean(laptop.open("/caisses/" + FUND + "/dossiers?etat=tous&tri=nom"), "dossiers");
        studio.axeIsClean(laptop.open("/caisses/" + FUND + "/dossiers?nom=personne"), "dossiers-aucun");
        studio.axeIsClean(laptop.open("/caisses/" + FUND), "accueil-dossiers");
        studio.axeIsClean(
                studio.onLaptopInTheDark().signIn(worker(studio)).open("/caisses/" + FUND + "/dossiers"),
                "dark-dossiers");
    }

    @Test
    void an_incident_is_tried_again_and_a_calendar_gets_its_address(Studio studio) {
        var files = new ProbeFiles(studio.bean(ApplicationContext.class));
        var file = files.open(FUND, "Un foyer en panne");
        studio.bean(Probe.class).fail(1);
        var key = files.step(file, "first");
        files.change("update engine_job set state = 'PARKED' where job_key = " + key);
        var office = studio.onLaptop()
                .signIn(Handles.account("administratrice", FUND))
                .open("/caisses/" + FUND);
        studio.axeIsClean(office, "accueil-incident");
        office.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("1 incident à regarder"))
                .click();
        studio.axeIsClean(office, "incidents");
        office.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Réessayer"))
                .click();
        assertThat(office.locator("#said")).containsText("C’est reparti");
        studio.axeIsClean(office, "incidents-aucun");

        var phone = studio.onPhone().signIn(worker(studio)).open("/caisses/" + FUND + "/aujourdhui/agenda");
        press(phone, "Créer mon adresse");
        assertThat(phone.getByLabel("Adresse à donner")).hasValue(Pattern.compile(".*/calendrier/.{43}"));
        studio.fitsTheScreen(phone);
        studio.axeIsClean(phone, "agenda");
    }

    @Test
    void the_diagram_is_drawn_when_it_is_unfolded_with_the_current_step_lit(Studio studio) {
        var files = new ProbeFiles(studio.bean(ApplicationContext.class));
        var file = files.open(FUND, "Un foyer au parcours");
        files.ask(file, Group.SOCIAL_WORKER, null);
        var page = studio.onLaptop().signIn(worker(studio)).open(address(file));
        page.getByText("Voir le parcours").click();
        assertThat(page.locator(".diagram .lit")).hasAttribute("data-element-id", "ask");
        assertThat(page.locator(".diagram")).containsText("Étape actuelle");
        assertThat(page.locator(".diagram strong")).hasText("Demander l’avis");
        studio.axeIsClean(page, "dossier-parcours");
        page.locator(".bjs-powered-by").click();
        assertThat(page.locator(".bjs-powered-by-lightbox .notice")).isVisible();
        studio.screenshot(page, "dossier-parcours-bpmn-io");
        var phone = studio.onPhone().signIn(worker(studio)).open(address(file));
        phone.getByText("Voir le parcours").click();
        assertThat(phone.locator(".diagram .lit")).isVisible();
        studio.fitsTheScreen(phone);
        studio.screenshot(phone, "dossier-parcours");
    }
}
