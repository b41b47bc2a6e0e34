package org.cabas.service.start;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.BindException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.cabas.service.fund.Policies;
import org.jspecify.annotations.Nullable;

/**
 * The service in this process. It registers no shutdown hook of its own, unlike {@code Micronaut.run}: whoever starts it ends
 * it, before what it needs.
 */
public final class RunningService implements AutoCloseable {
    private static final String ACCESS_DENIED = "28000";
    private static final String UNKNOWN_SCHEMA = "42000";

    private final ReentrantLock turn = new ReentrantLock();
    private volatile @Nullable ApplicationContext context;
    private boolean closed;

    /**
     * Starts everything but the HTTP port, migrates the database, lets {@code prepare} do what must be done before anyone calls,
     * and opens the port. After a failure nothing is left.
     *
     * @param properties settings above those of the environment and of the files
     * @param environments Micronaut's environments, none for production
     * @return the address it answers at
     */
    public String start(Map<String, Object> properties, Consumer<ApplicationContext> prepare, String... environments)
            throws StartFailure {
        var complete = false;
        var starting = keep(ApplicationContext.builder(environments)
                .deduceEnvironment(false)
                .banner(false)
                .properties(properties)
                .build());
        try {
            starting.start();
            prepare.accept(starting);
            starting.getBean(Policies.class).prepare();
            var address =
                    starting.getBean(EmbeddedServer.class).start().getURL().toString();
            complete = true;
            return address;
        } catch (RuntimeException e) {
            throw inFrench(starting, e);
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    /** Answers what was already asked, opens nothing any more, and ends; may be called at any moment, twice. */
    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            var ending = context;
            if (ending != null) {
                ending.close();
            }
        } finally {
            turn.unlock();
        }
    }

    private ApplicationContext keep(ApplicationContext built) throws StartFailure {
        turn.lock();
        try {
            if (closed || context != null) {
                throw new StartFailure(Wording.say("service.closed"));
            }
            context = built;
            return built;
        } finally {
            turn.unlock();
        }
    }

    private static StartFailure inFrench(ApplicationContext starting, RuntimeException failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case BindException taken -> {
                    var port = starting.getProperty("micronaut.server.port", String.class)
                            .orElse("?");
                    return new StartFailure(Wording.say("service.port.taken", port), failure);
                }
                case SQLException database -> {
                    return new StartFailure(sentence(starting, database), failure);
                }
                default -> {
                    // the reason is further down
                }
            }
        }
        var url = starting.getProperty("cabas.db.url", String.class);
        var sentence = url.isPresent() ? Wording.say("service.failed", failure) : Wording.say("service.database.unset");
        return new StartFailure(sentence, failure);
    }

    private static String sentence(ApplicationContext starting, SQLException failure) {
        var url = starting.getProperty("cabas.db.url", String.class).orElse("?");
        var state = String.valueOf(failure.getSQLState());
        if (state.equals(ACCESS_DENIED)) {
            return Wording.say("service.database.denied", url, failure.getMessage() + "");
        }
        if (state.startsWith("08")) {
            return Wording.say("service.database.away", url);
        }
        return Wording.say(
                state.equals(UNKNOWN_SCHEMA) ? "service.database.refused" : "service.database.failed",
                url,
                failure.getMessage() + "");
    }
}
