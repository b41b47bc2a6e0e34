package org.cabas.service.casefile;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cabas.service.engine.Outbox;
import org.jspecify.annotations.Nullable;

/** The case files. Whoever changes one holds its row until the transaction ends. */
@Singleton
public class CaseFiles {
    static final String COLUMNS = """
            f.id, f.fund_id, f.process, f.title, f.stage, f.waits_at, f.opened_at, f.opened_by, f.changed_at, f.closed_at,
            f.assigned_to""";

    private final Clock clock;
    private final Outbox outbox;
    private final Timeline timeline;

    public CaseFiles(Clock clock, Outbox outbox, Timeline timeline) {
        this.clock = clock;
        this.outbox = outbox;
        this.timeline = timeline;
    }

    /**
     * Opens a file and has its process begin.
     *
     * @param kind what the timeline says first, a key of its feature's messages
     * @param by the id of who opens it; null where the household or merchant applies by itself
     * @return its id
     */
    public String open(
            Connection connection,
            String fund,
            String process,
            String title,
            String stage,
            @Nullable String by,
            String kind)
            throws SQLException {
        var id = id();
        try (var insert = connection.prepareStatement("""
                insert into case_file (id, fund_id, process, title, stage, opened_at, opened_by, changed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            var now = utc(clock.instant());
            insert.setString(1, id);
            insert.setString(2, fund);
            insert.setString(3, process);
            insert.setString(4, title);
            insert.setString(5, stage);
            insert.setObject(6, now);
            insert.setString(7, by);
            insert.setObject(8, now);
            insert.executeUpdate();
        }
        timeline.add(connection, id, by, kind, "");
        outbox.begin(connection, id, process);
        return id;
    }

    /**
     * Adds a file of before: it is closed, and no process ever follows it.
     *
     * @return its id
     */
    public String past(
            Connection connection,
            String fund,
            String process,
            String title,
            String stage,
            Instant opened,
            Instant closed)
            throws SQLException {
        var id = id();
        try (var insert = connection.prepareStatement("""
                insert into case_file (id, fund_id, process, title, stage, opened_at, changed_at, closed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, id);
            insert.setString(2, fund);
            insert.setString(3, process);
            insert.setString(4, title);
            insert.setString(5, stage);
            insert.setObject(6, utc(opened));
            insert.setObject(7, utc(closed));
            insert.setObject(8, utc(closed));
            insert.executeUpdate();
        }
        return id;
    }

    private static String id() {
        return "dos_" + UlidCreator.getMonotonicUlid().toString().toLowerCase(Locale.ROOT);
    }

    /** The file of that id. */
    public Optional<CaseFile> find(Connection connection, String id) throws SQLException {
        return find(connection, id, "");
    }

    /** The file of that id, which nobody else changes until the transaction ends. */
    public Optional<CaseFile> lock(Connection connection, String id) throws SQLException {
        return find(connection, id, " for update");
    }

    /**
     * The file of a step that the engine asks for, locked. It may be closed: then the step has nothing to do any more.
     *
     * @throws IllegalStateException where there is none, which the engine's jobs are checked for before
     */
    public CaseFile locked(Connection connection, String id) throws SQLException {
        return lock(connection, id).orElseThrow(() -> new IllegalStateException("no file " + id));
    }

    private static Optional<CaseFile> find(Connection connection, String id, String locking) throws SQLException {
        try (var query =
                connection.prepareStatement("select " + COLUMNS + " from case_file f where f.id = ?" + locking)) {
            query.setString(1, id);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        }
    }

    /**
     * Has a file stand elsewhere.
     *
     * @param waitsAt the element of the diagram at which it waits for something else than people; null for none
     */
    public void moved(Connection connection, String id, String stage, @Nullable String waitsAt) throws SQLException {
        try (var update = connection.prepareStatement("""
                update case_file set stage_since = if(stage = ?, stage_since, ?), stage = ?, waits_at = ?, changed_at = ?
                where id = ?""")) {
            var now = utc(clock.instant());
            update.setString(1, stage);
            update.setObject(2, now);
            update.setString(3, stage);
            update.setString(4, waitsAt);
            update.setObject(5, now);
            update.setString(6, id);
            update.executeUpdate();
        }
    }

    /** Since when a file has stood at its stage. */
    Instant stageSince(Connection connection, String id) throws SQLException {
        try (var query =
                connection.prepareStatement("select coalesce(stage_since, opened_at) from case_file where id = ?")) {
            query.setString(1, id);
            try (var rows = query.executeQuery()) {
                rows.next();
                return instant(rows, 1);
            }
        }
    }

    /** Closes a file: whatever was still to do is dropped. */
    public void close(Connection connection, String id, String stage) throws SQLException {
        try (var update = connection.prepareStatement("""
                        update case_file set stage_since = if(stage = ?, stage_since, ?), stage = ?, waits_at = null,
                            changed_at = ?, closed_at = coalesce(closed_at, ?)
                        where id = ?""");
                var drop = connection.prepareStatement(
                        "update task set state = 'DROPPED' where case_id = ? and state = 'OPEN'")) {
            var now = utc(clock.instant());
            update.setString(1, stage);
            update.setObject(2, now);
            update.setString(3, stage);
            update.setObject(4, now);
            update.setObject(5, now);
            update.setString(6, id);
            update.executeUpdate();
            drop.setString(1, id);
            drop.executeUpdate();
            TaskDrafts.forgetClosed(connection, id);
        }
    }

    /** Deletes what people wrote down and added about a file; its timeline stays. */
    public void empty(Connection connection, String id) throws SQLException {
        for (var table : List.of("case_note", "case_document")) {
            try (var delete = connection.prepareStatement("delete from " + table + " where case_id = ?")) {
                delete.setString(1, id);
                delete.executeUpdate();
            }
        }
    }

    /** Has someone look after a file; null for nobody. */
    void assign(Connection connection, String id, @Nullable String person) throws SQLException {
        try (var update =
                connection.prepareStatement("update case_file set assigned_to = ?, changed_at = ? where id = ?")) {
            update.setString(1, person);
            update.setObject(2, utc(clock.instant()));
            update.setString(3, id);
            update.executeUpdate();
        }
    }

    static CaseFile read(ResultSet rows) throws SQLException {
        return read(rows, 0);
    }

    /** The same behind so many other columns. */
    static CaseFile read(ResultSet rows, int before) throws SQLException {
        return new CaseFile(
                rows.getString(before + 1),
                rows.getString(before + 2),
                rows.getString(before + 3),
                rows.getString(before + 4),
                rows.getString(before + 5),
                rows.getString(before + 6),
                instant(rows, before + 7),
                rows.getString(before + 8),
                instant(rows, before + 9),
                rows.getObject(before + 10) == null ? null : instant(rows, before + 10),
                rows.getString(before + 11));
    }

    static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
