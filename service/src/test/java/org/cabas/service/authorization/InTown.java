package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.service.TestClock;
import org.cabas.service.TestDatabase;
import org.cabas.service.database.Transactions;
import org.cabas.service.ledger.Invariants;
import org.cabas.service.ledger.Sealing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Tests of the payment API that share one running service, one schema and the funds in it: starting them takes seconds. A test
 * makes the cards, shops and tills it needs, may move the clock, and leaves a database in which everything holds.
 */
@ExtendWith(InTown.Ending.class)
abstract class InTown {

    /** Ends the service with the last test, before the database ends with the JVM. */
    static final class Ending implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .getOrComputeIfAbsent(
                            Ending.class, ending -> (AutoCloseable) Shared.SERVICE::close, AutoCloseable.class);
        }
    }

    /** Started by the first test that needs it. */
    private static final class Shared {
        static final EmbeddedServer SERVICE = start();

        private static EmbeddedServer start() {
            var settings = new HashMap<String, Object>(TestDatabase.fresh().properties());
            settings.put(TestClock.ASKED_FOR, "true");
            settings.put("micronaut.server.port", -1);
            return ApplicationContext.run(EmbeddedServer.class, settings, Environment.TEST);
        }
    }

    static final TestClock CLOCK = Shared.SERVICE.getApplicationContext().getBean(TestClock.class);

    /** The town, with the funds of Joigny, the Gers and SoliCagnole. */
    static final Town TOWN = Town.found(Shared.SERVICE.getApplicationContext(), "joigny");

    static {
        Town.found(Shared.SERVICE.getApplicationContext(), "gers");
    }

    @BeforeEach
    void the_clock_runs_as_usual() {
        CLOCK.runAsUsual();
    }

    @AfterAll
    static void everything_holds() {
        TOWN.bean(Sealing.class).seal();
        assertThat(TOWN.bean(Invariants.class).check()).isEmpty();
    }

    static EmbeddedServer service() {
        return Shared.SERVICE;
    }

    /** How many rows each table has in which something that is asked for could leave a trace. */
    static Map<String, Long> rows() {
        return TOWN.bean(Transactions.class).run(connection -> {
            var counts = new HashMap<String, Long>();
            for (var table : List.of(
                    "account",
                    "authorization",
                    "cancellation",
                    "ceiling_counter",
                    "ceiling_use",
                    "idempotency",
                    "journal",
                    "operation",
                    "transfer")) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select count(*) from " + table)) {
                    rows.next();
                    counts.put(table, rows.getLong(1));
                }
            }
            return counts;
        });
    }
}
