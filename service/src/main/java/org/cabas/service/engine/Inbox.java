package org.cabas.service.engine;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.service.database.DatabaseAway;
import org.cabas.service.database.Transactions;
import org.cabas.workflows.engine.Job;
import org.cabas.workflows.engine.Jobs;
import org.cabas.workflows.engine.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs that the engine gives. Each is remembered before anything is done about it, done once however often it is given, and its
 * effect commits with the command that completes it. One that fails is tried again, later each time; then it is parked, until
 * somebody looks at it and has it tried again.
 */
@Singleton
public class Inbox implements Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Transactions transactions;
    private final ReceivedJobs received;
    private final Outbox outbox;
    private final Offers offers;
    private final Map<String, Step<Connection>> steps = new HashMap<>();

    Inbox(
            Transactions transactions,
            ReceivedJobs received,
            Outbox outbox,
            Offers offers,
            List<DrivenProcess> processes) {
        this.transactions = transactions;
        this.received = received;
        this.outbox = outbox;
        this.offers = offers;
        for (var process : processes) {
            for (var step : process.steps()) {
                if (steps.put(step.type(), step) != null) {
                    throw new IllegalStateException("two steps are called " + step.type());
                }
            }
            if (!steps.keySet().containsAll(process.workflow().types())) {
                throw new IllegalStateException(
                        "a step of " + process.workflow().id() + " is not taken by anyone");
            }
        }
    }

    /** The types of the jobs that are taken here. */
    List<String> types() {
        var types = new ArrayList<>(steps.keySet());
        types.add(Job.TASK);
        return types;
    }

    @Override
    public boolean take(Job job) {
        if (transactions.run(c -> received.remember(c, job))) {
            attempt(job.key());
        }
        return transactions.run(c -> isOurs(c, job));
    }

    /** The elements of the diagram at which a file has a step that is not taken yet, or can't be. */
    public List<String> stepsOf(Connection connection, String caseFile) throws SQLException {
        return ReceivedJobs.elements(connection, caseFile);
    }

    /** Tries a parked job again, now; false where it is not parked any more. */
    public boolean retry(long key) {
        var parked = transactions.run(c -> received.unpark(c, key));
        if (parked) {
            attempt(key);
        }
        return parked;
    }

    /** Tries again what failed, when its pause is over, and what an instance that was killed had taken. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void tryAgain() {
        try {
            transactions.run(received::due).forEach(this::attempt);
        } catch (DatabaseAway away) {
            LOG.warn("jobs wait for the database: {}", away.getMessage());
        }
    }

    private static boolean isOurs(Connection connection, Job job) throws SQLException {
        try (var query = connection.prepareStatement("select 1 from engine_case where case_id = ?")) {
            query.setString(1, job.caseFile());
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void attempt(long key) {
        try {
            transactions.run(c -> {
                doOnce(c, key);
                return true;
            });
        } catch (RuntimeException fault) {
            LOG.error("job {} failed", key, withoutItsMessage(fault));
            failed(key, Fault.of(fault));
        }
    }

    /** Where a fault was and of which class, which is enough to find it: its message may hold what people wrote. */
    private static Throwable withoutItsMessage(RuntimeException fault) {
        var where = new IllegalStateException(fault.getClass().getName());
        where.setStackTrace(fault.getStackTrace());
        return where;
    }

    private void doOnce(Connection connection, long key) throws SQLException {
        var locked = received.locked(connection, key);
        if (locked.isEmpty()) {
            return;
        }
        var job = locked.get();
        switch (drives(connection, job)) {
            case OTHER_INSTANCE -> {
                outbox.cancel(connection, job.caseFile(), job.instance());
                ReceivedJobs.settle(connection, key, "DONE");
            }
            case NO_SUCH_FILE -> ReceivedJobs.park(connection, key, Fault.NO_SUCH_FILE);
            case YES -> {
                if (job.isTask()) {
                    ReceivedJobs.settle(connection, key, "OFFERED");
                    var done = offers.offer(connection, job);
                    if (done.isPresent()) {
                        outbox.complete(connection, job.caseFile(), key, done.get());
                    }
                } else {
                    take(connection, job);
                }
            }
        }
    }

    private void take(Connection connection, Job job) throws SQLException {
        var step = steps.get(job.type());
        if (step == null) {
            ReceivedJobs.park(connection, job.key(), Fault.NO_SUCH_STEP);
            return;
        }
        try {
            outbox.complete(connection, job.caseFile(), job.key(), step.effect().on(connection, job.caseFile()));
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private enum Drives {
        YES,
        OTHER_INSTANCE,
        NO_SUCH_FILE
    }

    /** Whether the job's instance is the one that drives its file: the first that gives a job for it. Holds the file's row. */
    private static Drives drives(Connection connection, Job job) throws SQLException {
        try (var query = connection.prepareStatement(
                        "select instance from engine_case where case_id = ? and process = ? for update");
                var update = connection.prepareStatement("update engine_case set instance = ? where case_id = ?")) {
            query.setString(1, job.caseFile());
            query.setString(2, job.process());
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Drives.NO_SUCH_FILE;
                }
                var known = rows.getObject(1, Long.class);
                if (known != null) {
                    return known == job.instance() ? Drives.YES : Drives.OTHER_INSTANCE;
                }
            }
            update.setLong(1, job.instance());
            update.setString(2, job.caseFile());
            update.executeUpdate();
            return Drives.YES;
        }
    }

    private void failed(long key, Fault fault) {
        try {
            transactions.run(c -> received.failed(c, key, fault));
        } catch (DatabaseAway away) {
            LOG.warn("the fault of job {} can't be noted: {}", key, away.getMessage());
        }
    }
}
