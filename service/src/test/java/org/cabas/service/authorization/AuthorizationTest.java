package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.ledger.Invariants;
import org.cabas.service.ledger.Sealing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationTest implements OnTestDatabase {
    @Inject
    ApplicationContext context;

    private Town town;
    private Till till;

    @BeforeAll
    void found() {
        town = Town.found(context, "joigny");
        till = town.till("joigny");
    }

    @AfterEach
    void everything_holds() {
        town.bean(Sealing.class).seal();
        assertThat(town.bean(Invariants.class).check()).isEmpty();
    }

    @Test
    void organic_vegetables_are_paid_and_the_rest_of_the_basket_is_refused_with_its_reason() {
        var card = town.card("joigny", 6500);
        var body = basket(
                card,
                town.gardener("joigny"),
                loose("1", "vegetables", 1200, "fr:ab-agriculture-biologique"),
                loose("2", "alcohol", 1150));
        body.put("partialApproval", true);

        var answer = till.pay(body);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.decision()).isEqualTo("partially_approved");
        assertThat(answer.json().path("approvedAmount").asLong()).isEqualTo(1200);
        assertThat(answer.json().path("lines").get(0).path("rule").toString())
                .isEqualTo("{\"table\":\"eligibility\",\"version\":1,\"row\":\"R7\"}");
        assertThat(answer.reasons()).containsExactly("product_not_eligible");
        assertThat(till.available(card)).isEqualTo(5300);
    }

    @Test
    void a_basket_held_for_delivery_is_captured_in_part_and_a_line_of_it_given_back() {
        var card = town.card("joigny", 6500);
        var body = basket(
                card,
                town.gardener("joigny"),
                loose("1", "vegetables", 1200, "fr:ab-agriculture-biologique"),
                loose("2", "fruits", 800, "fr:ab-agriculture-biologique"));
        body.put("capture", "later");

        var held = till.pay(body);
        assertThat(held.decision()).isEqualTo("approved");
        assertThat(till.reserved(card)).isEqualTo(2000);
        var id = held.json().path("id").asText();
        assertThat(till.capture(id, 1500, true).decision()).isEqualTo("captured");
        assertThat(till.capture(id, 500, true).reasons()).containsExactly("already_captured");
        var refund = till.post(
                "/v1/authorizations/" + id + "/refunds",
                Till.key(),
                Map.of("lines", List.of(Map.of("id", "2", "amount", 300))));
        assertThat(refund.decision()).isEqualTo("refunded");
        assertThat(till.refund(id, 1201).reasons()).containsExactly("exceeds_captured");
        assertThat(till.available(card)).isEqualTo(6500 - 1500 + 300);
        assertThat(till.reserved(card)).isZero();
    }
}
