package org.cabas.service.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.access.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What changes something is refused unless a form of ours was made for whoever sends it. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() and sign_in() do
class FormsTest implements OnTestDatabase {
    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    private Village village;
    private String fund;
    private String administrator;
    private PlainBrowser browser;

    @BeforeAll
    void found() {
        village = new Village(context);
        fund = village.fund("La Caisse");
        administrator = village.person("Administratrice", fund, Role.ADMINISTRATOR);
    }

    @BeforeEach
    void sign_in() {
        browser = new PlainBrowser(server.getURI());
        browser.signIn(administrator, Village.PASSWORD);
        browser.get(people());
    }

    @Test
    void a_form_of_ours_is_accepted() {
        assertThat(invite(browser.token).statusCode()).isEqualTo(201);
    }

    @Test
    void without_a_token_nothing_is_done_and_what_was_typed_is_not_repeated_to_another_site() {
        var refused = browser.postWith(
                "", people() + "/invitations", "email", "jamais@b.fr", "name", "Jamais venue", "role", "OBSERVER");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Ce formulaire n’est plus valable").doesNotContain("Jamais venue");
        assertThat(browser.get(people()).body()).doesNotContain("Jamais venue");
    }

    @Test
    void a_token_of_somebody_else_is_worth_nothing() {
        var other = new PlainBrowser(server.getURI());
        other.signIn(village.person("Autre", fund, Role.ADMINISTRATOR), Village.PASSWORD);
        other.get(people());
        assertThat(invite(other.token).statusCode()).isEqualTo(403);
    }

    @Test
    void the_token_of_a_page_for_guests_is_worth_nothing_to_someone_signed_in() {
        var guest = new PlainBrowser(server.getURI());
        guest.get("/connexion");
        browser.cookies.put("cabas-form", guest.cookies.getOrDefault("cabas-form", ""));
        assertThat(invite(guest.token).statusCode()).isEqualTo(403);
    }

    @Test
    void another_sites_page_is_refused_even_with_a_token() {
        var answer = browser.send(browser.request(people() + "/invitations")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString(
                        "csrf=" + browser.token + "&email=a%40b.fr&name=Nouvelle&role=OBSERVER")));
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void who_signed_in_anew_meanwhile_finds_what_was_typed_and_sends_it_again() {
        var answer = browser.send(browser.request(people() + "/invitations")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(
                        "csrf=alt&email=venue%40b.fr&name=%3Cb%3EVenue%3C%2Fb%3E&role=OBSERVER&password=secret")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("Envoyer de nouveau", "venue@b.fr", "&lt;b&gt;Venue&lt;/b&gt;")
                .doesNotContain("secret", "<b>");
        var again = browser.post(people() + "/invitations", "email", "venue@b.fr", "name", "Venue", "role", "OBSERVER");
        assertThat(again.statusCode()).isEqualTo(201);
    }

    @Test
    void who_is_signed_out_meanwhile_finds_what_was_typed_to_copy_it() {
        browser.cookies.remove("cabas");
        var answer = browser.send(browser.request(people() + "/invitations")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("csrf=" + browser.token + "&email=venue%40b.fr&name=Venue")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("Votre session est terminée", "venue@b.fr", "Se connecter")
                .doesNotContain("Envoyer de nouveau");
    }

    @Test
    void htmx_is_told_in_the_place_for_messages_and_gets_a_token_to_go_on_with() {
        var answer = browser.send(browser.request(people() + "/invitations")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("HX-Request", "true")
                .header("X-CSRF-Token", "alt")
                .POST(BodyPublishers.ofString("email=a%40b.fr")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("HX-Retarget")).hasValue("#said");
        assertThat(answer.headers().firstValue("HX-Trigger"))
                .hasValueSatisfying(trigger -> assertThat(trigger).contains("cabas:token"));
        assertThat(answer.body()).contains("class=\"notice refused\"").doesNotContain("<html");
    }

    @Test
    void a_script_of_ours_sends_the_token_in_a_header_and_a_file_beside_it_in_a_part() {
        var header = browser.send(browser.request(people() + "/invitations")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-CSRF-Token", browser.token)
                .POST(BodyPublishers.ofString("email=kopf%40b.fr&name=Venue&role=OBSERVER")));
        assertThat(header.statusCode()).isEqualTo(201);
        browser.get(people());
        var part = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + browser.token
                + "\r\n--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"t.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\na;b\r\n--x--\r\n";
        var upload = browser.send(browser.request("/deconnexion")
                .header("Content-Type", "multipart/form-data; boundary=x")
                .POST(BodyPublishers.ofString(part)));
        assertThat(upload.statusCode())
                .as("the token is found, the page takes no files")
                .isEqualTo(415);
    }

    @Test
    void tokens_differ_on_every_page_and_all_of_them_count() {
        var first = browser.token;
        browser.get(people());
        assertThat(browser.token).isNotEqualTo(first);
        assertThat(invite(first).statusCode()).isNotEqualTo(403);
    }

    private java.net.http.HttpResponse<String> invite(String token) {
        var address = java.util.UUID.randomUUID().toString().substring(0, 8) + "@b.fr";
        return browser.postWith(
                token, people() + "/invitations", "email", address, "name", "Nouvelle venue", "role", "OBSERVER");
    }

    private String people() {
        return "/caisses/" + fund + "/personnes";
    }
}
