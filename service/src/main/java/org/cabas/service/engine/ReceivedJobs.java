package org.cabas.service.engine;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.service.database.JsonColumns;
import org.cabas.workflows.engine.Job;

/** The jobs that were received, by their keys, and how far each is. */
@Singleton
class ReceivedJobs {
    /** After these tries, spread over some six minutes, it is no passing fault. */
    static final int TRIES = 6;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int PAUSE_GROWS = 3;
    private static final int AT_ONCE = 100;

    private final Clock clock;
    private final JsonColumns json;

    ReceivedJobs(Clock clock, JsonColumns json) {
        this.clock = clock;
        this.json = json;
    }

    /** Notes a job; false where it was noted before. */
    boolean remember(Connection connection, Job job) throws SQLException {
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

    /** Those that are to be tried now, the most urgent first. */
    List<Long> due(Connection connection) throws SQLException {
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

    /** A job that is still to be done, which nobody else does meanwhile. */
    Optional<Job> locked(Connection connection, long key) throws SQLException {
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

    /** Ends a job: {@code DONE}, or {@code OFFERED} to people. */
    static void settle(Connection connection, long key, String state) throws SQLException {
        try (var update =
                connection.prepareStatement("update engine_job set state = ?, fault = null where job_key = ?")) {
            update.setString(1, state);
            update.setLong(2, key);
            update.executeUpdate();
        }
    }

    /** Leaves a job to people: to try it again is of no use. */
    static void park(Connection connection, long key, Fault fault) throws SQLException {
        try (var update =
                connection.prepareStatement("update engine_job set state = 'PARKED', fault = ? where job_key = ?")) {
            update.setString(1, fault.name());
            update.setLong(2, key);
            update.executeUpdate();
        }
    }

    /** Takes a job that was left up again, from its first try; false where it was not left. */
    boolean unpark(Connection connection, long key) throws SQLException {
        try (var update = connection.prepareStatement("""
                update engine_job set state = 'RECEIVED', tries = 0, next_try = ?
                where job_key = ? and state = 'PARKED'""")) {
            update.setObject(1, Outbox.utc(clock.instant()));
            update.setLong(2, key);
            return update.executeUpdate() == 1;
        }
    }

    /** Counts a failed try: the next one is due after a pause, three times as long as the one before. */
    boolean failed(Connection connection, long key, Fault fault) throws SQLException {
        try (var update = connection.prepareStatement("""
                update engine_job set tries = tries + 1, fault = ?,
                    state = if(tries >= ?, 'PARKED', 'RECEIVED'),
                    next_try = timestampadd(second, power(?, tries), ?)
                where job_key = ? and state = 'RECEIVED'""")) {
            update.setString(1, fault.name());
            update.setInt(2, TRIES);
            update.setInt(3, PAUSE_GROWS);
            update.setObject(4, Outbox.utc(clock.instant()));
            update.setLong(5, key);
            return update.executeUpdate() == 1;
        }
    }

    /** The elements of the diagram at which a file has a step that is not taken yet, or can't be. */
    static List<String> elements(Connection connection, String caseFile) throws SQLException {
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
}
