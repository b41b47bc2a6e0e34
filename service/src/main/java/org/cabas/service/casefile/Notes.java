package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What people write down about a file for their colleagues. */
@Singleton
class Notes {
    static final int LONGEST = 4_000;

    private final Clock clock;

    Notes(Clock clock) {
        this.clock = clock;
    }

    /** A note, with the name of who wrote it. */
    public record Note(Instant at, String author, String words) {}

    void add(Connection connection, String caseFile, String person, String words) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into case_note (case_id, at, person_id, words) values (?, ?, ?, ?)")) {
            insert.setString(1, caseFile);
            insert.setObject(2, CaseFiles.utc(clock.instant()));
            insert.setString(3, person);
            insert.setString(4, words);
            insert.executeUpdate();
        }
    }

    /** The notes of a file, the last first. */
    List<Note> of(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement("""
                select n.at, p.name, n.words from case_note n join person p on p.id = n.person_id
                where n.case_id = ? order by n.id desc""")) {
            query.setString(1, caseFile);
            var notes = new ArrayList<Note>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    notes.add(new Note(CaseFiles.instant(rows, 1), rows.getString(2), rows.getString(3)));
                }
            }
            return notes;
        }
    }
}
