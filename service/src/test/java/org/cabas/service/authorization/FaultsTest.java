package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;
import static org.cabas.service.authorization.Till.purchase;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cabas.service.access.Gateway.Operation;
import org.cabas.service.authorization.Till.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request is told, all of it at once and where; nothing of it is recorded. */
class FaultsTest extends InTown {
    private static Till till;
    private static String card;
    private static String gardener;
    private Map<String, Long> before = Map.of();

    @BeforeAll
    static void open() {
        till = TOWN.till("joigny");
        card = TOWN.card("joigny", 6500);
        gardener = TOWN.gardener("joigny");
    }

    @BeforeEach
    void count_what_is_recorded() {
        before = rows();
    }

    @AfterEach
    void nothing_is_recorded() {
        assertThat(rows()).isEqualTo(before);
    }

    /** A problem as RFC 9457 has it, in French. */
    private static Answer problem(int status, String kind, Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Content-Language")).hasValue("fr");
        assertThat(answer.problem()).isEqualTo(kind);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("title").asText()).matches("\\p{Lu}.+");
        assertThat(answer.json().path("detail").asText()).matches("\\p{Lu}.+\\.");
        answer.json()
                .path("errors")
                .forEach(error -> assertThat(error.path("detail").asText())
                        .matches("(?s)\\p{Lu}.+\\.")
                        .doesNotMatch(".*\\{\\d}.*"));
        return answer;
    }

    private static Answer malformed(Answer answer) {
        return problem(400, "malformed", answer);
    }

    private static Answer sent(String body) {
        return till.postText("/v1/authorizations", Till.key(), body);
    }

    private static Answer sent(Map<String, Object> body) {
        return till.pay(body);
    }

    private static Map<String, Object> with(String field, Object value) {
        var body = purchase(card, gardener, 1000);
        body.put(field, value);
        return body;
    }

    private static Map<String, Object> withLine(String field, Object value) {
        var line = loose("1", "vegetables", 1000);
        line.put(field, value);
        var body = purchase(card, gardener, 1000);
        body.put("lines", List.of(line));
        return body;
    }

    @Nested
    class A_body {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "{",
                    "}",
                    "[]",
                    "null",
                    "42",
                    "\"crd\"",
                    "{\"card\":}",
                    "{\"card\":\"a\"",
                    "{'card':'a'}",
                    "{\"card\":\"a\"} {}",
                    "{\"amount\":01}",
                    "{\"amount\":NaN}",
                    "<purchase/>",
                    "{\"a\":\"\\ud800\"",
                    "\u0000",
                    "{\"card\":\"a\u0001b\"}",
                    "// nothing\n{}"
                })
        void that_is_no_json_object_is_told_with_line_and_column(String body) {
            var answer = malformed(sent(body));
            assertThat(answer.pointers()).containsExactly("");
        }

        @Test
        void with_a_broken_line_is_told_with_the_place_of_the_break() {
            var answer = malformed(sent("{\n  \"card\": \"a\",\n  \"merchant\": oops\n}"));
            assertThat(answer.json().path("errors").get(0).path("detail").asText())
                    .isEqualTo("Ce n’est pas du JSON lisible (ligne 3, colonne 15).");
        }

        @Test
        void that_is_not_utf_8_is_no_json() throws IOException {
            var latin = raw(Till.key(), "{\"card\":\"\u00e9t\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1));
            assertThat(latin).startsWith("HTTP/1.1 400").contains("application/problem+json");
        }

        @Test
        void with_nothing_in_it_lacks_every_field_that_is_needed() {
            assertThat(malformed(sent("{}")).pointers())
                    .containsExactly("/card", "/merchant", "/amount", "/currency", "/occurredAt");
        }

        @Test
        void with_everything_wrong_has_every_fault_told_at_once_in_either_language() {
            var body = """
                    {"card": 12, "merchant": "la ferme", "terminal": ["T1"], "amount": "1200", "currency": "euro",
                     "occurredAt": "14/03/2026", "deadline": 5, "partialApproval": "yes", "capture": "tomorrow",
                     "tip": 100, "a/b~c": 1,
                     "lines": [{"id": "1", "gtin": "3229820129489", "amount": -1, "quantity": 2},
                               {"id": "1", "family": "légumes", "labels": "bio", "amount": 12.5},
                               {"amount": 99999999999999999999, "price": 1},
                               "une salade"]}""";
            var french = malformed(sent(body));
            var where = List.of(
                    "/card",
                    "/merchant",
                    "/terminal",
                    "/amount",
                    "/currency",
                    "/occurredAt",
                    "/deadline",
                    "/partialApproval",
                    "/capture",
                    "/lines/3",
                    "/lines/0/gtin",
                    "/lines/0/amount",
                    "/lines/0/quantity",
                    "/lines/1/id",
                    "/lines/1/family",
                    "/lines/1/labels",
                    "/lines/1/amount",
                    "/lines/2/id",
                    "/lines/2",
                    "/lines/2/amount",
                    "/tip",
                    "/a~1b~0c",
                    "/lines/2/price");
            assertThat(french.pointers()).containsExactlyElementsOf(where);

            var english = till.speaking("en").postText("/v1/authorizations", Till.key(), body);
            assertThat(english.headers().firstValue("Content-Language")).hasValue("en");
            assertThat(english.pointers()).containsExactlyElementsOf(where);
            assertThat(english.json().path("title").asText()).isEqualTo("The request is not correct");
            assertThat(english.json().path("errors").findValuesAsText("detail"))
                    .contains("A number is expected.", "This field is not known.")
                    .doesNotContainAnyElementsOf(french.json().path("errors").findValuesAsText("detail"));
        }

        @Test
        void that_names_a_field_twice_is_not_guessed_at() {
            var body = """
                    {"card": "a", "amount": 1, "merchant": "m", "amount": 2,
                     "lines": [{"id": "1", "family": "bread", "amount": 1, "id": "2"}]}""";
            assertThat(malformed(sent(body)).pointers())
                    .containsExactly("/amount", "/lines/0/id", "/currency", "/occurredAt");
        }

        @Test
        void that_is_nested_or_written_beyond_bounds_is_told_where() {
            assertThat(malformed(sent("{\"lines\":" + "[".repeat(50) + "]".repeat(50) + "}"))
                            .pointers()
                            .getFirst())
                    .startsWith("/lines/0");
            assertThat(malformed(sent("{\"amount\":" + "9".repeat(2000) + "}")).pointers())
                    .containsExactly("/amount");
            assertThat(malformed(sent("{\"card\":\"" + "x".repeat(30_000) + "\"}"))
                            .pointers())
                    .containsExactly("/card");
        }

        @Test
        void with_a_field_name_that_is_half_a_character_is_answered_all_the_same() {
            assertThat(malformed(sent("{\"\\ud800\":1}")).pointers()).isNotEmpty();
            assertThat(malformed(sent("{\"a\u0000b\\u0000c\":1}")).pointers()).isNotEmpty();
        }

        @Test
        void of_nothing_but_faults_is_answered_with_the_first_two_hundred() {
            var body = IntStream.range(0, 5000)
                    .mapToObj(i -> "\"f" + i + "\":1")
                    .collect(Collectors.joining(",", "{", "}"));
            var answer = malformed(sent(body));
            assertThat(answer.pointers()).hasSize(201);
            assertThat(answer.json().path("errors").get(200).path("detail").asText())
                    .isEqualTo("Il y a plus de 200 erreurs\u00a0: seules les premières sont indiquées.");
        }
    }

    @Nested
    class An_amount {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0",
                    "-1",
                    "100000001",
                    "9223372036854775808",
                    "-9223372036854775809",
                    "1e3",
                    "10.0",
                    "0.1",
                    "true",
                    "\"1000\"",
                    "[1000]",
                    "{}",
                    "null",
                    "1E400",
                    "-0"
                })
        void that_is_not_a_number_of_cents_that_can_be_paid_is_a_fault(String amount) {
            var body = Till.text(purchase(card, gardener, 1000)).replace("\"amount\":1000", "\"amount\":" + amount);
            assertThat(malformed(sent(body)).pointers()).containsExactly("/amount");
        }

        @Test
        void of_a_thousand_digits_is_out_of_range_and_not_unreadable() {
            var body = Till.text(purchase(card, gardener, 1000))
                    .replace("\"amount\":1000", "\"amount\":" + "9".repeat(900));
            assertThat(malformed(sent(body))
                            .json()
                            .path("errors")
                            .get(0)
                            .path("detail")
                            .asText())
                    .startsWith("Un montant de 1 à 100");
        }

        @Test
        void that_is_not_the_sum_of_the_lines_says_both_figures() {
            var body = basket(card, gardener, loose("1", "vegetables", 600), loose("2", "fruits", 500));
            body.put("amount", 1000);
            var answer = malformed(sent(body));
            assertThat(answer.pointers()).containsExactly("/amount");
            assertThat(answer.json().path("errors").get(0).path("detail").asText())
                    .matches("Le montant est de 1.?000 centimes, mais les lignes font 1.?100 centimes\\.");
        }

        @Test
        void of_a_line_that_cannot_be_read_does_not_make_the_sum_wrong_too() {
            var body = basket(card, gardener, loose("1", "vegetables", 600), loose("2", "fruits", 500));
            var line = loose("2", "fruits", 500);
            line.put("amount", "cinq euros");
            body.put("lines", List.of(loose("1", "vegetables", 600), line));
            assertThat(malformed(sent(body)).pointers()).containsExactly("/lines/1/amount");
        }
    }

    @Nested
    class Lines {
        @Test
        void are_a_thousand_at_most_and_ten_thousand_and_one_are_one_fault() {
            var lines = new ArrayList<Map<String, Object>>();
            for (var i = 0; i < 10_001; i++) {
                lines.add(loose("" + i, "vegetables", 1));
            }
            var body = purchase(card, gardener, 10_001);
            body.put("lines", lines);
            var answer = malformed(sent(body));
            assertThat(answer.pointers()).containsExactly("/lines");
            assertThat(answer.json().path("errors").get(0).path("detail").asText())
                    .matches("Une liste de 1 à 1.?000 éléments est attendue\\.");
        }

        @Test
        void none_at_all_is_written_by_leaving_them_out() {
            assertThat(malformed(sent(with("lines", List.of()))).pointers()).containsExactly("/lines");
            assertThat(malformed(sent(with("lines", "two"))).pointers()).containsExactly("/lines");
        }

        @ParameterizedTest
        @CsvSource({
            "id, ''",
            "id, é",
            "gtin, 3229820129489",
            "gtin, 12345",
            "gtin, 0000000000000",
            "family, légumes",
            "quantity, -1",
            "quantity, 1e3",
            "quantity, '1,23456'"
        })
        void with_a_field_that_cannot_be_so_are_told_which(String field, String value) {
            assertThat(malformed(sent(withLine(field, value))).pointers()).containsExactly("/lines/0/" + field);
        }

        @Test
        void with_labels_that_nobody_can_read_are_told_which() {
            var labels = List.of("fr:ab-agriculture-biologique", "", "a\u0000b", "x".repeat(101));
            assertThat(malformed(sent(withLine("labels", labels))).pointers())
                    .containsExactly("/lines/0/labels/1", "/lines/0/labels/2", "/lines/0/labels/3");
            var half = Till.text(withLine("labels", List.of("X"))).replace("\"X\"", "\"\\ud800\"");
            assertThat(malformed(sent(half)).pointers()).containsExactly("/lines/0/labels/0");
        }

        @Test
        void that_say_what_they_are_of_in_no_way_are_told() {
            var line = loose("1", "vegetables", 1000);
            line.remove("family");
            var body = purchase(card, gardener, 1000);
            body.put("lines", List.of(line));
            assertThat(malformed(sent(body)).pointers()).containsExactly("/lines/0");
        }
    }

    @Nested
    class A_time {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "0001-01-01T00:00:00Z",
                    "1970-01-01T00:00:00+01:00",
                    "9999-12-31T23:59:59Z",
                    "+999999999-12-31T23:59:59-18:00",
                    "-999999999-01-01T00:00:00+18:00"
                })
        void of_another_age_is_not_a_purchase_of_now(String time) {
            assertThat(malformed(sent(with("occurredAt", time))).pointers()).containsExactly("/occurredAt");
            assertThat(malformed(sent(with("deadline", time))).pointers()).containsExactly("/deadline");
            assertThat(malformed(till.quote(with("occurredAt", time))).pointers())
                    .containsExactly("/occurredAt");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "2026-03-14",
                    "2026-03-14T10:15:00",
                    "10:15",
                    "2026-02-30T10:15:00Z",
                    "1773479700",
                    "2026-03-14T25:00:00Z",
                    "2026-03-14T10:15:00+19:00",
                    ""
                })
        void without_its_offset_or_that_never_was_is_unreadable(String time) {
            assertThat(malformed(sent(with("occurredAt", time))).pointers()).containsExactly("/occurredAt");
        }

        @Test
        void is_of_the_last_48_hours_and_no_more_than_ten_minutes_ahead() {
            CLOCK.stopAt(Instant.parse("2026-11-20T12:00:00Z"));
            for (var time : List.of("2026-11-18T11:59:59Z", "2026-11-20T12:10:01Z")) {
                assertThat(malformed(sent(with("occurredAt", time))).pointers()).containsExactly("/occurredAt");
            }
            for (var time : List.of("2026-11-18T12:00:01Z", "2026-11-20T12:09:59Z")) {
                assertThat(till.quote(with("occurredAt", time)).status()).isEqualTo(200);
            }
        }

        @Test
        void to_wait_for_is_at_most_a_day_away() {
            CLOCK.stopAt(Instant.now());
            assertThat(malformed(sent(with(
                                    "deadline",
                                    CLOCK.instant().plus(Duration.ofHours(25)).toString())))
                            .pointers())
                    .containsExactly("/deadline");
            assertThat(till.quote(with(
                                    "deadline",
                                    CLOCK.instant().plus(Duration.ofHours(23)).toString()))
                            .status())
                    .isEqualTo(200);
        }

        @Test
        void that_is_implausible_is_told_together_with_whatever_else_is_wrong() {
            var body =
                    with("occurredAt", Instant.now().minus(Duration.ofDays(4)).toString());
            body.put("deadline", Instant.now().plus(Duration.ofDays(4)).toString());
            body.put("currency", "€");
            assertThat(malformed(sent(body)).pointers()).containsExactly("/currency", "/occurredAt", "/deadline");
        }
    }

    @Nested
    class A_text {
        @ParameterizedTest
        @CsvSource({
            "card, ''",
            "card, 'a b'",
            "card, é",
            "merchant, ''",
            "currency, eur",
            "currency, EURO",
            "currency, XYZ",
            "capture, never",
            "terminal, é"
        })
        void that_cannot_be_so_is_told(String field, String value) {
            assertThat(malformed(sent(with(field, value))).pointers()).containsExactly("/" + field);
        }

        @Test
        void is_at_most_64_characters_long_where_it_is_an_identifier() {
            var merchant = "m".repeat(65);
            assertThat(malformed(sent(with("merchant", merchant))).pointers()).containsExactly("/merchant");
        }
    }

    @Nested
    class A_key {
        @Test
        void is_needed_and_is_one_of_64_visible_ascii_characters_at_most() {
            var body = Till.text(purchase(card, gardener, 1000));
            for (var key : List.of("k".repeat(65), "two words", "")) {
                var answer = malformed(till.send(till.request("/v1/authorizations")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(body))));
                assertThat(answer.pointers()).as(key).containsExactly("header/Idempotency-Key");
            }
            for (var path : List.of(
                    "/v1/authorizations",
                    "/v1/authorizations/aut_1/captures",
                    "/v1/authorizations/aut_1/reversals",
                    "/v1/authorizations/aut_1/refunds")) {
                var answer = malformed(till.send(till.request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))));
                assertThat(answer.pointers()).as(path).contains("header/Idempotency-Key");
            }
        }

        @Test
        void of_other_characters_is_refused() throws IOException {
            var body = Till.text(purchase(card, gardener, 1000)).getBytes(StandardCharsets.UTF_8);
            assertThat(raw("cl\u00e9", body)).startsWith("HTTP/1.1 400").contains("header/Idempotency-Key");
        }

        @Test
        void given_twice_is_not_guessed_at() {
            var answer = malformed(till.send(till.request("/v1/authorizations")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "one")
                    .header("Idempotency-Key", "two")
                    .POST(BodyPublishers.ofString(Till.text(purchase(card, gardener, 1000))))));
            assertThat(answer.pointers()).containsExactly("header/Idempotency-Key");
        }

        @Test
        void that_is_missing_is_told_together_with_the_faults_of_the_body() {
            var answer = malformed(till.send(till.request("/v1/authorizations")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"card\":\"a\"}"))));
            assertThat(answer.pointers())
                    .containsExactly("header/Idempotency-Key", "/merchant", "/amount", "/currency", "/occurredAt");
        }

        @Test
        void to_look_for_or_to_cancel_is_checked_as_well() {
            assertThat(malformed(till.get("/v1/authorizations")).pointers()).containsExactly("query/key");
            assertThat(malformed(till.get("/v1/authorizations?key=" + "k".repeat(65)))
                            .pointers())
                    .containsExactly("query/key");
            assertThat(malformed(till.cancel("two words")).pointers()).containsExactly("/key");
            assertThat(malformed(till.cancel("")).pointers()).containsExactly("/key");
        }
    }

    @Nested
    class Operations {
        @Test
        void on_what_is_not_there_are_not_found() {
            for (var id : List.of("aut_nothing", "%00", "%C3%A9", "a%2Fb", "'--", "x".repeat(300))) {
                problem(404, "not-found", till.capture(id, 100, true));
                problem(404, "not-found", till.reverse(id));
                problem(404, "not-found", till.refund(id, 100));
                problem(404, "not-found", till.get("/v1/authorizations/" + id));
                problem(404, "not-found", till.get("/v1/cards/" + id + "/balance"));
            }
            problem(404, "not-found", till.get("/v1/authorizations?key=never-used"));
        }

        @Test
        void have_their_bodies_read_as_strictly() {
            var captures = "/v1/authorizations/aut_1/captures";
            assertThat(malformed(till.postText(captures, Till.key(), "{\"final\":\"yes\",\"more\":1}"))
                            .pointers())
                    .containsExactly("/amount", "/final", "/more");
            assertThat(malformed(till.postText("/v1/authorizations/aut_1/reversals", Till.key(), "{\"amount\":1}"))
                            .pointers())
                    .containsExactly("/amount");
            assertThat(malformed(till.postText("/v1/reversals", Till.key(), "{}"))
                            .pointers())
                    .containsExactly("/key");
        }

        @Test
        void to_refund_name_lines_once_and_add_up() {
            var refunds = "/v1/authorizations/aut_1/refunds";
            assertThat(malformed(till.postText(refunds, Till.key(), "{}")).pointers())
                    .containsExactly("/amount");
            assertThat(malformed(till.postText(refunds, Till.key(), "{\"lines\":[]}"))
                            .pointers())
                    .containsExactly("/lines");
            assertThat(malformed(till.postText(refunds, Till.key(), """
                            {"amount": 7, "lines": [{"id": "1", "amount": 3}, {"id": "1", "amount": 3}]}""")).pointers())
                    .containsExactly("/lines/1/id", "/amount");
            assertThat(malformed(till.postText(refunds, Till.key(), """
                            {"amount": 7, "lines": [{"id": "1", "amount": 0}, {"amount": 3}, 4]}""")).pointers())
                    .containsExactly("/lines/2", "/lines/0/amount", "/lines/1/id");
        }
    }

    @Nested
    class Who_may_not {
        @Test
        void holds_no_key_or_a_wrong_one() {
            for (var header : List.of(
                    "", "Bearer", "Bearer ", "Bearer wrong", "Basic ZGVtbzpkZW1v", "Bearer " + "k".repeat(500))) {
                var request = java.net.http.HttpRequest.newBuilder(
                                service().getURI().resolve("/v1/authorizations"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{"));
                var answer = till.send(header.isEmpty() ? request : request.header("Authorization", header));
                problem(401, "unauthenticated", answer);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            }
        }

        @Test
        void is_not_allowed_the_operation() {
            var balanceOnly = TOWN.till(EnumSet.of(Operation.BALANCE), 1000, "joigny");
            assertThat(balanceOnly.available(card)).isEqualTo(6500);
            problem(403, "forbidden", balanceOnly.pay(purchase(card, gardener, 1000)));
            problem(403, "forbidden", balanceOnly.quote(purchase(card, gardener, 1000)));
            problem(403, "forbidden", balanceOnly.capture("aut_1", 1, true));
            problem(403, "forbidden", balanceOnly.reverse("aut_1"));
            problem(403, "forbidden", balanceOnly.refund("aut_1", 1));
            problem(403, "forbidden", balanceOnly.cancel("some-key"));
            problem(403, "forbidden", balanceOnly.get("/v1/authorizations/aut_1"));
            problem(403, "forbidden", balanceOnly.get("/v1/authorizations?key=k"));
            problem(403, "forbidden", balanceOnly.get("/v1/events?fund=joigny"));
            var allButBalance = TOWN.till(EnumSet.complementOf(EnumSet.of(Operation.BALANCE)), 1000, "joigny");
            problem(403, "forbidden", allButBalance.get("/v1/cards/" + card + "/balance"));
        }

        @Test
        void belongs_to_no_fund_at_all() {
            problem(403, "forbidden", TOWN.till().pay(purchase(card, gardener, 1000)));
        }

        @Test
        void asks_for_a_card_of_another_fund() {
            problem(404, "not-found", TOWN.till("gers").get("/v1/cards/" + card + "/balance"));
        }

        @Test
        void calls_too_often() {
            var patient = TOWN.till(EnumSet.of(Operation.BALANCE), 2, "joigny");
            var answers = IntStream.range(0, 12)
                    .mapToObj(i -> patient.get("/v1/cards/" + card + "/balance"))
                    .filter(answer -> answer.status() != 200)
                    .toList();
            assertThat(answers).isNotEmpty().allSatisfy(answer -> {
                problem(429, "too-many-requests", answer);
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            });
        }
    }

    @Nested
    class Http {
        @Test
        void a_path_that_leads_nowhere_is_not_found_inside_the_api_and_outside() {
            problem(404, "not-found", till.get("/v1/nothing"));
            problem(404, "not-found", till.get("/nothing/at/all"));
            problem(404, "not-found", till.get("/v2/authorizations"));
            problem(404, "not-found", till.get("/problems"));
        }

        @Test
        void a_method_that_an_address_does_not_know_is_not_allowed() {
            problem(
                    405,
                    "method-not-allowed",
                    till.send(till.request("/v1/authorizations").DELETE()));
            problem(
                    405,
                    "method-not-allowed",
                    till.send(till.request("/v1/authorizations/aut_1").PUT(BodyPublishers.ofString("{}"))));
            problem(405, "method-not-allowed", till.get("/v1/quotes"));
        }

        @Test
        void a_head_is_a_get_without_its_body() {
            var known =
                    till.send(till.request("/v1/cards/" + card + "/balance").method("HEAD", BodyPublishers.noBody()));
            assertThat(known.status()).isEqualTo(200);
            assertThat(known.body()).isEmpty();
            var unknown = till.send(till.request("/v1/cards/nobody/balance").method("HEAD", BodyPublishers.noBody()));
            assertThat(unknown.status()).isEqualTo(404);
            assertThat(unknown.body()).isEmpty();
        }

        @Test
        void a_body_that_is_said_to_be_something_else_is_not_supported() {
            for (var type : List.of(
                    "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data")) {
                var answer = till.send(till.request("/v1/authorizations")
                        .header("Content-Type", type)
                        .header("Idempotency-Key", Till.key())
                        .POST(BodyPublishers.ofString(Till.text(purchase(card, gardener, 1000)))));
                problem(415, "unsupported-media-type", answer);
            }
        }

        @Test
        void an_answer_that_is_wanted_as_something_else_is_not_acceptable() {
            problem(
                    406,
                    "not-acceptable",
                    till.send(till.request("/v1/cards/" + card + "/balance")
                            .header("Accept", "text/html")
                            .GET()));
        }

        @Test
        void a_query_that_cannot_be_read_is_malformed() {
            malformed(till.get("/v1/events?fund=joigny&after=first"));
            malformed(till.get("/v1/events?fund=joigny&limit=2.5"));
            assertThat(malformed(till.get("/v1/events?fund=gers")).pointers()).containsExactly("query/fund");
        }

        @Test
        void ten_megabytes_are_too_large_whether_announced_or_not() throws IOException {
            assertThat(status("Content-Length: 10485760\r\n\r\n", 10_485_760)).startsWith("HTTP/1.1 413");
            assertThat(status("Transfer-Encoding: chunked\r\n\r\n", -10_485_760))
                    .startsWith("HTTP/1.1 413");
        }
    }

    /** Sends bytes as they are, and gives the answer as it comes. */
    private static String raw(String key, byte[] body) throws IOException {
        try (var socket = new Socket(service().getHost(), service().getPort())) {
            var out = socket.getOutputStream();
            out.write(head(key, "Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n"));
            out.write(body);
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The answer to that many bytes, or to as many in chunks where the number is negative; sending ends when it is there. */
    private static String status(String headers, int bytes) throws IOException {
        try (var socket = new Socket(service().getHost(), service().getPort())) {
            var out = socket.getOutputStream();
            out.write(head(Till.key(), headers));
            var part = new byte[65_536];
            java.util.Arrays.fill(part, (byte) ' ');
            try {
                for (var sent = 0;
                        sent < Math.abs(bytes) && socket.getInputStream().available() == 0;
                        sent += part.length) {
                    if (bytes < 0) {
                        out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                    out.write(part);
                    if (bytes < 0) {
                        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                }
                out.flush();
            } catch (IOException closed) {
                // The answer may come before all is sent, and the connection end with it.
            }
            var answer = new byte[4096];
            var length = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, length), StandardCharsets.UTF_8);
        }
    }

    private static byte[] head(String key, String more) {
        return ("POST /v1/authorizations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + till.apiKey()
                        + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + key + "\r\n" + more)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
