package org.cabas.service.authorization.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.purchase;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.cabas.service.Await;
import org.cabas.service.Chance;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.faults.Courier.Luck;
import org.cabas.service.authorization.faults.Mischief.Sent;
import org.cabas.service.authorization.faults.Mischief.Way;
import org.cabas.service.database.Transactions;
import org.cabas.service.ledger.Check;
import org.cabas.service.ledger.Invariants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections break, hang and lie, between the service and its database and between a till and the service. */
@MicronautTest(transactional = false)
@Timeout(300)
class LostRepliesTest extends OnFaultyDatabase {

    @Override
    Map<String, String> settings() {
        return Map.of("cabas.db.answer-wait", "1000");
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"CUT", "HALF_CLOSE", "SILENCE"})
    void when_the_reply_to_the_commit_is_lost_the_till_is_told_to_retry_and_the_retry_is_told_the_outcome(Way way) {
        var card = town.card(FUND, 6500);
        var key = Till.key();
        var body = purchase(card, gardener, 1000);
        var trap = database.set(Trap.after(Sent::commitsPurchase));
        trap.let(way);

        assertAway(till.pay(key, body));
        var retry = outcome(key, body);

        assertThat(retry.decision()).isEqualTo("approved");
        assertThat(retry.replayed()).isTrue();
        assertThat(till.pay(key, body).body()).isEqualTo(retry.body());
        assertThat(till.available(card)).isEqualTo(5500);
    }

    @ParameterizedTest
    @EnumSource(
            value = Way.class,
            names = {"CUT", "SILENCE"})
    void when_the_commit_itself_is_lost_nothing_is_paid_and_the_retry_pays_once(Way way) {
        var card = town.card(FUND, 6500);
        var key = Till.key();
        var body = purchase(card, gardener, 1000);
        var trap = database.set(Trap.before(Sent::commitsPurchase));
        trap.let(way);

        assertAway(till.pay(key, body));
        var retry = outcome(key, body);

        assertThat(retry.decision()).isEqualTo("approved");
        assertThat(retry.replayed()).isFalse();
        assertThat(till.available(card)).isEqualTo(5500);
    }

    @Test
    void a_commit_that_is_under_way_past_the_deadline_approves_nothing() throws Exception {
        var card = town.card(FUND, 6500);
        var key = Till.key();
        var body = purchase(card, gardener, 1000);
        till.pay(purchase(card, gardener, 100)); // the first purchase of a fund takes longer
        var deadline = Instant.now().plusMillis(700);
        body.put("deadline", deadline.toString());
        body.put("capture", "later");
        var trap = database.set(Trap.before(Sent::commitsApproval));
        var asked = CompletableFuture.supplyAsync(() -> till.pay(key, body));
        trap.awaitCaught();
        Await.after(deadline);

        trap.let(Way.PASS);

        assertThat(asked.get().reasons()).containsExactly("deadline_passed");
        assertThat(till.pay(key, body).body()).isEqualTo(asked.get().body());
        assertThat(till.reserved(card)).isZero();
    }

    @Test
    void when_the_reply_to_an_expiry_is_lost_the_money_is_released_once() throws SQLException {
        var card = town.card(FUND, 6500);
        var id = hold(card);
        var trap = database.set(Trap.after(Sent::commitsExpiry));
        trap.let(Way.CUT);

        endNow(id);

        Await.until("it is released", () -> till.available(card) == 6500);
        assertThat(till.reserved(card)).isZero();
    }

    @Test
    void a_reservation_that_cannot_be_released_holds_no_other() throws SQLException {
        var broken = hold(town.card(FUND, 6500));
        var sound = town.card(FUND, 6500);
        var other = hold(sound);
        disturb(broken, -1000);

        endNow(broken);
        endNow(other);

        Await.until("the other is released", () -> till.reserved(sound) == 0);
        disturb(broken, 1000);
        Await.until(
                "it is released itself once it can be",
                () -> till.get("/v1/authorizations/" + broken)
                                .json()
                                .path("expiredAmount")
                                .asLong()
                        == 1000);
    }

    private String hold(String card) {
        var body = purchase(card, gardener, 1000);
        body.put("capture", "later");
        return till.pay(body).json().path("id").asText();
    }

    /** Makes wrong, or right again, what an authorization's account says to be held. */
    private void disturb(String authorization, long cents) throws SQLException {
        try (var connection = direct();
                var update = connection.prepareStatement("""
                        update account set reserved = reserved + ?
                        where id = (select account_id from authorization where id = ?)""")) {
            update.setLong(1, cents);
            update.setString(2, authorization);
            update.executeUpdate();
            connection.commit();
        }
    }

    @Test
    void with_a_bad_line_to_the_database_and_bad_couriers_every_till_gets_its_one_outcome() throws Exception {
        var chance = Chance.of("bad lines on both sides");
        var lucks = new Random(chance.nextLong());
        var service = context.getBean(EmbeddedServer.class).getURI();
        try (var courier = new Courier(service, () -> luck(lucks))) {
            var customers = new Customers(6, () -> till.at(courier.address()), gardener, cards(4), chance);
            database.suffer(badLine(new Random(chance.nextLong())));
            customers.awaitAnswers(250);
            customers.finish();
            database.suffer(Mischief.NONE);
            courier.deliverTheRest();

            customers.reconcile(till);
            assertThat(courier.differing()).isEmpty();
            assertThat(customers.lost()).isPositive();
            assertThat(customers.away()).isPositive();
        }
    }

    private static synchronized Luck luck(Random chance) {
        var lucks = Luck.values();
        var drawn = chance.nextInt(4 * lucks.length);
        return drawn < lucks.length ? lucks[drawn] : Luck.FAITHFUL;
    }

    /** One commit in ten meets something; a delay stands for a slow line. */
    private static Mischief badLine(Random chance) {
        return new Mischief() {
            @Override
            public Way before(Sent sent) {
                return befalls(sent);
            }

            @Override
            public Way after(Sent sent) {
                return befalls(sent);
            }

            private synchronized Way befalls(Sent sent) {
                if (!Sent.isCommit(sent.statement())) {
                    return Way.PASS;
                }
                return switch (chance.nextInt(100)) {
                    case 0, 1 -> Way.CUT;
                    case 2 -> Way.HALF_CLOSE;
                    case 3 -> Way.SILENCE;
                    case 4 -> {
                        LockSupport.parkNanos(20_000_000);
                        yield Way.PASS;
                    }
                    default -> Way.PASS;
                };
            }
        };
    }

    @Test
    void the_ledger_is_checked_however_much_longer_that_takes_than_a_till_waits() {
        Check slow = connection -> {
            try (var query = connection.createStatement()) {
                query.executeQuery("select sleep(1.5)").close();
                return List.of();
            }
        };
        assertThat(new Invariants(town.bean(Transactions.class), List.of(slow)).check())
                .isEmpty();
        assertThat(till.pay(purchase(town.card(FUND, 6500), gardener, 1000)).decision())
                .isEqualTo("approved");
    }
}
