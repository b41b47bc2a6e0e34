package org.cabas.service.conventioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.access.Role;
import org.cabas.service.account.PlainBrowser;
import org.cabas.service.account.Village;
import org.cabas.service.authorization.Town;
import org.cabas.service.publicform.PublicForm;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages by which merchants come in and are looked after, as forms are sent. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class ConventioningPagesTest implements OnTestDatabase {
    private static final String FILES = "/caisses/joigny/dossiers";
    private static final String NEW = FILES + "/conventionnement";
    private static final String PLACES = "/caisses/joigny/conventions";
    private static final String PUBLIC = "/public/joigny/commercant";
    private static final Pattern FORM = Pattern.compile("name=\"form_once\" value=\"([^\"]+)\"");

    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    private Village village;
    private Bureau joigny;

    @BeforeAll
    void found() {
        Town.found(context, "joigny");
        village = new Village(context);
        joigny = new Bureau(context, "joigny");
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

    private String files() {
        return joigny.all("select count(*) from case_file").getFirst();
    }

    private static String[] candidacy(String token, String name, String siret) {
        var fields = new ArrayList<>(List.of(
                "form_once",
                token,
                "cand_name",
                name,
                "cand_siret",
                siret,
                "cand_town",
                "Joigny",
                "cand_email",
                "ferme@exemple.test",
                "cand_families",
                "vegetables"));
        Bureau.GARDENER.forEach((id, answer) -> fields.addAll(List.of("cand_q_" + id, answer)));
        return fields.toArray(String[]::new);
    }

    @Test
    void all_that_is_wrong_is_told_at_once_nothing_changes_and_nothing_typed_is_lost() {
        var browser = as(Role.FACILITATOR);
        var token = form(browser.get(NEW).body());
        var before = files();
        var answer = browser.post(
                NEW,
                "form_once",
                token,
                "cand_name",
                "",
                "cand_siret",
                "732 829 320 00075",
                "cand_phone",
                "12",
                "cand_email",
                "nul",
                "cand_families",
                "caviar",
                "cand_town",
                "Saint-Aubin",
                "cand_q_distance",
                "-5",
                "cand_q_merchant_kind",
                "banque");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("id=\"cand_name-error\"", "id=\"cand_siret-error\"", "id=\"cand_phone-error\"")
                .contains("id=\"cand_email-error\"", "id=\"cand_families-error\"", "id=\"cand_q_distance-error\"")
                .contains("id=\"cand_q_merchant_kind-error\"", "7 points sont à corriger")
                .contains("Saint-Aubin", "732 829 320 00075", token);
        assertThat(files()).isEqualTo(before);
        assertThat(browser.post(NEW, "cand_name", "Sans jeton").statusCode()).isEqualTo(400);
    }

    @Test
    void a_form_that_is_sent_twice_leads_to_one_file_and_another_of_that_siret_to_none() {
        var browser = as(Role.FUND_MANAGER);
        assertThat(browser.get(FILES).body()).contains(NEW, "Nouvelle candidature d&#39;un lieu");
        var siret = Bureau.siret().spaced();
        var fields = candidacy(form(browser.get(NEW).body()), "La ferme du double clic", siret);
        var first = browser.post(NEW, fields);
        var second = browser.post(NEW, fields);
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(PlainBrowser.location(first)).matches(".*/dossiers/dos_[a-z0-9]+");
        assertThat(PlainBrowser.location(second)).isEqualTo(PlainBrowser.location(first));
        var other = browser.post(NEW, candidacy(form(browser.get(NEW).body()), "La ferme du doublon", siret));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("cand_siret-error", "Un dossier ouvert a déjà ce SIRET");
        assertThat(joigny.all("select count(*) from candidacy where name like 'La ferme du do%'"))
                .containsExactly("1");
        assertThat(browser.get(PlainBrowser.location(first)).body())
                .contains("La ferme du double clic", "Conventionnement", "stand de marché", siret);
    }

    @Test
    void a_place_is_found_by_its_name_with_its_accents() {
        joigny.apply(Bureau.place("La chèvrerie cherchée", Bureau.GARDENER));
        var browser = as(Role.FACILITATOR);
        var found = browser.get(FILES + "?nom=ch%C3%A8vrerie");
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(found.body()).contains("La chèvrerie cherchée");
        assertThat(browser.get(FILES + "?nom=%F0%9F%90%90").statusCode()).isEqualTo(200);
    }

    @Test
    void only_who_works_on_conventions_sees_them() {
        var file = joigny.visited("La ferme privée");
        for (var role : List.of(Role.SOCIAL_WORKER, Role.REFERRER, Role.OBSERVER, Role.ADMINISTRATOR)) {
            var browser = as(role);
            assertThat(browser.get(NEW).statusCode()).as(role.name()).isEqualTo(403);
            assertThat(browser.get(PLACES).statusCode()).as(role.name()).isEqualTo(403);
            assertThat(browser.get(FILES + "/" + file).statusCode())
                    .as(role.name())
                    .isIn(403, 404);
            assertThat(browser.get(FILES + "/" + file + "/convention/retrait").statusCode())
                    .as(role.name())
                    .isEqualTo(403);
        }
        assertThat(as(Role.COMMITTEE).get(FILES + "/" + file).statusCode()).isEqualTo(200);
    }

    @Test
    void a_merchant_applies_by_itself_only_where_the_fund_lets_it_and_gets_a_number_to_quote() {
        var visitor = new PlainBrowser(server.getURI());
        var administrator = as(Role.ADMINISTRATOR);
        administrator.get("/caisses/joigny/personnes");
        administrator.post("/caisses/joigny/page-publique", "open", "oui");
        assertThat(visitor.get(PUBLIC).statusCode()).isEqualTo(404);
        assertThat(visitor.get("/public/joigny").body()).doesNotContain(PUBLIC);

        administrator.get("/caisses/joigny/personnes");
        assertThat(administrator
                        .post("/caisses/joigny/formulaires-publics/commercant", "open", "oui")
                        .statusCode())
                .isEqualTo(303);
        assertThat(administrator.get("/caisses/joigny/personnes").body()).contains(PUBLIC);
        var siret = Bureau.siret().digits();
        var fields = candidacy(form(visitor.get(PUBLIC).body()), "La ferme sans compte", siret);
        var received = visitor.post(PUBLIC, fields);
        assertThat(received.statusCode()).isEqualTo(200);
        assertThat(received.headers().firstValue("Cache-Control")).contains("no-store");
        var reference = joigny.all("select reference from candidacy where name = 'La ferme sans compte'")
                .getFirst();
        assertThat(received.body()).contains(reference).doesNotContain("ferme@exemple.test", siret);
        assertThat(visitor.post(PUBLIC, fields).body()).contains(reference);
        assertThat(visitor.post(NEW, fields).statusCode()).as("not signed in").isNotEqualTo(200);
        for (var i = 0; i < PublicForm.MOST_FROM_ONE_PLACE; i++) {
            visitor.post(PUBLIC, fields);
        }
        var often = visitor.post(PUBLIC, fields);
        assertThat(often.statusCode()).isEqualTo(429);
        assertThat(often.body()).contains("Trop de candidatures", "ferme@exemple.test");
        assertThat(joigny.all("select count(*) from candidacy where name = 'La ferme sans compte'"))
                .containsExactly("1");
    }

    @Test
    void of_two_people_who_sign_at_once_one_does_and_the_other_is_told_who() throws Exception {
        var file = joigny.visited("La ferme à deux mains");
        joigny.done(file, ConventioningProcess.VOTE, joigny.vote(true));
        var task = joigny.ask(file, ConventioningProcess.SIGN).id();
        var today = joigny.today();
        String[] fields = {
            "sign_day",
            today.toString(),
            "sign_from",
            today.toString(),
            "sign_until",
            today.plusYears(1).toString(),
            "sign_families",
            "vegetables",
            "sign_coverage",
            "100"
        };
        var address = FILES + "/" + file + "/taches/" + task;
        var people = List.of(as(Role.FACILITATOR), as(Role.COMMITTEE), as(Role.FUND_MANAGER));
        people.forEach(each -> each.get(FILES + "/" + file));
        try (var threads = Executors.newFixedThreadPool(3)) {
            var statuses = new ArrayList<Integer>();
            for (var future : threads.invokeAll(people.stream()
                    .map(each ->
                            (Callable<Integer>) () -> each.post(address, fields).statusCode())
                    .toList())) {
                statuses.add(future.get());
            }
            assertThat(statuses).containsExactlyInAnyOrder(303, 409, 409);
        }
        assertThat(joigny.conventions(file)).hasSize(1);
        assertThat(joigny.all("select count(*) from engine_command where kind = 'COMPLETE' and case_id = '" + file
                        + "' and engine_key = (select job_key from task where id = " + task + ")"))
                .containsExactly("1");
    }

    @Test
    void a_convention_that_stops_before_any_notice_could_asks_for_no_day_and_keeps_its_own() {
        var today = joigny.today();
        var file = joigny.conventioned("La ferme du dernier mois", today, today.plusDays(30));
        var browser = as(Role.FACILITATOR);
        var end = FILES + "/" + file + "/convention/fin";
        assertThat(browser.get(end).body())
                .contains("elle garde ce dernier jour", "act_reason")
                .doesNotContain("act_day");
        assertThat(browser.post(end, "act_reason", "Plus de vente.").statusCode())
                .isEqualTo(303);
        assertThat(joigny.conventions(file))
                .singleElement()
                .satisfies(convention -> assertThat(convention.endsOn()).isEqualTo(today.plusDays(30)));
    }

    @Test
    void each_act_is_a_page_that_says_what_it_does_and_has_one_effect() {
        var today = joigny.today();
        var file = joigny.conventioned("La ferme des actes", today, today.plusYears(1));
        var browser = as(Role.FACILITATOR);
        var page = FILES + "/" + file;
        assertThat(browser.get(page).body())
                .contains(page + "/convention/suspension", page + "/convention/fin", page + "/convention/retrait")
                .doesNotContain(page + "/convention/reprise");
        assertThat(browser.get(page + "/convention/suspension").body()).contains("Dans les deux secondes");
        var nothing = browser.post(page + "/convention/suspension", "act_reason", " ");
        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.body()).contains("act_reason-error");
        for (var i = 0; i < 2; i++) {
            browser.get(page);
            assertThat(browser.post(page + "/convention/suspension", "act_reason", "Un contrôle.")
                            .statusCode())
                    .isEqualTo(303);
        }
        assertThat(browser.get(page).body()).contains("ou elle l&#39;est déjà", "Un contrôle.", "convention/reprise");
        assertThat(joigny.told(file)).containsExactly("suspended");
        browser.post(page + "/convention/reprise");
        assertThat(joigny.told(file)).containsExactly("suspended", "resumed");

        var soon = browser.post(
                page + "/convention/fin", "act_day", today.plusDays(59).toString(), "act_reason", "Plus de vente.");
        assertThat(soon.statusCode()).isEqualTo(422);
        assertThat(soon.body()).contains("act_day-error", "trop tôt", "Plus de vente.");
        browser.get(page);
        browser.post(
                page + "/convention/fin", "act_day", today.plusDays(60).toString(), "act_reason", "Plus de vente.");
        assertThat(joigny.conventions(file))
                .singleElement()
                .satisfies(convention -> assertThat(convention.endsOn()).isEqualTo(today.plusDays(60)));
        browser.get(page);
        browser.post(page + "/convention/retrait");
        assertThat(joigny.stage(file)).isEqualTo("withdrawn");

        for (var act : List.of("suspension", "reprise", "fin", "retrait")) {
            var address = page + "/convention/" + act;
            assertThat(browser.get(address).statusCode()).as(act).isEqualTo(303);
            assertThat(browser.get(page).body()).as(act).contains("Ce dossier est clos");
            assertThat(browser.post(address, "act_reason", "Encore.").statusCode())
                    .isEqualTo(303);
        }
        assertThat(joigny.told(file)).containsExactly("suspended", "resumed", "end-decided", "withdrawn");
        assertThat(browser.get(page + "/convention/cadeau").statusCode()).isEqualTo(404);
    }

    @Test
    void the_places_are_listed_with_how_they_stand_and_the_facilitator_sets_the_delay() {
        var today = joigny.today();
        joigny.conventioned("La ferme de la liste", today, today.plusYears(1));
        joigny.conventioned("La ferme à venir", today.plusDays(5), today.plusYears(1));
        var facilitator = as(Role.FACILITATOR);
        assertThat(facilitator.get(PLACES).body())
                .contains("La ferme de la liste", "en vigueur", "La ferme à venir", "à venir", "renewal_days");
        assertThat(facilitator
                        .post(PLACES + "/renouvellement", "renewal_days", "3")
                        .statusCode())
                .isEqualTo(422);
        facilitator.get(PLACES);
        assertThat(facilitator
                        .post(PLACES + "/renouvellement", "renewal_days", "45")
                        .statusCode())
                .isEqualTo(303);
        assertThat(joigny.all("select renewal_days from fund_conventioning")).containsExactly("45");
        var member = as(Role.COMMITTEE);
        assertThat(member.get(PLACES).body()).contains("45\u00a0jours").doesNotContain("name=\"renewal_days\"");
        assertThat(member.post(PLACES + "/renouvellement", "renewal_days", "20").statusCode())
                .isEqualTo(403);
    }

    @Test
    void what_is_asked_follows_the_tables_and_what_was_told_before_is_read_by_them() {
        var told = Bureau.place("La ferme d’un vieux formulaire", Optional.empty(), Map.of("soul", "oui"));
        var file = joigny.apply(told);
        assertThat(joigny.step(file, "check")).contains("false");
        assertThat(as(Role.FACILITATOR).get(FILES + "/" + file).statusCode()).isEqualTo(200);
    }
}
