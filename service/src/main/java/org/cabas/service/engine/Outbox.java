package org.cabas.service.engine;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cabas.service.database.JsonColumns;
import org.cabas.workflows.engine.Command;
import org.cabas.workflows.engine.Sent;
import org.jspecify.annotations.Nullable;

/**
 * What the engine is to be told, stored in the transaction of what it is about and sent when it can be: the commands of one file in
 * their order, each until its effect is certain.
 */
@Singleton
public class Outbox {
    /** How long one instance has for sending what it took; a killed one's commands are sent by others after this. */
    private static final Duration CLAIM = Duration.ofSeconds(30);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int LONGEST_FAULT = 400;

    private final Clock clock;
    private final JsonColumns json;

    public Outbox(Clock clock, JsonColumns json) {
        this.clock = clock;
        this.json = json;
    }

    /** A command that is to be sent. */
    record Waiting(long id, Command command) {}

    /** Has a file begin its process. */
    public void begin(Connection connection, String caseFile, String process) throws SQLException {
        try (var insert = connection.prepareStatement("insert into engine_case (case_id, process) values (?, ?)")) {
            insert.setString(1, caseFile);
            insert.setString(2, process);
            insert.executeUpdate();
        }
        add(connection, caseFile, "BEGIN", process, null, Map.of());
    }

    /** Tells the process of a file that something happened. */
    public void tell(Connection connection, String caseFile, String message) throws SQLException {
        add(connection, caseFile, "TELL", message, null, Map.of());
    }

    /** Says that a job is done, with variables by which the process chooses its way: no personal data. */
    public void complete(Connection connection, String caseFile, long job, Map<String, Object> variables)
            throws SQLException {
        add(connection, caseFile, "COMPLETE", "", job, variables);
        try (var update =
                connection.prepareStatement("update engine_job set state = 'DONE', done_at = ? where job_key = ?")) {
            update.setObject(1, now());
            update.setLong(2, job);
            update.executeUpdate();
        }
    }

    /** Ends an instance that is one too many. */
    void cancel(Connection connection, String caseFile, long instance) throws SQLException {
        add(connection, caseFile, "CANCEL", "", instance, Map.of());
    }

    /** Whether something of a file waits for being sent. */
    public boolean isWaiting(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement(
                "select 1 from engine_command where case_id = ? and state = 'PENDING' limit 1")) {
            query.setString(1, caseFile);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /**
     * Has a command that the engine refused be sent once more, before what was told after it.
     *
     * @return false where it is not refused any more
     */
    public boolean sendAgain(Connection connection, long id) throws SQLException {
        try (var update = connection.prepareStatement("""
                update engine_command set state = 'PENDING', next_try = ?, claimed_until = ? where id = ? and state = 'REFUSED'""")) {
            update.setObject(1, now());
            update.setObject(2, now());
            update.setLong(3, id);
            return update.executeUpdate() == 1;
        }
    }

    /** Takes what is due, the first of each file; nobody else sends it for a while. */
    List<Waiting> claim(Connection connection, int atMost) throws SQLException {
        var now = now();
        var claimed = new ArrayList<Waiting>();
        try (var query = connection.prepareStatement("""
                        select id, token, case_id, kind, name, engine_key, variables from engine_command due
                        where state = 'PENDING' and next_try <= ? and claimed_until <= ?
                          and not exists (
                            select 1 from engine_command before_it
                            where before_it.case_id = due.case_id and before_it.state = 'PENDING' and before_it.id < due.id)
                        order by id limit ? for update skip locked""");
                var update = connection.prepareStatement("update engine_command set claimed_until = ? where id = ?")) {
            query.setObject(1, now);
            query.setObject(2, now);
            query.setInt(3, atMost);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    claimed.add(new Waiting(rows.getLong(1), command(rows)));
                }
            }
            for (var each : claimed) {
                update.setObject(1, now.plus(CLAIM));
                update.setLong(2, each.id());
                update.addBatch();
            }
            if (!claimed.isEmpty()) {
                update.executeBatch();
            }
        }
        return claimed;
    }

    /** Notes what became of a command. */
    void settle(Connection connection, long id, Sent sent) throws SQLException {
        var state = switch (sent) {
            case Sent.Done() -> "SENT";
            case Sent.Gone() -> "GONE";
            case Sent.Refused refused -> "REFUSED";
        };
        var fault = sent instanceof Sent.Refused(var why) ? cut(why) : null;
        try (var update = connection.prepareStatement("""
                update engine_command set state = ?, fault = ?, sent_at = ?, tries = tries + 1
                where id = ? and state = 'PENDING'""")) {
            update.setString(1, state);
            update.setString(2, fault);
            update.setObject(3, now());
            update.setLong(4, id);
            update.executeUpdate();
        }
    }

    /** Puts a command back that got no answer, to be sent later: a second later the first time, then longer and longer. */
    void putBack(Connection connection, Waiting failed, String why) throws SQLException {
        try (var count = connection.prepareStatement("""
                update engine_command set fault = ?, tries = tries + 1, claimed_until = ?,
                    next_try = timestampadd(second, least(?, power(2, least(tries, 16))), ?)
                where id = ? and state = 'PENDING'""")) {
            var now = now();
            count.setString(1, cut(why));
            count.setObject(2, now);
            count.setLong(3, LONGEST_PAUSE.toSeconds());
            count.setObject(4, now);
            count.setLong(5, failed.id());
            count.executeUpdate();
        }
    }

    /** Gives up the claim to commands: whoever comes next may send them. */
    void free(Connection connection, List<Waiting> claimed) throws SQLException {
        try (var free = connection.prepareStatement(
                "update engine_command set claimed_until = ? where id = ? and state = 'PENDING'")) {
            for (var each : claimed) {
                free.setObject(1, now());
                free.setLong(2, each.id());
                free.addBatch();
            }
            free.executeBatch();
        }
    }

    /** Has everything that was put back be due: the engine answers again. */
    void allDue(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement(
                "update engine_command set next_try = ? where state = 'PENDING' and next_try > ?")) {
            update.setObject(1, now());
            update.setObject(2, now());
            update.executeUpdate();
        }
    }

    private void add(
            Connection connection,
            String caseFile,
            String kind,
            String name,
            @Nullable Long key,
            Map<String, Object> variables)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into engine_command (case_id, kind, name, engine_key, variables, next_try, claimed_until, created_at, token)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            var now = now();
            insert.setString(1, caseFile);
            insert.setString(2, kind);
            insert.setString(3, name);
            insert.setObject(4, key);
            insert.setString(5, json.write(variables));
            insert.setObject(6, now);
            insert.setObject(7, now);
            insert.setObject(8, now);
            insert.setString(9, UlidCreator.getMonotonicUlid().toString());
            insert.executeUpdate();
        }
    }

    private Command command(ResultSet rows) throws SQLException {
        var id = rows.getString(2);
        var caseFile = rows.getString(3);
        var name = rows.getString(5);
        var variables = json.values(rows.getString(7));
        return switch (rows.getString(4)) {
            case "BEGIN" -> new Command.Begin(id, caseFile, name, variables);
            case "TELL" -> new Command.Tell(id, caseFile, name, variables);
            case "COMPLETE" -> new Command.Complete(rows.getLong(6), variables);
            case "CANCEL" -> new Command.Cancel(rows.getLong(6));
            default -> throw new IllegalStateException("a command of kind " + rows.getString(4));
        };
    }

    static String cut(String fault) {
        return fault.length() <= LONGEST_FAULT ? fault : fault.substring(0, LONGEST_FAULT - 1) + "…";
    }

    private LocalDateTime now() {
        return utc(clock.instant());
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
