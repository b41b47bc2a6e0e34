package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;
import static org.cabas.service.authorization.Till.purchase;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.cabas.service.authorization.Till.Answer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The ceilings of the card of the Gers, by the clocks of Paris. */
class CeilingsTest extends InTown {
    private static Till till;
    private static String organicShop;
    private String card = "";

    @BeforeAll
    static void open() {
        till = TOWN.till("gers");
        organicShop =
                TOWN.shop("gers", "organic_shop", false, "vegetables fruits meat fish sweets prepared bread", 100);
    }

    @BeforeEach
    void a_card_of_a_thousand_euros() {
        card = TOWN.card("gers", 100_000);
        at("2026-06-10T10:00:00+02:00");
    }

    /** What the till and the service take for now. */
    private void at(String time) {
        CLOCK.stopAt(OffsetDateTime.parse(time).toInstant());
    }

    private static Answer pay(Map<String, Object> purchase) {
        purchase.put("occurredAt", CLOCK.instant().toString());
        purchase.put("partialApproval", true);
        return till.pay(purchase);
    }

    private Answer buy(String family, long cents) {
        return pay(basket(card, organicShop, loose("1", family, cents)));
    }

    /** How much of a purchase of that much of a family is paid. */
    private long paid(String family, long cents) {
        return buy(family, cents).cents("approvedAmount");
    }

    private static void assertCut(Answer answer, long approved, String reason, String row) {
        assertThat(answer.cents("approvedAmount")).isEqualTo(approved);
        assertThat(answer.reasons()).containsExactly(reason);
        assertThat(answer.json().path("reasons").get(0).path("rule").path("row").asText())
                .isEqualTo(row);
    }

    @Nested
    class Of_a_purchase {
        @Test
        void eighty_euros_are_paid_of_a_purchase_of_ninety() {
            var answer = buy("vegetables", 9000);
            assertCut(answer, 8000, "ceiling_purchase", "R1");
            assertThat(answer.sentences())
                    .containsExactly("Un achat est pris en charge jusqu’à 80\u00a0€\u00a0: il en reste 80\u00a0€."
                            + " Une carte perdue ne se vide pas en un achat (règle R1).");
        }

        @Test
        void eighty_euros_to_the_cent_are_no_ceiling() {
            assertThat(buy("vegetables", 8000).decision()).isEqualTo("approved");
        }

        @Test
        void fifteen_euros_are_paid_of_a_meal_of_twenty_and_the_tighter_limit_is_told_beside_the_wider() {
            var restaurant = TOWN.shop("gers", "restaurant", true, "prepared vegetables", 100);
            var answer = pay(basket(card, restaurant, loose("1", "vegetables", 2000)));
            assertCut(answer, 1500, "ceiling_purchase", "R3");
        }

        @Test
        void what_is_cut_is_cut_from_the_last_line_backwards() {
            var answer = pay(basket(
                    card,
                    organicShop,
                    loose("1", "vegetables", 3000),
                    loose("2", "fruits", 4000),
                    loose("3", "bread", 2000),
                    loose("4", "vegetables", 1000)));
            assertThat(answer.lines()).containsExactly(3000L, 4000L, 1000L, 0L);
            assertThat(answer.reasons()).containsExactly("ceiling_purchase");
            assertThat(answer.reasonLines()).containsExactly("3");
        }
    }

    @Nested
    class Of_a_day {
        @Test
        void is_a_hundred_euros_over_all_its_purchases() {
            assertThat(paid("vegetables", 6000)).isEqualTo(6000);
            assertCut(buy("bread", 6000), 4000, "ceiling_day", "R1");
            assertCut(buy("bread", 100), 0, "ceiling_day", "R1");
        }

        @Test
        void ends_at_midnight_in_paris_and_not_in_greenwich() {
            at("2026-06-10T23:59:59+02:00");
            assertThat(paid("vegetables", 8000)).isEqualTo(8000);
            assertThat(paid("vegetables", 8000)).isEqualTo(2000);
            at("2026-06-11T00:00:00+02:00");
            assertThat(CLOCK.instant()).isBefore(Instant.parse("2026-06-11T00:00:00Z"));
            assertThat(paid("vegetables", 8000)).isEqualTo(8000);
        }

        @Test
        void of_23_hours_in_march_is_one_day() {
            at("2026-03-29T00:10:00+01:00");
            assertThat(paid("vegetables", 8000)).isEqualTo(8000);
            at("2026-03-29T23:50:00+02:00");
            assertThat(paid("vegetables", 8000)).isEqualTo(2000);
            at("2026-03-30T00:00:00+02:00");
            assertThat(paid("vegetables", 8000)).isEqualTo(8000);
        }

        @Test
        void of_25_hours_in_october_is_one_day() {
            at("2026-10-25T00:10:00+02:00");
            assertThat(paid("vegetables", 6000)).isEqualTo(6000);
            at("2026-10-25T02:30:00+02:00");
            assertThat(paid("vegetables", 2000)).isEqualTo(2000);
            at("2026-10-25T02:30:00+01:00");
            assertThat(paid("vegetables", 1500)).isEqualTo(1500);
            at("2026-10-25T23:59:59+01:00");
            assertThat(paid("vegetables", 8000)).isEqualTo(500);
            at("2026-10-26T00:00:00+01:00");
            assertThat(paid("vegetables", 8000)).isEqualTo(8000);
        }

        @Test
        void is_the_day_of_the_purchase_where_a_till_was_cut_off_and_sends_it_on_the_next() {
            var yesterday = purchase(card, organicShop, 8000);
            yesterday.put("occurredAt", "2026-06-09T18:00:00+02:00");
            assertThat(till.pay(yesterday).decision()).isEqualTo("approved");
            assertThat(paid("vegetables", 8000)).isEqualTo(8000);
            yesterday.put("amount", 3000);
            assertThat(till.pay(yesterday).reasons()).containsExactly("ceiling_day", "partial_not_accepted");
        }

        @Test
        void is_the_households_whichever_of_its_cards_pays() {
            assertThat(paid("vegetables", 8000)).isEqualTo(8000);
            var other = TOWN.anotherCard(card);
            assertThat(pay(basket(other, organicShop, loose("1", "bread", 3000)))
                            .cents("approvedAmount"))
                    .isEqualTo(2000);
            assertThat(pay(basket(TOWN.card("gers", 10_000), organicShop, loose("1", "bread", 3000)))
                            .cents("approvedAmount"))
                    .as("another household")
                    .isEqualTo(3000);
        }
    }

    @Nested
    class Of_a_week {
        @Test
        void is_thirty_euros_of_meat_and_fish_together() {
            assertThat(paid("meat", 2000)).isEqualTo(2000);
            assertCut(buy("fish", 2000), 1000, "ceiling_week", "R4");
            assertThat(paid("vegetables", 2000)).isEqualTo(2000);
        }

        @Test
        void counts_lines_of_one_basket_together() {
            var answer = pay(basket(
                    card,
                    organicShop,
                    loose("1", "meat", 2500),
                    loose("2", "vegetables", 1000),
                    loose("3", "fish", 2500),
                    loose("4", "meat", 100)));
            assertThat(answer.lines()).containsExactly(2500L, 1000L, 500L, 0L);
            assertThat(answer.reasons()).containsExactly("ceiling_week");
        }

        @Test
        void starts_on_monday_at_midnight_in_paris() {
            at("2026-06-14T23:59:59+02:00");
            assertThat(paid("meat", 3000)).isEqualTo(3000);
            assertThat(paid("meat", 3000)).isZero();
            at("2026-06-15T00:00:00+02:00");
            assertThat(paid("meat", 3000)).isEqualTo(3000);
        }

        @Test
        void goes_on_from_one_year_into_the_next() {
            at("2026-12-31T12:00:00+01:00");
            assertThat(paid("meat", 2000)).isEqualTo(2000);
            at("2027-01-01T12:00:00+01:00");
            assertThat(paid("meat", 2000)).isEqualTo(1000);
            at("2027-01-04T00:00:00+01:00");
            assertThat(paid("meat", 2000)).isEqualTo(2000);
        }

        @Test
        void counts_a_butchers_total_as_meat_and_a_grocers_as_whatever_it_may_be() {
            var butcher = TOWN.shop("gers", "farmer", true, "meat", 100);
            assertCut(pay(purchase(card, butcher, 4000)), 3000, "ceiling_week", "R4");
            var grocer = TOWN.shop("gers", "farmer", true, "meat vegetables", 100);
            assertThat(pay(purchase(card, grocer, 4000)).decision()).isEqualTo("approved");
        }

        @Test
        void and_month_are_both_told_when_both_are_too_small() {
            at("2026-06-01T10:00:00+02:00");
            assertThat(paid("sweets", 1000)).isEqualTo(1000);
            at("2026-06-08T10:00:00+02:00");
            assertThat(paid("prepared", 600)).isEqualTo(600);
            var answer = buy("sweets", 500);
            assertThat(answer.cents("approvedAmount")).isEqualTo(400);
            assertThat(answer.reasons()).containsExactly("ceiling_week", "ceiling_month");
        }
    }

    @Nested
    class Of_a_month {
        private String supermarket = "";

        @BeforeEach
        void at_a_supermarket() {
            supermarket = TOWN.shop("gers", "supermarket", false, "vegetables bread", 70);
        }

        private long paidThere(long cents) {
            return pay(basket(card, supermarket, loose("1", "vegetables", cents)))
                    .cents("approvedAmount");
        }

        @Test
        void is_forty_euros_in_supermarkets_whichever_they_are_and_not_elsewhere() {
            assertThat(paidThere(5000)).isEqualTo(3500);
            var another = TOWN.shop("gers", "supermarket", false, "vegetables", 70);
            var answer = pay(basket(card, another, loose("1", "vegetables", 1000)));
            assertThat(answer.cents("approvedAmount")).isEqualTo(500);
            assertThat(answer.reasons()).containsExactly("coverage_reduced", "ceiling_month");
            assertThat(paid("vegetables", 1000)).isEqualTo(1000);
        }

        @Test
        void ends_with_its_last_second_in_paris() {
            at("2026-02-28T23:59:59+01:00");
            assertThat(paidThere(10_000)).isEqualTo(4000);
            at("2026-03-01T00:00:00+01:00");
            assertThat(paidThere(10_000)).isEqualTo(4000);
            at("2026-03-31T23:59:59+02:00");
            assertThat(paidThere(10_000)).isZero();
            at("2026-04-01T00:00:00+02:00");
            assertThat(paidThere(10_000)).isEqualTo(4000);
        }

        @Test
        void counts_totals_without_lines_by_the_kind_of_place() {
            assertThat(pay(purchase(card, supermarket, 6000)).cents("approvedAmount"))
                    .isEqualTo(4000);
            assertThat(paidThere(1000)).isZero();
        }
    }

    @Nested
    class Given_back {
        private String held(String family, long cents) {
            var body = basket(card, organicShop, loose("1", family, cents));
            body.put("capture", "later");
            return pay(body).id();
        }

        @Test
        void when_a_reservation_is_reversed() {
            var id = held("meat", 3000);
            assertThat(paid("meat", 100)).isZero();
            assertThat(till.reverse(id).decision()).isEqualTo("reversed");
            assertThat(paid("meat", 3000)).isEqualTo(3000);
        }

        @Test
        void as_far_as_a_last_capture_took_less() {
            var id = held("meat", 3000);
            assertThat(till.capture(id, 1200, false).decision()).isEqualTo("captured");
            assertThat(paid("meat", 100)).as("the rest is still held").isZero();
            assertThat(till.capture(id, 300, true).decision()).isEqualTo("captured");
            assertThat(paid("meat", 3000)).isEqualTo(1500);
        }

        @Test
        void to_the_week_of_the_purchase_when_the_reservation_expires_in_another() {
            at("2026-06-14T10:00:00+02:00");
            held("meat", 3000);
            CLOCK.goOn(Duration.ofDays(7));
            TOWN.bean(Expiring.class).expire();
            assertThat(till.reserved(card)).isZero();
            assertThat(paid("meat", 5000)).as("this week's own").isEqualTo(3000);
            var lastWeek = basket(card, organicShop, loose("1", "meat", 3000));
            CLOCK.goOn(Duration.ofHours(-30));
            assertThat(pay(lastWeek).cents("approvedAmount"))
                    .as("this week's, still")
                    .isZero();
        }

        @Test
        void line_by_line_when_lines_are_refunded() {
            var id = pay(basket(
                            card,
                            organicShop,
                            loose("meat", "meat", 3000),
                            loose("sweets", "sweets", 1000),
                            loose("bread", "bread", 4000)))
                    .id();
            till.refundLines(id, "bread", 4000);
            assertThat(paid("meat", 100)).isZero();
            assertThat(paid("sweets", 100)).isZero();
            till.refundLines(id, "meat", 500, "sweets", 200);
            assertThat(paid("meat", 1000)).isEqualTo(500);
            assertThat(paid("sweets", 1000)).isEqualTo(200);
            assertThat(paid("bread", 8000)).as("of the day").isEqualTo(10_000 - 3300 - 700);
        }

        @Test
        void when_a_purchase_is_cancelled_by_its_key() {
            var key = Till.key();
            var body = basket(card, organicShop, loose("1", "meat", 3000));
            body.put("occurredAt", CLOCK.instant().toString());
            till.pay(key, body);
            till.cancel(key);
            assertThat(paid("meat", 3000)).isEqualTo(3000);
        }

        @Test
        void not_at_all_where_nothing_was_approved() {
            var body = basket(card, organicShop, loose("1", "meat", 9000));
            body.put("occurredAt", CLOCK.instant().toString());
            assertThat(till.pay(body).decision()).as("all or nothing").isEqualTo("declined");
            assertThat(paid("meat", 3000)).isEqualTo(3000);
        }
    }
}
