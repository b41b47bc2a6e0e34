package org.cabas.service.draft;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The drafts, each with all of its changes. Whoever changes one holds its row until the transaction ends. */
@Singleton
public class Drafts {
    private static final String COLUMNS = """
            id, fund_id, rulebook, question, name, based_on, state, revision, written, cases, waivers,
            created_by, created_at, changed_by, changed_at""";

    /**
     * A change of a draft.
     *
     * @param revision the one it made
     * @param token given by who made it
     * @param person the id of who made it
     * @param edits as {@link Edit} in JSON
     */
    public record Change(int revision, String token, String person, String edits) {}

    /** The draft of that id. */
    public Optional<Draft> find(Connection connection, String id) throws SQLException {
        return find(connection, id, "");
    }

    /** The draft of that id, which nobody else changes until the transaction ends. */
    public Optional<Draft> lock(Connection connection, String id) throws SQLException {
        return find(connection, id, " for update");
    }

    private static Optional<Draft> find(Connection connection, String id, String locking) throws SQLException {
        try (var query = connection.prepareStatement("select " + COLUMNS + " from draft where id = ?" + locking)) {
            query.setString(1, id);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(draft(rows)) : Optional.empty();
            }
        }
    }

    /** The drafts of a rulebook that are being written or voted, the last changed first. */
    public List<Draft> current(Connection connection, String rulebook) throws SQLException {
        try (var query = connection.prepareStatement("select " + COLUMNS + " " + """
                 from draft where rulebook = ? and state in ('OPEN', 'FROZEN') order by changed_at desc, id""")) {
            query.setString(1, rulebook);
            try (var rows = query.executeQuery()) {
                var drafts = new ArrayList<Draft>();
                while (rows.next()) {
                    drafts.add(draft(rows));
                }
                return drafts;
            }
        }
    }

    /** Stores a new draft. */
    public void add(Connection connection, Draft draft) throws SQLException {
        try (var insert = connection.prepareStatement("insert into draft (" + COLUMNS + """
                ) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, draft.id());
            insert.setString(2, draft.fundId());
            insert.setString(3, draft.rulebook());
            insert.setString(4, draft.question());
            insert.setString(5, draft.name());
            insert.setObject(6, draft.basedOn());
            insert.setString(7, draft.state().name());
            insert.setInt(8, draft.revision());
            insert.setString(9, draft.written());
            insert.setString(10, draft.cases());
            insert.setString(11, draft.waivers());
            insert.setString(12, draft.createdBy());
            insert.setObject(13, utc(draft.createdAt()));
            insert.setString(14, draft.changedBy());
            insert.setObject(15, utc(draft.changedAt()));
            insert.executeUpdate();
        }
    }

    /** Stores a changed draft that is locked, and the change that made its revision. */
    void change(Connection connection, Draft draft, String token, String edits) throws SQLException {
        try (var update = connection.prepareStatement("""
                        update draft set name = ?, revision = ?, written = ?, cases = ?, waivers = ?, changed_by = ?, changed_at = ?
                        where id = ?""");
                var insert = connection.prepareStatement("""
                        insert into draft_change (draft_id, revision, token, person_id, changed_at, edits)
                        values (?, ?, ?, ?, ?, ?)""")) {
            update.setString(1, draft.name());
            update.setInt(2, draft.revision());
            update.setString(3, draft.written());
            update.setString(4, draft.cases());
            update.setString(5, draft.waivers());
            update.setString(6, draft.changedBy());
            update.setObject(7, utc(draft.changedAt()));
            update.setString(8, draft.id());
            update.executeUpdate();
            insert.setString(1, draft.id());
            insert.setInt(2, draft.revision());
            insert.setString(3, token);
            insert.setString(4, draft.changedBy());
            insert.setObject(5, utc(draft.changedAt()));
            insert.setString(6, edits);
            insert.executeUpdate();
        }
    }

    /** The revision that a change made, if it was made already. */
    Optional<Integer> made(Connection connection, String draft, String token) throws SQLException {
        try (var query =
                connection.prepareStatement("select revision from draft_change where draft_id = ? and token = ?")) {
            query.setString(1, draft);
            query.setString(2, token);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
            }
        }
    }

    /** The changes after a revision, in their order. */
    List<Change> since(Connection connection, String draft, int revision) throws SQLException {
        try (var query = connection.prepareStatement("""
                select revision, token, person_id, edits from draft_change
                where draft_id = ? and revision > ? order by revision""")) {
            query.setString(1, draft);
            query.setInt(2, revision);
            try (var rows = query.executeQuery()) {
                var changes = new ArrayList<Change>();
                while (rows.next()) {
                    changes.add(new Change(rows.getInt(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
                return changes;
            }
        }
    }

    /** Has a draft stand elsewhere. */
    public void setState(Connection connection, String id, Draft.State state) throws SQLException {
        try (var update = connection.prepareStatement("update draft set state = ? where id = ?")) {
            update.setString(1, state.name());
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    /**
     * Has a draft count as a change of another version than the one it was copied from; what that one has and the draft doesn't shows
     * as a difference.
     *
     * @param version null where there is no such table any more
     */
    public void rebase(Connection connection, String id, @Nullable Integer version) throws SQLException {
        try (var update = connection.prepareStatement("update draft set based_on = ? where id = ?")) {
            update.setObject(1, version);
            update.setString(2, id);
            update.executeUpdate();
        }
    }

    /** Forgets files that were looked at yesterday or before, and never accepted. */
    public void forgetOldReceived(Connection connection) throws SQLException {
        try (var delete = connection.createStatement()) {
            delete.executeUpdate(
                    "delete from draft where state = 'RECEIVED' and created_at < utc_timestamp() - interval 1 day");
        }
    }

    /** Notes that somebody has a draft open, and in which row they write; empty for none in particular. */
    void seen(Connection connection, String draft, String person, String row, Instant now) throws SQLException {
        try (var upsert = connection.prepareStatement("""
                insert into draft_presence (draft_id, person_id, seen_at, row_id) values (?, ?, ?, ?)
                on duplicate key update seen_at = values(seen_at), row_id = values(row_id)""")) {
            upsert.setString(1, draft);
            upsert.setString(2, person);
            upsert.setObject(3, utc(now));
            upsert.setString(4, row);
            upsert.executeUpdate();
        }
    }

    /** Who has a draft open, and in which row they write. */
    List<Presence> present(Connection connection, String draft, Instant since) throws SQLException {
        try (var query = connection.prepareStatement("""
                select person_id, row_id from draft_presence where draft_id = ? and seen_at >= ? order by person_id""")) {
            query.setString(1, draft);
            query.setObject(2, utc(since));
            try (var rows = query.executeQuery()) {
                var present = new ArrayList<Presence>();
                while (rows.next()) {
                    present.add(new Presence(rows.getString(1), rows.getString(2)));
                }
                return present;
            }
        }
    }

    /**
     * Somebody who has a draft open.
     *
     * @param person their id
     * @param row where they write; empty for nowhere in particular
     */
    public record Presence(String person, String row) {}

    private static Draft draft(ResultSet rows) throws SQLException {
        return new Draft(
                rows.getString(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getObject(6, Integer.class),
                Draft.State.valueOf(rows.getString(7)),
                rows.getInt(8),
                rows.getString(9),
                rows.getString(10),
                rows.getString(11),
                rows.getString(12),
                instant(rows, 13),
                rows.getString(14),
                instant(rows, 15));
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
