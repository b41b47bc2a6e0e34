package org.cabas.service.authorization.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.purchase;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.cabas.service.Await;
import org.cabas.service.Chance;
import org.cabas.service.TestDatabase;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Till.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** MariaDB is killed, or stopped and continued, under a service that goes on. */
@MicronautTest(transactional = false)
@Timeout(300)
class DatabaseKilledTest extends OnFaultyDatabase {
    private static final int TILLS = 6;

    @Override
    Map<String, String> settings() {
        return Map.of("cabas.db.pool-wait", "300", "cabas.db.answer-wait", "1000");
    }

    @AfterEach
    void the_database_is_back() {
        TestDatabase.restart();
    }

    @Test
    void killed_under_load_it_comes_back_with_every_answer_and_the_service_goes_on_by_itself() throws Exception {
        var chance = Chance.of("kill -9 of MariaDB under load");
        var customers = new Customers(TILLS, () -> till, gardener, cards(4), chance);
        for (var kill = 0; kill < 3; kill++) {
            customers.awaitAnswers(50 + chance.nextInt(150));
            var before = customers.away();
            TestDatabase.kill();
            Await.until("tills are told that the database is away", () -> customers.away() > before + TILLS);
            TestDatabase.restart();
        }
        customers.awaitAnswers(50);
        customers.finish();

        customers.reconcile(till);
    }

    @Test
    void while_it_is_away_every_call_is_told_to_come_again_and_none_is_refused() throws Exception {
        var known = town.card(FUND, 6500);
        var never = town.card(FUND, 6500);
        var id = till.pay(purchase(known, gardener, 1000)).json().path("id").asText();
        var unseen = town.gardener(FUND);
        var key = Till.key();
        TestDatabase.kill();

        assertAway(till.pay(key, purchase(known, gardener, 1000)));
        assertAway(till.pay(purchase(never, gardener, 1000)));
        assertAway(till.pay(purchase(known, unseen, 1000)));
        assertAway(till.pay(Till.basket(known, gardener, Till.packaged("1", "03229820129488", 1000))));
        assertAway(till.post("/v1/quotes", Till.key(), purchase(never, gardener, 1000)));
        assertAway(till.cancel(key));
        assertAway(till.refund(id, 100));
        assertAway(till.get("/v1/cards/" + known + "/balance"));
        assertAway(till.get("/v1/cards/" + never + "/balance"));
        assertAway(till.get("/v1/authorizations/" + id));
        assertAway(till.get("/v1/authorizations?key=" + key));
        assertAway(till.holding("a key that nobody has seen").get("/v1/cards/" + known + "/balance"));

        TestDatabase.restart();
        Await.until(
                "it is there again", () -> till.get("/v1/authorizations/" + id).status() == 200);
        assertThat(till.pay(key, purchase(known, gardener, 1000)).decision()).isEqualTo("approved");
        assertThat(till.pay(purchase(never, unseen, 1000)).decision()).isEqualTo("approved");
    }

    @Test
    void stopped_past_the_deadline_nothing_is_approved_and_nothing_is_held() throws Exception {
        var card = town.card(FUND, 6500);
        var keys = List.of(Till.key(), Till.key(), Till.key(), Till.key());
        till.pay(purchase(card, gardener, 100));
        var deadline = Instant.now().plusMillis(400);
        var asked = new ArrayList<CompletableFuture<Answer>>();
        TestDatabase.pause();
        try {
            for (var key : keys) {
                asked.add(CompletableFuture.supplyAsync(() -> till.pay(key, before(deadline, card))));
            }
            Await.after(deadline);
        } finally {
            TestDatabase.resume();
        }

        for (var answer : asked) {
            var told = answer.get();
            if (told.status() == 201) {
                assertThat(told.reasons()).contains("deadline_passed");
            } else {
                assertAway(told);
            }
        }
        for (var key : keys) {
            assertThat(till.pay(key, before(deadline, card)).reasons()).contains("deadline_passed");
        }
        assertThat(till.available(card)).isEqualTo(6400);
        assertThat(till.reserved(card)).isZero();
    }

    private Map<String, Object> before(Instant deadline, String card) {
        var body = purchase(card, gardener, 1000);
        body.put("capture", "later");
        body.put("occurredAt", deadline.toString());
        body.put("deadline", deadline.toString());
        return body;
    }
}
