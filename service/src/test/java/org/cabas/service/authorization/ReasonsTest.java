package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;
import static org.cabas.service.authorization.Till.packaged;
import static org.cabas.service.authorization.Till.purchase;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.cabas.rules.purchase.Decision;
import org.cabas.rules.purchase.Reason;
import org.cabas.service.authorization.Till.Answer;
import org.cabas.service.fund.Fund;
import org.cabas.service.member.Card;
import org.cabas.service.member.Member;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each reason for which a purchase is not paid in full, by itself and in its place among others. */
class ReasonsTest extends InTown {
    private static final String ORGANIC = "fr:ab-agriculture-biologique";
    private static final LocalDate NEXT_YEAR = LocalDate.now().plusYears(1);

    /** Snake case is a code's, never a person's; neither are Java's names of enums and classes. */
    private static final String CODE = ".*([a-z]_[a-z]|[A-Z]{2,}_[A-Z]|org\\.cabas|\\{\\d|null|fr:|en:).*";

    private static Till till;
    private static String gardener;
    private String card;

    @SuppressWarnings("NullAway.Init") // every test gives it
    private Answer answer;

    @BeforeAll
    static void open() {
        till = TOWN.till("joigny", "gers");
        gardener = TOWN.gardener("joigny");
    }

    @BeforeEach
    void a_card_of_65_euros() {
        card = TOWN.card("joigny", 6500);
    }

    /** Whatever is answered can be read aloud in French, and says the same in English to those who ask. */
    @AfterEach
    void reasons_are_sentences() {
        assertThat(answer.sentences())
                .isNotEmpty()
                .allSatisfy(sentence -> assertThat(sentence)
                        .doesNotMatch(CODE)
                        .matches("\\p{Lu}.*\\.")
                        .doesNotContain("..", " .", "  "));
    }

    private Answer declined(Map<String, Object> purchase) {
        answer = till.pay(purchase);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.decision()).isEqualTo("declined");
        assertThat(answer.cents("approvedAmount")).isZero();
        assertThat(answer.lines()).allMatch(cents -> cents == 0);
        return answer;
    }

    @Nested
    class The_request {
        @Test
        void a_purchase_cancelled_before_it_arrived_is_refused_as_previously_reversed() {
            var key = Till.key();
            till.cancel(key);
            answer = till.pay(key, purchase(card, gardener, 1000));
            assertThat(answer.decision()).isEqualTo("declined");
            assertThat(answer.reasons()).containsExactly("previously_reversed");
            assertThat(answer.sentences()).containsExactly("Cet achat a déjà été annulé par la caisse.");
            assertThat(till.available(card)).isEqualTo(6500);
        }

        @Test
        void nothing_is_approved_when_the_deadline_has_passed() {
            var late = purchase(card, gardener, 1000);
            late.put("deadline", Instant.now().minusSeconds(1).toString());
            assertThat(declined(late).reasons()).containsExactly("deadline_passed");
            assertThat(till.available(card)).isEqualTo(6500);
        }

        @Test
        void nothing_is_approved_when_the_deadline_passes_between_the_decision_and_its_commit() {
            // The clock is read when the request comes, for what is plausible, for the decision, at the lock and at the
            // commit.
            for (var readings = 1; readings <= 4; readings++) {
                CLOCK.stopAt(Instant.now());
                var slow = purchase(card, gardener, 1000);
                slow.put("deadline", CLOCK.instant().plusSeconds(2).toString());
                CLOCK.jumpAfter(readings, Duration.ofSeconds(3));
                assertThat(declined(slow).reasons())
                        .as("after reading %d", readings)
                        .containsExactly("deadline_passed");
            }
            assertThat(till.available(card)).isEqualTo(6500);
        }

        @Test
        void only_the_money_of_the_fund_is_accepted() {
            var dollars = purchase(card, gardener, 1000);
            dollars.put("currency", "USD");
            assertThat(declined(dollars).reasons()).containsExactly("currency_unsupported");
            assertThat(answer.sentences()).containsExactly("La caisse alimentaire ne paie que dans sa monnaie (EUR).");
        }

        @Test
        void a_fund_that_is_being_designed_or_paused_or_closed_does_not_pay() {
            for (var status : new Fund.Status[] {Fund.Status.DESIGNING, Fund.Status.PAUSED, Fund.Status.CLOSED}) {
                var fund = TOWN.fund("joigny", status, "EUR");
                answer = TOWN.till(fund).pay(purchase(TOWN.card(fund, 6500), TOWN.gardener(fund), 1000));
                assertThat(answer.reasons()).containsExactly("fund_not_open");
            }
        }

        @Test
        void a_fund_without_published_tables_is_not_open_yet() {
            var fund = TOWN.fund("tables-to-come", Fund.Status.OPEN, "EUR");
            answer = TOWN.till(fund).pay(purchase(TOWN.card(fund, 6500), TOWN.gardener(fund), 1000));
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.reasons()).containsExactly("fund_not_open");
            assertThat(answer.json().has("policyVersion")).isFalse();
        }
    }

    @Nested
    class The_card {
        @Test
        void a_card_that_nobody_knows_is_unknown() {
            assertThat(declined(purchase("crd_nobody", gardener, 1000)).reasons())
                    .containsExactly("card_unknown");
            assertThat(answer.json().has("availableBalance")).isFalse();
        }

        @Test
        void a_card_of_a_fund_that_the_gateway_has_nothing_to_do_with_is_unknown_to_it() {
            answer = TOWN.till("gers").pay(purchase(card, gardener, 1000));
            assertThat(answer.reasons()).containsExactly("card_unknown", "merchant_unknown");
            assertThat(answer.json().has("availableBalance")).isFalse();
        }

        @Test
        void a_card_that_was_only_issued_is_not_activated() {
            card = TOWN.card("joigny", 6500, Card.Status.ISSUED, NEXT_YEAR, Member.Status.ACTIVE);
            assertThat(declined(purchase(card, gardener, 1000)).reasons()).containsExactly("card_not_activated");
        }

        @Test
        void a_lost_card_is_blocked() {
            card = TOWN.card("joigny", 6500, Card.Status.BLOCKED, NEXT_YEAR, Member.Status.ACTIVE);
            assertThat(declined(purchase(card, gardener, 1000)).reasons()).containsExactly("card_blocked");
        }

        @Test
        void a_card_pays_on_its_last_day_and_not_on_the_next() {
            var lastDay = LocalDate.of(2026, 7, 31);
            card = TOWN.card("joigny", 6500, Card.Status.ACTIVE, lastDay, Member.Status.ACTIVE);
            CLOCK.stopAt(Instant.parse("2026-07-31T21:59:59Z"));
            var inTime = purchase(card, gardener, 1000);
            inTime.put("occurredAt", "2026-07-31T23:59:59+02:00");
            assertThat(till.pay(inTime).decision()).isEqualTo("approved");

            CLOCK.stopAt(Instant.parse("2026-07-31T22:00:00Z"));
            var late = purchase(card, gardener, 1000);
            late.put("occurredAt", "2026-08-01T00:00:00+02:00");
            assertThat(declined(late).reasons()).containsExactly("card_expired");
        }

        @Test
        void a_suspended_member_and_one_who_left_do_not_pay() {
            for (var status : new Member.Status[] {Member.Status.SUSPENDED, Member.Status.LEFT}) {
                card = TOWN.card("joigny", 6500, Card.Status.ACTIVE, NEXT_YEAR, status);
                assertThat(declined(purchase(card, gardener, 1000)).reasons()).containsExactly("member_suspended");
            }
        }

        @Test
        void a_card_without_any_allocation_yet_has_too_little_money_and_is_not_unknown() {
            card = TOWN.cardWithoutAccount("joigny");
            assertThat(declined(purchase(card, gardener, 1000)).reasons()).containsExactly("insufficient_funds");
            assertThat(till.available(card)).isZero();
        }
    }

    @Nested
    class The_merchant {
        @Test
        void a_place_that_nobody_knows_is_unknown() {
            assertThat(declined(purchase(card, "nulle-part", 1000)).reasons()).containsExactly("merchant_unknown");
        }

        @Test
        void a_place_of_another_fund_is_unknown_to_this_one() {
            assertThat(declined(purchase(card, TOWN.gardener("gers"), 1000)).reasons())
                    .containsExactly("merchant_unknown");
        }

        @Test
        void a_supermarket_without_a_convention_is_not_conventioned() {
            var supermarket = TOWN.merchant("joigny", "supermarket", false);
            assertThat(declined(purchase(card, supermarket, 1000)).reasons())
                    .containsExactly("merchant_not_conventioned");
            assertThat(answer.sentences().getFirst())
                    .isEqualTo("Le Jardin d’à côté n’est pas conventionné par la caisse alimentaire\u00a0:"
                            + " la carte n’y paie pas.");
        }

        @Test
        void a_convention_that_starts_tomorrow_is_none_yet() {
            var tomorrow = TOWN.merchant("joigny", "farmer", true);
            TOWN.convention(tomorrow, LocalDate.now().plusDays(2), NEXT_YEAR, false, Town.VEGETABLES);
            assertThat(declined(purchase(card, tomorrow, 1000)).reasons()).containsExactly("merchant_not_conventioned");
        }

        @Test
        void a_suspended_convention_does_not_pay() {
            var suspended = TOWN.merchant("joigny", "farmer", true);
            TOWN.convention(suspended, LocalDate.now().minusDays(9), NEXT_YEAR, true, Town.VEGETABLES);
            assertThat(declined(purchase(card, suspended, 1000)).reasons()).containsExactly("convention_suspended");
        }

        @Test
        void a_convention_that_ended_no_longer_pays_and_a_renewed_one_does() {
            var ended = TOWN.merchant("joigny", "farmer", true);
            TOWN.convention(
                    ended, LocalDate.now().minusYears(1), LocalDate.now().minusDays(2), false, Town.VEGETABLES);
            assertThat(declined(purchase(card, ended, 1000)).reasons()).containsExactly("convention_expired");

            TOWN.convention(ended, LocalDate.now().minusDays(1), NEXT_YEAR, false, Town.VEGETABLES);
            TOWN.announce("merchant", ended);
            assertThat(till.pay(purchase(card, ended, 1000)).decision()).isEqualTo("approved");
        }

        @Test
        void a_family_that_the_convention_leaves_out_is_not_covered_there() {
            var answered = declined(basket(card, gardener, loose("1", "cereals", 1000)));
            assertThat(answered.reasons()).containsExactly("merchant_family_not_covered");
            var line = answered.json().path("lines").get(0);
            assertThat(line.path("coverage").asInt())
                    .as("nothing of it is covered here")
                    .isZero();
            assertThat(line.path("rule").path("table").asText()).isEqualTo("conventioning");
        }
    }

    @Nested
    class The_products {
        @Test
        void a_number_that_is_not_in_the_catalogue_is_unknown_without_a_family() {
            var answered = declined(basket(card, gardener, packaged("1", "3229820129488", 1000)));
            assertThat(answered.reasons()).containsExactly("product_unknown");
            assertThat(answered.reasonLines()).containsExactly("1");
        }

        @Test
        void a_number_that_is_not_in_the_catalogue_is_decided_by_the_family_that_the_till_gives() {
            var line = packaged("1", "3229820129488", 1000);
            line.put("family", "vegetables");
            line.put("labels", java.util.List.of(ORGANIC));
            answer = till.pay(basket(card, gardener, line, loose("2", "alcohol", 100)));
            assertThat(answer.reasons()).doesNotContain("product_unknown");
        }

        @Test
        void alcohol_is_never_covered_in_joigny_and_the_sentence_says_so() {
            var answered = declined(basket(card, gardener, loose("1", "alcohol", 1000)));
            assertThat(answered.reasons()).containsExactly("product_not_eligible");
            assertThat(answered.sentences())
                    .containsExactly("Alcool\u00a0: ce produit n’est pas pris en charge."
                            + " L'alcool n'est jamais pris en charge (règle R1).");
            assertThat(answered.json().path("reasons").get(0).path("rule").toString())
                    .isEqualTo("{\"table\":\"eligibility\",\"version\":1,\"row\":\"R1\"}");
        }

        @Test
        void the_catalogue_decides_and_not_what_a_till_says_of_a_product_that_it_holds() {
            TOWN.product("03760020507350", "Vin de Joigny", "alcohol");
            var wine = packaged("1", "3760020507350", 1000);
            wine.put("family", "vegetables");
            assertThat(declined(basket(card, gardener, wine)).reasons()).containsExactly("product_not_eligible");
            assertThat(answer.sentences().getFirst()).startsWith("Vin de Joigny");
        }

        @Test
        void outside_responsible_places_the_gers_covers_vegetables_at_70_percent() {
            var gers = TOWN.card("gers", 10_000);
            var shop = TOWN.shop("gers", "shop", false, Town.VEGETABLES, 70);
            var body = basket(gers, shop, loose("1", "vegetables", 1000));
            body.put("partialApproval", true);
            answer = till.pay(body);
            assertThat(answer.decision()).isEqualTo("partially_approved");
            assertThat(answer.reasons()).containsExactly("coverage_reduced");
            assertThat(answer.cents("approvedAmount")).isEqualTo(700);
            assertThat(answer.sentences().getFirst())
                    .startsWith("Légumes\u00a0: ce produit est pris en charge à 70\u00a0%.");
        }
    }

    @Nested
    class The_money {
        @Test
        void a_purchase_above_the_balance_has_insufficient_funds() {
            assertThat(declined(purchase(card, gardener, 6501)).reasons())
                    .containsExactly("insufficient_funds", "partial_not_accepted");
            assertThat(answer.sentences())
                    .containsExactly(
                            "Il n’y a pas assez d’argent sur la carte\u00a0: il reste 65\u00a0€ pour un achat de"
                                    + " 65,01\u00a0€.",
                            "La carte peut payer 65\u00a0€ sur 65,01\u00a0€, mais cette caisse ne prend pas de paiement"
                                    + " partiel.");
        }

        @Test
        void a_purchase_with_nothing_left_on_the_card_is_not_about_part_payment() {
            card = TOWN.card("joigny", 0);
            assertThat(declined(purchase(card, gardener, 100)).reasons()).containsExactly("insufficient_funds");
        }

        @Test
        void a_basket_that_is_covered_in_part_is_declined_where_the_till_takes_all_or_nothing() {
            var mixed = basket(card, gardener, loose("1", "vegetables", 1200), loose("2", "alcohol", 1150));
            assertThat(declined(mixed).reasons()).containsExactly("product_not_eligible", "partial_not_accepted");
            assertThat(till.available(card)).isEqualTo(6500);
        }
    }

    @Nested
    class In_precedence_order {
        @Test
        void everything_that_is_wrong_at_once_is_told_from_the_first_cause_to_the_last() {
            var fund = TOWN.fund("joigny", Fund.Status.PAUSED, "EUR");
            card = TOWN.card(fund, 6500, Card.Status.BLOCKED, LocalDate.now().minusDays(3), Member.Status.SUSPENDED);
            var suspended = TOWN.merchant(fund, "farmer", true);
            TOWN.convention(suspended, LocalDate.now().minusDays(9), NEXT_YEAR, true, Town.VEGETABLES);
            var body = basket(
                    card,
                    suspended,
                    loose("wine", "alcohol", 500),
                    packaged("what", "3229820129488", 300),
                    loose("bread", "bread", 200));
            body.put("currency", "USD");
            body.put("deadline", Instant.now().minusSeconds(5).toString());
            var there = TOWN.till(fund);
            var key = Till.key();
            there.cancel(key);

            answer = there.pay(key, body);

            assertThat(answer.reasons())
                    .containsExactly(
                            "previously_reversed",
                            "deadline_passed",
                            "currency_unsupported",
                            "fund_not_open",
                            "card_blocked",
                            "card_expired",
                            "member_suspended",
                            "convention_suspended",
                            "merchant_family_not_covered",
                            "merchant_family_not_covered",
                            "product_unknown",
                            "product_not_eligible");
            assertThat(answer.reasonLines())
                    .containsExactly("", "", "", "", "", "", "", "", "wine", "bread", "what", "wine");
        }

        @Test
        void an_unknown_card_comes_before_an_unknown_place_and_an_unknown_product() {
            var body = basket("crd_nobody", "nulle-part", packaged("1", "3229820129488", 300));
            assertThat(declined(body).reasons()).containsExactly("card_unknown", "merchant_unknown", "product_unknown");
        }

        @Test
        void a_card_that_is_not_activated_and_expired_says_both() {
            card = TOWN.card("joigny", 6500, Card.Status.ISSUED, LocalDate.now().minusDays(3), Member.Status.LEFT);
            assertThat(declined(purchase(card, gardener, 100)).reasons())
                    .containsExactly("card_not_activated", "card_expired", "member_suspended");
        }

        @Test
        void an_ended_convention_still_tells_what_it_never_covered() {
            var ended = TOWN.merchant("joigny", "farmer", true);
            TOWN.convention(
                    ended, LocalDate.now().minusYears(1), LocalDate.now().minusDays(3), false, Town.VEGETABLES);
            assertThat(declined(basket(card, ended, loose("1", "bread", 100), loose("2", "vegetables", 100)))
                            .reasons())
                    .containsExactly("convention_expired", "merchant_family_not_covered");
        }

        @Test
        void lines_come_before_ceilings_ceilings_before_money_and_money_before_part_payment() {
            var gers = TOWN.card("gers", 6000);
            var shop = TOWN.shop("gers", "supermarket", false, "vegetables meat", 30);
            var body = basket(
                    gers,
                    shop,
                    loose("1", "meat", 20_000),
                    loose("2", "vegetables", 20_000),
                    loose("3", "hygiene", 100));
            answer = till.pay(body);
            assertThat(answer.reasons())
                    .containsExactly(
                            "merchant_family_not_covered",
                            "product_not_eligible",
                            "coverage_reduced",
                            "coverage_reduced",
                            "ceiling_purchase",
                            "ceiling_day",
                            "ceiling_week",
                            "ceiling_month",
                            "insufficient_funds",
                            "partial_not_accepted");
        }
    }

    @Test
    void those_who_prefer_english_are_answered_in_english() {
        var english = till.speaking("en-GB, fr;q=0.5");
        answer = english.pay(basket(card, gardener, loose("1", "alcohol", 1000), loose("2", "vegetables", 7000)));
        assertThat(answer.sentences())
                .containsExactly(
                        "Alcohol: this product is not covered (rule R1).",
                        "There is not enough money on the card: €65.00 is left for a purchase of €80.00.",
                        "The card can pay €65.00 of €80.00, but this till does not take part payments.");
    }

    @Test
    void every_reason_has_a_sentence_in_both_languages() {
        answer = till.pay(purchase("crd_nobody", gardener, 100));
        for (var language : new java.util.Locale[] {java.util.Locale.FRENCH, java.util.Locale.ENGLISH}) {
            var sentences = Arrays.stream(Reason.values())
                    .map(reason -> Sentences.of(language, Decision.Given.of(reason)))
                    .collect(Collectors.toSet());
            assertThat(sentences).hasSameSizeAs(Reason.values());
        }
    }
}
