package org.cabas.service.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.cabas.service.TestDatabase;
import org.cabas.service.access.Role;
import org.cabas.service.account.PlainBrowser;
import org.cabas.service.account.Village;
import org.cabas.service.engine.Probe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What people do on the page of a file, asked the way a browser asks. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class FilePageTest implements TestPropertyProvider {
    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    private Village village;
    private ProbeFiles files;
    private String fund;
    private String worker;
    private String colleague;
    private String nurse;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestDatabase.fresh().properties());
        properties.put(Probe.ASKED_FOR, "yes");
        return properties;
    }

    @BeforeAll
    void found() {
        village = new Village(context);
        files = new ProbeFiles(context);
        fund = village.fund("La Caisse");
        worker = village.person("Une travailleuse sociale", fund, Role.SOCIAL_WORKER);
        colleague = village.person("Un collègue", fund, Role.SOCIAL_WORKER);
        nurse = village.person("Une infirmière", fund, Role.NURSE);
    }

    private PlainBrowser as(String email) {
        var browser = new PlainBrowser(server.getURI());
        browser.signIn(email, Village.PASSWORD);
        return browser;
    }

    private String address(String file) {
        return "/caisses/" + fund + "/dossiers/" + file;
    }

    private String count(String table, String file) {
        return files.all("select count(*) from " + table + " where case_id = '" + file + "'")
                .getFirst();
    }

    @Test
    void a_task_is_done_by_its_form_and_the_engine_is_told_after() {
        var file = files.open(fund, "Un foyer");
        var task = files.ask(file, Group.SOCIAL_WORKER, 3);
        var browser = as(worker);
        var page = browser.get(address(file));
        assertThat(page.body())
                .contains("Demander l’avis", "Quel est l’avis", "Donner l’avis", "2 adultes et 1 enfant.");

        var answer = browser.post(address(file) + "/taches/" + task, "advice", "yes", "words", "Tout va bien.");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(files.open(file)).isEmpty();
        assertThat(files.events(file)).containsExactly("probe.opened", "probe.asked");
        assertThat(files.all(
                        "select variables from engine_command where kind = 'COMPLETE' and case_id = '" + file + "'"))
                .containsExactly("{\"advice\":\"yes\"}");
        assertThat(browser.get(address(file)).body())
                .contains(
                        "«\u00a0Demander l’avis\u00a0» est fait",
                        "L’avis est donné.",
                        "Une travailleuse sociale",
                        "la suite arrive");
    }

    @Test
    void what_is_wrong_is_said_beside_each_field_and_what_was_typed_is_still_there() {
        var file = files.open(fund, "Un foyer");
        var task = files.ask(file, Group.SOCIAL_WORKER, null);
        var browser = as(worker);
        browser.get(address(file));
        var answer = browser.post(address(file) + "/taches/" + task, "words", "Des mots <à garder>");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Un point est à corriger", "Choisissez un avis.", "Des mots &lt;à garder&gt;");
        assertThat(files.open(file)).hasSize(1);
        assertThat(files.events(file)).containsExactly("probe.opened");
    }

    @Test
    void of_two_people_who_do_a_task_the_second_reads_who_did_it_and_nothing_changes() {
        var file = files.open(fund, "Un foyer");
        var task = files.ask(file, Group.SOCIAL_WORKER, null);
        var first = as(worker);
        var second = as(colleague);
        first.get(address(file));
        second.get(address(file));
        first.post(address(file) + "/taches/" + task, "advice", "yes", "words", "Oui.");
        var late = second.post(address(file) + "/taches/" + task, "advice", "no", "words", "Non, et voici pourquoi.");

        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("déjà fait par Une travailleuse sociale", "Non, et voici pourquoi.");
        assertThat(files.events(file)).containsExactly("probe.opened", "probe.asked");
        assertThat(files.all(
                        "select count(*) from engine_command where kind = 'COMPLETE' and case_id = '" + file + "'"))
                .containsExactly("1");
    }

    @Test
    void whoever_does_not_see_a_file_is_told_that_there_is_none() {
        var file = files.open(fund, "Un foyer");
        var task = files.ask(file, Group.SOCIAL_WORKER, null);
        var other = village.fund("Une autre caisse");
        var elsewhere = as(village.person("De là-bas", other, Role.values()));
        assertThat(elsewhere.get(address(file)).statusCode()).isEqualTo(404);
        assertThat(elsewhere.get("/caisses/" + other + "/dossiers/" + file).statusCode())
                .isEqualTo(404);
        var nurses = as(nurse);
        nurses.get("/compte");
        for (var path : new String[] {"", "/suite", "/diagramme", "/documents/doc_1", "/taches/" + task}) {
            assertThat(nurses.get(address(file) + path).statusCode()).as(path).isEqualTo(404);
        }
        for (var path : new String[] {
            "/suivi", "/notes", "/taches/" + task, "/taches/" + task + "/report", "/documents/d/retrait"
        }) {
            assertThat(nurses.post(address(file) + path, "words", "x", "advice", "yes")
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(as(worker).get(address("dos_unknown")).statusCode()).isEqualTo(404);
        assertThat(files.open(file)).hasSize(1);
    }

    @Test
    void whoever_may_not_do_a_task_reads_whom_it_waits_for() {
        var file = files.open(fund, "Un foyer");
        var task = files.ask(file, Group.NURSE, null);
        var browser = as(worker);
        assertThat(browser.get(address(file)).body())
                .contains("attend une infirmière ou un infirmier")
                .doesNotContain("Quel est l’avis");
        assertThat(browser.post(address(file) + "/taches/" + task, "advice", "yes", "words", "Oui.")
                        .statusCode())
                .isEqualTo(403);
        assertThat(files.open(file)).hasSize(1);
    }

    @Test
    void what_is_typed_is_kept_for_who_typed_it_until_the_task_is_done() {
        var file = files.open(fund, "Un foyer");
        var task = files.ask(file, Group.SOCIAL_WORKER, null);
        var browser = as(worker);
        browser.get(address(file));
        var kept = browser.post(address(file) + "/taches/" + task + "/brouillon", "words", "Commencé dans le bus");
        assertThat(kept.statusCode()).isEqualTo(200);
        assertThat(kept.body()).contains("Enregistré à");

        assertThat(as(worker).get(address(file)).body()).contains("Commencé dans le bus", "Enregistré à");
        assertThat(as(colleague).get(address(file)).body()).doesNotContain("Commencé dans le bus");
        browser.post(address(file) + "/taches/" + task, "advice", "yes", "words", "Fini.");
        assertThat(files.all("select count(*) from task_draft where task_id = " + task))
                .containsExactly("0");
        assertThat(browser.post(address(file) + "/taches/" + task + "/brouillon", "words", "trop tard")
                        .statusCode())
                .isEqualTo(204);
        assertThat(files.all("select count(*) from task_draft where task_id = " + task))
                .containsExactly("0");
    }

    @Test
    void a_file_is_somebody_s_once_they_say_so_and_a_colleague_s_once_it_is_handed_over() {
        var file = files.open(fund, "Un foyer");
        files.ask(file, Group.SOCIAL_WORKER, null);
        var browser = as(worker);
        browser.get(address(file));
        browser.post(address(file) + "/suivi", "before", "", "person", village.id(worker));
        assertThat(files.file(file).assignedTo()).isEqualTo(village.id(worker));
        assertThat(files.open(file).getFirst().assignedTo()).isEqualTo(village.id(worker));

        var late = as(colleague);
        late.get("/compte");
        late.post(address(file) + "/suivi", "before", "", "person", village.id(colleague));
        assertThat(late.get(address(file)).body()).contains("Quelqu’un d’autre vient de s’en occuper");
        assertThat(files.file(file).assignedTo()).isEqualTo(village.id(worker));

        var toNurse = browser.post(address(file) + "/suivi", "before", village.id(worker), "person", village.id(nurse));
        assertThat(toNurse.statusCode()).isEqualTo(422);
        browser.post(address(file) + "/suivi", "before", village.id(worker), "person", village.id(colleague));
        assertThat(files.open(file).getFirst().assignedTo()).isEqualTo(village.id(colleague));
        assertThat(files.events(file)).containsExactly("probe.opened", "casefile.claimed", "casefile.handed_over");
        assertThat(files.all("select action from audit_log where fund_id = '" + fund + "' and subject like '%"
                        + files.file(file).number() + "' order by id"))
                .containsExactly("CASE_CLAIMED", "CASE_HANDED_OVER");
    }

    @Test
    void a_task_is_put_off_to_a_day_to_come_for_a_reason() {
        var file = files.open(fund, "Un foyer");
        var task = files.ask(file, Group.SOCIAL_WORKER, 1);
        var browser = as(worker);
        browser.get(address(file));
        var wrong = browser.post(address(file) + "/taches/" + task + "/report", "day", "2020-01-01", "why", "");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("2 points sont à corriger", "Choisissez un jour à venir", "Dites pourquoi");
        assertThat(files.open(file).getFirst().postponedTo()).isNull();

        var day = LocalDate.now(java.time.ZoneId.of("Europe/Paris")).plusDays(10);
        browser.post(address(file) + "/taches/" + task + "/report", "day", day.toString(), "why", "En congé");
        assertThat(files.open(file).getFirst().day()).isEqualTo(day);
        assertThat(browser.get(address(file)).body()).contains("reporté au", "Raison\u00a0: En congé");
    }

    @Test
    void notes_are_read_by_colleagues_and_an_empty_one_is_none() {
        var file = files.open(fund, "Un foyer");
        var browser = as(worker);
        browser.get(address(file));
        assertThat(browser.post(address(file) + "/notes", "words", " ").statusCode())
                .isEqualTo(422);
        browser.post(address(file) + "/notes", "words", "Rappeler <mardi>");
        assertThat(as(colleague).get(address(file)).body()).contains("Rappeler &lt;mardi&gt;");
    }

    @Test
    void a_document_is_what_its_content_says_and_leaves_as_an_attachment() {
        var file = files.open(fund, "Un foyer");
        var browser = as(worker);
        browser.get(address(file));
        assertThat(upload(browser, file, "photo.png", "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8))
                        .body())
                .contains("ni un PDF, ni une image");
        var large = new byte[Documents.LARGEST + 1];
        System.arraycopy("%PDF-1.7".getBytes(StandardCharsets.UTF_8), 0, large, 0, 8);
        assertThat(upload(browser, file, "gros.pdf", large).body()).contains("trop gros");
        assertThat(count("case_document", file)).isEqualTo("0");

        var pdf = Arrays.copyOf("%PDF-1.7".getBytes(StandardCharsets.UTF_8), 4_000);
        assertThat(upload(browser, file, "../Attestation d’août.html", pdf).statusCode())
                .isEqualTo(303);
        var id = files.all("select id from case_document where case_id = '" + file + "'")
                .getFirst();
        var taken = browser.get(address(file) + "/documents/" + id);
        assertThat(taken.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(taken.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(taken.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment;")
                .endsWith("Attestation%20d%E2%80%99ao%C3%BBt.pdf");

        var other = as(colleague);
        other.get(address(file));
        other.post(address(file) + "/documents/" + id + "/retrait");
        assertThat(count("case_document", file)).isEqualTo("1");
        browser.post(address(file) + "/documents/" + id + "/retrait");
        assertThat(count("case_document", file)).isEqualTo("0");
        assertThat(files.all("select concat(subject, details) from audit_log where action like 'DOCUMENT%'"))
                .allSatisfy(line -> assertThat(line).doesNotContain("Attestation", "foyer"));
    }

    private HttpResponse<String> upload(PlainBrowser browser, String file, String name, byte[] content) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(("--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + browser.token
                        + "\r\n--x\r\nContent-Disposition: form-data; name=\"document\"; filename=\"" + name
                        + "\"\r\nContent-Type: image/png\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8));
        return browser.send(browser.request(address(file) + "/documents")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    }

    @Test
    void a_page_asks_for_what_follows_and_gets_it_once_it_is_there() {
        var file = files.open(fund, "Un foyer");
        var browser = as(worker);
        var mark = browser.get(address(file)).body().replaceAll("(?s).*suite\\?vu=([0-9a-f]+)&.*", "$1");
        var same = browser.get(address(file) + "/suite?vu=" + mark + "&reste=3").body();
        assertThat(same).contains("reste=2").doesNotContain("hx-swap-oob");
        files.ask(file, Group.SOCIAL_WORKER, null);
        var changed =
                browser.get(address(file) + "/suite?vu=" + mark + "&reste=2").body();
        assertThat(changed).contains("hx-swap-oob=\"true\"", "Quel est l’avis", "reste=1");
        assertThat(browser.get(address(file) + "/suite?vu=x&reste=0").body())
                .contains("Actualiser")
                .doesNotContain("hx-get=");
    }

    @Test
    void a_file_says_since_when_it_stands_where_it_stands_whoever_looks_after_it() {
        var file = files.open(fund, "Un foyer");
        files.change("update case_file set opened_at = '2026-01-05 09:00:00' where id = '" + file + "'");
        files.ask(file, Group.SOCIAL_WORKER, null);
        var browser = as(worker);
        browser.get(address(file));
        browser.post(address(file) + "/suivi", "before", "", "person", village.id(worker));
        assertThat(browser.get(address(file)).body()).contains("depuis le lundi 5 janvier 2026 à 10\u00a0h");
        files.step(file, "last");
        assertThat(browser.get(address(file)).body()).doesNotContain("depuis le lundi 5 janvier 2026 à 10\u00a0h");
    }

    @Test
    void nothing_is_left_to_do_about_a_closed_file() {
        var file = files.open(fund, "Un foyer");
        var task = files.ask(file, Group.SOCIAL_WORKER, null);
        var browser = as(worker);
        browser.get(address(file));
        files.step(file, "last");
        assertThat(browser.post(address(file) + "/taches/" + task, "advice", "yes", "words", "Oui.")
                        .body())
                .contains("a pris un autre chemin");
        browser.post(address(file) + "/suivi", "before", "", "person", village.id(worker));
        assertThat(browser.get(address(file)).body()).contains("Ce dossier est clos");
        assertThat(files.file(file).assignedTo()).isNull();
    }
}
