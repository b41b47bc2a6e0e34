package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;
import static org.cabas.service.authorization.Till.packaged;
import static org.cabas.service.authorization.Till.purchase;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.cabas.service.authorization.Till.Answer;
import org.cabas.service.database.Transactions;
import org.cabas.service.ledger.Ledger;
import org.cabas.service.member.Card;
import org.cabas.service.member.Cards;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One outcome for one key, for ever. */
class KeysTest extends InTown {
    private static Till till;
    private static String gardener;
    private String card = "";

    @BeforeAll
    static void open() {
        till = TOWN.till("joigny");
        gardener = TOWN.gardener("joigny");
    }

    @BeforeEach
    void a_card_of_65_euros() {
        card = TOWN.card("joigny", 6500);
    }

    private static void assertReplayed(Answer first, Answer again) {
        assertThat(first.status()).as(first.body()).isEqualTo(201);
        assertThat(first.replayed()).isFalse();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(again.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
    }

    private static void assertReused(Answer answer) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("key-reused");
        assertThat(answer.replayed()).isFalse();
    }

    private String held() {
        var body = basket(card, gardener, loose("1", "vegetables", 1200), loose("2", "fruits", 800));
        body.put("capture", "later");
        return till.pay(body).id();
    }

    @Nested
    class The_same_request {
        @Test
        void is_one_purchase_however_often_it_is_sent() {
            var body = purchase(card, gardener, 1000);
            var key = Till.key();
            var first = till.pay(key, body);
            assertReplayed(first, till.pay(key, body));
            assertReplayed(first, till.pay(key, body));
            assertThat(till.available(card)).isEqualTo(5500);
        }

        @Test
        void is_replayed_when_it_was_refused_even_if_it_would_be_approved_now() {
            card = TOWN.card("joigny", 100);
            var body = purchase(card, gardener, 1000);
            var key = Till.key();
            var first = till.pay(key, body);
            assertThat(first.decision()).isEqualTo("declined");
            TOWN.bean(org.cabas.service.allocation.Allocating.class)
                    .allocate(
                            "joigny",
                            TOWN.bean(Cards.class).holder(card).orElseThrow().household(),
                            org.cabas.rules.money.Money.euroCents(6500));
            assertReplayed(first, till.pay(key, body));
            assertThat(till.pay(body).decision()).isEqualTo("approved");
        }

        @Test
        void is_replayed_when_it_was_approved_even_if_it_would_be_refused_now() {
            var body = purchase(card, gardener, 1000);
            var key = Till.key();
            var first = till.pay(key, body);
            var cards = TOWN.bean(Cards.class);
            var known = cards.findById(card).orElseThrow();
            cards.update(new Card(card, known.memberId(), Card.Status.BLOCKED, known.expiresOn()));
            TOWN.announce(Cards.TOPIC, card);
            assertReplayed(first, till.pay(key, body));
            assertThat(till.pay(body).reasons()).containsExactly("card_blocked");
        }

        @Test
        void is_replayed_in_the_language_of_the_first_answer() {
            var body = purchase(card, gardener, 9000);
            var key = Till.key();
            assertReplayed(till.pay(key, body), till.speaking("en").pay(key, body));
        }

        @Test
        void is_the_same_in_other_words() {
            var wine = packaged("2", "3760020507350", 500);
            wine.put("family", "alcohol");
            var body = basket(
                    card,
                    gardener,
                    loose("1", "vegetables", 1000, "en:eu-organic", "fr:ab-agriculture-biologique"),
                    wine);
            body.put("occurredAt", Instant.now().toString());
            var key = Till.key();
            var first = till.pay(key, body);

            var again = new TreeMap<>(body);
            wine.put("gtin", "03760020507350");
            again.put(
                    "lines",
                    List.of(loose("1", "vegetables", 1000, "fr:ab-agriculture-biologique", "en:eu-organic"), wine));
            again.put(
                    "occurredAt",
                    Instant.parse((String) body.get("occurredAt"))
                            .atOffset(java.time.ZoneOffset.ofHours(2))
                            .toString());
            again.put("partialApproval", false);
            again.put("capture", "immediate");
            again.put("deadline", null);
            var spaced = Till.text(again).replace(",", " ,\n ");
            assertReplayed(first, till.postText("/v1/authorizations", key, spaced));
        }

        @Test
        void to_capture_reverse_or_refund_is_done_once() {
            var id = held();
            var path = "/v1/authorizations/" + id;
            var capture = Till.key();
            var amount = Map.of("amount", 500, "final", false);
            assertReplayed(
                    till.post(path + "/captures", capture, amount), till.post(path + "/captures", capture, amount));
            assertThat(till.reserved(card)).isEqualTo(1500);

            var refund = Till.key();
            var lines = Map.of("lines", List.of(Map.of("id", "1", "amount", 200)));
            assertReplayed(till.post(path + "/refunds", refund, lines), till.post(path + "/refunds", refund, lines));
            assertThat(till.available(card)).isEqualTo(4500 + 200);

            var reversal = Till.key();
            assertReplayed(
                    till.post(path + "/reversals", reversal, Map.of()),
                    till.postText(path + "/reversals", reversal, ""));
            assertThat(till.available(card)).isEqualTo(4700 + 1500);
        }

        @Test
        void to_do_what_cannot_be_done_is_refused_once_and_for_ever() {
            var id = held();
            var path = "/v1/authorizations/" + id + "/captures";
            var key = Till.key();
            var tooMuch = Map.of("amount", 2001);
            var first = till.post(path, key, tooMuch);
            assertThat(first.reasons()).containsExactly("exceeds_authorized");
            assertReplayed(first, till.post(path, key, tooMuch));
            till.reverse(id);
            assertReplayed(first, till.post(path, key, tooMuch));
        }

        @Test
        void of_two_days_ago_and_more_is_still_replayed_while_a_new_one_of_then_is_not_plausible() {
            CLOCK.stopAt(Instant.parse("2026-06-10T08:00:00Z"));
            var body = purchase(card, gardener, 1000);
            body.put("occurredAt", "2026-06-10T08:00:00Z");
            body.put("deadline", "2026-06-10T08:00:02Z");
            var key = Till.key();
            var first = till.pay(key, body);
            assertThat(first.decision()).isEqualTo("approved");
            for (var later : List.of(Duration.ofHours(49), Duration.ofDays(700))) {
                CLOCK.goOn(later);
                assertReplayed(first, till.pay(key, body));
                assertThat(till.pay(body).pointers()).containsExactly("/occurredAt");
            }
            body.put("amount", 1001);
            assertReused(till.pay(key, body));
            assertThat(till.available(card)).isEqualTo(5500);
        }

        @Test
        void is_replayed_when_the_clock_has_gone_back() {
            CLOCK.stopAt(Instant.parse("2026-06-10T08:00:00Z"));
            var body = purchase(card, gardener, 1000);
            body.put("occurredAt", "2026-06-10T08:00:00Z");
            body.put("deadline", "2026-06-11T07:00:00Z");
            var key = Till.key();
            var first = till.pay(key, body);
            CLOCK.goOn(Duration.ofHours(-3));
            assertReplayed(first, till.pay(key, body));
        }

        @Test
        void that_came_too_late_stays_too_late() {
            CLOCK.stopAt(Instant.parse("2026-06-10T08:00:00Z"));
            var body = purchase(card, gardener, 1000);
            body.put("occurredAt", "2026-06-10T07:59:00Z");
            body.put("deadline", "2026-06-10T07:59:59Z");
            var key = Till.key();
            var first = till.pay(key, body);
            assertThat(first.reasons()).containsExactly("deadline_passed");
            CLOCK.goOn(Duration.ofMinutes(-5));
            assertReplayed(first, till.pay(key, body));
        }
    }

    @Nested
    class Another_request {
        @Test
        void under_the_key_of_a_purchase_is_refused() {
            var key = Till.key();
            var body = basket(card, gardener, loose("1", "vegetables", 500), loose("2", "fruits", 500));
            till.pay(key, body);
            for (var change : List.<Map.Entry<String, Object>>of(
                    Map.entry("card", "crd_other"),
                    Map.entry("merchant", "elsewhere"),
                    Map.entry("terminal", "T2"),
                    Map.entry("currency", "USD"),
                    Map.entry("occurredAt", Instant.now().minusSeconds(1).toString()),
                    Map.entry("deadline", Instant.now().plusSeconds(9).toString()),
                    Map.entry("partialApproval", true),
                    Map.entry("capture", "later"),
                    Map.entry("lines", List.of(loose("2", "fruits", 500), loose("1", "vegetables", 500))),
                    Map.entry("lines", List.of(loose("1", "vegetables", 400), loose("2", "fruits", 600))),
                    Map.entry("lines", List.of(loose("1", "vegetables", 500), loose("2", "legumes", 500))))) {
                var other = new TreeMap<>(body);
                other.put(change.getKey(), change.getValue());
                assertReused(till.pay(key, other));
            }
            assertThat(till.available(card)).isEqualTo(5500);
        }

        @Test
        void of_another_kind_or_on_another_purchase_is_refused_under_a_key_that_was_used() {
            var bought = Till.key();
            var body = purchase(card, gardener, 100);
            till.pay(bought, body);
            var id = held();
            var other = held();
            var path = "/v1/authorizations/";
            var captured = Till.key();
            var amount = Map.of("amount", 100, "final", false);
            assertThat(till.post(path + id + "/captures", captured, amount).decision())
                    .isEqualTo("captured");
            var before = rows();

            assertReused(till.post(path + id + "/captures", bought, amount));
            assertReused(till.post(path + id + "/reversals", bought, Map.of()));
            assertReused(till.post(path + id + "/refunds", bought, Map.of("amount", 100)));
            assertReused(till.pay(captured, body));
            assertReused(till.post(path + other + "/captures", captured, amount));
            assertReused(till.post(path + id + "/captures", captured, Map.of("amount", 100, "final", true)));
            assertReused(till.post(path + id + "/refunds", captured, Map.of("amount", 100)));
            assertReused(till.cancel(captured));
            assertThat(rows()).isEqualTo(before);
        }

        @Test
        void by_another_gateway_has_nothing_to_do_with_it() {
            var key = Till.key();
            var body = purchase(card, gardener, 1000);
            var other = TOWN.till("joigny");
            var first = till.pay(key, body);
            var second = other.pay(key, body);
            assertThat(second.replayed()).isFalse();
            assertThat(second.id()).isNotEqualTo(first.id());
            assertThat(till.available(card)).isEqualTo(4500);
            assertThat(other.cancel(key).decision()).isEqualTo("reversed");
            assertReplayed(first, till.pay(key, body));
            assertThat(till.available(card)).isEqualTo(5500);
        }

        @Test
        void that_was_malformed_or_not_found_leaves_its_key_free() {
            var key = Till.key();
            var body = purchase(card, gardener, 1000);
            body.put("amount", "mille");
            assertThat(till.pay(key, body).status()).isEqualTo(400);
            assertThat(till.post("/v1/authorizations/aut_none/refunds", key, Map.of("amount", 1))
                            .status())
                    .isEqualTo(404);
            body.put("amount", 1000);
            assertThat(till.pay(key, body).decision()).isEqualTo("approved");
        }

        @Test
        void while_the_first_is_still_in_progress_is_told_so_and_may_come_again() throws Exception {
            var account = TOWN.bean(Cards.class).holder(card).orElseThrow().account();
            var key = Till.key();
            var body = purchase(card, gardener, 1000);
            var locked = new CountDownLatch(1);
            var done = new CountDownLatch(1);
            var blocking = atOnce(() -> TOWN.bean(Transactions.class).run(connection -> {
                TOWN.bean(Ledger.class).lock(connection, account);
                locked.countDown();
                return await(done);
            }));
            locked.await();
            var first = atOnce(() -> till.pay(key, body));
            var second = atOnce(() -> till.pay(key, body));
            var told = (Answer) CompletableFuture.anyOf(first, second).join();
            done.countDown();
            blocking.join();

            assertThat(told.status()).isEqualTo(409);
            assertThat(told.problem()).isEqualTo("in-progress");
            assertThat(told.headers().firstValue("Retry-After")).hasValue("1");
            var outcome = first.join() == told ? second.join() : first.join();
            assertThat(outcome.decision()).isEqualTo("approved");
            assertReplayed(outcome, till.pay(key, body));
            assertThat(till.available(card)).isEqualTo(5500);
        }
    }

    private static <T> CompletableFuture<T> atOnce(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
    }

    private static boolean await(CountDownLatch done) {
        try {
            done.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    class A_cancellation {
        @Test
        void before_the_purchase_arrives_refuses_it_when_it_does() {
            var key = Till.key();
            var body = purchase(card, gardener, 1000);
            var cancelled = till.cancel(key);
            assertThat(cancelled.decision()).isEqualTo("reversed");
            assertThat(cancelled.json().has("authorization")).isFalse();
            assertThat(cancelled.cents("releasedAmount")).isZero();
            var late = till.pay(key, body);
            assertThat(late.reasons()).containsExactly("previously_reversed");
            assertReplayed(late, till.pay(key, body));
            body.put("amount", 999);
            assertReused(till.pay(key, body));
            assertReplayed(cancelled, till.cancel(key));
            assertThat(till.available(card)).isEqualTo(6500);
        }

        @Test
        void refuses_a_purchase_that_arrives_days_later_all_the_same() {
            CLOCK.stopAt(Instant.parse("2026-06-10T08:00:00Z"));
            var key = Till.key();
            var body = purchase(card, gardener, 1000);
            body.put("occurredAt", "2026-06-10T08:00:00Z");
            till.cancel(key);
            CLOCK.goOn(Duration.ofDays(3));
            assertThat(till.pay(key, body).reasons()).containsExactly("previously_reversed");
        }

        @Test
        void of_a_purchase_that_was_taken_at_once_gives_its_money_back() {
            var key = Till.key();
            var body = basket(card, gardener, loose("1", "vegetables", 1200), loose("2", "fruits", 800));
            var paid = till.pay(key, body);
            var cancelled = till.cancel(key);
            assertThat(cancelled.decision()).isEqualTo("reversed");
            assertThat(cancelled.json().path("authorization").asText()).isEqualTo(paid.id());
            assertThat(cancelled.json().path("key").asText()).isEqualTo(key);
            assertThat(cancelled.cents("refundedAmount")).isEqualTo(2000);
            assertThat(till.available(card)).isEqualTo(6500);
            assertReplayed(cancelled, till.cancel(key));
            assertReplayed(paid, till.pay(key, body));
            assertThat(till.available(card)).isEqualTo(6500);
            assertThat(till.refund(paid.id(), 1).reasons()).containsExactly("exceeds_captured");
        }

        @Test
        void of_a_purchase_that_was_refunded_in_part_gives_back_the_rest() {
            var key = Till.key();
            var id = till.pay(key, basket(card, gardener, loose("1", "vegetables", 1200), loose("2", "fruits", 800)))
                    .id();
            till.refundLines(id, "1", 300);
            assertThat(till.cancel(key).cents("refundedAmount")).isEqualTo(1700);
            assertThat(till.available(card)).isEqualTo(6500);
        }

        @Test
        void of_a_purchase_that_is_held_releases_it_and_leaves_what_was_captured() {
            var key = Till.key();
            var body = purchase(card, gardener, 2000);
            body.put("capture", "later");
            var id = till.pay(key, body).id();
            till.capture(id, 500, false);
            var cancelled = till.cancel(key);
            assertThat(cancelled.decision()).isEqualTo("reversed");
            assertThat(cancelled.cents("releasedAmount")).isEqualTo(1500);
            assertThat(till.available(card)).isEqualTo(6000);
            assertThat(till.capture(id, 100, true).status()).isEqualTo(201);
            assertThat(till.reserved(card)).isZero();
        }

        @Test
        void of_what_can_no_longer_be_undone_says_why() {
            var body = purchase(card, gardener, 1000);
            body.put("capture", "later");
            var captured = Till.key();
            till.capture(till.pay(captured, body).id(), 1000, true);
            assertThat(till.cancel(captured).reasons()).containsExactly("already_captured");
            var reversed = Till.key();
            till.reverse(till.pay(reversed, body).id());
            assertThat(till.cancel(reversed).reasons()).containsExactly("already_reversed");
            var refunded = Till.key();
            body.remove("capture");
            till.refund(till.pay(refunded, body).id(), 1000);
            assertThat(till.cancel(refunded).reasons()).containsExactly("already_reversed");
        }

        @Test
        void of_what_was_refused_has_nothing_to_give_back() {
            var key = Till.key();
            till.pay(key, purchase(card, gardener, 9000));
            var cancelled = till.cancel(key);
            assertThat(cancelled.decision()).isEqualTo("reversed");
            assertThat(cancelled.cents("refundedAmount")).isZero();
        }

        @Test
        void takes_its_key_for_ever() {
            var key = Till.key();
            till.cancel(key);
            assertReused(till.post("/v1/authorizations/" + held() + "/captures", key, Map.of("amount", 1)));
        }

        @Test
        void of_any_key_is_answered_whatever_its_characters() {
            var key = "\"".repeat(64);
            var first = till.cancel(key);
            assertThat(first.decision()).isEqualTo("reversed");
            assertReplayed(first, till.cancel(key));
            assertThat(till.cancel("\\".repeat(60)).status()).isEqualTo(201);
            assertThat(till.cancel("\"".repeat(60) + "\\\\").status()).isEqualTo(201);
        }
    }

    @Test
    void a_refund_by_lines_has_one_canonical_form_in_whatever_order_its_lines_are_told() {
        var some = new Operating.Request.Refund(6, Map.of("b", 1L, "a", 2L, "c", 3L));
        assertThat(Answers.text(some)).isEqualTo("{\"amount\":6,\"lines\":{\"a\":2,\"b\":1,\"c\":3}}");
    }
}
