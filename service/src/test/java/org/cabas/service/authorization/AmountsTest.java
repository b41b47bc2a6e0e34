package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;
import static org.cabas.service.authorization.Till.packaged;
import static org.cabas.service.authorization.Till.purchase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Random;
import org.cabas.service.authorization.Till.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How much is paid, to the cent. */
class AmountsTest extends InTown {
    private static final String[] FAMILIES = {"vegetables", "bread", "meat", "alcohol", "dairy", "sweets"};

    private static Till till;
    private static String shop;
    private static String gardener;

    @BeforeAll
    static void open() {
        till = TOWN.till("joigny", "gers");
        shop = TOWN.shop("gers", "shop", false, "vegetables bread meat alcohol dairy sweets prepared", 30);
        gardener = TOWN.gardener("joigny");
    }

    private static Answer inPart(Map<String, Object> body) {
        body.put("partialApproval", true);
        return till.pay(body);
    }

    private static long sum(Answer answer) {
        return answer.lines().stream().mapToLong(Long::longValue).sum();
    }

    @Nested
    class Rounding {
        @Test
        void is_half_up_on_each_line_by_itself() {
            var card = TOWN.card("gers", 10_000);
            var answer = inPart(basket(
                    card,
                    shop,
                    loose("70%-of-5", "vegetables", 5),
                    loose("30%-of-5", "bread", 5),
                    loose("30%-of-4", "bread", 4),
                    loose("70%-of-1", "vegetables", 1),
                    loose("30%-of-1", "bread", 1),
                    loose("30%-of-105", "bread", 105)));
            assertThat(answer.lines()).containsExactly(4L, 2L, 1L, 1L, 0L, 32L);
            assertThat(answer.cents("approvedAmount")).isEqualTo(40);
        }

        @Test
        void halves_an_odd_cent_upwards_for_a_packaged_product_of_unknown_nova_group_in_joigny() {
            TOWN.product("03017620422003", "Boisson d’avoine", "drinks");
            var farm = TOWN.shop("joigny", "farmer", true, "drinks", 100);
            var answer = inPart(basket(TOWN.card("joigny", 6500), farm, packaged("1", "3017620422003", 101)));
            assertThat(answer.lines()).containsExactly(51L);
            assertThat(answer.json().path("lines").get(0).path("coverage").asInt())
                    .isEqualTo(50);
        }

        @Test
        void to_the_whole_amount_is_an_approval_in_full() {
            var answer = till.pay(basket(TOWN.card("gers", 100), shop, loose("1", "vegetables", 1)));
            assertThat(answer.decision()).isEqualTo("approved");
            assertThat(answer.reasons()).isEmpty();
        }
    }

    @Nested
    class The_lines {
        @Test
        void add_up_to_the_approved_amount_whatever_the_basket() {
            var seed = new Random().nextLong();
            var random = new Random(seed);
            for (var i = 0; i < 60; i++) {
                var card = TOWN.card("gers", random.nextInt(9000));
                var lines = new Map[1 + random.nextInt(12)];
                for (var j = 0; j < lines.length; j++) {
                    lines[j] = loose("" + j, FAMILIES[random.nextInt(FAMILIES.length)], 1 + random.nextInt(2500));
                }
                @SuppressWarnings("unchecked")
                var body = basket(card, shop, lines);
                var before = till.available(card);

                var answer = inPart(body);

                assertThat(answer.status()).isEqualTo(201);
                assertThat(sum(answer)).as("seed %d, basket %d", seed, i).isEqualTo(answer.cents("approvedAmount"));
                assertThat(answer.cents("availableBalance")).isEqualTo(before - sum(answer));
                assertThat(till.available(card)).isEqualTo(before - sum(answer));
                assertThat(answer.decision().equals("declined")).isEqualTo(sum(answer) == 0);
                assertThat(answer.decision().equals("approved"))
                        .isEqualTo(answer.reasons().isEmpty());
            }
        }

        @Test
        void are_cut_by_the_balance_from_the_last_one_backwards() {
            var card = TOWN.card("joigny", 2000);
            var answer = inPart(basket(
                    card,
                    gardener,
                    loose("1", "vegetables", 1200),
                    loose("2", "fruits", 700),
                    loose("3", "legumes", 500),
                    loose("4", "vegetables", 300)));
            assertThat(answer.lines()).containsExactly(1200L, 700L, 100L, 0L);
            assertThat(answer.reasons()).containsExactly("insufficient_funds");
            assertThat(till.available(card)).isZero();
        }

        @Test
        void that_are_refused_leave_their_share_to_those_that_follow() {
            var card = TOWN.card("joigny", 2000);
            var answer = inPart(basket(
                    card,
                    gardener,
                    loose("wine", "alcohol", 1500),
                    loose("2", "fruits", 1200),
                    loose("3", "legumes", 900)));
            assertThat(answer.lines()).containsExactly(0L, 1200L, 800L);
            assertThat(answer.reasons()).containsExactly("product_not_eligible", "insufficient_funds");
        }

        @Test
        void of_a_declined_purchase_are_all_of_nothing() {
            var answer = till.pay(basket(
                    TOWN.card("joigny", 2000), gardener, loose("1", "fruits", 1200), loose("2", "alcohol", 900)));
            assertThat(answer.decision()).isEqualTo("declined");
            assertThat(answer.lines()).containsExactly(0L, 0L);
        }

        @Test
        void of_nothing_are_allowed_beside_others() {
            var answer = till.pay(basket(
                    TOWN.card("joigny", 2000), gardener, loose("1", "fruits", 1200), loose("free", "alcohol", 0)));
            assertThat(answer.decision()).isEqualTo("approved");
        }
    }

    @Nested
    class A_total_without_lines {
        @Test
        void is_paid_as_the_convention_of_the_place_says() {
            var card = TOWN.card("gers", 10_000);
            var answer = inPart(purchase(card, shop, 1001));
            assertThat(answer.decision()).isEqualTo("partially_approved");
            assertThat(answer.cents("approvedAmount")).as("30 % of 10,01 €").isEqualTo(300);
            assertThat(answer.lines()).isEmpty();
            assertThat(answer.reasons()).containsExactly("coverage_reduced");
            assertThat(answer.sentences())
                    .containsExactly("À Le Jardin d’à côté, un achat sans le détail des articles est pris en charge"
                            + " à 30\u00a0% (règle R4).");
            assertThat(answer.json()
                            .path("reasons")
                            .get(0)
                            .path("rule")
                            .path("table")
                            .asText())
                    .isEqualTo("conventioning");
        }

        @Test
        void is_paid_in_full_where_the_convention_covers_all() {
            assertThat(till.pay(purchase(TOWN.card("joigny", 6500), gardener, 6500))
                            .decision())
                    .isEqualTo("approved");
        }

        @Test
        void is_refused_where_the_convention_wants_lines() {
            var strict = TOWN.shop("joigny", "farmer", true, Town.VEGETABLES, 0);
            var answer = inPart(purchase(TOWN.card("joigny", 6500), strict, 500));
            assertThat(answer.decision()).isEqualTo("declined");
            assertThat(answer.reasons()).containsExactly("product_not_eligible");
        }
    }

    @Nested
    class A_quote {
        @Test
        void has_no_effect_and_is_what_the_authorization_that_follows_answers() {
            var card = TOWN.card("gers", 4000);
            var body = basket(
                    card,
                    shop,
                    loose("1", "vegetables", 3333),
                    loose("2", "meat", 9999),
                    loose("3", "alcohol", 500),
                    loose("4", "dairy", 7001));
            body.put("partialApproval", true);
            var before = rows();

            var quote = till.quote(body);

            assertThat(quote.status()).isEqualTo(200);
            assertThat(rows()).isEqualTo(before);
            assertThat(till.available(card)).isEqualTo(4000);
            var answer = (ObjectNode) till.pay(body).json();
            answer.remove("id");
            assertThat(quote.json()).isEqualTo(answer);
        }

        @Test
        void says_what_a_purchase_captured_later_would_be_answered_until_when_it_would_be_held_included() {
            CLOCK.stopAt(java.time.Instant.now());
            var body = purchase(TOWN.card("joigny", 4000), gardener, 1500);
            body.put("capture", "later");
            var quote = till.quote(body);
            var answer = (ObjectNode) till.pay(body).json();
            answer.remove("id");
            assertThat(quote.json()).isEqualTo(answer);
            assertThat(quote.json().has("expiresAt")).isTrue();
        }

        @Test
        void of_what_is_refused_tells_the_same_reasons() {
            var body = purchase("crd_nobody", "nulle-part", 1500);
            assertThat(till.quote(body).reasons()).isEqualTo(till.pay(body).reasons());
        }
    }

    @Nested
    class The_balance {
        @Test
        void tells_what_can_be_spent_what_is_held_and_the_last_day() {
            var card = TOWN.card("joigny", 4300);
            var body = purchase(card, gardener, 1500);
            body.put("capture", "later");
            till.pay(body);
            var balance = till.get("/v1/cards/" + card + "/balance").json();
            assertThat(balance.path("available").asLong()).isEqualTo(2800);
            assertThat(balance.path("reserved").asLong()).isEqualTo(1500);
            assertThat(balance.path("currency").asText()).isEqualTo("EUR");
            assertThat(balance.path("nextExpiry").asText())
                    .as("midnight after the card's last day, in Paris")
                    .isEqualTo("2150-12-31T23:00:00Z");
        }
    }
}
