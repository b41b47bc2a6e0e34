package org.cabas.service.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.cabas.service.TestClock;
import org.cabas.service.TestDatabase;
import org.cabas.service.access.Role;
import org.cabas.service.account.PlainBrowser;
import org.cabas.service.account.Village;
import org.cabas.service.engine.Probe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What could not be done is shown to who can have it tried again; and somebody's tasks in their calendar. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class IncidentsTest implements TestPropertyProvider {
    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    @Inject
    Probe probe;

    @Inject
    TestClock clock;

    private Village village;
    private ProbeFiles files;
    private String fund;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestDatabase.fresh().properties());
        properties.put(Probe.ASKED_FOR, "yes");
        properties.put(TestClock.ASKED_FOR, "yes");
        return properties;
    }

    @BeforeEach
    void found() {
        village = new Village(context);
        files = new ProbeFiles(context);
        fund = village.fund("La Caisse");
    }

    private PlainBrowser as(Role role) {
        var browser = new PlainBrowser(server.getURI());
        browser.signIn(village.person("Quelqu’un", fund, role), Village.PASSWORD);
        return browser;
    }

    private String address(String path) {
        return "/caisses/" + fund + path;
    }

    /** A step that failed until it was parked. */
    private long parked(String file) {
        probe.fail(1);
        var key = files.step(file, "first");
        files.change("update engine_job set state = 'PARKED' where job_key = " + key);
        return key;
    }

    @Test
    void a_step_that_failed_is_shown_without_a_name_and_goes_on_when_somebody_has_it_tried_again() {
        var file = files.open(fund, "Le foyer de quelqu’un");
        var key = parked(file);
        var administrator = as(Role.ADMINISTRATOR);
        assertThat(administrator.get(address("")).body()).contains("1 incident à regarder");
        var page = administrator.get(address("/incidents")).body();
        assertThat(page)
                .contains(
                        "Un premier pas",
                        "Une erreur de Cabas",
                        files.file(file).number(),
                        "Réessayer")
                .doesNotContain("Le foyer de quelqu’un");
        administrator.post(address("/incidents/etapes/" + key));
        assertThat(administrator.get(address("/incidents")).body()).contains("C’est reparti.", "Aucun incident.");
        assertThat(files.events(file)).containsExactly("probe.opened", "probe.first");
        administrator.post(address("/incidents/etapes/" + key));
        assertThat(administrator.get(address("/incidents")).body()).contains("n’en est plus un");
        assertThat(files.all("select action from audit_log where fund_id = '" + fund + "'"))
                .contains("INCIDENT_RETRIED")
                .filteredOn("INCIDENT_RETRIED"::equals)
                .hasSize(1);
    }

    @Test
    void a_step_that_fails_again_is_tried_some_more_before_it_comes_back() {
        var key = parked(files.open(fund, "Un foyer"));
        var manager = as(Role.FUND_MANAGER);
        manager.get(address("/incidents"));
        probe.fail(1);
        manager.post(address("/incidents/etapes/" + key));
        assertThat(manager.get(address("/incidents")).body()).contains("C’est reparti.", "Aucun incident.");
        assertThat(files.all("select concat(state, tries) from engine_job where job_key = " + key))
                .containsExactly("RECEIVED1");
    }

    @Test
    void what_the_engine_refused_can_be_sent_again() {
        var file = files.open(fund, "Un foyer");
        files.change("update engine_command set state = 'REFUSED', fault = 'INVALID' where case_id = '" + file + "'");
        var id = files.all("select id from engine_command where case_id = '" + file + "'")
                .getFirst();
        var manager = as(Role.FUND_MANAGER);
        assertThat(manager.get(address("/incidents")).body())
                .contains("Commencer le parcours", "a refusé")
                .doesNotContain("INVALID");
        manager.post(address("/incidents/commandes/" + id));
        assertThat(files.all("select state from engine_command where id = " + id))
                .containsExactly("PENDING");
    }

    @Test
    void incidents_are_of_one_fund_and_for_who_looks_after_it() {
        var other = village.fund("Une autre");
        var file = files.open(other, "Un foyer d’ailleurs");
        var key = parked(file);
        var manager = as(Role.FUND_MANAGER);
        assertThat(manager.get(address("/incidents")).body())
                .doesNotContain(files.file(file).number());
        manager.post(address("/incidents/etapes/" + key));
        assertThat(files.all("select state from engine_job where job_key = " + key))
                .containsExactly("PARKED");
        assertThat(as(Role.SOCIAL_WORKER).get(address("/incidents")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void while_the_engine_is_away_pages_say_since_when_and_that_nothing_is_lost() {
        var file = files.open(fund, "Un foyer");
        clock.goOn(Duration.ofMinutes(5));
        var worker = as(Role.SOCIAL_WORKER);
        for (var path : new String[] {"/aujourdhui", "/dossiers", "/dossiers/" + file}) {
            assertThat(worker.get(address(path)).body())
                    .as(path)
                    .contains(
                            "Le moteur des parcours ne répond pas depuis",
                            "ce que vous faites est enregistré et suivra");
        }
        assertThat(worker.get(address("/dossiers/" + file)).body()).contains("la suite arrive");
    }

    @Test
    void a_calendar_gets_somebody_s_tasks_by_a_secret_address_until_it_is_withdrawn() {
        var worker = village.person("Une travailleuse sociale", fund, Role.SOCIAL_WORKER);
        var file = files.open(fund, "Le foyer de quelqu’un");
        files.ask(file, Group.SOCIAL_WORKER, 3);
        files.change("update task set assigned_to = '" + village.id(worker) + "' where case_id = '" + file + "'");
        files.ask(files.open(fund, "À prendre"), Group.SOCIAL_WORKER, 3);
        var browser = new PlainBrowser(server.getURI());
        browser.signIn(worker, Village.PASSWORD);
        browser.get(address("/aujourdhui/agenda"));
        var link =
                browser.post(address("/aujourdhui/agenda")).body().replaceAll("(?s).*(/calendrier/[\\w-]{43}).*", "$1");

        var calendar = new PlainBrowser(server.getURI());
        var answer = calendar.get(link);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/calendar;charset=utf-8");
        var day = LocalDate.now(ZoneId.of("Europe/Paris")).plusDays(3).format(DateTimeFormatter.BASIC_ISO_DATE);
        assertThat(answer.body())
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains(
                        "VERSION:2.0",
                        "DTSTART;VALUE=DATE:" + day,
                        files.file(file).number(),
                        "Demander l’avis")
                .containsOnlyOnce("BEGIN:VEVENT")
                .doesNotContain("Le foyer");

        browser.post(address("/aujourdhui/agenda"));
        assertThat(calendar.get(link).statusCode())
                .as("a new address ends the one before")
                .isEqualTo(404);
        var next =
                browser.post(address("/aujourdhui/agenda")).body().replaceAll("(?s).*(/calendrier/[\\w-]{43}).*", "$1");
        assertThat(calendar.get(next).statusCode()).isEqualTo(200);
        files.change("delete from person_role where person_id = '" + village.id(worker) + "'");
        assertThat(calendar.get(next).statusCode()).as("without a role").isEqualTo(404);
        village.also(worker, fund, Role.SOCIAL_WORKER);
        browser.get(address("/aujourdhui/agenda"));
        browser.post(address("/aujourdhui/agenda/retrait"));
        assertThat(calendar.get(next).statusCode()).isEqualTo(404);
        assertThat(calendar.get("/calendrier/x").statusCode()).isEqualTo(404);
    }
}
