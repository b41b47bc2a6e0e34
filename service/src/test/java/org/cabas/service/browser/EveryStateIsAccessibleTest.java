package org.cabas.service.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.time.Duration;
import java.util.UUID;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.service.fund.Publishing;
import org.junit.jupiter.api.Test;

/** Pages in the states that a first look does not show: while something goes on, before something is given up, after a mistake. */
@InBrowser
class EveryStateIsAccessibleTest {
    private static final String MEMBER = "comite1@joigny.demo";

    @Test
    void a_simulation_under_way_and_one_that_was_stopped(Studio studio) {
        var hands = atADraft(studio, Fingers.MANNER);
        var page = hands.page;
        hands.press(hands.link("Simuler une année"));
        hands.choose(page.getByLabel("Une année de démonstration"));
        hands.write(page.getByLabel("Nombre de foyers"), "5000");
        hands.press(hands.button("Lancer la simulation"));
        assertThat(page.getByRole(AriaRole.PROGRESSBAR)).isVisible();
        hands.look("simulation-under-way");
        hands.press(hands.button("Arrêter la simulation"));
        assertThat(page.locator("main")).containsText("Rien n’en est gardé");
        hands.look("simulation-stopped");
    }

    @Test
    void a_row_that_can_t_be_read_and_what_is_asked_before_a_draft_is_given_up(Studio studio) {
        var hands = atADraft(studio, Fingers.MANNER);
        var page = hands.page;
        hands.writeCell("R4", "Contribution mensuelle", "vingt");
        assertThat(page.locator("#findings")).containsText("n'est pas un montant");
        hands.look("unreadable");
        hands.press(hands.link("Modifier la ligne R4"));
        assertThat(page.locator(".field-error")).isVisible();
        hands.look("unreadable-row");
        hands.press(hands.link("Ne rien changer"));
        hands.press(page.getByText("Nom du brouillon"));
        hands.press(page.getByText("Abandonner ce brouillon"));
        hands.look("giving-up");
        hands.press(hands.button("Abandonner"));
        assertThat(page.locator("#said")).containsText("Le brouillon est abandonné");
        hands.look("given-up");
    }

    @Test
    void a_finding_that_the_committee_decides_not_to_look_at(Studio studio) {
        var hands = atADraft(studio, Fingers.MANNER);
        var page = hands.page;
        hands.writeCell("R4", "Contribution mensuelle", "200");
        hands.press(page.getByText("Ne plus vérifier cela").first());
        hands.look("waiving");
        hands.write(page.getByLabel("Pourquoi").first(), "Nous l’avons voulu ainsi.");
        hands.press(hands.button("Ne plus vérifier cela").first());
        assertThat(page.locator("#findings")).containsText("Nous l’avons voulu ainsi.");
        hands.look("waived");
    }

    @Test
    void a_row_is_taken_out_and_a_question_is_asked_without_its_answers(Studio studio) {
        var hands = atADraft(studio, Fingers.MANNER);
        var page = hands.page;
        hands.press(hands.link("Modifier la ligne R4"));
        hands.press(hands.button("Supprimer la ligne"));
        assertThat(page.locator("#said")).containsText("est supprimée");
        hands.look("row-removed");
        hands.press(hands.link("Les questions de la table"));
        hands.write(page.locator("#question"), "Vient au marché");
        page.locator("#type").selectOption("CHOICES");
        hands.press(hands.button("Ajouter la question"));
        assertThat(page.locator(".error-summary")).isVisible();
        hands.look("question-refused");
        studio.forgive("422");
    }

    @Test
    void a_proposal_that_is_talked_about_and_a_vote_that_would_end_before_it_begins(Studio studio) {
        var hands = atADraft(studio, Fingers.MANNER);
        var page = hands.page;
        hands.writeCell("R4", "Contribution mensuelle", "21");
        Evening.propose(hands, "À discuter");
        var address = page.url().substring(page.url().indexOf("/caisses"));
        hands.press(hands.button("Commenter"));
        assertThat(page.locator(".error-summary")).isVisible();
        hands.look("comment-missing");
        hands.write(page.getByLabel("Votre commentaire"), "Un euro, est-ce bien la peine ?");
        hands.press(hands.button("Commenter"));
        assertThat(page.locator(".comment-body")).isVisible();
        hands.press(page.getByText("Corriger ce commentaire"));
        hands.press(page.getByText("Retirer ce commentaire"));
        hands.look("comment-deeds");

        var facilitator = Fingers.MANNER.signIn(studio, "facilitatrice@joigny.demo");
        facilitator.page.navigate(address);
        facilitator.page.locator("#day").fill("2020-01-01");
        facilitator.press(facilitator.button("Ouvrir le vote"));
        assertThat(facilitator.page.locator(".error-summary")).isVisible();
        facilitator.look("opening-refused");
        studio.forgive("422");

        hands.press(page.getByText("Retirer la proposition").first());
        hands.look("withdrawing");
        hands.press(hands.button("Retirer la proposition"));
        assertThat(page.locator("#said")).containsText("La proposition est retirée");
        hands.look("withdrawn");
    }

    @Test
    void a_table_with_a_version_to_come_is_changed_from_that_one_and_can_be_proposed(Studio studio) {
        var allocation = DemonstrationFunds.tables("joigny").stream()
                .filter(table -> table.id().equals("allocation"))
                .toList();
        studio.bean(Publishing.class)
                .publish("joigny", allocation, studio.clock().instant().plus(Duration.ofDays(30)));
        var hands = Mouse.MANNER.signIn(studio, MEMBER);
        hands.page.navigate("/caisses/joigny/tables/allocation");
        hands.look("version-to-come");
        hands.press(hands.button("Préparer une modification de la version à venir"));
        hands.page.waitForURL(url -> url.contains("/brouillons/"));
        assertThat(hands.page.locator("main")).containsText("à partir de la version 2");
        hands.writeCell("R1", "Allocation mensuelle de la carte", "66");
        Evening.propose(hands, "À partir de celle qui vient");
    }

    @Test
    void what_one_may_not_see_and_a_form_that_is_too_old(Studio studio) {
        var screen = studio.onPhone().signIn("comite5@joigny.demo");
        var hands = new Fingers(studio, screen.open("/caisses/joigny/personnes"));
        assertThat(hands.page.locator("h1")).hasText("Cette action n’est pas ouverte à votre rôle");
        hands.look("forbidden");
        studio.forgive("403");

        hands.page.navigate("/compte");
        var elsewhere = screen.open("/compte");
        elsewhere.getByText("Se déconnecter").click();
        assertThat(elsewhere.locator("h1")).hasText("Se connecter");
        screen.signIn("comite5@joigny.demo");
        hands.write(hands.page.getByLabel("Mot de passe actuel"), "quelque chose");
        hands.press(hands.button("Changer le mot de passe"));
        assertThat(hands.page.locator("h1")).hasText("Ce formulaire n’est plus valable");
        hands.look("form-expired");
        studio.forgive("403");
    }

    @Test
    void an_invitation_that_was_left_too_long(Studio studio) {
        var office = studio.onLaptop().signIn("administratrice@gers.demo").open("/caisses/gers/personnes");
        office.getByLabel("Nom").fill("Une invitée");
        office.getByLabel("Adresse électronique").fill(UUID.randomUUID() + "@village.test");
        office.getByLabel("observateur").first().check();
        office.getByText("Préparer l’invitation").click();
        var link = office.getByLabel("Lien à envoyer").inputValue();
        office.close();
        try {
            studio.clock().goOn(Duration.ofDays(60));
            var guest = Fingers.MANNER.open(studio, link.substring(link.indexOf("/invitation/")));
            assertThat(guest.page.locator("h1")).hasText("Ce lien n’est plus valable");
            guest.look("invitation-expired");
            studio.forgive("410");
        } finally {
            studio.clock().runAsUsual();
        }
    }

    @Test
    void what_is_printed_for_the_meeting(Studio studio) {
        var hands = atADraft(studio, Mouse.MANNER, "eligibility");
        var page = hands.page;
        hands.writeCell("R11", "Prise en charge", "20 %");
        Evening.simulate(hands, 300);
        Evening.propose(hands, "À imprimer");
        var proposal = page.url();
        var simulation =
                page.locator("main a[href*='/simulations/sim']").first().getAttribute("href");
        print(studio, page, proposal + "/imprimer", "print-proposal");
        print(studio, page, simulation, "print-simulation");
        print(studio, page, "/caisses/joigny/tables/eligibility", "print-table");
        page.navigate(proposal);
        hands.press(page.getByText("Retirer la proposition").first());
        hands.press(hands.button("Retirer la proposition"));
    }

    /** As wide as A4 between its margins, at 96 points an inch. */
    private static void print(Studio studio, Page page, String address, String picture) {
        page.setViewportSize(688, 1000);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        page.navigate(address);
        page.evaluate("dispatchEvent(new Event('beforeprint'))");
        studio.axeIsClean(page, picture);
        studio.fitsTheScreen(page);
        assertThat(page.locator(".scroll").all())
                .as("nothing is cut off on " + page.url())
                .allSatisfy(each -> assertThat(each.evaluate("each => each.scrollWidth - each.clientWidth"))
                        .isEqualTo(0));
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.setViewportSize(1366, 768);
    }

    private static Hands atADraft(Studio studio, Hands.Manner manner) {
        return atADraft(studio, manner, "contribution");
    }

    private static Hands atADraft(Studio studio, Hands.Manner manner, String question) {
        var hands = manner.signIn(studio, MEMBER);
        hands.page.navigate("/caisses/joigny/tables/" + question);
        hands.press(hands.button("Préparer une modification"));
        hands.page.waitForURL(url -> url.contains("/brouillons/"));
        return hands;
    }
}
