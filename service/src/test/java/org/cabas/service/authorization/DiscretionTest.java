package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.loose;
import static org.cabas.service.authorization.Till.purchase;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cabas.service.member.Cards;
import org.cabas.service.merchant.Convention;
import org.cabas.service.merchant.Conventions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What is logged tells an operator what is wrong, and nobody who bought what, where and for how much. */
class DiscretionTest extends InTown {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("org.cabas");
    private static final long AMOUNT = 4_567;

    private static Till till;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final String card = TOWN.card("joigny", AMOUNT);
    private final String gardener = TOWN.gardener("joigny");
    private final String key = Till.key();

    @BeforeAll
    static void open() {
        till = TOWN.till("joigny");
    }

    /** Our own loggers are set to tell all they have; the others' levels are those of production. */
    @BeforeEach
    void listen() {
        log.start();
        ROOT.addAppender(log);
        OURS.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        ROOT.detachAppender(log);
        OURS.setLevel(Level.INFO);
    }

    private String logged() {
        return log.list.stream()
                .map(event -> event.getFormattedMessage() + "\n"
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
    }

    private void assertDiscreet() {
        var household = TOWN.bean(Cards.class).holder(card).orElseThrow().household();
        assertThat(logged())
                .doesNotContain(
                        card,
                        household,
                        gardener,
                        key,
                        till.apiKey(),
                        "Membre",
                        "d’à côté",
                        "fr:secret-label",
                        Long.toString(AMOUNT),
                        "45,67");
    }

    @Test
    void purchases_and_refusals_and_operations_are_not_logged() {
        var id = till.pay(key, purchase(card, gardener, AMOUNT)).id();
        till.pay(purchase(card, gardener, AMOUNT));
        till.refund(id, AMOUNT);
        till.cancel(key);
        till.quote(basket(card, gardener, loose("1", "vegetables", AMOUNT, "fr:secret-label")));
        till.available(card);
        assertDiscreet();
    }

    @Test
    void what_is_wrong_with_a_request_is_told_to_who_sent_it_and_not_logged() {
        till.postText("/v1/authorizations", key, "{\"card\": \"" + card + "\", \"amount\": " + AMOUNT + " oops");
        till.postText("/v1/authorizations", key, "{\"" + card + "\": " + AMOUNT + "}");
        till.pay(key, purchase(card, gardener, -AMOUNT));
        till.pay(key, basket(card + "é", gardener, loose("1", "légumes", AMOUNT, "fr:secret-label")));
        till.get("/v1/cards/" + card + "x/balance");
        till.get("/v1/cards/" + card + "%C3%A9/balance");
        till.get("/v1/events?fund=" + card);
        till.get("/v1/events?fund=joigny&after=" + card);
        till.get("/" + card);
        till.send(till.request("/v1/cards/" + card + "/balance").DELETE());
        assertThat(log.list)
                .as("a fault of the caller's is none of the operator's")
                .isEmpty();
    }

    @Test
    void a_fault_of_ours_is_logged_with_its_place_and_without_its_words() {
        TOWN.bean(Conventions.class)
                .save(new Convention(
                        "c" + UUID.randomUUID(),
                        gardener,
                        LocalDate.of(2021, 1, 1),
                        LocalDate.of(2150, 1, 1),
                        false,
                        Town.VEGETABLES,
                        100,
                        "decided over coffee"));
        TOWN.announce("merchant", gardener);
        log.list.clear();

        var answer = till.pay(key, purchase(card, gardener, AMOUNT));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.problem()).isEqualTo("unexpected");
        assertThat(answer.body()).doesNotContain("Exception", "coffee");
        assertThat(logged()).contains("POST /v1/authorizations", "NumberFormatException", "Assessing.ruleOf");
        assertThat(logged()).doesNotContain("over", "coffee");
        assertDiscreet();
    }

    @Test
    void a_database_that_refuses_is_logged_by_its_error_and_not_by_what_it_was_told() {
        till.pay(purchase(card, gardener, 1)); // so that every account is there
        var before = rows();
        var answer = withATableThatRefuses(() -> till.pay(key, purchase(card, gardener, AMOUNT)));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(rows()).isEqualTo(before);
        assertThat(logged()).contains("POST /v1/authorizations", "error ");
        assertDiscreet();
        assertThat(till.pay(key, purchase(card, gardener, AMOUNT)).status()).isEqualTo(201);
    }

    private static <T> T withATableThatRefuses(Supplier<T> work) {
        owner("rename table journal to journal_away");
        try {
            return work.get();
        } finally {
            owner("rename table journal_away to journal");
        }
    }

    private static void owner(String sql) {
        var settings = service().getApplicationContext();
        try (var connection = DriverManager.getConnection(
                        settings.getRequiredProperty("cabas.db.url", String.class),
                        settings.getRequiredProperty("cabas.db.owner", String.class),
                        settings.getRequiredProperty("cabas.db.owner-password", String.class));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void metrics_name_no_one() {
        till.pay(key, purchase(card, gardener, AMOUNT));
        till.cancel(key);
        var metrics = new Till(service().getURI(), "none")
                .send(java.net.http.HttpRequest.newBuilder(service().getURI().resolve("/prometheus")))
                .body();
        assertThat(metrics).contains("cabas_payment_seconds").doesNotContain(card, gardener, key, till.apiKey());
        for (var tags : Map.of("operation", List.of("authorization", "cancellation"), "outcome", List.of("approved"))
                .entrySet()) {
            tags.getValue().forEach(value -> assertThat(metrics).contains(tags.getKey() + "=\"" + value + "\""));
        }
    }
}
