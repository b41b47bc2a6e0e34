package org.cabas.service.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.TestClock;
import org.cabas.service.access.Role;
import org.cabas.service.authorization.Town;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest implements OnTestDatabase {
    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    @Inject
    TestClock clock;

    @SuppressWarnings("NullAway.Init") // found() does
    private Village village;

    private String fund = "";
    private String member = "";

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(OnTestDatabase.super.getProperties());
        properties.put(TestClock.ASKED_FOR, "true");
        return properties;
    }

    @BeforeAll
    void found() {
        village = new Village(context);
        fund = village.fund("La Caisse");
        member = village.person("Membre", fund, Role.COMMITTEE);
    }

    @AfterEach
    void back_to_now() {
        clock.runAsUsual();
    }

    @Test
    void who_is_not_signed_in_is_sent_to_sign_in_and_comes_back() {
        var browser = browser();
        var sent = browser.get("/caisses/" + fund);
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(PlainBrowser.location(sent)).isEqualTo("/connexion?suite=%2Fcaisses%2F" + fund);
        browser.get(PlainBrowser.location(sent));
        var done =
                browser.post("/connexion", "email", member, "password", Village.PASSWORD, "suite", "/caisses/" + fund);
        assertThat(PlainBrowser.location(done)).isEqualTo("/caisses/" + fund);
        assertThat(browser.get("/caisses/" + fund).body()).contains("Aujourd’hui", "membre du comité");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://ailleurs.example/",
                "//ailleurs.example/",
                "/\\ailleurs.example",
                "\\/ailleurs.example",
                "/caisses//ailleurs",
                "javascript:alert(1)",
                "/%0d%0aSet-Cookie: a=b",
                "/caisses/x\r\nSet-Cookie: a=b",
                " /caisses",
                "/@ailleurs.example"
            })
    void nobody_is_sent_elsewhere_after_signing_in(String suite) {
        var browser = browser();
        browser.get("/connexion?suite=" + URLEncoder.encode(suite, StandardCharsets.UTF_8));
        var done = browser.post("/connexion", "email", member, "password", Village.PASSWORD, "suite", suite);
        assertThat(PlainBrowser.location(done)).startsWith("/").doesNotContain("ailleurs", "\\", "\r");
    }

    @Test
    void each_sign_in_begins_a_session_of_its_own_and_ends_the_one_before() {
        var browser = browser();
        browser.cookies.put("cabas", "A".repeat(43));
        browser.signIn(member, Village.PASSWORD);
        var first = browser.cookies.get("cabas");
        assertThat(first).isNotEqualTo("A".repeat(43));
        browser.cookies.remove("cabas-form");
        browser.cookies.remove("cabas");
        browser.get("/connexion");
        browser.cookies.put("cabas", first);
        browser.post("/connexion", "email", member, "password", Village.PASSWORD);
        var second = browser.cookies.get("cabas");
        assertThat(second).isNotEqualTo(first);
        browser.cookies.put("cabas", first);
        assertThat(browser.get("/compte").statusCode()).isEqualTo(303);
    }

    @Test
    void the_cookie_is_unreadable_for_scripts_and_not_sent_by_other_sites_forms() {
        var browser = browser();
        browser.signIn(member, Village.PASSWORD);
        assertThat(browser.setCookies)
                .filteredOn(cookie -> cookie.startsWith("cabas="))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie.toLowerCase(java.util.Locale.ROOT))
                        .contains("httponly", "samesite=lax", "path=/"));
    }

    @Test
    void over_https_the_cookies_are_secure_and_of_this_host_alone() {
        var settings = new HashMap<String, Object>(Town.databaseOf(context));
        settings.put("cabas.session.secure-cookies", true);
        try (var secure = ApplicationContext.run(EmbeddedServer.class, settings)) {
            var browser = new PlainBrowser(secure.getURI());
            browser.signIn(member, Village.PASSWORD);
            assertThat(browser.cookies).containsKey("__Host-cabas");
            assertThat(browser.setCookies)
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie)
                            .startsWith("__Host-")
                            .contains("Secure", "Path=/")
                            .doesNotContain("Domain="));
        }
    }

    @Test
    void a_session_counts_on_every_instance_and_ends_on_all_at_once() {
        try (var other = Town.anotherInstance(context)) {
            var here = browser();
            here.signIn(member, Village.PASSWORD);
            var there = new PlainBrowser(other.getURI());
            there.cookies.putAll(here.cookies);
            assertThat(there.get("/compte").statusCode()).isEqualTo(200);
            there.post("/deconnexion");
            assertThat(here.get("/compte").statusCode()).isEqualTo(303);
        }
    }

    @Test
    void a_session_ends_after_hours_without_a_request_and_after_two_weeks_in_any_case() {
        var browser = browser();
        browser.signIn(member, Village.PASSWORD);
        clock.goOn(Duration.ofHours(7));
        assertThat(browser.get("/compte").statusCode()).isEqualTo(200);
        clock.goOn(Duration.ofHours(7));
        assertThat(browser.get("/compte").statusCode()).isEqualTo(200);
        clock.goOn(Duration.ofHours(9));
        assertThat(browser.get("/compte").statusCode()).isEqualTo(303);
        browser.signIn(member, Village.PASSWORD);
        for (var hours = 0; hours < 14 * 24 - 6; hours += 6) {
            clock.goOn(Duration.ofHours(6));
            assertThat(browser.get("/compte").statusCode()).isEqualTo(200);
        }
        clock.goOn(Duration.ofHours(7));
        assertThat(browser.get("/compte").statusCode()).isEqualTo(303);
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_answered_alike() {
        var wrong = browser().signIn(member, "ce n’est pas le bon");
        var unknown = browser().signIn("personne@village.test", "ce n’est pas le bon");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(withoutWhatDiffers(unknown, "personne@village.test")).isEqualTo(withoutWhatDiffers(wrong, member));
    }

    @Test
    void after_five_tries_the_account_waits_longer_each_time_even_for_the_right_password() {
        var hasty = village.person("Pressé", fund, Role.COMMITTEE);
        var browser = browser();
        for (var tries = 0; tries < Attempts.FREE_OF_ACCOUNT; tries++) {
            assertThat(browser.signIn(hasty, "faux mot de passe").statusCode()).isEqualTo(422);
        }
        assertThat(browser.signIn(hasty, Village.PASSWORD).statusCode()).isEqualTo(429);
        clock.goOn(Attempts.FIRST_WAIT.plusSeconds(1));
        assertThat(browser.signIn(hasty, "faux mot de passe").statusCode()).isEqualTo(422);
        clock.goOn(Attempts.FIRST_WAIT.plusSeconds(1));
        var locked = browser.signIn(hasty, Village.PASSWORD);
        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.body()).contains("Trop d’essais", hasty);
        clock.goOn(Attempts.FIRST_WAIT);
        assertThat(browser.signIn(hasty, Village.PASSWORD).statusCode()).isEqualTo(303);
        assertThat(browser().signIn(hasty, "faux mot de passe").statusCode()).isEqualTo(422);
    }

    @Test
    void an_unknown_address_is_locked_like_a_known_one() {
        var browser = browser();
        for (var tries = 0; tries < Attempts.FREE_OF_ACCOUNT; tries++) {
            browser.signIn("jamais-vu@village.test", "faux mot de passe");
        }
        assertThat(browser.signIn("jamais-vu@village.test", "faux mot de passe").statusCode())
                .isEqualTo(429);
    }

    @Test
    void waiting_doubles_and_stops_doubling() {
        assertThat(Attempts.wait(0)).isEqualTo(Attempts.FIRST_WAIT);
        assertThat(Attempts.wait(1)).isEqualTo(Attempts.FIRST_WAIT.multipliedBy(2));
        assertThat(Attempts.wait(3)).isEqualTo(Attempts.FIRST_WAIT.multipliedBy(8));
        assertThat(Attempts.wait(1_000)).isEqualTo(Attempts.LONGEST_WAIT);
    }

    private PlainBrowser browser() {
        return new PlainBrowser(server.getURI());
    }

    private static String withoutWhatDiffers(HttpResponse<String> answer, String email) {
        return answer.body().replace(email, "…").replaceAll("[A-Za-z0-9_-]{86}", "…");
    }
}
