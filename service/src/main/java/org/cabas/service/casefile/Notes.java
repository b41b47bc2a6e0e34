package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people write down about a file for their colleagues. */
@Singleton
class Notes {
    static final int LONGEST = 4_000;

    private static final String SEALED_AS = "note";

    private final Clock clock;

    Notes(Clock clock) {
        this.clock = clock;
    }

    /** A note, with the name of who wrote it. */
    public record Note(Instant at, String author, String words) {}

    void add(Connection connection, CaseKind kind, CaseFile file, String person, String words) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into case_note (case_id, at, person_id, words, sealed) values (?, ?, ?, ?, ?)")) {
            var vault = kind.vault();
            insert.setString(1, file.id());
            insert.setObject(2, CaseFiles.utc(clock.instant()));
            insert.setString(3, person);
            insert.setString(4, vault.isPresent() ? "" : words);
            insert.setBytes(
                    5,
                    vault.isPresent()
                            ? vault.get().seal(connection, file, SEALED_AS, words.getBytes(StandardCharsets.UTF_8))
                            : null);
            insert.executeUpdate();
        }
    }

    /** The notes of a file, the last first. */
    List<Note> of(Connection connection, CaseKind kind, CaseFile file) throws SQLException {
        try (var query = connection.prepareStatement("""
                select n.at, p.name, n.words, n.sealed from case_note n join person p on p.id = n.person_id
                where n.case_id = ? order by n.id desc""")) {
            query.setString(1, file.id());
            var notes = new ArrayList<Note>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var words = words(connection, kind, file, rows.getString(3), rows.getBytes(4));
                    if (words.isPresent()) {
                        notes.add(new Note(CaseFiles.instant(rows, 1), rows.getString(2), words.get()));
                    }
                }
            }
            return notes;
        }
    }

    private static Optional<String> words(
            Connection connection, CaseKind kind, CaseFile file, String words, byte @Nullable [] sealed)
            throws SQLException {
        var vault = kind.vault();
        return sealed == null || vault.isEmpty()
                ? Optional.of(words)
                : vault.get()
                        .unseal(connection, file, SEALED_AS, sealed)
                        .map(plain -> new String(plain, StandardCharsets.UTF_8));
    }
}
