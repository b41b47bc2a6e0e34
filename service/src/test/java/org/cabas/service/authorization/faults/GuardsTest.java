package org.cabas.service.authorization.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.cabas.service.authorization.Till;
import org.junit.jupiter.api.Test;

/** Guards that no other test would miss. */
@MicronautTest(transactional = false)
class GuardsTest extends OnFaultyDatabase {

    @Test
    void refunds_of_a_line_from_many_tills_give_back_no_more_than_the_line() {
        var card = town.card(FUND, 6500);
        var body = basket(card, gardener, loose("1", "vegetables", 1000), loose("2", "vegetables", 3000));
        var id = till.pay(body).json().path("id").asText();
        var lineOne = Map.of("lines", List.of(Map.of("id", "1", "amount", 300)));

        var answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> till.post("/v1/authorizations/" + id + "/refunds", Till.key(), lineOne)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers.stream().filter(answer -> answer.decision().equals("refunded")))
                .hasSize(3);
        assertThat(answers.stream().filter(answer -> answer.reasons().equals(List.of("exceeds_captured"))))
                .hasSize(17);
        assertThat(till.available(card)).isEqualTo(6500 - 4000 + 900);
    }
}
