package org.cabas.service.vote;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Instant;
import java.util.HashMap;
import org.cabas.service.TestClock;
import org.cabas.service.TestDatabase;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Tests about proposals share one running service; each founds a fund and a committee of its own, on a clock that stands on a Saturday morning. */
@ExtendWith(InAssembly.Ending.class)
abstract class InAssembly {
    /** A Saturday in March, ten in the morning in Paris. */
    static final Instant SATURDAY = Instant.parse("2026-03-14T09:00:00Z");

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

    static EmbeddedServer service() {
        return Shared.SERVICE;
    }

    static ApplicationContext context() {
        return Shared.SERVICE.getApplicationContext();
    }

    static TestClock clock() {
        return context().getBean(TestClock.class);
    }

    /** Before anything that a test founds: a class within a class is made after this one, and before any set-up. */
    InAssembly() {
        clock().stopAt(SATURDAY);
    }

    static Assembly committee(int members) {
        return Assembly.of(context(), members);
    }
}
