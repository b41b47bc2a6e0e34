package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to a file, in its order. It tells that a step is done and what was decided, never an income or anything of health. */
@Singleton
public class Timeline {
    private static final int LONGEST_DETAIL = 400;

    private final Clock clock;

    public Timeline(Clock clock) {
        this.clock = clock;
    }

    /**
     * Something that happened.
     *
     * @param personName null where the process did it
     * @param kind the key of a sentence
     * @param detail what that sentence leaves open, possibly empty
     */
    public record Event(Instant at, @Nullable String personName, String kind, String detail) {}

    /**
     * Notes that something happened.
     *
     * @param person the id of who did it; null for the process
     * @param kind the key of a sentence in the messages of the file's kind
     */
    public void add(Connection connection, String caseFile, @Nullable String person, String kind, String detail)
            throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into case_event (case_id, at, person_id, kind, detail) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, caseFile);
            insert.setObject(2, CaseFiles.utc(clock.instant()));
            insert.setString(3, person);
            insert.setString(4, kind);
            insert.setString(5, detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL)));
            insert.executeUpdate();
        }
    }

    /** All that happened to a file, the first first. */
    public List<Event> of(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement("""
                select e.at, p.name, e.kind, e.detail from case_event e left join person p on p.id = e.person_id
                where e.case_id = ? order by e.id""")) {
            query.setString(1, caseFile);
            var events = new ArrayList<Event>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    events.add(new Event(
                            CaseFiles.instant(rows, 1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
            }
            return events;
        }
    }
}
