package org.cabas.service.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import org.cabas.service.Heard;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.access.Role;
import org.cabas.service.account.PlainBrowser;
import org.cabas.service.account.Village;
import org.cabas.service.authorization.Town;
import org.cabas.service.publicform.PublicForm;
import org.cabas.workflows.enrollment.Enrollment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages by which households come in, as forms are sent. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class EnrollmentPagesTest implements OnTestDatabase {
    private static final String NEW = "/caisses/joigny/dossiers/adhesion";
    private static final String REFERRALS = "/caisses/joigny/orientations";
    private static final String WAITING = "/caisses/joigny/liste-attente";
    private static final Pattern FORM = Pattern.compile("name=\"form_once\" value=\"([^\"]+)\"");

    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    private Village village;
    private Reception joigny;

    @BeforeAll
    void found() {
        Town.found(context, "joigny");
        village = new Village(context);
        joigny = new Reception(context, "joigny");
    }

    private PlainBrowser as(Role role) {
        var browser = new PlainBrowser(server.getURI());
        browser.signIn(village.person("Une personne", "joigny", role), Village.PASSWORD);
        return browser;
    }

    private static String form(String page) {
        var form = FORM.matcher(page);
        assertThat(form.find()).isTrue();
        return form.group(1);
    }

    private long files() {
        return Long.parseLong(joigny.all("select count(*) from case_file").getFirst());
    }

    @Test
    void a_social_worker_is_told_all_that_is_wrong_at_once_and_loses_nothing_of_what_was_typed() {
        var browser = as(Role.SOCIAL_WORKER);
        var token = form(browser.get(NEW).body());
        var before = files();
        var answer = browser.post(
                NEW,
                "form_once",
                token,
                "app_name",
                "",
                "app_phone",
                "12",
                "app_email",
                "nul",
                "app_adults",
                "0",
                "app_children",
                "99",
                "app_town",
                "Joigny le Vieux",
                "app_q_resident",
                "peut-être");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("id=\"app_name-error\"", "id=\"app_phone-error\"", "id=\"app_email-error\"")
                .contains("id=\"app_adults-error\"", "id=\"app_children-error\"", "id=\"app_referral-error\"")
                .contains("id=\"app_q_resident-error\"", "7 points sont à corriger")
                .contains("Joigny le Vieux", token);
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void a_form_that_is_sent_twice_leads_to_the_same_file() {
        var browser = as(Role.SOCIAL_WORKER);
        var token = form(browser.get(NEW).body());
        String[] fields = {
            "form_once",
            token,
            "app_name",
            "Foyer du double clic",
            "app_phone",
            "01 99 00 00 01",
            "app_adults",
            "1",
            "app_referral",
            "caf",
            "app_q_resident",
            "oui",
            "app_q_workshops",
            "inconnu"
        };
        var first = browser.post(NEW, fields);
        var second = browser.post(NEW, fields);
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("Location").orElseThrow()).matches(".*/dossiers/dos_[a-z0-9]+");
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(joigny.all("select count(*) from application where name = 'Foyer du double clic'"))
                .containsExactly("1");
    }

    @Test
    void no_page_asks_what_a_household_lives_on_before_its_contribution() {
        var page = as(Role.SOCIAL_WORKER).get(NEW).body();
        assertThat(page).contains("app_q_resident", "app_q_workshops", "je ne sais pas");
        assertThat(page).doesNotContain("app_q_income", "app_q_family_quotient", "app_q_free_places");
    }

    @Test
    void a_referrer_learns_the_outcome_of_their_own_referrals_and_nothing_of_others() {
        var referrer = as(Role.REFERRER);
        var token = form(referrer.get(REFERRALS + "/nouvelle").body());
        var sent = referrer.post(
                REFERRALS + "/nouvelle",
                "form_once",
                token,
                "app_name",
                "Foyer orienté",
                "app_phone",
                "01 99 00 00 02",
                "app_town",
                "Joigny",
                "app_adults",
                "2",
                "app_referral",
                "ccas",
                "app_q_resident",
                "non",
                "app_q_workshops",
                "oui");
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(referrer.get(REFERRALS).body()).contains("Foyer orienté", "arrivée");
        assertThat(as(Role.REFERRER).get(REFERRALS).body()).doesNotContain("Foyer orienté");

        var file = joigny.all("select case_id from application where name = 'Foyer orienté'")
                .getFirst();
        joigny.step(file, "check");
        joigny.step(file, "admission");
        joigny.step(file, "refuse");
        assertThat(referrer.get(REFERRALS).body()).contains("refusée").doesNotContain("habitants du territoire", file);
        assertThat(referrer.get(WAITING).statusCode()).isEqualTo(403);
        assertThat(referrer.get(NEW).statusCode()).isEqualTo(403);
    }

    @Test
    void a_household_applies_by_itself_only_where_the_fund_lets_it_and_gets_a_number_to_quote() {
        var visitor = new PlainBrowser(server.getURI());
        var administrator = as(Role.ADMINISTRATOR);
        administrator.get("/caisses/joigny/personnes");
        administrator.post("/caisses/joigny/formulaires-publics/demande", "open", "non");
        assertThat(visitor.get("/public/joigny/demande").statusCode()).isEqualTo(404);

        administrator.get("/caisses/joigny/personnes");
        assertThat(administrator
                        .post("/caisses/joigny/formulaires-publics/demande", "open", "oui")
                        .statusCode())
                .isEqualTo(303);
        var token = form(visitor.get("/public/joigny/demande").body());
        String[] fields = {
            "form_once", token, "app_name", "Foyer sans compte", "app_email", "foyer@exemple.test", "app_adults", "1"
        };
        var received = visitor.post("/public/joigny/demande", fields);
        assertThat(received.statusCode()).isEqualTo(200);
        var reference = joigny.all("select reference from application where name = 'Foyer sans compte'")
                .getFirst();
        assertThat(received.body()).contains(reference).doesNotContain("foyer@exemple.test");
        assertThat(visitor.post("/public/joigny/demande", fields).body()).contains(reference);
        for (var i = 0; i < PublicForm.MOST_FROM_ONE_PLACE; i++) {
            visitor.post("/public/joigny/demande", fields);
        }
        var often = visitor.post("/public/joigny/demande", fields);
        assertThat(often.statusCode()).isEqualTo(429);
        assertThat(often.body()).contains("Trop de demandes", "foyer@exemple.test");
        assertThat(joigny.all("select count(*) from application where name = 'Foyer sans compte'"))
                .containsExactly("1");
    }

    @Test
    void the_guide_answers_in_confidence_and_nobody_keeps_it() {
        var file = joigny.admitted("Foyer confidentiel");
        var browser = as(Role.SOCIAL_WORKER);
        browser.get(NEW);
        var address = "/caisses/joigny/dossiers/" + file + "/contribution/reperes";
        try (var heard = new Heard()) {
            var answer = browser.post(address, "confidential_income", "1234,56");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(answer.body()).contains("15\u00a0€ par mois").doesNotContain("1234", "1 234");
            assertThat(browser.post(address, "confidential_income", "beaucoup").body())
                    .contains("écrivez un montant en euros")
                    .doesNotContain("beaucoup");
            browser.post(address, "confidential_income", "1234,56", "confidential_income", "{7890");
            assertThat(heard.text()).doesNotContain("1234", "7890", "beaucoup");
            assertThat(browser.get("/prometheus").body()).doesNotContain("1234", "confidential");
        }
        assertThat(as(Role.REFERRER).get(NEW).statusCode()).isEqualTo(403);
        var signedOut = new PlainBrowser(server.getURI());
        assertThat(signedOut.post(address, "confidential_income", "1234,56").body())
                .doesNotContain("1234,56");
    }

    @Test
    void a_manager_opens_places_and_the_first_who_waits_comes_in() {
        joigny.places(0);
        var file = joigny.admitted("Foyer patient");
        joigny.step(file, "queue");
        var worker = as(Role.SOCIAL_WORKER);
        assertThat(worker.get(WAITING).body()).contains("Foyer patient").doesNotContain("places_open");
        assertThat(worker.post(WAITING + "/ouvrir", "places_open", "1").statusCode())
                .isEqualTo(403);

        var manager = as(Role.FUND_MANAGER);
        manager.get(WAITING);
        assertThat(manager.post(WAITING + "/ouvrir", "places_open", "zéro").body())
                .contains("places_open-error");
        assertThat(manager.post(WAITING + "/places", "places_limit", "-3").statusCode())
                .isEqualTo(422);
        manager.get(WAITING);
        assertThat(manager.post(WAITING + "/ouvrir", "places_open", "1").statusCode())
                .isEqualTo(303);
        assertThat(joigny.stage(file)).isEqualTo("admitted");
        assertThat(joigny.told(file)).containsExactly(Enrollment.PLACE_OPENED);
        assertThat(manager.get(WAITING).body()).contains("Personne n’attend");
    }

    @Test
    void a_lost_card_and_a_departure_are_two_buttons_that_have_one_effect_each() {
        joigny.places(10_000);
        var file = joigny.admitted("Foyer des boutons");
        joigny.welcome(file);
        var browser = as(Role.SOCIAL_WORKER);
        var address = "/caisses/joigny/dossiers/" + file;
        for (var i = 0; i < 2; i++) {
            browser.get(NEW);
            assertThat(browser.post(address + "/carte-perdue").statusCode()).isEqualTo(303);
        }
        assertThat(joigny.told(file)).containsExactly(Enrollment.CARD_LOST);
        for (var i = 0; i < 2; i++) {
            browser.get(NEW);
            assertThat(browser.post(address + "/depart").statusCode()).isEqualTo(303);
        }
        assertThat(joigny.told(file)).containsExactly(Enrollment.CARD_LOST, Enrollment.LEFT);
        assertThat(joigny.stage(file)).isEqualTo("left");
        browser.get(NEW);
        assertThat(browser.post("/caisses/joigny/dossiers/dos_unknown/depart").statusCode())
                .isEqualTo(404);
    }
}
