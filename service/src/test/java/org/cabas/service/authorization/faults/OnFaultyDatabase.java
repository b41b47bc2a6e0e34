package org.cabas.service.authorization.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cabas.service.Await;
import org.cabas.service.TestDatabase;
import org.cabas.service.TestDatabase.Schema;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Till.Answer;
import org.cabas.service.authorization.Town;
import org.cabas.service.database.DatabaseAway;
import org.cabas.service.ledger.Check;
import org.cabas.service.ledger.Invariants;
import org.cabas.service.ledger.Sealing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The service in this process, on a new schema behind a {@link DatabaseProxy}; after each test everything holds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnFaultyDatabase implements TestPropertyProvider {
    static final String FUND = "joigny";
    static final long PLENTY = 1_000_000;

    final Schema schema = TestDatabase.fresh();
    final DatabaseProxy database = proxy();

    @Inject
    @SuppressWarnings("NullAway.Init") // Micronaut sets it
    ApplicationContext context;

    @SuppressWarnings("NullAway.Init") // founded before all tests
    Town town;

    @SuppressWarnings("NullAway.Init") // the same
    Till till;

    @SuppressWarnings("NullAway.Init") // the same
    String gardener;

    /** What this test sets otherwise than production. */
    Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public final Map<String, String> getProperties() {
        var properties = new HashMap<>(schema.properties());
        properties.put("cabas.db.url", database.url());
        properties.putAll(settings());
        return properties;
    }

    @BeforeAll
    void found() {
        town = Town.found(context, FUND);
        till = town.till(FUND);
        gardener = town.gardener(FUND);
    }

    @AfterEach
    void everything_holds() {
        database.suffer(Mischief.NONE);
        var violations = new ArrayList<Check.Violation>();
        Await.until("the database can be asked, without the connections that a fault has broken", () -> {
            try {
                town.bean(Sealing.class).seal();
                violations.addAll(town.bean(Invariants.class).check());
                return true;
            } catch (DatabaseAway notYet) {
                return false;
            }
        });
        assertThat(violations).isEmpty();
    }

    @AfterAll
    void nobody_comes_through_any_more() throws IOException {
        database.close();
    }

    DatabaseProxy proxy() {
        try {
            return new DatabaseProxy(schema.url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cards with more on each than anybody spends. */
    Map<String, Long> cards(int number) {
        var cards = new LinkedHashMap<String, Long>();
        for (var i = 0; i < number; i++) {
            cards.put(town.card(FUND, PLENTY), PLENTY);
        }
        return cards;
    }

    /** Sends until there is an answer, as a till does. */
    Answer outcome(String key, Map<String, Object> body) {
        var answers = new ArrayList<Answer>();
        Await.until("there is an outcome", () -> {
            answers.add(till.pay(key, body));
            return answers.getLast().status() == 201;
        });
        return answers.getLast();
    }

    /** What a caller is told while the database is away. */
    static void assertAway(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    /** Has a reservation end at this moment. */
    void endNow(String authorization) throws SQLException {
        try (var connection = direct();
                var update = connection.prepareStatement(
                        "update authorization set expires_at = utc_timestamp(6) where id = ?")) {
            update.setString(1, authorization);
            update.executeUpdate();
            connection.commit();
        }
    }

    /** A connection past the proxy, of the account that the service works with. */
    Connection direct() throws SQLException {
        var connection = DriverManager.getConnection(schema.url(), schema.user(), schema.password());
        connection.setAutoCommit(false);
        return connection;
    }
}
