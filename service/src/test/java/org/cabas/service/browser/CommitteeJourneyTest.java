package org.cabas.service.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.cabas.service.database.Changes;
import org.cabas.service.demo.data.Handles;
import org.junit.jupiter.api.Test;

/**
 * An evening of Joigny's committee, from the first look at its guide of contributions to the day on which the new one decides: as
 * people who never saw the pages would go through it.
 */
@InBrowser
class CommitteeJourneyTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void a_gap_is_found_and_mended_simulated_proposed_voted_and_takes_effect_on_its_day(Studio studio)
            throws Exception {
        try {
            evening(studio);
        } finally {
            studio.clock().runAsUsual();
        }
    }

    private static void evening(Studio studio) throws Exception {
        var page = studio.onLaptop().signIn("comite1@joigny.demo").open("/");
        studio.axeIsClean(page, "journey-home");
        page.getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName("Tables").setExact(true))
                .first()
                .click();
        studio.axeIsClean(page, "journey-tables");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("Guide des contributions")))
                .click();
        studio.axeIsClean(page, "journey-table");
        var before = policyVersion(studio);
        button(page, "Préparer une modification").click();
        page.waitForURL(url -> url.contains("/brouillons/"));

        // A bracket is cut: nobody says what a household with 1 450 € pays.
        write(page, "R4", 1, "1 401 à 1 449");
        assertThat(page.locator("#findings"))
                .containsText(Pattern.compile("Aucune ligne ne dit combien cotise un foyer"));
        studio.axeIsClean(page, "journey-gap");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Essayer ce cas"))
                .click();
        assertThat(page.locator("#answer")).containsText(Pattern.compile("Aucune ligne|aucune ligne"));

        // It is mended, and those with 1 450 € pay less than before.
        write(page, "R4", 2, "18");
        write(page, "R4", 1, "1401 - 1500");
        assertThat(page.locator("#findings")).containsText("Chaque cas a sa réponse, et une seule");
        page.getByLabel("Revenu mensuel net du foyer").fill("1 450 €");
        button(page, "Voir la réponse").click();
        assertThat(page.locator(".answer-sentence")).containsText(Pattern.compile("18\\s€"));
        assertThat(page.locator("#saved")).hasText("Enregistré.");
        var draft = page.url().substring(page.url().lastIndexOf('/') + 1);

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Simuler une année"))
                .click();
        studio.axeIsClean(page, "journey-simulation-form");
        page.locator("input[name=source][value=YEAR]").check();
        page.locator("#households").fill("60");
        button(page, "Lancer la simulation").click();
        assertThat(page.getByRole(
                        AriaRole.HEADING, new Page.GetByRoleOptions().setName("Ce que cette simulation suppose")))
                .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                        .setTimeout(120_000));
        studio.axeIsClean(page, "journey-simulation");

        page.navigate("/caisses/joigny/brouillons/" + draft);
        button(page, "Proposer au comité").click();
        page.locator("#title").fill("Aider un peu plus les foyers de 1 401 € à 1 500 €");
        page.locator("#explanation").fill("Ils sont plusieurs à l’avoir demandé sur le marché.");
        studio.axeIsClean(page, "journey-propose");
        button(page, "Proposer au comité").click();
        page.waitForURL(Pattern.compile(".*/propositions/(?!nouvelle).*"));
        var proposal = page.url().substring(page.url().indexOf("/caisses/"));
        assertThat(page.locator("main")).containsText("Simulation d’une année de démonstration");
        studio.axeIsClean(page, "journey-proposal");

        var facilitator = studio.onLaptop().signIn("facilitatrice@joigny.demo").open(proposal);
        var closing = LocalDate.ofInstant(studio.clock().instant(), PARIS).plusDays(2);
        facilitator.locator("#day").first().fill(closing.toString());
        facilitator.locator("input[name=secrecy][value=secret]").check();
        button(facilitator, "Ouvrir le vote").click();
        studio.axeIsClean(facilitator, "journey-vote-open");

        for (var voter = 1; voter <= 3; voter++) {
            var screen = voter == 2 ? studio.onPhone() : studio.onLaptop();
            var voting = screen.signIn("comite" + voter + "@joigny.demo").open(proposal);
            studio.fitsTheScreen(voting);
            button(voting, "Oui").click();
            studio.axeIsClean(voting, "journey-vote");
            voting.locator("main button[type=submit]")
                    .filter(new Locator.FilterOptions().setHasText("Voter"))
                    .click();
            voting.waitForURL(url -> url.endsWith(proposal));
            voting.close();
        }

        // Days go by: everybody has closed their pages.
        page.close();
        facilitator.close();
        studio.clock().goOn(Duration.ofDays(3));
        facilitator = studio.onLaptop().signIn("facilitatrice@joigny.demo").open(proposal);
        studio.axeIsClean(facilitator, "journey-adopted");
        var effective = LocalDate.ofInstant(studio.clock().instant(), PARIS).plusDays(1);
        facilitator.locator("input[name=effect][value=day]").check();
        facilitator.locator("#day").fill(effective.toString());
        button(facilitator, "Publier la décision").click();
        studio.axeIsClean(facilitator, "journey-published");
        facilitator.close();
        studio.bean(Changes.class).follow();
        assertThat(policyVersion(studio)).isEqualTo(before);

        studio.clock().goOn(Duration.ofDays(1));
        assertThat(policyVersion(studio)).isGreaterThan(before);
        page = studio.onLaptop().signIn("comite1@joigny.demo").open("/caisses/joigny/tables/contribution");
        assertThat(page.locator("table").first()).containsText(Pattern.compile("18\\s€"));
        assertThat(page.locator("table").first()).containsText("vote du");
        studio.axeIsClean(page, "journey-in-force");
    }

    /** The version that a purchase at Joigny's market would be decided by. */
    private static int policyVersion(Studio studio) throws Exception {
        var body = """
                {"card": "%s", "merchant": "%s", "amount": 500, "currency": "EUR", "occurredAt": "%s"}""".formatted(
                Handles.card("joigny", 1), Handles.GARDENER, studio.clock().instant());
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(studio.address("/v1/quotes")))
                            .header("Authorization", "Bearer " + Handles.GATEWAY_KEY)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            var version = Pattern.compile("\"policyVersion\":(\\d+)").matcher(answer.body());
            assertThat(version.find()).as(answer.body()).isTrue();
            return Integer.parseInt(version.group(1));
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void write(Page page, String row, int column, String text) {
        var cell = page.locator("#ligne-" + row + " td").nth(column - 1);
        cell.dblclick();
        cell.locator("input, textarea").fill(text);
        page.keyboard().press("Enter");
    }
}
