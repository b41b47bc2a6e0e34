package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.cabas.service.OnTestDatabase;
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
}
