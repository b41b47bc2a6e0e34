package org.cabas.service.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.TestClock;
import org.cabas.service.access.Role;
import org.cabas.service.account.PlainBrowser;
import org.cabas.service.account.Village;
import org.cabas.service.database.DatabaseAway;
import org.cabas.service.database.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class JournalTest implements OnTestDatabase {
    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    @Inject
    TestClock clock;

    @Inject
    Transactions transactions;

    @Inject
    Audit audit;

    private Village village;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(OnTestDatabase.super.getProperties());
        properties.put(TestClock.ASKED_FOR, "true");
        return properties;
    }

    @BeforeAll
    void found() {
        village = new Village(context);
    }

    @AfterEach
    void back_to_now() {
        clock.runAsUsual();
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit_log set details = 'autre chose'", "delete from audit_log"})
    void what_is_recorded_is_neither_changed_nor_deleted(String statement) {
        record(Deed.of(Action.TOOK_EFFECT, "Contributions").in(village.fund("La Caisse")));
        assertThatThrownBy(() -> transactions.run(connection -> {
                    try (var change = connection.createStatement()) {
                        return change.executeUpdate(statement);
                    }
                }))
                .isInstanceOf(DatabaseAway.class)
                .hasStackTraceContaining("never");
    }

    @Test
    void a_deed_that_is_rolled_back_leaves_no_line() {
        var fund = village.fund("La Caisse");
        assertThatThrownBy(() -> transactions.run(connection -> {
                    audit.record(
                            connection,
                            Deed.of(Action.PUBLISHED, "Contributions").in(fund));
                    throw new Transactions.Undone("changed my mind");
                }))
                .isInstanceOf(Transactions.Undone.class);
        assertThat(context.getBean(Journal.class).lines(fund, Journal.Choice.ALL, 10))
                .isEmpty();
    }

    @Test
    void a_line_says_who_did_what_when_in_one_sentence() {
        var fund = village.fund("La Caisse");
        var office = signedIn(village.person("Administratrice", fund, Role.ADMINISTRATOR));
        clock.stopAt(Instant.parse("2026-03-14T09:15:00Z"));
        record(Deed.of(Action.PUBLISHED, "Contributions")
                .by("per_1", "Facilitatrice")
                .in(fund)
                .with("version 8, à partir du 1er avril 2026"));
        record(Deed.of(Action.TOOK_EFFECT, "Contributions").of(fund));
        clock.runAsUsual();
        assertThat(office.get("/caisses/" + fund + "/journal").body())
                .contains(
                        "Facilitatrice a publié Contributions.",
                        "version 8, à partir du 1er avril 2026",
                        "samedi 14 mars 2026 à 10\u00a0h\u00a015",
                        "Cabas a mis en vigueur Contributions.",
                        "Administratrice a ouvert une session.");
    }

    @Test
    void lines_of_another_fund_are_not_shown() {
        var fund = village.fund("La Caisse");
        var other = village.fund("Ailleurs");
        record(Deed.of(Action.PUBLISHED, "Secret d’ailleurs").in(other));
        record(Deed.of(Action.PUBLISHED, "Tables d’ailleurs").of(other));
        var office = signedIn(village.person("Gestionnaire", fund, Role.FUND_MANAGER));
        assertThat(office.get("/caisses/" + fund + "/journal").body()).doesNotContain("ailleurs");
        assertThat(office.get("/caisses/" + fund + "/journal/export.csv").body())
                .doesNotContain("ailleurs");
    }

    @Test
    void lines_are_chosen_by_action_person_and_day_and_read_page_by_page() {
        var fund = village.fund("La Caisse");
        clock.stopAt(Instant.parse("2026-03-14T22:30:00Z"));
        for (var i = 1; i <= 60; i++) {
            record(Deed.of(Action.COMMENTED, "ligne " + i + " sur 60")
                    .by("per_1", "Membre 1")
                    .in(fund));
        }
        clock.stopAt(Instant.parse("2026-03-14T23:30:00Z"));
        record(Deed.of(Action.VOTED, "Contributions du dimanche")
                .by("per_2", "Membre 2")
                .in(fund));
        clock.runAsUsual();
        var office = signedIn(village.person("Gestionnaire", fund, Role.FUND_MANAGER));
        var journal = "/caisses/" + fund + "/journal";

        var saturday = office.get(journal + "?du=2026-03-14&au=2026-03-14").body();
        assertThat(saturday)
                .contains("ligne 60 sur 60", "ligne 11 sur 60")
                .doesNotContain("ligne 10 sur 60", "dimanche.");
        var next =
                Pattern.compile("href=\"([^\"]+)\"[^>]*>Lignes plus anciennes").matcher(saturday);
        assertThat(next.find()).isTrue();
        assertThat(office.get(next.group(1).replace("&amp;", "&")).body())
                .contains("ligne 10 sur 60", "ligne 1 sur 60")
                .doesNotContain("ligne 11 sur 60", "dimanche.");

        assertThat(office.get(journal + "?du=15/03/2026&au=15/03/2026").body())
                .contains("Contributions du dimanche.")
                .doesNotContain("ligne 60 sur 60");
        assertThat(office.get(journal + "?action=VOTED").body())
                .contains("dimanche.")
                .doesNotContain("ligne 60 sur 60");
        assertThat(office.get(journal + "?personne=per_1").body())
                .contains("ligne 60 sur 60")
                .doesNotContain("dimanche.");
        assertThat(office.get(journal + "?du=hier").body()).contains("Écrivez un jour comme 14/03/2026.");
        assertThat(office.get(journal + "?action=VOTED&personne=per_1").body()).contains("Aucune ligne ne répond");
    }

    @Test
    void the_file_to_take_along_opens_in_a_spreadsheet_and_runs_nothing() {
        var fund = village.fund("La Caisse");
        record(Deed.of(Action.DRAFT_STARTED, "=HYPERLINK(\"http://x\")")
                .by("per_1", "+33 6")
                .in(fund)
                .with("@SUM(1;2)"));
        var office = signedIn(village.person("Gestionnaire", fund, Role.FUND_MANAGER));
        var file = office.get("/caisses/" + fund + "/journal/export.csv?action=DRAFT_STARTED");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"journal-" + fund + ".csv\"");
        assertThat(file.body())
                .startsWith("\ufeffnuméro;date et heure;personne;nom;action;objet;détails\r\n")
                .contains("\"'=HYPERLINK(\"\"http://x\"\")\"", ";'+33 6;", "\"'@SUM(1;2)\"");
    }

    @Test
    void what_is_done_to_accounts_is_recorded() {
        var fund = village.fund("La Caisse");
        var office = signedIn(village.person("Administratrice", fund, Role.ADMINISTRATOR));
        var member = village.person("Membre", fund, Role.COMMITTEE);
        var people = "/caisses/" + fund + "/personnes";
        office.get(people);
        office.post(people + "/invitations", "email", "venue@village.test", "name", "Venue", "role", "OBSERVER");
        office.post(people + "/" + village.id(member) + "/roles", "role", "FACILITATOR");
        office.post("/caisses/" + fund + "/page-publique", "open", "oui");
        for (var tries = 0; tries < 5; tries++) {
            new PlainBrowser(server.getURI()).signIn(member, "faux mot de passe");
        }
        assertThat(office.get("/caisses/" + fund + "/journal").body())
                .contains(
                        "Administratrice a invité une personne comme observateur ou observatrice.",
                        "Administratrice a donné le rôle facilitateur ou facilitatrice.",
                        "Administratrice a retiré le rôle membre du comité.",
                        "Administratrice a ouvert la page publique.",
                        "Membre ne peut plus se connecter pour un temps, après trop d’essais.")
                .doesNotContain("venue@village.test");
    }

    private void record(Deed deed) {
        transactions.run(connection -> {
            audit.record(connection, deed);
            return deed;
        });
    }

    private PlainBrowser signedIn(String email) {
        var browser = new PlainBrowser(server.getURI());
        assertThat(browser.signIn(email, Village.PASSWORD).statusCode()).isEqualTo(303);
        return browser;
    }
}
