package org.cabas.service.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.access.Role;
import org.cabas.service.account.PlainBrowser;
import org.cabas.service.account.Village;
import org.cabas.service.authorization.Town;
import org.cabas.service.fund.FundRules;
import org.cabas.service.ledger.Sealing;
import org.cabas.workflows.enrollment.Enrollment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A fund whose treasury covers one month, and whose members give their places up in turn. */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // found() does
class RotationTest implements OnTestDatabase {
    private static final String FUND = "solicagnole-1";

    @Inject
    EmbeddedServer server;

    @Inject
    ApplicationContext context;

    private Reception reception;

    @BeforeAll
    void found() {
        var town = Town.found(context, FUND);
        town.card(FUND, 40_000_000);
        town.bean(Sealing.class).seal();
        reception = new Reception(context, FUND);
    }

    private String member(String name) {
        var file = reception.apply(Reception.household(name, Map.of()));
        reception.step(file, "check");
        assertThat(reception.step(file, "admission")).isEqualTo("{\"admission\":\"waiting\"}");
        reception.step(file, "queue");
        return file;
    }

    @Test
    void who_is_a_year_in_a_fund_whose_treasury_is_short_is_proposed_to_pause_and_a_person_confirms() {
        var member = member("Foyer ancien");
        var waiting = member("Foyer nouveau");
        assertThat(reception.timeline(waiting)).anyMatch(sentence -> sentence.contains("La trésorerie est courte"));
        reception.places(2);
        reception.run(c -> reception.bean(Placing.class).next(c, FUND, 1, "", null));
        reception.welcome(member);
        assertThat(turns()).isEmpty();

        var longAgo = reception.today().minusMonths(13);
        reception.run(c -> {
            try (var update = c.prepareStatement("update enrollment set active_since = ? where case_id = ?")) {
                update.setObject(1, longAgo);
                update.setString(2, member);
                return update.executeUpdate();
            }
        });
        assertThat(turns()).singleElement().satisfies(turn -> {
            assertThat(turn.caseFile()).isEqualTo(member);
            assertThat(turn.word()).isEqualTo("cède sa place");
            assertThat(turn.why())
                    .isEqualTo("Après un an, on laisse sa place quand la trésorerie est courte. (ligne R3)");
        });

        var browser = new PlainBrowser(server.getURI());
        browser.signIn(new Village(context).person("Une personne", FUND, Role.SOCIAL_WORKER), Village.PASSWORD);
        var list = "/caisses/" + FUND + "/liste-attente";
        assertThat(browser.get(list).body()).contains("cède sa place", "Mettre ce foyer en pause");
        for (var i = 0; i < 2; i++) {
            assertThat(browser.post(list + "/roulement", "file", member).statusCode())
                    .isEqualTo(303);
        }
        assertThat(reception.stage(member)).isEqualTo("paused");
        assertThat(reception.told(member)).containsExactly(Enrollment.PLACE_OPENED, Enrollment.PAUSED);
        assertThat(reception.stage(waiting)).isEqualTo("admitted");
        assertThat(browser.get(list).body()).contains("en pause, revient");
    }

    private List<Rotation.Turn> turns() {
        return reception.run(c -> reception.bean(Rotation.class).turns(c, FundRules.of(c, FUND)));
    }
}
