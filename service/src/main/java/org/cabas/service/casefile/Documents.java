package org.cabas.service.casefile;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documents of files, kept in the database as everything about them is. */
@Singleton
class Documents {
    /** 2 MB: a page photographed by a phone, in decimal as phones count; the limit on requests leaves room for the rest of the form. */
    static final int LARGEST = 2_000_000;

    /** More is an archive, not a file. */
    static final int MOST = 40;

    static final int LONGEST_NAME = 120;

    private static final String NAME = "document-name";
    private static final String CONTENT = "document";

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

    void add(
            Connection connection,
            CaseKind kind,
            CaseFile file,
            String person,
            String name,
            DocumentType type,
            byte[] content)
            throws SQLException {
        var vault = kind.vault();
        try (var insert = connection.prepareStatement("""
                insert into case_document (id, case_id, name, media_type, content, added_at, added_by, sealed_name)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, "doc_" + UlidCreator.getUlid().toString().toLowerCase(Locale.ROOT));
            insert.setString(2, file.id());
            insert.setString(3, vault.isPresent() ? "" : name);
            insert.setString(4, type.mediaType());
            insert.setBytes(5, vault.isPresent() ? vault.get().seal(connection, file, CONTENT, content) : content);
            insert.setObject(6, CaseFiles.utc(clock.instant()));
            insert.setString(7, person);
            insert.setBytes(
                    8,
                    vault.isPresent()
                            ? vault.get().seal(connection, file, NAME, name.getBytes(StandardCharsets.UTF_8))
                            : null);
            insert.executeUpdate();
        }
    }

    /** The documents of a file, the last first. */
    List<Document> of(Connection connection, CaseKind kind, CaseFile file) throws SQLException {
        try (var query = connection.prepareStatement("""
                select d.id, d.name, d.added_by, p.name, d.added_at, length(d.content), d.sealed_name
                from case_document d join person p on p.id = d.added_by where d.case_id = ? order by d.id desc""")) {
            query.setString(1, file.id());
            var documents = new ArrayList<Document>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    documents.add(new Document(
                            rows.getString(1),
                            name(connection, kind, file, rows.getString(2), rows.getBytes(7)),
                            rows.getString(3),
                            rows.getString(4),
                            CaseFiles.instant(rows, 5),
                            rows.getLong(6)));
                }
            }
            return documents;
        }
    }

    private static String name(
            Connection connection, CaseKind kind, CaseFile file, String name, byte @Nullable [] sealed)
            throws SQLException {
        var vault = kind.vault();
        return sealed == null || vault.isEmpty()
                ? name
                : vault.get()
                        .unseal(connection, file, NAME, sealed)
                        .map(plain -> new String(plain, StandardCharsets.UTF_8))
                        .orElseGet(() -> CaseWording.say("document.unreadable"));
    }

    /** What a document holds; empty where there is none, or nobody can read it any more. */
    Optional<Content> content(Connection connection, CaseKind kind, CaseFile file, String id) throws SQLException {
        try (var query = connection.prepareStatement(
                "select name, media_type, content, sealed_name from case_document where id = ? and case_id = ?")) {
            query.setString(1, id);
            query.setString(2, file.id());
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                var sealed = rows.getBytes(4);
                var name = name(connection, kind, file, rows.getString(1), sealed);
                var type = rows.getString(2);
                var content = rows.getBytes(3);
                var vault = kind.vault();
                return sealed == null || vault.isEmpty()
                        ? Optional.of(new Content(name, type, content))
                        : vault.get()
                                .unseal(connection, file, CONTENT, content)
                                .map(plain -> new Content(name, type, plain));
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
