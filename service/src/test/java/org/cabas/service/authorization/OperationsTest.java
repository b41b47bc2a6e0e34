package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;
import static org.cabas.service.authorization.Till.purchase;

import java.time.Duration;
import java.time.Instant;
import org.cabas.service.authorization.Till.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What becomes of authorized money: captured in parts, released, expired, given back. */
class OperationsTest extends InTown {
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

    /** Nothing of a card's money is lost or made: what was allocated is spendable, held or spent. */
    @AfterEach
    void every_cent_is_somewhere() {
        assertThat(till.available(card)).isNotNegative();
        assertThat(till.reserved(card)).isNotNegative();
    }

    /** The basket of a delivery: 12 € of vegetables, 8 € of fruits, 5 € of lentils. */
    private String held() {
        var body = basket(
                card, gardener, loose("1", "vegetables", 1200), loose("2", "fruits", 800), loose("3", "legumes", 500));
        body.put("capture", "later");
        return till.pay(body).id();
    }

    private String paid() {
        return till.pay(basket(
                        card,
                        gardener,
                        loose("1", "vegetables", 1200),
                        loose("2", "fruits", 800),
                        loose("3", "legumes", 500)))
                .id();
    }

    private void assertCard(long available, long reserved) {
        assertThat(till.available(card)).isEqualTo(available);
        assertThat(till.reserved(card)).isEqualTo(reserved);
    }

    private static void assertDone(Answer answer, String status, long amount, long captured, long open, long refunded) {
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.decision()).as(answer.body()).isEqualTo(status);
        assertThat(answer.reasons()).isEmpty();
        assertThat(answer.cents("amount")).isEqualTo(amount);
        assertThat(answer.cents("capturedAmount")).isEqualTo(captured);
        assertThat(answer.cents("openAmount")).isEqualTo(open);
        assertThat(answer.cents("refundedAmount")).isEqualTo(refunded);
    }

    private static void assertDeclined(Answer answer, String reason, String sentence) {
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.decision()).isEqualTo("declined");
        assertThat(answer.json().has("id")).isFalse();
        assertThat(answer.cents("amount")).isZero();
        assertThat(answer.reasons()).containsExactly(reason);
        assertThat(answer.sentences()).containsExactly(sentence);
    }

    @Nested
    class A_capture {
        @Test
        void takes_what_was_held_in_as_many_parts_as_are_delivered() {
            var id = held();
            assertCard(4000, 2500);
            assertDone(till.capture(id, 1000, false), "captured", 1000, 1000, 1500, 0);
            assertDone(till.capture(id, 700, false), "captured", 700, 1700, 800, 0);
            assertCard(4000, 800);
            assertDone(till.capture(id, 800, false), "captured", 800, 2500, 0, 0);
            assertCard(4000, 0);
            assertDeclined(till.capture(id, 1, false), "already_captured", "Cet achat est déjà encaissé.");
        }

        @Test
        void that_is_the_last_releases_the_rest() {
            var id = held();
            assertDone(till.capture(id, 1000, false), "captured", 1000, 1000, 1500, 0);
            assertDone(till.capture(id, 300, true), "captured", 300, 1300, 0, 0);
            assertCard(5200, 0);
            assertThat(till.get("/v1/authorizations/" + id).cents("releasedAmount"))
                    .isEqualTo(1200);
        }

        @Test
        void of_more_than_is_held_takes_nothing() {
            var id = held();
            var sentence = "Le montant dépasse ce qui est encore réservé (%s).";
            assertDeclined(till.capture(id, 2501, true), "exceeds_authorized", sentence.formatted("25\u00a0€"));
            till.capture(id, 2000, false);
            assertDeclined(till.capture(id, 501, true), "exceeds_authorized", sentence.formatted("5\u00a0€"));
            assertCard(4000, 500);
        }

        @Test
        void of_a_purchase_that_was_taken_at_once_or_refused_takes_nothing() {
            assertDeclined(till.capture(paid(), 100, true), "already_captured", "Cet achat est déjà encaissé.");
            var refused = till.pay(purchase(card, gardener, 9000)).id();
            assertThat(till.capture(refused, 100, true).reasons()).containsExactly("exceeds_authorized");
        }

        @Test
        void after_a_reversal_takes_nothing() {
            var id = held();
            till.reverse(id);
            assertDeclined(till.capture(id, 100, true), "already_reversed", "Cet achat est déjà annulé.");
            assertCard(6500, 0);
        }
    }

    @Nested
    class A_reversal {
        @Test
        void releases_all_that_is_held_once() {
            var id = held();
            assertDone(till.reverse(id), "reversed", 2500, 0, 0, 0);
            assertCard(6500, 0);
            assertDeclined(till.reverse(id), "already_reversed", "Cet achat est déjà annulé.");
        }

        @Test
        void after_a_partial_capture_releases_the_rest_and_leaves_what_was_captured() {
            var id = held();
            till.capture(id, 1500, false);
            assertDone(till.reverse(id), "reversed", 1000, 1500, 0, 0);
            assertCard(5000, 0);
            assertThat(till.reverse(id).reasons()).containsExactly("already_captured");
        }

        @Test
        void of_what_is_captured_is_a_matter_of_refunds() {
            var id = held();
            till.capture(id, 2500, true);
            assertDeclined(till.reverse(id), "already_captured", "Cet achat est déjà encaissé.");
            assertDeclined(till.reverse(paid()), "already_captured", "Cet achat est déjà encaissé.");
        }

        @Test
        void of_what_was_refused_has_nothing_to_release() {
            var refused = till.pay(purchase(card, gardener, 9000)).id();
            assertDone(till.reverse(refused), "reversed", 0, 0, 0, 0);
        }

        @Test
        void is_asked_for_with_an_empty_object_or_with_nothing() {
            var request = till.request("/v1/authorizations/" + held() + "/reversals")
                    .header("Idempotency-Key", Till.key())
                    .POST(java.net.http.HttpRequest.BodyPublishers.noBody());
            assertThat(till.send(request).decision()).isEqualTo("reversed");
        }
    }

    @Nested
    class A_reservation {
        @Test
        void is_held_for_the_days_of_the_fund_and_ends_to_the_microsecond() {
            CLOCK.stopAt(Instant.parse("2026-06-10T08:00:00Z"));
            var body = purchase(card, gardener, 2500);
            body.put("occurredAt", CLOCK.instant().toString());
            body.put("capture", "later");
            var answer = till.pay(body);
            assertThat(answer.json().path("expiresAt").asText()).isEqualTo("2026-06-17T08:00:00Z");

            CLOCK.stopAt(Instant.parse("2026-06-17T07:59:59.999999Z"));
            TOWN.bean(Expiring.class).expire();
            assertDone(till.capture(answer.id(), 1000, false), "captured", 1000, 1000, 1500, 0);

            CLOCK.stopAt(Instant.parse("2026-06-17T08:00:00Z"));
            assertDeclined(
                    till.capture(answer.id(), 1000, false),
                    "hold_expired",
                    "La réservation est terminée\u00a0: l’argent a été rendu à la carte.");
        }

        @Test
        void that_has_ended_is_released_and_can_be_neither_captured_nor_reversed() {
            var id = held();
            till.capture(id, 400, false);
            CLOCK.goOn(Duration.ofDays(7));
            for (var released = 0; released < 2; released++) {
                assertThat(till.capture(id, 100, true).reasons()).containsExactly("hold_expired");
                assertThat(till.reverse(id).reasons()).containsExactly("hold_expired");
                TOWN.bean(Expiring.class).expire();
                assertCard(6100, 0);
            }
            var state = till.get("/v1/authorizations/" + id);
            assertThat(state.cents("capturedAmount")).isEqualTo(400);
            assertThat(state.cents("expiredAmount")).isEqualTo(2100);
            assertThat(state.cents("openAmount")).isZero();
        }

        @Test
        void ends_by_itself_for_more_purchases_than_one_round_takes() {
            var cards = java.util.stream.IntStream.range(0, 3)
                    .mapToObj(i -> TOWN.card("joigny", 10_000))
                    .toList();
            for (var i = 0; i < 210; i++) {
                var body = purchase(cards.get(i % 3), gardener, 100);
                body.put("capture", "later");
                till.pay(body);
            }
            CLOCK.goOn(Duration.ofDays(8));
            // Once, were it not for the scheduled round that may have taken half of them meanwhile.
            for (var round = 0; round < 2; round++) {
                TOWN.bean(Expiring.class).expire();
            }
            assertThat(cards).allMatch(held -> till.reserved(held) == 0);
        }

        @Test
        void that_has_ended_leaves_refunds_of_what_was_captured_possible() {
            var id = held();
            till.capture(id, 400, false);
            CLOCK.goOn(Duration.ofDays(30));
            TOWN.bean(Expiring.class).expire();
            assertDone(till.refund(id, 400), "refunded", 400, 400, 0, 400);
            assertCard(6500, 0);
        }
    }

    @Nested
    class A_refund {
        private static final String TOO_MUCH = "Le montant dépasse ce qui peut encore être remboursé (%s).";

        @Test
        void of_the_total_gives_back_in_parts_up_to_what_was_captured() {
            var id = paid();
            assertCard(4000, 0);
            assertDone(till.refund(id, 1000), "refunded", 1000, 2500, 0, 1000);
            assertDeclined(till.refund(id, 1501), "exceeds_captured", TOO_MUCH.formatted("15\u00a0€"));
            assertDone(till.refund(id, 1500), "refunded", 1500, 2500, 0, 2500);
            assertDeclined(till.refund(id, 1), "exceeds_captured", TOO_MUCH.formatted("0\u00a0€"));
            assertCard(6500, 0);
        }

        @Test
        void of_a_line_gives_back_no_more_than_the_line_cost() {
            var id = paid();
            assertDone(till.refundLines(id, "2", 500), "refunded", 500, 2500, 0, 500);
            assertDeclined(till.refundLines(id, "2", 301), "exceeds_captured", TOO_MUCH.formatted("3\u00a0€"));
            assertDone(till.refundLines(id, "2", 300, "1", 1200), "refunded", 1500, 2500, 0, 2000);
            assertDeclined(till.refundLines(id, "1", 1), "exceeds_captured", TOO_MUCH.formatted("0\u00a0€"));
            assertCard(6000, 0);
        }

        @Test
        void of_the_total_is_taken_from_the_last_line_backwards() {
            var id = paid();
            till.refund(id, 600);
            assertThat(till.refundLines(id, "3", 1).reasons()).containsExactly("exceeds_captured");
            assertThat(till.refundLines(id, "2", 701).reasons()).containsExactly("exceeds_captured");
            assertThat(till.refundLines(id, "2", 700).decision()).isEqualTo("refunded");
        }

        @Test
        void of_lines_of_which_one_is_too_much_gives_back_none_of_them() {
            var id = paid();
            assertThat(till.refundLines(id, "1", 100, "3", 501).reasons()).containsExactly("exceeds_captured");
            assertCard(4000, 0);
        }

        @Test
        void gives_back_no_more_than_was_captured_of_what_was_held() {
            var id = held();
            assertDeclined(till.refund(id, 1), "exceeds_captured", TOO_MUCH.formatted("0\u00a0€"));
            till.capture(id, 1500, false);
            assertThat(till.refundLines(id, "2", 301).reasons())
                    .as("12 € of vegetables and 3 € of fruits were delivered")
                    .containsExactly("exceeds_captured");
            assertDone(till.refundLines(id, "2", 300), "refunded", 300, 1500, 1000, 300);
            assertCard(4300, 1000);
        }

        @Test
        void of_a_line_that_is_not_there_is_malformed() {
            var answer = till.refundLines(paid(), "1", 100, "9", 100, "8", 1);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("errors").findValuesAsText("detail"))
                    .containsExactly(
                            "L’achat n’a pas de ligne «\u00a08\u00a0».", "L’achat n’a pas de ligne «\u00a09\u00a0».");
            var total = till.pay(purchase(card, gardener, 500)).id();
            assertThat(till.refundLines(total, "1", 100).status()).isEqualTo(400);
            assertThat(till.refund(total, 100).decision()).isEqualTo("refunded");
        }

        @Test
        void of_what_was_refused_or_reversed_gives_nothing() {
            var refused = till.pay(purchase(card, gardener, 9000)).id();
            assertThat(till.refund(refused, 1).reasons()).containsExactly("exceeds_captured");
            var reversed = held();
            till.reverse(reversed);
            assertThat(till.refund(reversed, 1).reasons()).containsExactly("exceeds_captured");
        }

        @Test
        void of_the_covered_part_is_all_that_a_card_gets_back() {
            var gers = TOWN.card("gers", 10_000);
            var there = TOWN.till("gers");
            var shop = TOWN.shop("gers", "shop", false, "vegetables", 70);
            var body = basket(gers, shop, loose("1", "vegetables", 1000));
            body.put("partialApproval", true);
            var id = there.pay(body).id();
            assertThat(there.refundLines(id, "1", 701).reasons()).containsExactly("exceeds_captured");
            assertThat(there.refundLines(id, "1", 700).decision()).isEqualTo("refunded");
        }
    }

    @Nested
    class What_is_recorded {
        @Test
        void is_found_by_its_id_and_by_the_tills_own_key_with_what_became_of_the_money() {
            var key = Till.key();
            var body = basket(card, gardener, loose("1", "vegetables", 1200), loose("2", "fruits", 800));
            body.put("capture", "later");
            var answered = till.pay(key, body);
            till.capture(answered.id(), 1500, false);
            till.refundLines(answered.id(), "1", 200);

            var found = till.get("/v1/authorizations/" + answered.id());

            assertThat(found.status()).isEqualTo(200);
            assertThat(found.json())
                    .isEqualTo(till.get("/v1/authorizations?key=" + key).json());
            assertThat(found.cents("capturedAmount")).isEqualTo(1500);
            assertThat(found.cents("openAmount")).isEqualTo(500);
            assertThat(found.cents("releasedAmount")).isZero();
            assertThat(found.cents("expiredAmount")).isZero();
            assertThat(found.cents("refundedAmount")).isEqualTo(200);
            answered.json()
                    .properties()
                    .forEach(field ->
                            assertThat(found.json().get(field.getKey())).isEqualTo(field.getValue()));
        }

        @Test
        void of_a_refusal_is_found_as_well() {
            var key = Till.key();
            till.pay(key, purchase("crd_nobody", gardener, 100));
            assertThat(till.get("/v1/authorizations?key=" + key).reasons()).containsExactly("card_unknown");
        }

        @Test
        void is_for_the_gateway_that_asked() {
            var key = Till.key();
            var id = till.pay(key, purchase(card, gardener, 500)).id();
            var other = TOWN.till("joigny");
            assertThat(other.get("/v1/authorizations/" + id).status()).isEqualTo(404);
            assertThat(other.get("/v1/authorizations?key=" + key).status()).isEqualTo(404);
            assertThat(other.capture(id, 100, true).status()).isEqualTo(404);
            assertThat(other.reverse(id).status()).isEqualTo(404);
            assertThat(other.refund(id, 100).status()).isEqualTo(404);
        }

        @Test
        void under_a_key_of_an_operation_or_of_a_cancellation_is_no_authorization() {
            var id = paid();
            var refund = Till.key();
            till.post("/v1/authorizations/" + id + "/refunds", refund, java.util.Map.of("amount", 100));
            assertThat(till.get("/v1/authorizations?key=" + refund).status()).isEqualTo(404);
            var cancelled = Till.key();
            till.cancel(cancelled);
            assertThat(till.get("/v1/authorizations?key=" + cancelled).status()).isEqualTo(404);
        }
    }
}
