package org.cabas.service.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.cabas.service.browser.Hands.Manner;
import org.cabas.service.database.Changes;
import org.cabas.service.demo.data.Handles;
import org.junit.jupiter.api.Test;

/**
 * An evening of Joigny's committee, from the first look at its guide of contributions to the day on which the new one decides: as
 * people who never saw the pages would go through it, with a mouse, with a keyboard alone, and on a phone. Each evening goes on from
 * where the last one left the guide and the calendar.
 */
@InBrowser
class CommitteeJourneyTest {

    @Test
    void a_gap_is_found_and_mended_simulated_proposed_voted_and_takes_effect_on_its_day(Studio studio)
            throws Exception {
        evening(studio, Mouse.MANNER, 18);
    }

    @Test
    void the_whole_evening_goes_by_keyboard_alone(Studio studio) throws Exception {
        evening(studio, Keyboard.MANNER, 17);
    }

    @Test
    void the_whole_evening_goes_on_a_phone(Studio studio) throws Exception {
        evening(studio, Fingers.MANNER, 16);
    }

    private static void evening(Studio studio, Manner manner, int euros) throws Exception {
        var before = policyVersion(studio);
        var title = "Demander " + euros + " € aux foyers de 1 401 € à 1 500 €";
        var author = manner.signIn(studio, "comite1@joigny.demo");
        Evening.prepare(author);
        Evening.cutAndMend(author, euros);
        Evening.simulate(author, 60);
        Evening.propose(author, title);
        assertThat(author.page.locator("main")).containsText("Simulation d’une année de démonstration");
        // Days go by: people close their pages when they go home.
        author.page.close();

        Evening.openTheVote(manner.signIn(studio, "facilitatrice@joigny.demo"), title);
        for (var voter = 1; voter <= 3; voter++) {
            Evening.vote(manner.signIn(studio, "comite" + voter + "@joigny.demo"), title);
        }
        studio.clock().goOn(Duration.ofDays(3));
        Evening.publish(manner.signIn(studio, "facilitatrice@joigny.demo"), title);
        studio.bean(Changes.class).follow();
        assertThat(policyVersion(studio)).isEqualTo(before);

        studio.clock().goOn(Duration.ofDays(1));
        assertThat(policyVersion(studio)).isGreaterThan(before);
        var reader = manner.signIn(studio, "comite1@joigny.demo");
        Evening.openTheGuide(reader);
        assertThat(reader.page
                        .locator("#now-title ~ * table, #now-title ~ table")
                        .first())
                .containsText(Pattern.compile(euros + "\\s€"));
        assertThat(reader.page.locator("table").first()).containsText("vote du");
        reader.look("in-force");
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
}
