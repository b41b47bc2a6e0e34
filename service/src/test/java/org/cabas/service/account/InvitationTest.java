package org.cabas.service.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.TestClock;
import org.cabas.service.access.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() and sign_in() do
class InvitationTest implements OnTestDatabase {
    private static final Pattern LINK = Pattern.compile("http://[^/]+(/invitation/[A-Za-z0-9_-]{43})");
    private static final String CHOSEN = "mon nouveau mot à moi";

    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    @Inject
    TestClock clock;

    private Village village;
    private String fund;
    private String administrator;
    private PlainBrowser office;

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
        administrator = village.person("Administratrice", fund, Role.ADMINISTRATOR);
    }

    @BeforeEach
    void sign_in() {
        office = browser();
        office.signIn(administrator, Village.PASSWORD);
    }

    @AfterEach
    void back_to_now() {
        clock.runAsUsual();
    }

    @Test
    void whoever_holds_the_link_chooses_a_password_and_is_in_with_the_roles_given() {
        var email = newEmail();
        var link = invite(email, "COMMITTEE", "FACILITATOR");
        var guest = browser();
        assertThat(guest.get(link).body())
                .contains("La Caisse", "membre du comité, facilitateur ou facilitatrice", email);
        var in = guest.post(link, "password", CHOSEN);
        assertThat(PlainBrowser.location(in)).isEqualTo("/caisses/" + fund);
        assertThat(guest.get("/caisses/" + fund).body()).contains("membre du comité, facilitateur ou facilitatrice");
        assertThat(browser().signIn(email, CHOSEN).statusCode()).isEqualTo(303);
    }

    @Test
    void a_link_serves_once() {
        var link = invite(newEmail(), "OBSERVER");
        var first = browser();
        first.get(link);
        first.post(link, "password", CHOSEN);
        assertThat(browser().get(link).statusCode()).isEqualTo(410);
    }

    @Test
    void of_two_who_use_a_link_at_the_same_moment_one_is_in() throws Exception {
        var link = invite(newEmail(), "OBSERVER");
        List<Callable<Integer>> both = List.of(accepting(link), accepting(link));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(threads.invokeAll(both).stream().map(Future::resultNow)).containsExactlyInAnyOrder(303, 410);
        }
    }

    private Callable<Integer> accepting(String link) {
        var guest = browser();
        guest.get(link);
        return () -> guest.post(link, "password", CHOSEN).statusCode();
    }

    @Test
    void a_link_is_worth_nothing_after_ten_days() {
        var link = invite(newEmail(), "OBSERVER");
        var guest = browser();
        guest.get(link);
        clock.goOn(Invitations.AGE.plus(Duration.ofSeconds(1)));
        assertThat(guest.get(link).statusCode()).isEqualTo(410);
        assertThat(guest.post(link, "password", CHOSEN).statusCode()).isEqualTo(410);
    }

    @Test
    void a_withdrawn_invitation_leads_to_nothing() {
        var link = invite(newEmail(), "OBSERVER");
        var page = office.get(people()).body();
        var withdraw = Pattern.compile("(/caisses/[^\"]+/retrait)").matcher(page);
        assertThat(withdraw.find()).isTrue();
        while (true) {
            office.post(withdraw.group(1));
            if (!withdraw.find()) {
                break;
            }
        }
        assertThat(browser().get(link).statusCode()).isEqualTo(410);
        assertThat(office.get(people()).body()).contains("Aucune invitation n’attend");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "x", "' or 1=1 --", "%00", "../connexion"})
    void a_made_up_link_leads_to_nothing(String token) {
        var answer = browser()
                .get("/invitation/" + java.net.URLEncoder.encode(token, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isIn(404, 410, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"court", "azertyuiop123", "aaaaaaaaaaaaaaaa", "ADRESSE"})
    void a_weak_password_is_refused_with_the_reason_beside_it(String weak) {
        var email = newEmail();
        var link = invite(email, "OBSERVER");
        var guest = browser();
        guest.get(link);
        var refused = guest.post(link, "password", weak.equals("ADRESSE") ? email : weak);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("id=\"password-error\"", "error-summary");
        assertThat(guest.post(link, "password", CHOSEN).statusCode()).isEqualTo(303);
    }

    @Test
    void an_account_that_exists_is_not_opened_by_a_link_but_by_its_own_password() {
        var elsewhere = village.fund("Ailleurs");
        var known = village.person("Déjà là", elsewhere, Role.COMMITTEE);
        var link = invite(known, "OBSERVER");
        var guest = browser();
        assertThat(guest.get(link).body()).contains("a déjà un compte");
        guest.get("/connexion");
        assertThat(PlainBrowser.location(guest.post(link, "password", CHOSEN))).isEqualTo(link);
        assertThat(browser().signIn(known, CHOSEN).statusCode()).isEqualTo(422);

        guest.get("/connexion");
        guest.post("/connexion", "email", known, "password", Village.PASSWORD, "suite", link);
        assertThat(guest.get(link).body()).contains("Accepter l’invitation");
        assertThat(PlainBrowser.location(guest.post(link + "/accord"))).isEqualTo("/caisses/" + fund);
        assertThat(guest.get("/").body()).contains("La Caisse", "Ailleurs");
    }

    @Test
    void someone_else_who_is_signed_in_cannot_take_an_invitation() {
        var known = village.person("Déjà là", village.fund("Ailleurs"), Role.COMMITTEE);
        var link = invite(known, "ADMINISTRATOR");
        var thief = browser();
        thief.signIn(village.person("Quelqu’un d’autre", village.fund("Là-bas"), Role.OBSERVER), Village.PASSWORD);
        assertThat(thief.get(link).body()).contains("un autre compte");
        assertThat(PlainBrowser.location(thief.post(link + "/accord"))).isEqualTo(link);
        assertThat(thief.get("/caisses/" + fund).statusCode()).isEqualTo(404);
    }

    @Test
    void everything_wrong_with_an_invitation_is_told_at_once_and_what_was_typed_stays() {
        office.get(people());
        var refused = office.post(people() + "/invitations", "email", "pas une adresse", "name", "");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("3 points sont à corriger", "name-error", "email-error", "roles-error", "pas une adresse");
    }

    @Test
    void a_forgotten_password_is_renewed_by_a_link_and_ends_all_sessions() {
        var colleague = village.person("Tête en l’air", fund, Role.COMMITTEE);
        var elsewhere = browser();
        elsewhere.signIn(colleague, Village.PASSWORD);
        office.get(people());
        var shown = office.post(people() + "/" + village.id(colleague) + "/mot-de-passe");
        var link = link(shown.body());
        var guest = browser();
        guest.get(link);
        assertThat(guest.post(link, "password", CHOSEN).statusCode()).isEqualTo(303);
        assertThat(elsewhere.get("/compte").statusCode()).isEqualTo(303);
        assertThat(browser().signIn(colleague, Village.PASSWORD).statusCode()).isEqualTo(422);
        assertThat(browser().signIn(colleague, CHOSEN).statusCode()).isEqualTo(303);
    }

    @Test
    void nobody_renews_the_password_of_someone_who_also_works_for_another_fund() {
        var colleague = village.person("Des deux caisses", fund, Role.COMMITTEE);
        village.also(colleague, village.fund("Ailleurs"), Role.ADMINISTRATOR);
        office.get(people());
        var refused = office.post(people() + "/" + village.id(colleague) + "/mot-de-passe");
        assertThat(refused.statusCode()).isEqualTo(303);
        assertThat(office.get(PlainBrowser.location(refused)).body())
                .contains("Refusé", "une caisse que vous n’administrez pas");
    }

    @Test
    void the_link_names_the_address_that_people_reach_and_is_stored_nowhere() {
        office.get(people());
        var email = newEmail();
        office.post(people() + "/invitations", "email", email, "name", "Venue", "role", "OBSERVER");
        assertThat(office.get(people()).body()).contains(email).doesNotContain("/invitation/");
    }

    private String invite(String email, String... roles) {
        office.get(people());
        var fields = new java.util.ArrayList<>(List.of("email", email, "name", "Nouvelle venue"));
        for (var role : roles) {
            fields.addAll(List.of("role", role));
        }
        var shown = office.post(people() + "/invitations", fields.toArray(String[]::new));
        assertThat(shown.statusCode()).isEqualTo(201);
        return link(shown.body());
    }

    private static String link(String page) {
        var found = LINK.matcher(page);
        assertThat(found.find()).as("a link on the page").isTrue();
        return found.group(1);
    }

    private static String newEmail() {
        return UUID.randomUUID().toString().substring(0, 8) + "@village.test";
    }

    private PlainBrowser browser() {
        return new PlainBrowser(server.getURI());
    }

    private String people() {
        return "/caisses/" + fund + "/personnes";
    }
}
