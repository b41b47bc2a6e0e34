package org.cabas.service.followup;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ReducedMotion;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.cabas.service.Await;
import org.cabas.service.TestClock;
import org.cabas.service.TestDatabase;
import org.cabas.service.TestEngine;
import org.cabas.service.access.Role;
import org.cabas.service.access.Someone;
import org.cabas.service.authorization.Town;
import org.cabas.service.browser.InBrowser;
import org.cabas.service.browser.Keyboard;
import org.cabas.service.browser.Studio;
import org.cabas.service.database.Transactions;
import org.cabas.service.engine.Probe;
import org.junit.jupiter.api.Test;

/**
 * A member of the Gers is followed for three months and takes their consent back, on a nurse's tablet and phone, with the real engine. It is
 * driven by a second instance on the studio's database; its clock and those of both instances go on together.
 */
@InBrowser
class HealthFollowUpJourneyTest {
    /** Those whom no follow-up was offered to: id and name. */
    private static final String UNFOLLOWED = """
            select concat(m.id, '|', m.name) from member m join household h on h.id = m.household_id
            left join follow_up f on f.member_id = m.id
            where h.fund_id = 'gers' and m.status = 'ACTIVE' and f.case_id is null""";

    private static final String FILES = "/caisses/gers/dossiers";
    private static final String CONSENT = "Je veux bien, du moment que ça reste entre nous.";
    private static final String NOTED = "Cuisine peu, aimerait apprendre.";

    private static EmbeddedServer driver(Studio studio) {
        var settings = Town.databaseOf(studio.bean(ApplicationContext.class));
        settings.put("cabas.engine.address", TestEngine.address());
        settings.put("cabas.health.key", TestDatabase.HEALTH_KEY);
        settings.put(Probe.ASKED_FOR, "yes");
        settings.put(TestClock.ASKED_FOR, "yes");
        return ApplicationContext.run(EmbeddedServer.class, settings, Environment.TEST);
    }

    private static List<String> all(Studio studio, String sql) {
        return studio.bean(Transactions.class).run(c -> {
            try (var statement = c.createStatement();
                    var rows = statement.executeQuery(sql)) {
                var all = new ArrayList<String>();
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
                return all;
            }
        });
    }

    private static LocalDate today(Studio studio) {
        return LocalDate.ofInstant(studio.bean(Clock.class).instant(), ZoneId.of("Europe/Paris"));
    }

    /** Looks at a page as it is now: on this screen nothing is too wide, and axe finds nothing. */
    private static void look(Studio studio, Page page, String picture) {
        studio.fitsTheScreen(page);
        studio.axeIsClean(page, "sante-" + picture);
    }

    /** The same of a page with charts, which are all drawn at once for who asked for less motion. */
    private static void charts(Studio studio, Page page, String picture) {
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        page.reload();
        assertThat(page.locator("canvas")).hasCount(5);
        look(studio, page, picture);
    }

    private static void answer(Page page, String field, String value) {
        radio(page, field, value).check(new Locator.CheckOptions().setForce(true));
    }

    private static void checkUp(Page page, int yes, String health, String portions) {
        answer(page, "hea_came", "yes");
        for (var n = 1; n <= Fies.QUESTIONS; n++) {
            answer(page, "hea_fies_" + n, n <= yes ? "yes" : "no");
        }
        answer(page, "hea_health", health);
        answer(page, "hea_chronic", "yes");
        answer(page, "hea_limitation", "none");
        page.getByLabel("Portions de fruits et légumes par jour").fill(portions);
        page.getByLabel("Poids, en kilos (facultatif)").fill("72,5");
    }

    @Test
    void a_nurse_follows_a_member_through_consent_and_three_check_ups_and_a_withdrawal_erases_it_all(Studio studio) {
        try (var driver = driver(studio)) {
            var nurse = studio.onTablet().signIn("infirmiere@gers.demo");
            var page = offer(studio, nurse.open(FILES));
            var file = page.url().replaceAll(".*/", "");
            consent(studio, page);
            firstCheckUp(studio, page);
            look(studio, nurse.open(FILES), "dossiers");
            look(studio, nurse.open("/caisses/gers/aujourdhui"), "a-faire");

            nurse.context().pages().forEach(Page::close); // nobody stays signed in for three months
            goOn(studio, driver, Duration.ofDays(92));
            var phone = studio.onPhone().signIn("infirmiere@gers.demo").open(FILES + "/" + file);
            Studio.until(phone, "Bilan de 3 mois");
            look(studio, phone, "bilan-3-mois");
            studio.thumbsFind(phone);
            checkUp(phone, 2, "good", "4");
            Studio.press(phone, "Enregistrer le bilan");
            Studio.until(phone, "Mener les actions de prévention");
            assertThat(phone.locator(".file-panel")).containsText("2 sur 8");
            look(studio, phone, "apres-3-mois");

            phone.close();
            byKeyboard(studio, driver, file);

            phone = studio.onPhone().signIn("infirmiere@gers.demo").open(FILES + "/" + file);
            withdraw(studio, phone, file);
            Await.until(
                    "the engine knows that the consent is withdrawn",
                    () -> all(
                                    studio,
                                    "select state from engine_command where kind = 'TELL' and case_id = '" + file + "'")
                            .equals(List.of("SENT")));
            assertThat(all(
                            studio,
                            "select count(*) from engine_job where state = 'PARKED' and case_id = '" + file + "'"))
                    .containsExactly("0");
        }
    }

    /** What was done for the person, and the check-up of six months, with a keyboard and nothing else. */
    private static void byKeyboard(Studio studio, EmbeddedServer driver, String file) {
        var page = studio.onLaptop().signIn("infirmiere@gers.demo").open(FILES + "/" + file);
        var hands = new Keyboard(studio, page);
        hands.write(page.getByLabel("Ce qui s’est dit"), "Une visite au marché.");
        hands.press(hands.button("Enregistrer les actions"));
        assertThat(page.locator("#said")).containsText("est fait");
        Studio.until(page, "Rien à faire pour l’instant");
        page.close();

        goOn(studio, driver, Duration.ofDays(92));
        page = studio.onLaptop().signIn("infirmiere@gers.demo").open(FILES + "/" + file);
        Studio.until(page, "Bilan de 6 mois");
        hands = new Keyboard(studio, page);
        hands.press(hands.button("Enregistrer le bilan"));
        hands.press(page.locator(".error-summary a").first());
        studio.forgive("422");
        hands.choose(radio(page, "hea_came", "yes"));
        for (var n = 1; n <= Fies.QUESTIONS; n++) {
            hands.choose(radio(page, "hea_fies_" + n, n == 1 ? "yes" : "no"));
        }
        hands.choose(radio(page, "hea_health", "good"));
        hands.choose(radio(page, "hea_chronic", "no"));
        hands.choose(radio(page, "hea_limitation", "none"));
        hands.write(page.getByLabel("Portions de fruits et légumes par jour"), "5");
        hands.press(hands.button("Enregistrer le bilan"));
        assertThat(page.locator("#said")).containsText("est fait");
        Studio.until(page, "1 sur 8");
        page.close();
    }

    private static Locator radio(Page page, String field, String value) {
        return page.locator("input[name=" + field + "][value=" + value + "]");
    }

    private static Page offer(Studio studio, Page page) {
        var somebody =
                all(studio, UNFOLLOWED + " order by m.id limit 1").getFirst().split("\\|");
        page.getByText("Proposer un suivi de santé").click();
        assertThat(page.locator("h1")).hasText("Proposer un suivi de santé");
        look(studio, page, "proposer");
        Studio.press(page, "Chercher");
        assertThat(page.locator(".error-summary")).isVisible();
        studio.forgive("422");
        page.getByLabel("Nom de la personne, ou une partie").fill(somebody[1]);
        Studio.press(page, "Chercher");
        page.locator("input[value='" + somebody[0] + "']").check(new Locator.CheckOptions().setForce(true));
        look(studio, page, "proposer-trouve");
        Studio.press(page, "Proposer un suivi");
        assertThat(page.locator("h1")).hasText(somebody[1]);
        Studio.until(page, "Recueillir le consentement");
        return page;
    }

    private static void consent(Studio studio, Page page) {
        assertThat(page.locator(".file-panel")).containsText("Pas encore de consentement");
        answer(page, "hea_consents", "yes");
        page.getByLabel("Jour du consentement").fill(today(studio).plusDays(1).toString());
        Studio.press(page, "Enregistrer la réponse");
        assertThat(page.locator(".error-summary")).containsText("2 points");
        studio.forgive("422");
        look(studio, page, "consentement");
        page.getByLabel("Jour du consentement").fill(today(studio).toString());
        page.getByLabel("Le consentement, dans les mots de la personne").fill(CONSENT);
        Studio.press(page, "Enregistrer la réponse");
        Studio.until(page, "Faire le bilan");
        assertThat(page.locator(".file-panel")).containsText(CONSENT);
    }

    private static boolean keptTheWeight(Response answer) {
        return answer.url().endsWith("/brouillon")
                && String.valueOf(answer.request().postData()).contains("72%2C5");
    }

    private static void appointment(Studio studio, Page page) {
        page.getByText("Noter un rendez-vous").click();
        Studio.press(page, "Noter le rendez-vous");
        assertThat(page.locator(".error-summary")).isVisible();
        studio.forgive("422");
        look(studio, page, "rendez-vous-erreurs");
        page.getByLabel("Jour").fill(today(studio).plusDays(5).toString());
        page.getByLabel("Heure").fill("14:30");
        Studio.press(page, "Noter le rendez-vous");
        page.locator("a[href$='/rendez-vous']").click();
        assertThat(page.locator("h1")).hasText("Rendez-vous");
        look(studio, page, "rendez-vous");
        Studio.press(page, "Annuler le rendez-vous");
        Studio.until(page, "Faire le bilan");
    }

    private static void firstCheckUp(Studio studio, Page page) {
        appointment(studio, page);
        look(studio, page, "bilan");
        Studio.press(page, "Enregistrer le bilan");
        assertThat(page.locator(".error-summary")).isVisible();
        studio.forgive("422");
        answer(page, "hea_came", "no");
        assertThat(page.locator("#hea_health")).isHidden();
        page.waitForResponse(HealthFollowUpJourneyTest::keptTheWeight, () -> checkUp(page, 5, "bad", "40"));
        assertThat(page.locator("main")).containsText("Enregistré à");
        page.navigate(page.url().replaceAll("/taches/.*", "")); // as after the tablet was empty
        assertThat(page.locator("input[name=hea_fies_5][value=yes]")).isChecked();
        assertThat(page.getByLabel("Portions de fruits et légumes par jour")).hasValue("40");
        look(studio, page, "bilan-repris");
        Studio.press(page, "Enregistrer le bilan");
        assertThat(page.locator(".error-summary")).containsText("portions par jour, de 0 à 20");
        studio.forgive("422");
        look(studio, page, "bilan-erreur");
        page.getByLabel("Portions de fruits et légumes par jour").fill("1");
        page.getByLabel("Ce que vous voulez noter (facultatif)").fill(NOTED);
        Studio.press(page, "Enregistrer le bilan");
        Studio.until(page, "Mener les actions de prévention");
        assertThat(page.locator(".file-panel")).containsText("5 sur 8");
        page.getByLabel("action de prévention").check(new Locator.CheckOptions().setForce(true));
        page.getByLabel("accompagnement individuel").check(new Locator.CheckOptions().setForce(true));
        look(studio, page, "actions");
        Studio.press(page, "Enregistrer les actions");
        Studio.until(page, "Rien à faire pour l’instant");
        look(studio, page, "entre-deux-bilans");
    }

    /** Time passes, for everybody. */
    private static void goOn(Studio studio, EmbeddedServer driver, Duration by) {
        studio.clock().goOn(by);
        driver.getApplicationContext().getBean(TestClock.class).goOn(by);
        TestEngine.clock().advance(by);
    }

    private static void withdraw(Studio studio, Page page, String file) {
        var member = all(studio, "select member_id from follow_up where case_id = '" + file + "'")
                .getFirst();
        var people =
                "select group_concat(concat_ws('|', m.id, m.name, m.status, c.id, c.status) order by c.id) from member m"
                        + " left join card c on c.member_id = m.id where m.id = '" + member + "'";
        var before = all(studio, people);
        assertThat(all(studio, "select count(*) from health_record where case_id = '" + file + "'"))
                .as("consent, three check-ups, actions after two")
                .containsExactly("6");
        page.getByText("Retirer le consentement").click();
        look(studio, page, "retrait");
        page.getByText("La personne retire son consentement.").click();
        Studio.press(page, "Effacer et arrêter le suivi");
        assertThat(page.locator("#said")).containsText("illisible pour toujours");
        assertThat(page.locator("main")).not().containsText(Pattern.compile("sur 8|entre nous|aimerait apprendre"));
        look(studio, page, "retire");

        assertThat(all(studio, "select count(*) from health_record where case_id = '" + file + "'"))
                .containsExactly("0");
        assertThat(all(studio, "select count(*) from check_up where case_id = '" + file + "'"))
                .containsExactly("0");
        assertThat(all(
                        studio,
                        "select ifnull(wrapped, 'destroyed') from health_key where member_id = '" + member + "'"))
                .containsExactly("destroyed");
        assertThat(all(studio, "select count(*) from task where state = 'OPEN' and case_id = '" + file + "'"))
                .containsExactly("0");
        assertThat(all(studio, people)).as("the rest of the household").isEqualTo(before);
        System.out.println("After the withdrawal the database has: "
                + all(
                        studio,
                        "select concat_ws(' ', 'key', ifnull(wrapped, 'destroyed'), 'at', destroyed_at) from health_key"
                                + " where member_id = '" + member + "'")
                + ", records: " + all(studio, "select count(*) from health_record where case_id = '" + file + "'"));
    }

    @Test
    void committees_read_figures_and_social_workers_that_a_step_is_done(Studio studio) {
        var home = studio.onLaptop().signIn("comite1@gers.demo").open("/caisses/gers");
        home.getByText("Ce que montre le suivi de santé").click();
        assertThat(home.locator("main")).containsText("84");
        charts(studio, home, "chiffres");
        home.getByText("Après 12 mois").click();
        charts(studio, home, "chiffres-12-mois");
        charts(studio, studio.onPhone().signIn("comite1@gers.demo").open("/caisses/gers/sante"), "chiffres");
        charts(
                studio,
                studio.onLaptopInTheDark().signIn("gestionnaire@gers.demo").open("/caisses/gers/sante"),
                "chiffres-sombre");

        var member = all(studio, UNFOLLOWED + " order by m.id desc limit 1")
                .getFirst()
                .split("\\|")[0];
        var household = all(studio, "select household_id from member where id = '" + member + "'")
                .getFirst();
        var nurse = all(studio, "select id from person where email = 'infirmiere@gers.demo'")
                .getFirst();
        studio.bean(Offering.class).offer(Someone.in("gers", nurse, "une infirmière", Role.NURSE), "gers", member);
        studio.bean(Transactions.class).run(c -> {
            try (var statement = c.createStatement()) {
                statement.execute(
                        "insert into case_file (id, fund_id, process, title, stage, opened_at, changed_at)"
                                + " values ('dos_gers', 'gers', 'enrollment', 'Foyer accueilli', 'active', utc_timestamp(), utc_timestamp())");
                statement.execute(
                        "insert into application (case_id, fund_id, form_token, reference, channel, referral, name,"
                                + " phone, town, adults, children, name_key) values ('dos_gers', 'gers', 'form', 'K7P2-9MXA',"
                                + " 'SOCIAL_WORKER', 'none', 'Foyer accueilli', '01 99 00 00 00', 'Auch', 2, 0, 'foyer')");
                return statement.executeUpdate(
                        "insert into enrollment (case_id, fund_id, household_id) values ('dos_gers'," + " 'gers', '"
                                + household + "')");
            }
        });
        var worker = studio.onPhone().signIn("accueil@gers.demo").open(FILES + "/dos_gers");
        assertThat(worker.locator("main")).containsText("proposé le");
        look(studio, worker, "foyer");
    }
}
