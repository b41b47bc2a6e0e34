package org.cabas.service.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.access.Right;
import org.cabas.service.access.Role;
import org.cabas.service.access.Roles;
import org.cabas.service.database.Transactions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class RightsTest implements OnTestDatabase {
    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    private Village village;
    private String fund;

    @BeforeAll
    void found() {
        village = new Village(context);
        fund = village.fund("La Caisse");
    }

    @Test
    void each_role_has_its_rights_and_only_voters_vote() {
        assertThat(Role.COMMITTEE.rights())
                .containsExactlyInAnyOrder(
                        Right.SEE_TABLES,
                        Right.EDIT_DRAFTS,
                        Right.DISCUSS,
                        Right.VOTE,
                        Right.SIMULATE,
                        Right.WORK_ON_CONVENTIONS,
                        Right.SEE_HEALTH_FIGURES);
        assertThat(Role.OBSERVER.rights()).containsExactly(Right.SEE_TABLES);
        assertThat(holding(Right.VOTE)).isEqualTo("COMMITTEE");
        assertThat(holding(Right.PUBLISH)).isEqualTo("FACILITATOR");
        assertThat(holding(Right.OPEN_VOTES)).isEqualTo("FACILITATOR");
        assertThat(holding(Right.MANAGE_PEOPLE)).isEqualTo("ADMINISTRATOR");
        assertThat(holding(Right.SEE_JOURNAL)).isEqualTo("FUND_MANAGER ADMINISTRATOR");
        assertThat(holding(Right.SEE_INCIDENTS)).isEqualTo("FUND_MANAGER ADMINISTRATOR");
        assertThat(holding(Right.FOLLOW_HEALTH)).isEqualTo("NURSE");
    }

    private static String holding(Right right) {
        return Arrays.stream(Role.values())
                .filter(role -> role.rights().contains(right))
                .map(Role::name)
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @EnumSource
    void pages_open_to_those_who_have_the_right_and_tell_others_why_not(Role role) {
        var browser = signedIn(village.person("Quelqu’un", fund, role));
        assertThat(browser.get("/caisses/" + fund).statusCode()).isEqualTo(200);
        for (var page : java.util.Map.of("/personnes", Right.MANAGE_PEOPLE, "/journal", Right.SEE_JOURNAL)
                .entrySet()) {
            var answer = browser.get("/caisses/" + fund + page.getKey());
            var may = role.rights().contains(page.getValue());
            assertThat(answer.statusCode()).as(role + page.getKey()).isEqualTo(may ? 200 : 403);
            if (!may) {
                assertThat(answer.body()).contains("pas ouverte à votre rôle");
            }
        }
    }

    @Test
    void a_fund_in_which_one_has_no_role_is_as_good_as_none() {
        var browser = signedIn(village.person("Administratrice", fund, Role.values()));
        var other = village.fund("Ailleurs");
        var colleague = village.id(village.person("Quelqu’un", other, Role.OBSERVER));
        browser.get("/caisses/" + fund + "/personnes");
        for (var path : Stream.of("", "/personnes", "/journal", "/journal/export.csv", "/personnes/" + colleague)
                .toList()) {
            var there = browser.get("/caisses/" + other + path);
            var nowhere = browser.get("/caisses/nulle-part" + path);
            assertThat(there.statusCode()).as(path).isEqualTo(404);
            assertThat(nowhere.statusCode()).as(path).isEqualTo(404);
            assertThat(there.body().replaceAll("[A-Za-z0-9_-]{86}", ""))
                    .isEqualTo(nowhere.body().replaceAll("[A-Za-z0-9_-]{86}", ""));
        }
        for (var path : Stream.of("/personnes/invitations", "/personnes/" + colleague + "/roles", "/page-publique")
                .toList()) {
            assertThat(browser.post("/caisses/" + other + path, "role", "ADMINISTRATOR")
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(browser.post("/caisses/" + fund + "/personnes/" + colleague + "/roles", "role", "ADMINISTRATOR")
                        .statusCode())
                .as("someone of another fund")
                .isEqualTo(404);
    }

    @Test
    void a_role_that_is_taken_counts_at_the_next_click() {
        var fund = village.fund("Une autre");
        var office = signedIn(village.person("Administratrice", fund, Role.ADMINISTRATOR));
        var email = village.person("Membre", fund, Role.COMMITTEE, Role.FUND_MANAGER);
        var member = signedIn(email);
        assertThat(member.get("/caisses/" + fund + "/journal").statusCode()).isEqualTo(200);
        office.get("/caisses/" + fund + "/personnes");
        office.post("/caisses/" + fund + "/personnes/" + village.id(email) + "/roles", "role", "COMMITTEE");
        assertThat(member.get("/caisses/" + fund + "/journal").statusCode()).isEqualTo(403);
        office.post("/caisses/" + fund + "/personnes/" + village.id(email) + "/roles");
        assertThat(member.get("/caisses/" + fund).statusCode()).isEqualTo(404);
    }

    @Test
    void the_last_administrator_stays_one() {
        var fund = village.fund("Une autre");
        var email = village.person("Administratrice", fund, Role.ADMINISTRATOR);
        var office = signedIn(email);
        office.get("/caisses/" + fund + "/personnes");
        var refused =
                office.post("/caisses/" + fund + "/personnes/" + village.id(email) + "/roles", "role", "OBSERVER");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("dernière personne qui administre");
        assertThat(office.get("/caisses/" + fund + "/personnes").statusCode()).isEqualTo(200);
    }

    @Test
    void the_committee_of_a_rulebook_is_everyone_with_a_vote_in_a_fund_that_uses_it_once() {
        var fund = village.fund("Une autre");
        var both = village.person("B", fund, Role.COMMITTEE, Role.FACILITATOR);
        village.person("A", fund, Role.COMMITTEE);
        village.person("C", fund, Role.OBSERVER, Role.ADMINISTRATOR, Role.FACILITATOR);
        var roles = context.getBean(Roles.class);
        var committee = context.getBean(Transactions.class).run(c -> roles.holders(c, fund, Right.VOTE));
        assertThat(committee).extracting(Roles.Holder::name).containsExactly("A", "B");
        assertThat(committee).extracting(Roles.Holder::id).contains(village.id(both));
    }

    @Test
    void what_is_written_as_a_name_is_shown_as_text() {
        var fund = village.fund("<img src=x onerror=alert(1)>");
        var office = signedIn(village.person("</title><script>alert(1)</script>", fund, Role.ADMINISTRATOR));
        village.person("\" onmouseover=\"alert(1)", fund, Role.OBSERVER);
        for (var path : Stream.of("", "/personnes", "/journal").toList()) {
            assertThat(office.get("/caisses/" + fund + path).body())
                    .contains("&lt;img src=x onerror=alert(1)&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;")
                    .doesNotContain("<img src=x", "<script>", "\" onmouseover");
        }
    }

    private PlainBrowser signedIn(String email) {
        var browser = new PlainBrowser(server.getURI());
        assertThat(browser.signIn(email, Village.PASSWORD).statusCode()).isEqualTo(303);
        browser.get("/compte");
        return browser;
    }
}
