package org.cabas.service.browser;

import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import org.cabas.service.TestClock;
import org.cabas.service.TestDatabase;
import org.cabas.service.demo.Demonstration;
import org.cabas.service.demo.DemonstrationData;
import org.cabas.service.engine.Probe;
import org.cabas.service.start.RunningService;
import org.cabas.service.start.StartFailure;

/** The service with its demonstration, on a schema of its own and a clock that tests can move; one for each class of tests. */
final class RunningStudio implements AutoCloseable {
    private final RunningService service = new RunningService();
    private final ApplicationContext context;
    private final String address;

    RunningStudio() {
        var properties = new HashMap<String, Object>(TestDatabase.fresh().properties());
        properties.put(TestClock.ASKED_FOR, true);
        properties.put(Probe.ASKED_FOR, true);
        var started = new ApplicationContext[1];
        try {
            address = service.start(
                    properties,
                    context -> {
                        started[0] = context;
                        DemonstrationData.loadAll(context, step -> {});
                    },
                    Demonstration.ENVIRONMENT);
        } catch (StartFailure e) {
            throw new IllegalStateException("the service does not start", e);
        }
        context = started[0];
    }

    String address() {
        return address;
    }

    ApplicationContext context() {
        return context;
    }

    @Override
    public void close() {
        service.close();
    }
}
