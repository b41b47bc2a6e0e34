package org.cabas.service.simulation;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import org.cabas.rules.simulate.Backtest;
import org.cabas.rules.simulate.Comparison;
import org.cabas.rules.simulate.Watch;
import org.cabas.service.database.DatabaseAway;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.Funds;
import org.cabas.service.simulation.Simulation.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on simulations, one at a time in an instance and in a thread of the least priority, so that purchases don't suffer. A
 * simulation whose instance died is taken up from its beginning by whichever looks first; drawn from its seed, it gives the same.
 */
@Singleton
class Runner implements ApplicationEventListener<StartupEvent> {
    /** How long after the last look it is looked again for something to do. */
    private static final long PAUSE_MILLIS = 1_000;

    /** How often progress is written: a page that waits asks every second. */
    private static final long NANOS_BETWEEN_REPORTS = 700_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final String name = "run_" + UUID.randomUUID();
    private final Transactions transactions;
    private final Simulations simulations;
    private final Simulating simulating;
    private final Funds funds;
    private final Clock clock;
    private volatile boolean open = true;
    private final Thread thread;

    Runner(Transactions transactions, Simulations simulations, Simulating simulating, Funds funds, Clock clock) {
        this.transactions = transactions;
        this.simulations = simulations;
        this.simulating = simulating;
        this.funds = funds;
        this.clock = clock;
        this.thread = Thread.ofPlatform()
                .daemon()
                .name("simulations")
                .priority(Thread.MIN_PRIORITY)
                .unstarted(this::work);
    }

    @Override
    public void onApplicationEvent(StartupEvent event) {
        thread.start();
    }

    /** Leaves what is under way: it is silent from now on, and taken up again elsewhere or at the next start. */
    @PreDestroy
    void close() {
        open = false;
        thread.interrupt();
    }

    private void work() {
        while (open) {
            try {
                var taken = transactions.run(connection -> simulations.take(connection, name));
                if (taken.isPresent()) {
                    run(taken.get());
                } else {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (DatabaseAway away) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Simulation simulation) {
        if (simulation.runs() > Simulations.MOST_RUNS) {
            LOG.error("{} stopped {} times and is given up", simulation.id(), Simulations.MOST_RUNS);
            end(simulation);
            return;
        }
        var begun = System.nanoTime();
        try {
            var fund = funds.findById(simulation.fund()).orElseThrow();
            var material = simulating.material(simulation, fund);
            var compared = Backtest.compare(
                    material.inForce(),
                    material.draft(),
                    material.past(),
                    watch(simulation, material.past().size()));
            if (compared.isPresent()) {
                done(simulation, compared.get());
                LOG.info(
                        "{}: {} purchases in {} ms",
                        simulation.id(),
                        compared.get().size().purchases(),
                        (System.nanoTime() - begun) / 1_000_000);
            }
        } catch (DatabaseAway away) {
            throw away;
        } catch (RuntimeException fault) {
            LOG.error("{} can't be finished", simulation.id(), fault);
            end(simulation);
        }
    }

    private void done(Simulation simulation, Comparison comparison) {
        transactions.run(
                connection -> simulations.done(connection, simulation.id(), name, comparison, clock.instant()));
    }

    private void end(Simulation simulation) {
        transactions.run(connection -> simulations.end(connection, simulation.id(), State.FAILED, clock.instant()));
    }

    private Watch watch(Simulation simulation, long size) {
        return new Watch() {
            private long reported = System.nanoTime();

            @Override
            public boolean reached(long done) {
                if (!open) {
                    return false;
                }
                var now = System.nanoTime();
                if (now - reported < NANOS_BETWEEN_REPORTS) {
                    return true;
                }
                reported = now;
                var perMille = (int) Math.min(999, 1000 * done / Math.max(1, size));
                return transactions.run(connection -> simulations.reached(connection, simulation.id(), name, perMille));
            }
        };
    }
}
