package org.cabas.service.casefile;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The documents of files, kept in the database as everything about them is. */
@Singleton
class Documents {
    /** 2 MB: a page photographed by a phone, in decimal as phones count; the limit on requests leaves room for the rest of the form. */
    static final int LARGEST = 2_000_000;

    /** More is an archive, not a file. */
    static final int MOST = 40;

    static final int LONGEST_NAME = 120;

    private final Clock clock;

    Documents(Clock clock) {
        this.clock = clock;
    }

    /**
     * A document without its content.
     *
     * @param authorId the id of who added it
     * @param size in bytes
     */
    public record Document(String id, String name, String authorId, String author, Instant at, long size) {
        /** {@code 340 ko}. */
        public String sizeInWords() {
            return CaseWording.say("document.size", Math.max(1, Math.round(size / 1000.0)));
        }
    }

    /** What a document holds. */
    record Content(String name, String mediaType, byte[] bytes) {}

    void add(Connection connection, String caseFile, String person, String name, DocumentType type, byte[] content)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into case_document (id, case_id, name, media_type, content, added_at, added_by)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, "doc_" + UlidCreator.getUlid().toString().toLowerCase(Locale.ROOT));
            insert.setString(2, caseFile);
            insert.setString(3, name);
            insert.setString(4, type.mediaType());
            insert.setBytes(5, content);
            insert.setObject(6, CaseFiles.utc(clock.instant()));
            insert.setString(7, person);
            insert.executeUpdate();
        }
    }

    /** The documents of a file, the last first. */
    List<Document> of(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement("""
                select d.id, d.name, d.added_by, p.name, d.added_at, length(d.content)
                from case_document d join person p on p.id = d.added_by where d.case_id = ? order by d.id desc""")) {
            query.setString(1, caseFile);
            var documents = new ArrayList<Document>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    documents.add(new Document(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            CaseFiles.instant(rows, 5),
                            rows.getLong(6)));
                }
            }
            return documents;
        }
    }

    Optional<Content> content(Connection connection, String caseFile, String id) throws SQLException {
        try (var query = connection.prepareStatement(
                "select name, media_type, content from case_document where id = ? and case_id = ?")) {
            query.setString(1, id);
            query.setString(2, caseFile);
            try (var rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Content(rows.getString(1), rows.getString(2), rows.getBytes(3)))
                        : Optional.empty();
            }
        }
    }

    /** Removes a document of somebody's own; false where it is another's, or gone. */
    boolean remove(Connection connection, String caseFile, String id, String person) throws SQLException {
        try (var delete = connection.prepareStatement(
                "delete from case_document where id = ? and case_id = ? and added_by = ?")) {
            delete.setString(1, id);
            delete.setString(2, caseFile);
            delete.setString(3, person);
            return delete.executeUpdate() == 1;
        }
    }

    /** A name as people see it: without folders and what can't be printed, ending as its content does. */
    static String name(String given, DocumentType type) {
        var base = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{C}", "")
                .replaceAll("[\\s\"]+", " ")
                .strip();
        var point = base.lastIndexOf('.');
        var stem = (point > 0 ? base.substring(0, point) : base).strip();
        var shown = stem.isEmpty() || stem.startsWith(".") ? "document" : stem;
        return shown.substring(0, Math.min(shown.length(), LONGEST_NAME)) + "." + type.extension();
    }
}
