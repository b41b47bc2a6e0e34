package org.cabas.service.authorization.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;
import static org.cabas.service.authorization.Till.purchase;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.cabas.service.Await;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Town;
import org.cabas.service.authorization.faults.Mischief.Way;
import org.cabas.service.member.Cards;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Guards that no other test would miss, most of them between two instances that do the same at the same moment. */
@MicronautTest(transactional = false)
@Timeout(300)
class GuardsTest extends OnFaultyDatabase {

    @SuppressWarnings("NullAway.Init") // started before all tests
    private EmbeddedServer other;

    @BeforeAll
    void start() {
        other = Town.anotherInstance(context);
    }

    @AfterAll
    void end() {
        other.close();
    }

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

    @Test
    void a_purchase_that_comes_to_two_instances_after_its_cancellation_is_refused_once() throws Exception {
        var body = purchase(town.card(FUND, 6500), gardener, 1000);
        var key = Till.key();
        till.cancel(key);
        var trap = database.set(Trap.before(sent -> sent.says("update idempotency")));
        var first = CompletableFuture.supplyAsync(() -> till.pay(key, body));
        trap.awaitCaught();

        var second = CompletableFuture.supplyAsync(() -> till.at(other).pay(key, body));
        assertThatThrownBy(() -> second.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        trap.let(Way.PASS);

        assertThat(first.get().reasons()).containsExactly("previously_reversed");
        assertThat(second.get().body()).isEqualTo(first.get().body());
    }

    @Test
    void a_reservation_that_two_instances_end_at_the_same_moment_is_ended_once() throws Exception {
        var card = town.card(FUND, 6500);
        var body = purchase(card, gardener, 1000);
        body.put("capture", "later");
        var id = till.pay(body).json().path("id").asText();
        var account = town.bean(Cards.class).holder(card).orElseThrow().account();
        var lock = "from account where id = " + account + " for update";
        var locking = new AtomicInteger();
        var done = new AtomicInteger();
        var trap = Trap.before(Mischief.Sent::commitsExpiry);
        database.suffer(new Mischief() {
            @Override
            public Way before(Sent sent) {
                locking.addAndGet(sent.says(lock) ? 1 : 0);
                return trap.before(sent);
            }

            @Override
            public Way after(Sent sent) {
                done.addAndGet(sent.commits(lock) ? 1 : 0);
                return Way.PASS;
            }
        });

        endNow(id);
        trap.awaitCaught();
        Await.until("the other waits for the account", () -> locking.get() >= 2);
        trap.let(Way.PASS);
        Await.until("both are done", () -> done.get() >= 2);

        assertThat(expiries(id)).isEqualTo(1);
        assertThat(till.available(card)).isEqualTo(6500);
    }

    private int expiries(String authorization) throws SQLException {
        try (var connection = direct();
                var query = connection.prepareStatement(
                        "select count(*) from operation where authorization_id = ? and kind = 'expiry'")) {
            query.setString(1, authorization);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
