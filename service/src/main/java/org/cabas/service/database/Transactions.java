package org.cabas.service.database;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * Short transactions on one connection. A deadlock or a lock timeout rolls back and runs the work again, so the work must do
 * nothing but speak to the connection it is given. Any other failure of the database is {@link DatabaseAway}: nothing is known
 * of what was committed, and the caller's own key tells on the next try.
 */
@Singleton
public class Transactions {

    /** Tries before a deadlock or lock timeout is reported as a fault; ten losers in a row is a queue, not bad luck. */
    static final int TRIES = 10;

    /** How long new tries are begun: whoever waits for a lock holds a connection, and a till waits for about this long. */
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private static final int DEADLOCK = 1213;
    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int RECORD_CHANGED = 1020;
    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    private final DataSource dataSource;

    public Transactions(DataSource dataSource) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    /** What is done in one transaction; it may ask for a rollback by throwing {@link Undone}. */
    @FunctionalInterface
    public interface Work<T> {
        /** Runs once a try, and commits when it returns. */
        T on(Connection connection) throws SQLException;
    }

    /** Thrown by the work to roll back and have {@link #run} throw it on: a decision not to commit, not a fault. */
    public static class Undone extends RuntimeException {
        public Undone(String message) {
            super(message, null, false, false);
        }
    }

    /** Runs the work, commits it and gives its result; {@link DatabaseAway} when the database can't be reached or asked. */
    public <T> T run(Work<T> work) {
        var begun = System.nanoTime();
        for (var attempt = 1; ; attempt++) {
            try (var connection = dataSource.getConnection()) {
                return committed(work, connection);
            } catch (SQLException e) {
                var late = attempt == TRIES || System.nanoTime() - begun > PATIENCE_NANOS;
                if (late || !worthAnotherTry(e)) {
                    throw new DatabaseAway(e);
                }
                pause(attempt);
            }
        }
    }

    /**
     * Commits if the database gets to it by a moment of its own clock, and rolls back otherwise: in one statement, so that no
     * delay on the way to the database, nor a stop of either, lets a commit happen later.
     *
     * @param moment by the database's clock, which need not go with ours
     * @return whether it was committed
     */
    public static boolean commitBy(Connection connection, LocalDateTime moment) throws SQLException {
        try (var commit = connection.prepareStatement("""
                begin not atomic
                    if sysdate(6) > ? then rollback; select false; else commit; select true; end if;
                end""")) {
            commit.setObject(1, moment);
            try (var rows = commit.executeQuery()) {
                rows.next();
                return rows.getBoolean(1);
            }
        }
    }

    private static <T> T committed(Work<T> work, Connection connection) throws SQLException {
        var done = false;
        try {
            var result = work.on(connection);
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(connection);
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException broken) {
            // The connection is lost and the server rolls back by itself; the first fault is the one to report.
            return;
        }
    }

    /** Whether the fault says that the transaction was rolled back and only lost a race. */
    public static boolean worthAnotherTry(SQLException e) {
        return e.getErrorCode() == DEADLOCK
                || e.getErrorCode() == LOCK_WAIT_TIMEOUT
                || e.getErrorCode() == RECORD_CHANGED;
    }

    /** Whether the fault says that a unique key exists already. */
    public static boolean isDuplicate(SQLException e) {
        return e.getErrorCode() == 1062;
    }

    private static void pause(int attempt) {
        var bound = Math.min(LONGEST_PAUSE_NANOS, 500_000L << attempt);
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(bound / 2, bound));
    }
}
