package org.cabas.service.engine;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cabas.service.database.DatabaseAway;
import org.cabas.service.database.Transactions;
import org.cabas.workflows.engine.Engine;
import org.cabas.workflows.engine.EngineAway;
import org.cabas.workflows.engine.Sent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps files and engine together: makes the processes known to it whenever it comes back, gives it what waits in the outbox, and
 * takes its jobs. Nothing waits for it, and a service without an engine keeps what it would be told.
 */
@Singleton
public class Driving {
    private static final int AT_ONCE = 50;
    private static final Logger LOG = LoggerFactory.getLogger(Driving.class);

    private final @Nullable Engine engine;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Transactions transactions;
    private final List<DrivenProcess> processes;
    private final Clock clock;
    private volatile @Nullable Instant awaySince;
    private boolean serving;

    public Driving(
            @Nullable Engine engine,
            Inbox inbox,
            Outbox outbox,
            Transactions transactions,
            List<DrivenProcess> processes,
            Clock clock) {
        this.engine = engine;
        this.inbox = inbox;
        this.outbox = outbox;
        this.transactions = transactions;
        this.processes = processes;
        this.clock = clock;
        this.awaySince = clock.instant();
    }

    /** Makes the engine's client, where an engine is configured. */
    @Factory
    static class Client {
        @Singleton
        @Bean(preDestroy = "close")
        @Requires(property = "cabas.engine.address", pattern = ".+")
        Engine engine(EngineSettings settings) {
            return new Engine(new Engine.Settings(settings.address(), settings.encrypted(), settings.certificate()));
        }
    }

    /** Since when the engine has not answered; empty while it does. */
    public Optional<Instant> awaySince() {
        return Optional.ofNullable(awaySince);
    }

    @EventListener
    void started(ServerStartupEvent event) {
        look();
    }

    /** Looks whether the engine is there; one that comes back is told the processes first. */
    @Scheduled(fixedDelay = "1s", initialDelay = "2s")
    synchronized void look() {
        if (engine == null) {
            return;
        }
        if (!engine.answers()) {
            away("nobody leads its partitions");
            return;
        }
        if (awaySince == null) {
            return;
        }
        try {
            var deployed = engine.deploy(
                    processes.stream().map(DrivenProcess::workflow).toList());
            if (deployed instanceof Sent.Refused(var why)) {
                LOG.error("the engine refuses the processes; files go on by those that it knows: {}", why);
            }
            if (!serving) {
                engine.serve(inbox.types(), inbox);
                serving = true;
            }
            transactions.run(c -> {
                outbox.allDue(c);
                return true;
            });
            awaySince = null;
            LOG.info("the engine answers: it knows {} processes", processes.size());
        } catch (EngineAway | DatabaseAway away) {
            away(away.getMessage());
        }
    }

    /** Tells the engine what waits, as long as it answers. */
    @Scheduled(fixedDelay = "100ms", initialDelay = "1s")
    void tell() {
        try {
            while (engine != null && awaySince == null) {
                var claimed = transactions.run(c -> outbox.claim(c, AT_ONCE));
                if (claimed.isEmpty()) {
                    return;
                }
                tell(engine, claimed);
            }
        } catch (DatabaseAway away) {
            LOG.warn("what the engine is to be told waits for the database: {}", away.getMessage());
        }
    }

    private void tell(Engine engine, List<Outbox.Waiting> claimed) {
        for (var waiting : claimed) {
            try {
                var sent = engine.send(waiting.command());
                if (sent instanceof Sent.Refused(var why)) {
                    LOG.error("the engine refuses command {}: {}", waiting.id(), why);
                }
                transactions.run(c -> {
                    outbox.settle(c, waiting.id(), sent);
                    return true;
                });
            } catch (EngineAway away) {
                var answers = engine.answers();
                transactions.run(c -> {
                    outbox.putBack(c, waiting, String.valueOf(away.getMessage()));
                    if (!answers) {
                        outbox.free(c, claimed.subList(claimed.indexOf(waiting), claimed.size()));
                    }
                    return true;
                });
                if (!answers) {
                    away(away.getMessage());
                    return;
                }
                // It is this command alone that gets no answer: the files behind it don't wait for it.
            }
        }
    }

    private synchronized void away(@Nullable String why) {
        if (awaySince == null) {
            awaySince = clock.instant();
            LOG.warn("the engine does not answer: {}", why);
        }
    }
}
