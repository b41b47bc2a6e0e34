package org.cabas.service.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.cabas.service.TestDatabase;
import org.cabas.service.access.Role;
import org.cabas.service.account.PlainBrowser;
import org.cabas.service.account.Village;
import org.cabas.service.engine.Probe;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What somebody has to do today, and the list of files. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class WorklistTest implements TestPropertyProvider {
    private static final Pattern TITLE = Pattern.compile("class=\"case-link\"[^>]*>([^<]+)<");

    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    private Village village;
    private ProbeFiles files;
    private String fund;
    private String worker;
    private PlainBrowser browser;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(TestDatabase.fresh().properties());
        properties.put(Probe.ASKED_FOR, "yes");
        return properties;
    }

    @BeforeEach
    void found() {
        village = new Village(context);
        files = new ProbeFiles(context);
        fund = village.fund("La Caisse");
        worker = village.person("Une travailleuse sociale", fund, Role.SOCIAL_WORKER);
        browser = as(worker);
    }

    private PlainBrowser as(String email) {
        var browser = new PlainBrowser(server.getURI());
        browser.signIn(email, Village.PASSWORD);
        return browser;
    }

    private String asked(String title, @Nullable Integer days) {
        var file = files.open(fund, title);
        files.ask(file, Group.SOCIAL_WORKER, days);
        return file;
    }

    private void assign(String file, String email) {
        files.change("update task set assigned_to = '" + village.id(email) + "' where case_id = '" + file + "'");
        files.change("update case_file set assigned_to = '" + village.id(email) + "' where id = '" + file + "'");
    }

    private String address(String path) {
        return "/caisses/" + fund + path;
    }

    private List<String> listed(String query) {
        var body = browser.get(address("/dossiers" + query)).body();
        var titles = new ArrayList<String>();
        var found = TITLE.matcher(body);
        while (found.find()) {
            titles.add(found.group(1));
        }
        return titles;
    }

    @Test
    void the_day_shows_what_is_late_due_soon_and_to_be_taken_in_that_order() {
        asked("Un foyer sans hâte", null);
        files.change("update task set opened_at = '2026-01-05'");
        asked("Un foyer pressé", 0);
        var late = asked("Un foyer en retard", 1);
        files.change("update task set due_on = '2026-01-01' where case_id = '" + late + "'");
        var soon = asked("Un foyer bientôt", 4);
        assign(soon, worker);
        asked("Un foyer nouveau", 5);
        var body = browser.get(address("/aujourdhui")).body();
        assertThat(body)
                .containsSubsequence(
                        "En retard",
                        "Un foyer en retard",
                        "Aujourd’hui",
                        "Un foyer pressé",
                        "Bientôt",
                        "Un foyer bientôt",
                        "Nouveaux",
                        "Un foyer nouveau",
                        "À prendre",
                        "Un foyer sans hâte");
        assertThat(body).contains("#tache-" + files.open(late).getFirst().id());
        assertThat(browser.get(address("")).body()).contains("5 tâches à faire", "1 en retard", "1 pour aujourd’hui");
    }

    @Test
    void what_colleagues_look_after_is_shown_to_who_asks_for_all() {
        var colleague = village.person("Un collègue", fund, Role.SOCIAL_WORKER);
        assign(asked("Le foyer du collègue", 0), colleague);
        assertThat(browser.get(address("/aujourdhui")).body())
                .doesNotContain("Le foyer du collègue")
                .contains("Rien à faire pour l’instant");
        assertThat(browser.get(address("/aujourdhui?qui=tous")).body())
                .contains("Suivis par des collègues", "Le foyer du collègue", "suivi par Un collègue");
    }

    @Test
    void nobody_is_shown_what_they_may_not_do_nor_files_that_they_do_not_see() {
        var file = files.open(fund, "Un foyer suivi");
        files.ask(file, Group.NURSE, 0);
        assertThat(browser.get(address("/aujourdhui")).body()).doesNotContain("Un foyer suivi");
        var nurse = as(village.person("Une infirmière", fund, Role.NURSE));
        assertThat(nurse.get(address("/aujourdhui")).body()).doesNotContain("Un foyer suivi");
        assertThat(nurse.get(address("/dossiers")).body()).doesNotContain("Un foyer suivi");
        var observer = as(village.person("Un observateur", fund, Role.OBSERVER));
        assertThat(observer.get(address("/aujourdhui")).statusCode()).isEqualTo(403);
        assertThat(observer.get(address("/dossiers")).statusCode()).isEqualTo(403);
        assertThat(observer.get(address("")).body()).doesNotContain("/aujourdhui");
        var other = village.fund("Une autre");
        assertThat(as(village.person("D’ailleurs", other, Role.SOCIAL_WORKER))
                        .get(address("/dossiers"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void files_are_filtered_searched_and_sorted() {
        var first = asked("Foyer Érable", 9);
        var late = asked("Foyer Bouleau", 3);
        files.change("update task set due_on = '2026-01-01' where case_id = '" + late + "'");
        var closed = files.open(fund, "Foyer Chêne 100 %");
        files.step(closed, "last");
        assign(first, worker);

        assertThat(listed("")).containsExactlyInAnyOrder("Foyer Érable", "Foyer Bouleau");
        assertThat(listed("?tri=nom")).containsExactly("Foyer Bouleau", "Foyer Érable");
        assertThat(listed("?tri=echeance")).containsExactly("Foyer Bouleau", "Foyer Érable");
        assertThat(listed("?qui=moi")).containsExactly("Foyer Érable");
        assertThat(listed("?qui=personne")).containsExactly("Foyer Bouleau");
        assertThat(listed("?retard=oui")).containsExactly("Foyer Bouleau");
        assertThat(listed("?etat=clos")).containsExactly("Foyer Chêne 100 %");
        assertThat(listed("?etat=tous&type=probe&etape=done")).containsExactly("Foyer Chêne 100 %");
        assertThat(listed("?nom=erable")).containsExactly("Foyer Érable");
        assertThat(listed("?nom=%25&etat=tous")).containsExactly("Foyer Chêne 100 %");
        assertThat(listed("?nom=" + files.file(late).number())).containsExactly("Foyer Bouleau");
        assertThat(listed("?nom=inconnu&page=7&type=autre&etape=%27&tri=x")).isEmpty();
        assertThat(browser.get(address("/dossiers?nom=inconnu")).body()).contains("Aucun dossier ne répond");
    }

    @Test
    void a_long_list_has_pages_of_fifty() {
        for (var i = 0; i < 53; i++) {
            files.open(fund, "Foyer %02d".formatted(i));
        }
        assertThat(listed("?tri=nom")).hasSize(50).startsWith("Foyer 00");
        assertThat(listed("?tri=nom&page=2")).containsExactly("Foyer 50", "Foyer 51", "Foyer 52");
        assertThat(browser.get(address("/dossiers?tri=nom")).body())
                .contains("53 dossiers", "tri=nom&amp;page=2")
                .doesNotContain("Page précédente");
    }
}
