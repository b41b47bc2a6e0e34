package org.cabas.service.engine;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.service.database.DatabaseAway;
import org.cabas.service.database.JsonColumns;
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
    /** After these tries, spread over some six minutes, it is no passing fault. */
    static final int TRIES = 6;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int PAUSE_GROWS = 3;
    private static final int AT_ONCE = 100;
    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final Transactions transactions;
    private final Outbox outbox;
    private final Offers offers;
    private final Clock clock;
    private final JsonColumns json;
    private final Map<String, Step<Connection>> steps = new HashMap<>();

    public Inbox(
            Transactions transactions,
            Outbox outbox,
            Offers offers,
            List<DrivenProcess> processes,
            Clock clock,
            JsonColumns json) {
        this.transactions = transactions;
        this.outbox = outbox;
        this.offers = offers;
        this.clock = clock;
        this.json = json;
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
        if (transactions.run(c -> remember(c, job))) {
            attempt(job.key());
        }
        return transactions.run(c -> isOurs(c, job));
    }

    /** The elements of the diagram at which a file has a step that is not taken yet, or can't be. */
    public List<String> stepsOf(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement("""
                select distinct element from engine_job where case_id = ? and state in ('RECEIVED', 'PARKED')""")) {
            query.setString(1, caseFile);
            var elements = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    elements.add(rows.getString(1));
                }
            }
            return elements;
        }
    }

    /** Tries a parked job again, now; false where it is not parked any more. */
    public boolean retry(long key) {
        var parked = transactions.run(c -> {
            try (var update = c.prepareStatement("""
                    update engine_job set state = 'RECEIVED', tries = 0, next_try = ?
                    where job_key = ? and state = 'PARKED'""")) {
                update.setObject(1, Outbox.utc(clock.instant()));
                update.setLong(2, key);
                return update.executeUpdate() == 1;
            }
        });
        if (parked) {
            attempt(key);
        }
        return parked;
    }

    /** Tries again what failed, when its pause is over, and what an instance that was killed had taken. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void tryAgain() {
        try {
            transactions.run(this::due).forEach(this::attempt);
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

    /** Whether something is to be done about the job now. */
    private boolean remember(Connection connection, Job job) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert ignore into engine_job
                    (job_key, case_id, type, process, version, element, instance, headers, next_try, taken_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            // Whoever took it tries it at once; should they be killed, it is tried again after a while.
            var now = clock.instant();
            insert.setLong(1, job.key());
            insert.setString(2, job.caseFile());
            insert.setString(3, job.type());
            insert.setString(4, job.process());
            insert.setInt(5, job.version());
            insert.setString(6, job.element());
            insert.setLong(7, job.instance());
            insert.setString(8, json.write(job.headers()));
            insert.setObject(9, Outbox.utc(now.plus(FIRST_PAUSE.multipliedBy(PAUSE_GROWS))));
            insert.setObject(10, Outbox.utc(now));
            return insert.executeUpdate() == 1;
        }
    }

    private List<Long> due(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("""
                select job_key from engine_job where state = 'RECEIVED' and next_try <= ? order by next_try limit ?""")) {
            query.setObject(1, Outbox.utc(clock.instant()));
            query.setInt(2, AT_ONCE);
            var due = new ArrayList<Long>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    due.add(rows.getLong(1));
                }
            }
            return due;
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
        var received = locked(connection, key);
        if (received.isEmpty()) {
            return;
        }
        var job = received.get();
        switch (drives(connection, job)) {
            case OTHER_INSTANCE -> {
                outbox.cancel(connection, job.caseFile(), job.instance());
                settle(connection, key, "DONE");
            }
            case NO_SUCH_FILE -> park(connection, key, Fault.NO_SUCH_FILE);
            case YES -> {
                if (job.isTask()) {
                    settle(connection, key, "OFFERED");
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
            park(connection, job.key(), Fault.NO_SUCH_STEP);
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

    private Optional<Job> locked(Connection connection, long key) throws SQLException {
        try (var query = connection.prepareStatement("""
                select type, process, version, element, instance, case_id, headers from engine_job
                where job_key = ? and state = 'RECEIVED' for update""")) {
            query.setLong(1, key);
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Job(
                        key,
                        rows.getString(1),
                        rows.getString(2),
                        rows.getInt(3),
                        rows.getString(4),
                        rows.getLong(5),
                        Map.of(Job.CASE_FILE, rows.getString(6)),
                        json.texts(rows.getString(7))));
            }
        }
    }

    private static void settle(Connection connection, long key, String state) throws SQLException {
        try (var update =
                connection.prepareStatement("update engine_job set state = ?, fault = null where job_key = ?")) {
            update.setString(1, state);
            update.setLong(2, key);
            update.executeUpdate();
        }
    }

    private static void park(Connection connection, long key, Fault fault) throws SQLException {
        try (var update =
                connection.prepareStatement("update engine_job set state = 'PARKED', fault = ? where job_key = ?")) {
            update.setString(1, fault.name());
            update.setLong(2, key);
            update.executeUpdate();
        }
    }

    /** Counts a failed try: the next one is due after a pause, three times as long as the one before. */
    private void failed(long key, Fault fault) {
        try {
            transactions.run(c -> {
                try (var update = c.prepareStatement("""
                        update engine_job set tries = tries + 1, fault = ?,
                            state = if(tries >= ?, 'PARKED', 'RECEIVED'),
                            next_try = timestampadd(second, power(?, tries), ?)
                        where job_key = ? and state = 'RECEIVED'""")) {
                    update.setString(1, fault.name());
                    update.setInt(2, TRIES);
                    update.setInt(3, PAUSE_GROWS);
                    update.setObject(4, Outbox.utc(clock.instant()));
                    update.setLong(5, key);
                    return update.executeUpdate();
                }
            });
        } catch (DatabaseAway away) {
            LOG.warn("the fault of job {} can't be noted: {}", key, away.getMessage());
        }
    }
}
