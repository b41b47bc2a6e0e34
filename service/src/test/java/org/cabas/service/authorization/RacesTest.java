package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;
import static org.cabas.service.authorization.Till.purchase;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.cabas.service.OnTestDatabase;
import org.cabas.service.authorization.Till.Answer;
import org.cabas.service.database.Transactions;
import org.cabas.service.ledger.Invariants;
import org.cabas.service.ledger.Sealing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RacesTest implements OnTestDatabase {
    private static final int THREADS = 50;

    @Inject
    ApplicationContext context;

    private Town town;
    private Till till;
    private String gardener;

    @BeforeAll
    void found() {
        town = Town.found(context, "joigny");
        Town.found(context, "gers");
        till = town.till("joigny", "gers");
        gardener = town.gardener("joigny");
    }

    @AfterEach
    void everything_holds() {
        town.bean(Sealing.class).seal();
        assertThat(town.bean(Invariants.class).check()).isEmpty();
    }

    @Test
    void one_key_and_one_body_from_fifty_threads_is_one_purchase_and_fifty_times_the_same_bytes() {
        var card = town.card("joigny", 6500);
        var body = purchase(card, gardener, 1000);
        var key = Till.key();

        var answers = atOnce(i -> till.pay(key, body));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(answers.stream().filter(answer -> !answer.replayed())).hasSize(1);
        assertThat(till.available(card)).isEqualTo(5500);
    }

    @Test
    void one_key_and_fifty_bodies_is_one_purchase_and_forty_nine_misuses() {
        var card = town.card("joigny", 6500);
        var key = Till.key();

        var answers = atOnce(i -> till.pay(key, purchase(card, gardener, 100 + i)));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 422)).hasSize(THREADS - 1);
        var paid = answers.stream()
                .filter(answer -> answer.status() == 201)
                .mapToLong(answer -> answer.json().path("approvedAmount").asLong())
                .sum();
        assertThat(till.available(card)).isEqualTo(6500 - paid);
    }

    @Test
    void fifty_keys_for_the_last_ten_euros_pay_ten_euros_to_the_cent() {
        var card = town.card("joigny", 1000);

        var answers = atOnce(i -> till.pay(purchase(card, gardener, 100)));

        assertThat(answers.stream().filter(answer -> answer.decision().equals("approved")))
                .hasSize(10);
        assertThat(answers.stream().filter(answer -> answer.reasons().equals(List.of("insufficient_funds"))))
                .hasSize(THREADS - 10);
        assertThat(till.available(card)).isZero();
    }

    @Test
    void fifty_part_payments_share_the_last_cent_without_inventing_one() {
        var card = town.card("joigny", 1001);

        var answers = atOnce(i -> {
            var body = purchase(card, gardener, 300);
            body.put("partialApproval", true);
            return till.pay(body);
        });

        assertThat(answers.stream()
                        .mapToLong(
                                answer -> answer.json().path("approvedAmount").asLong())
                        .sum())
                .isEqualTo(1001);
        assertThat(till.available(card)).isZero();
    }

    @Test
    void a_weekly_ceiling_on_meat_holds_against_fifty_purchases_at_once() {
        var card = town.card("gers", 100_000);
        var farm = town.merchant("gers", "farmer", true);
        town.convention(
                farm,
                java.time.LocalDate.now().minusDays(9),
                java.time.LocalDate.now().plusDays(9),
                false,
                "meat");

        var answers = atOnce(i -> {
            var body = basket(card, farm, loose("1", "meat", 700));
            body.put("partialApproval", true);
            return till.pay(body);
        });

        assertThat(answers.stream()
                        .mapToLong(
                                answer -> answer.json().path("approvedAmount").asLong())
                        .sum())
                .as("30 € of meat and fish a week in the Gers")
                .isEqualTo(3000);
    }

    @Test
    void reading_then_writing_spends_the_same_money_twice_and_the_ledger_does_not() throws Exception {
        var card = town.card("joigny", 1000);
        var account = account(card);
        try (var owner = DriverManager.getConnection(property("url"), property("owner"), property("owner-password"));
                var statement = owner.createStatement()) {
            statement.execute("create table naive (id bigint primary key, balance bigint not null)");
            statement.execute("insert into naive values (" + account + ", 1000)");
        }
        var bothHaveRead = new CyclicBarrier(2);
        var naive = new AtomicInteger();
        together(
                2,
                i -> town.bean(Transactions.class).run(c -> {
                    var balance = number(c, "select balance from naive where id = " + account);
                    await(bothHaveRead);
                    if (balance >= 1000) {
                        naive.incrementAndGet();
                        update(c, "update naive set balance = " + (balance - 1000) + " where id = " + account);
                    }
                    return true;
                }));
        assertThat(naive)
                .as("purchases of 10 € that the naive way pays with 10 €")
                .hasValue(2);

        var answers = together(2, i -> till.pay(purchase(card, gardener, 1000)));
        assertThat(answers.stream().filter(answer -> answer.decision().equals("approved")))
                .hasSize(1);
    }

    @RepeatedTest(5)
    void a_void_and_a_capture_at_once_leave_the_money_in_one_place() {
        var card = town.card("joigny", 6500);
        var id = held(card, 2000);

        var answers = together(2, i -> i == 0 ? till.reverse(id) : till.capture(id, 2000, true));

        var captured = answers.get(1).decision().equals("captured");
        assertThat(answers.get(0).decision()).isEqualTo(captured ? "declined" : "reversed");
        assertThat(answers.get(captured ? 0 : 1).reasons())
                .containsExactly(captured ? "already_captured" : "already_reversed");
        assertThat(till.available(card)).isEqualTo(captured ? 4500 : 6500);
        assertThat(till.reserved(card)).isZero();
    }

    @RepeatedTest(5)
    void a_capture_and_the_expiry_at_once_leave_the_money_in_one_place() {
        var card = town.card("joigny", 6500);
        var id = held(card, 2000);
        var end = LocalDateTime.now(ZoneOffset.UTC).plusNanos(5_000_000);
        town.bean(Transactions.class).run(c -> {
            try (var update = c.prepareStatement("update authorization set expires_at = ? where id = ?")) {
                update.setObject(1, end);
                update.setString(2, id);
                return update.executeUpdate();
            }
        });

        var answers = together(2, i -> {
            if (i == 0) {
                return till.capture(id, 2000, true);
            }
            do {
                town.bean(Expiring.class).expire();
            } while (till.reserved(card) > 0);
            return till.get("/v1/authorizations/" + id);
        });

        var captured = answers.getFirst().decision().equals("captured");
        var state = till.get("/v1/authorizations/" + id).json();
        assertThat(state.path("capturedAmount").asLong()).isEqualTo(captured ? 2000 : 0);
        assertThat(state.path("expiredAmount").asLong()).isEqualTo(captured ? 0 : 2000);
        assertThat(till.available(card)).isEqualTo(captured ? 4500 : 6500);
    }

    @Test
    void fifty_refunds_of_a_purchase_give_back_no_more_than_was_paid() {
        var card = town.card("joigny", 6500);
        var id = till.pay(purchase(card, gardener, 1000)).json().path("id").asText();

        var answers = atOnce(i -> till.refund(id, 300));

        assertThat(answers.stream().filter(answer -> answer.decision().equals("refunded")))
                .hasSize(3);
        assertThat(till.available(card)).isEqualTo(6500 - 1000 + 900);
    }

    @RepeatedTest(10)
    void a_purchase_and_its_cancellation_at_once_leave_nothing_taken() {
        var card = town.card("joigny", 6500);
        var key = Till.key();
        var body = purchase(card, gardener, 1000);

        var answers = together(2, i -> i == 0 ? till.pay(key, body) : till.cancel(key));

        assertThat(answers.get(1).decision()).isEqualTo("reversed");
        assertThat(till.available(card)).isEqualTo(6500);
        if (answers.get(0).decision().equals("declined")) {
            assertThat(answers.get(0).reasons()).containsExactly("previously_reversed");
        }
        assertThat(till.pay(key, body).body()).isEqualTo(answers.get(0).body());
    }

    @Test
    void a_purchase_that_arrives_after_its_cancellation_is_refused_for_ever() {
        var card = town.card("joigny", 6500);
        var key = Till.key();
        var body = purchase(card, gardener, 1000);
        assertThat(till.cancel(key).decision()).isEqualTo("reversed");

        var answers = atOnce(i -> till.pay(key, body));

        assertThat(answers).allMatch(answer -> answer.reasons().equals(List.of("previously_reversed")));
        assertThat(answers.stream().map(Answer::body).distinct()).hasSize(1);
        assertThat(till.available(card)).isEqualTo(6500);
    }

    @Test
    void two_instances_on_one_database_spend_no_cent_twice() {
        try (var other = Town.anotherInstance(context)) {
            var card = town.card("joigny", 1000);
            var key = Till.key();
            var elsewhere = till.at(other);
            var body = purchase(card, gardener, 100);

            var sameKey = atOnce(i -> (i % 2 == 0 ? till : elsewhere).pay(key, body));
            assertThat(sameKey.stream().map(Answer::body).distinct()).hasSize(1);
            assertThat(till.available(card)).isEqualTo(900);

            var others = atOnce(i -> (i % 2 == 0 ? till : elsewhere).pay(purchase(card, gardener, 100)));
            assertThat(others.stream().filter(answer -> answer.decision().equals("approved")))
                    .hasSize(9);
            assertThat(elsewhere.available(card)).isZero();
        }
    }

    @Test
    void operations_on_hot_accounts_and_many_cards_all_balance() {
        var cards =
                IntStream.range(0, 10).mapToObj(i -> town.card("joigny", 5000)).toList();

        atOnce(i -> {
            var card = cards.get(i % cards.size());
            var id = held(card, 300 + i);
            return switch (i % 4) {
                case 0 -> till.capture(id, 200, false);
                case 1 -> till.capture(id, 200, true);
                case 2 -> till.reverse(id);
                default -> till.get("/v1/authorizations/" + id);
            };
        });

        assertThat(cards).allMatch(card -> till.available(card) >= 0);
    }

    private String property(String name) {
        return context.getRequiredProperty("cabas.db." + name, String.class);
    }

    private String held(String card, long cents) {
        var body = purchase(card, gardener, cents);
        body.put("capture", "later");
        return till.pay(body).json().path("id").asText();
    }

    private long account(String card) {
        return town.bean(org.cabas.service.member.Cards.class)
                .holder(card)
                .orElseThrow()
                .account();
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Answer> atOnce(IntFunction<Answer> work) {
        return together(THREADS, work);
    }

    /** Has threads do the work as nearly at once as a barrier allows. */
    private static <T> List<T> together(int threads, IntFunction<T> work) {
        var start = new CyclicBarrier(threads);
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var tasks = new ArrayList<Callable<T>>();
            for (var i = 0; i < threads; i++) {
                var mine = i;
                tasks.add(() -> {
                    start.await();
                    return work.apply(mine);
                });
            }
            var results = new ArrayList<T>();
            for (var future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
