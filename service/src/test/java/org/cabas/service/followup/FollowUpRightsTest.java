package org.cabas.service.followup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.workflows.followup.FollowUpProcess.ACTIONS;
import static org.cabas.workflows.followup.FollowUpProcess.CHECK_UP;
import static org.cabas.workflows.followup.FollowUpProcess.CONSENT;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.cabas.service.Heard;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.access.Right;
import org.cabas.service.access.Role;
import org.cabas.service.account.PlainBrowser;
import org.cabas.service.account.Village;
import org.cabas.service.authorization.Town;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who reads what of a follow-up: nurses, each time on record; to everybody else there is none, and nothing of it anywhere. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class FollowUpRightsTest implements OnTestDatabase {
    private static final String FILES = "/caisses/gers/dossiers";

    /** What was said; none of these words is anything else's. */
    private static final List<String> SAID = List.of(
            "J’accepte, foi de tournesol",
            "Parle du hamac bleu",
            "Potage à la sarriette",
            "Carnet de marelle",
            "31 415");

    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    private Village village;
    private Ward gers;

    @BeforeAll
    void found() {
        Town.found(context, "gers");
        village = new Village(context);
        gers = new Ward(context, "gers");
    }

    private PlainBrowser as(Role... roles) {
        var browser = new PlainBrowser(server.getURI());
        browser.signIn(village.person("Une personne", "gers", roles), Village.PASSWORD);
        browser.get("/compte");
        return browser;
    }

    private String task(String file, String element) {
        return FILES + "/" + file + "/taches/" + gers.ask(file, element).id();
    }

    private static String[] pairs(java.util.Map<String, String> fields, String... more) {
        var pairs = new ArrayList<String>();
        fields.forEach((name, value) -> pairs.addAll(List.of(name, value)));
        pairs.addAll(List.of(more));
        return pairs.toArray(String[]::new);
    }

    /** A follow-up up to its first actions, as a nurse's browser sends it. */
    private String followed(PlainBrowser nurse, String name) {
        var file = gers.offer(name);
        var consent = gers.consent(SAID.get(0));
        assertThat(nurse.post(task(file, CONSENT), pairs(consent)).statusCode()).isEqualTo(303);
        gers.step(file, "begin");
        var answers = gers.answers(6);
        answers.put("hea_words", SAID.get(1));
        assertThat(nurse.post(task(file, CHECK_UP), pairs(answers)).statusCode())
                .isEqualTo(303);
        gers.step(file, "protocol");
        var actions = task(file, ACTIONS);
        assertThat(nurse.post(actions, "hea_actions_day", gers.today().toString(), "hea_actions_words", SAID.get(2))
                        .statusCode())
                .isEqualTo(303);
        assertThat(nurse.post(FILES + "/" + file + "/notes", "words", SAID.get(3))
                        .statusCode())
                .isEqualTo(303);
        return file;
    }

    private String upload(PlainBrowser browser, String file, String name) {
        var boundary = "----cabas";
        var body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + browser.token
                + "\r\n--"
                + boundary + "\r\nContent-Disposition: form-data; name=\"document\"; filename=\"" + name
                + "\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4 " + SAID.get(4) + "\r\n--" + boundary + "--\r\n";
        var answer = browser.send(browser.request(FILES + "/" + file + "/documents")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(303);
        return gers.all("select id from case_document where case_id = '" + file + "'")
                .getFirst();
    }

    @Test
    void a_nurse_reads_what_was_said_and_the_journal_knows_who_read_which_file_and_nothing_else() {
        var nurse = as(Role.NURSE);
        var file = followed(nurse, "Personne bien suivie");
        var document = upload(nurse, file, "ordonnance-secrete.pdf");
        var before = readings(file);
        var page = nurse.get(FILES + "/" + file);
        assertThat(page.body()).contains(SAID.subList(0, 4)).contains("6 sur 8", "ordonnance-secrete.pdf");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        var pdf = nurse.get(FILES + "/" + file + "/documents/" + document);
        assertThat(pdf.body()).contains(SAID.get(4));
        assertThat(pdf.headers().firstValue("Cache-Control")).hasValue("private, no-store");
        assertThat(readings(file)).isEqualTo(before + 2);
        var journal = as(Role.ADMINISTRATOR).get("/caisses/gers/journal").body();
        assertThat(journal)
                .contains("a lu", "Suivi de santé n°\u00a0" + gers.file(file).number())
                .doesNotContain(SAID)
                .doesNotContain("Personne bien suivie", "ordonnance");
        var everything = gers.everything().toString();
        assertThat(everything).doesNotContain("hamac", "sarriette", "marelle", "31 415", "ordonnance", "tournesol");
    }

    @Test
    void what_is_typed_into_a_check_up_is_sealed_for_who_typed_it_and_goes_with_the_consent() {
        var nurse = as(Role.NURSE);
        var file = gers.consenting("Personne interrompue", "Oui.");
        var typed = task(file, CHECK_UP) + "/brouillon";
        var kept = nurse.post(typed, "hea_came", "yes", "hea_fies_1", "yes", "hea_words", "Le carillon de minuit");
        assertThat(kept.statusCode()).isEqualTo(200);
        assertThat(kept.body()).contains("Enregistré à");

        assertThat(gers.everything().toString()).doesNotContain("carillon", "hea_fies_1");
        var page = nurse.get(FILES + "/" + file).body();
        assertThat(page).contains("Le carillon de minuit", "Enregistré à");
        assertThat(page).containsPattern("name=\"hea_fies_1\"[^>]*value=\"yes\"[^>]*checked");
        assertThat(as(Role.NURSE).get(FILES + "/" + file).body()).doesNotContain("carillon");
        assertThat(as(Role.SOCIAL_WORKER)
                        .post(typed, "hea_words", "Indiscrétion")
                        .statusCode())
                .isEqualTo(404);

        assertThat(gers.withdraw(file)).isTrue();
        assertThat(gers.all("select count(*) from task_draft d join task t on t.id = d.task_id where t.case_id = '"
                        + file + "'"))
                .containsExactly("0");
        assertThat(nurse.post(typed, "hea_words", "Trop tard").statusCode()).isEqualTo(204);
        assertThat(gers.all("select count(*) from task_draft d join task t on t.id = d.task_id where t.case_id = '"
                        + file + "'"))
                .containsExactly("0");
    }

    @Test
    void nothing_is_kept_of_what_is_typed_before_there_is_consent() {
        var nurse = as(Role.NURSE);
        var file = gers.offer("Personne qui hésite");
        assertThat(nurse.post(task(file, CONSENT) + "/brouillon", "hea_consent_words", "Peut-être")
                        .statusCode())
                .isEqualTo(204);
        assertThat(gers.everything().toString()).doesNotContain("Peut-être");
    }

    private int readings(String file) {
        return Integer.parseInt(gers.all("select count(*) from audit_log where action = 'CASE_READ' and subject like '%"
                        + gers.file(file).number() + "'")
                .getFirst());
    }

    @Test
    void to_everybody_else_there_is_no_such_file_whatever_they_ask_for() {
        var nurse = as(Role.NURSE);
        var file = followed(nurse, "Personne que personne ne voit");
        var task = task(file, CHECK_UP);
        for (var role : EnumSet.complementOf(EnumSet.of(Role.NURSE))) {
            var browser = as(role);
            for (var path : List.of("", "/suite?vu=x&reste=1", "/diagramme", "/retrait", "/rendez-vous")) {
                assertThat(browser.get(FILES + "/" + file + path).statusCode())
                        .as(role + path)
                        .isIn(403, 404);
            }
            for (var path : List.of("/notes", "/suivi", "/retrait", "/rendez-vous")) {
                assertThat(browser.post(FILES + "/" + file + path, "words", "x", "wdr_sure", "yes")
                                .statusCode())
                        .as(role + path)
                        .isIn(403, 404);
            }
            assertThat(browser.post(task, pairs(gers.answers(0))).statusCode()).isIn(403, 404);
            assertThat(browser.post(task + "/report", "day", "2030-01-01", "why", "x")
                            .statusCode())
                    .isIn(403, 404);
            for (var path : List.of(
                    "",
                    "/dossiers?etat=tous",
                    "/aujourdhui?qui=tous",
                    "/liste-attente",
                    "/journal",
                    "/incidents",
                    "/personnes",
                    "/sante")) {
                assertThat(browser.get("/caisses/gers" + path).body())
                        .as(role + path)
                        .doesNotContain("Personne que personne ne voit")
                        .doesNotContain(SAID)
                        .doesNotContain("6 sur 8");
            }
        }
        assertThat(gers.followUp(file).hasConsent()).isTrue();
        assertThat(nurse.get(FILES).body()).contains("Personne que personne ne voit");
    }

    @Test
    void figures_are_for_who_may_see_figures() {
        for (var role : Role.values()) {
            var status = role.rights().contains(Right.SEE_HEALTH_FIGURES) ? 200 : 403;
            var browser = as(role);
            assertThat(browser.get("/caisses/gers/sante").statusCode())
                    .as(role.name())
                    .isEqualTo(status);
            assertThat(browser.get("/caisses/gers/sante/chiffres.csv").statusCode())
                    .as(role.name())
                    .isEqualTo(status);
            var offers =
                    role.rights().contains(Right.FOLLOW_HEALTH) || role.rights().contains(Right.WORK_ON_ENROLLMENTS);
            assertThat(browser.get(FILES + "/suivi").statusCode())
                    .as(role.name())
                    .isEqualTo(offers ? 200 : 403);
        }
        assertThat(as(Role.COMMITTEE).get("/caisses/gers").body()).contains("Ce que montre le suivi de santé");
        assertThat(as(Role.OBSERVER).get("/caisses/gers").body()).doesNotContain("suivi de santé");
    }

    @Test
    void a_social_worker_offers_a_follow_up_and_learns_that_a_step_is_done_and_nothing_more() {
        var worker = as(Role.SOCIAL_WORKER);
        var enrollment = enrolled("Personne accueillie");
        var page = worker.get(FILES + "/" + enrollment).body();
        assertThat(page).contains("Suivi de santé", "pas de suivi proposé");
        var member = gers.all("select member_id from enrollment where case_id = '" + enrollment + "'")
                .getFirst();
        assertThat(worker.get(FILES + "/suivi?personne=" + member + "&dossier=" + enrollment)
                        .body())
                .contains("Personne accueillie");
        var offered = worker.post(FILES + "/suivi", "off_person", member, "dossier", enrollment);
        assertThat(PlainBrowser.location(offered)).isEqualTo(FILES + "/" + enrollment);
        assertThat(worker.get(FILES + "/" + enrollment).body()).contains("proposé le ");
        var file = gers.all("select case_id from follow_up where member_id = '" + member + "'")
                .getFirst();
        gers.done(file, CONSENT, gers.consent(SAID.get(0)));
        assertThat(worker.get(FILES + "/" + enrollment).body())
                .contains("une étape est faite, le ")
                .doesNotContain("onsentement", SAID.get(0));
        gers.withdraw(file);
        assertThat(worker.get(FILES + "/" + enrollment).body())
                .contains("clos le ")
                .doesNotContain("retir");
        assertThat(worker.get(FILES + "/" + file).statusCode()).isEqualTo(404);
    }

    /** An enrollment file with a household that is in the fund. */
    private String enrolled(String name) {
        var member = gers.member(name);
        var id = "dos_" + member.substring(0, 20).replace("-", "");
        for (var sql : List.of(
                "insert into case_file (id, fund_id, process, title, stage, opened_at, changed_at) values ('" + id
                        + "', 'gers', 'enrollment', '" + name + "', 'active', utc_timestamp(), utc_timestamp())",
                "insert into application (case_id, fund_id, form_token, reference, channel, referral, name, phone, adults,"
                        + " children, name_key) values ('" + id + "', 'gers', '" + member + "', '"
                        + member.substring(1, 9) + "', 'SOCIAL_WORKER', 'none', '" + name + "', '1', 1, 0, 'x')",
                "insert into enrollment (case_id, fund_id, household_id, member_id) select '" + id
                        + "', 'gers', household_id, id from member where id = '" + member + "'")) {
            gers.run(c -> {
                try (var statement = c.createStatement()) {
                    return statement.executeUpdate(sql);
                }
            });
        }
        return id;
    }

    @Test
    void a_task_that_two_nurses_do_is_done_once_and_the_second_loses_nothing_she_typed() {
        var first = as(Role.NURSE);
        var second = as(Role.NURSE);
        var file = gers.consenting("Personne à deux infirmières", "Oui.");
        var task = task(file, CHECK_UP);
        assertThat(first.post(task, pairs(gers.answers(1))).statusCode()).isEqualTo(303);
        var late = second.post(task, pairs(gers.answers(8), "hea_words", "Note de la seconde"));
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("déjà fait", "Note de la seconde");
        assertThat(late.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(gers.all("select count(*) from check_up where case_id = '" + file + "'"))
                .containsExactly("1");
        gers.withdraw(file);
        assertThat(second.post(task, pairs(gers.answers(8))).statusCode()).isEqualTo(409);
        assertThat(second.post(FILES + "/" + file + "/notes", "words", "Trop tard")
                        .statusCode())
                .isEqualTo(422);
        assertThat(gers.everything().toString()).doesNotContain("Trop tard", "Note de la seconde");
    }

    @Test
    void a_delay_has_no_words_of_its_own() {
        var nurse = as(Role.NURSE);
        var file = gers.consenting("Personne à revoir", "Oui.");
        var task = task(file, CHECK_UP);
        nurse.get(FILES + "/" + file);
        var day = gers.today().plusDays(3).toString();
        assertThat(nurse.post(task + "/report", "day", day, "why", "Elle a la grippe")
                        .statusCode())
                .isEqualTo(422);
        assertThat(nurse.post(task + "/report", "day", day, "why", "La personne n’est pas joignable")
                        .statusCode())
                .isEqualTo(303);
        assertThat(gers.everything().toString()).doesNotContain("grippe");
    }

    @Test
    void an_appointment_is_a_day_to_come_and_the_task_is_due_then() {
        var nurse = as(Role.NURSE);
        var file = gers.consenting("Personne au rendez-vous", "Oui.");
        gers.ask(file, CHECK_UP);
        var address = FILES + "/" + file + "/rendez-vous";
        for (var day : List.of("", gers.today().minusDays(1).toString(), "2999-01-01", "31/02/2027")) {
            assertThat(nurse.post(address, "app_day", day, "app_time", "25:00").body())
                    .as(day)
                    .contains("id=\"app_day-error\"", "id=\"app_time-error\"");
        }
        var day = gers.today().plusDays(9);
        assertThat(nurse.post(address, "app_day", day.toString(), "app_time", "10:30")
                        .statusCode())
                .isEqualTo(303);
        assertThat(gers.ask(file, CHECK_UP).dueOn()).isEqualTo(day);
        assertThat(nurse.get(FILES + "/" + file).body()).contains("10\u00a0h\u00a030");
        assertThat(nurse.post(address, "app_none", "yes").statusCode()).isEqualTo(303);
        assertThat(gers.followUp(file).appointment()).isNull();
    }

    @Test
    void consent_is_withdrawn_on_a_page_that_says_what_happens_and_wants_to_be_sure() {
        var nurse = as(Role.NURSE);
        var file = followed(nurse, "Personne sûre d’elle");
        upload(nurse, file, "bilan.pdf");
        var address = FILES + "/" + file + "/retrait";
        assertThat(nurse.get(address).body()).contains("Retirer le consentement", "clé est détruite");
        assertThat(nurse.post(address).statusCode()).isEqualTo(422);
        assertThat(gers.followUp(file).hasConsent()).isTrue();
        assertThat(nurse.post(address, "wdr_sure", "yes").statusCode()).isEqualTo(303);
        var page = nurse.get(FILES + "/" + file).body();
        assertThat(page)
                .contains("consentement retiré", "illisible")
                .doesNotContain(SAID)
                .doesNotContain("6 sur 8");
        assertThat(gers.all("select count(*) from case_document where case_id = '" + file + "'"))
                .containsExactly("0");
    }

    @Test
    void nothing_of_health_reaches_a_log_a_variable_a_metric_or_an_address() {
        var addresses = new ArrayList<String>();
        String file;
        String logged;
        try (var heard = new Heard()) {
            var nurse = as(Role.NURSE);
            file = followed(nurse, "Personne discrète");
            upload(nurse, file, "ordonnance-secrete.pdf");
            var task = task(file, CHECK_UP);
            var wrong = gers.answers(5);
            wrong.put("hea_portions", "27182");
            wrong.put("hea_words", SAID.get(1));
            assertThat(nurse.post(task, pairs(wrong)).statusCode()).isEqualTo(422);
            withARecordTableThatIsAway(() -> assertThat(
                            nurse.post(task, pairs(gers.answers(5), "hea_words", SAID.get(1)))
                                    .statusCode())
                    .isEqualTo(503));
            var found = nurse.post(FILES + "/suivi/recherche", "off_name", "Personne");
            addresses.add(found.uri().toString());
            var again = nurse.post(task, pairs(gers.answers(5), "hea_words", SAID.get(1)));
            addresses.add(again.uri() + " " + PlainBrowser.location(again));
            addresses.addAll(links(nurse.get(FILES + "/" + file).body()));
            logged = heard.text();
        }
        var variables = gers.all("select variables from engine_command where case_id = '" + file + "'");
        var answers = gers.all("select answer from task where case_id = '" + file + "' and answer is not null");
        var metrics = new PlainBrowser(server.getURI()).get("/prometheus").body();
        for (var where : List.of(
                logged,
                String.join("\n", variables),
                String.join("\n", answers),
                metrics,
                String.join("\n", addresses))) {
            assertThat(where)
                    .doesNotContain(SAID)
                    .doesNotContain(
                            "Personne discrète", "27182", "fair", "hea_", "fies", "ordonnance", "prevention", "score");
        }
        assertThat(logged).as("the fault itself is told").contains("error ");
        assertThat(String.join("\n", variables))
                .contains("consents", "came", "next")
                .doesNotContain("portions");
    }

    private static List<String> links(String page) {
        return java.util.regex.Pattern.compile("(?:href|action|hx-post|hx-get)=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private void withARecordTableThatIsAway(Runnable work) {
        owner("rename table health_record to health_record_away");
        try {
            work.run();
        } finally {
            owner("rename table health_record_away to health_record");
        }
    }

    private void owner(String sql) {
        try (var connection = DriverManager.getConnection(
                        context.getRequiredProperty("cabas.db.url", String.class),
                        context.getRequiredProperty("cabas.db.owner", String.class),
                        context.getRequiredProperty("cabas.db.owner-password", String.class));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
