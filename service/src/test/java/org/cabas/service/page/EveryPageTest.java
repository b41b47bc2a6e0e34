package org.cabas.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import jakarta.inject.Inject;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.access.Role;
import org.cabas.service.account.PlainBrowser;
import org.cabas.service.account.Village;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What holds for every address that answers a browser, whoever adds it. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class EveryPageTest implements OnTestDatabase {
    private static final Pattern RUNS_INLINE = Pattern.compile(
            "<script(?![^>]*\\ssrc=)|<style|\\sstyle=|\\son[a-z]+=|javascript:", Pattern.CASE_INSENSITIVE);

    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    @Inject
    Router router;

    private String fund;
    private String everything;

    @BeforeAll
    void found() {
        var village = new Village(context);
        fund = village.fund("La Caisse");
        everything = village.person("De tous les rôles", fund, Role.values());
    }

    @Test
    void browsers_are_told_what_they_may_do_and_nothing_inline_is_there_to_run() {
        var browser = new PlainBrowser(server.getURI());
        browser.signIn(everything, Village.PASSWORD);
        var passerBy = new PlainBrowser(server.getURI());
        for (var address : addresses("GET")) {
            for (var each : new PlainBrowser[] {browser, passerBy}) {
                var answer = each.get(address);
                assertThat(answer.statusCode()).as(address).isLessThan(500);
                assertThat(answer.headers().allValues("Content-Security-Policy"))
                        .as(address)
                        .containsExactly(SecurityHeaders.POLICY);
                assertThat(answer.headers().allValues("X-Content-Type-Options"))
                        .as(address)
                        .containsExactly("nosniff");
                assertThat(RUNS_INLINE.matcher(answer.body()).results().map(found -> found.group()))
                        .as(address)
                        .isEmpty();
            }
        }
    }

    @Test
    void nothing_is_changed_for_who_sends_no_form_of_ours() {
        var browser = new PlainBrowser(server.getURI());
        browser.signIn(everything, Village.PASSWORD);
        for (var address : addresses("POST")) {
            assertThat(browser.postWith("forged", address, "role", "OBSERVER").statusCode())
                    .as("signed in: " + address)
                    .isIn(403, 415);
            assertThat(new PlainBrowser(server.getURI())
                            .postWith("forged", address)
                            .statusCode())
                    .as("signed out: " + address)
                    .isIn(403, 415);
        }
    }

    /** Every address outside the payment API, with the fund in its place and something in all others. */
    private TreeSet<String> addresses(String method) {
        var addresses = new TreeSet<String>();
        router.uriRoutes()
                .filter(route -> route.getHttpMethodName().equals(method))
                .map(route -> route.getUriMatchTemplate().toPathString())
                .filter(path -> !path.startsWith("/v1") && !path.startsWith("/docs") && !path.equals("/openapi.yaml"))
                .forEach(path -> addresses.add(path.replaceAll("\\{\\?.*", "")
                        .replaceAll("\\{fund[^}]*}", fund)
                        .replaceAll("\\{[^}]*}", "1")));
        assertThat(addresses).isNotEmpty();
        return addresses;
    }
}
