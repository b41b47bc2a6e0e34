package org.cabas.service.followup;

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
import java.util.Map;
import javax.crypto.SecretKey;
import org.cabas.service.database.JsonColumns;
import org.jspecify.annotations.Nullable;

/** What people said and nurses wrote down, sealed by the person's key: one record for each consent, check-up and conversation. */
@Singleton
class HealthRecords {
    /** Longer than any check-up without words: they all have one length. */
    static final int BLOCK = 512;

    private final Clock clock;
    private final JsonColumns json;

    HealthRecords(Clock clock, JsonColumns json) {
        this.clock = clock;
        this.json = json;
    }

    /** What a record is about. */
    enum Kind {
        CONSENT,
        CHECK_UP,
        CONTACT,
        ACTIONS,
        EVALUATION;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A record that could be read.
     *
     * @param checkUp the id of the check-up it belongs to; null for none
     * @param author the name of who wrote it down; null in the demonstration
     * @param words what it says, by name
     */
    record Read(
            Kind kind,
            @Nullable Long checkUp,
            Instant at,
            @Nullable String author,
            Map<String, Object> words) {}

    /** Seals and keeps a record. */
    void add(
            Connection connection,
            SecretKey key,
            String caseFile,
            Kind kind,
            @Nullable Long checkUp,
            @Nullable String person,
            Map<String, Object> words)
            throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into health_record (id, case_id, kind, check_up, at, person, sealed) values (?, ?, ?, ?, ?, ?, ?)")) {
            var id = "hea_" + UlidCreator.getMonotonicUlid().toString().toLowerCase(Locale.ROOT);
            insert.setString(1, id);
            insert.setString(2, caseFile);
            insert.setString(3, kind.name());
            insert.setObject(4, checkUp);
            insert.setObject(5, HealthKeys.utc(clock.instant()));
            insert.setString(6, person);
            insert.setBytes(7, Envelope.seal(key, about(caseFile, kind.code(), id), written(words), BLOCK));
            insert.executeUpdate();
        }
    }

    /** The records of a file that its person's key opens, the first first. */
    List<Read> of(Connection connection, SecretKey key, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement("""
                select r.id, r.kind, r.check_up, r.at, p.name, r.sealed from health_record r left join person p on p.id = r.person
                where r.case_id = ? order by r.id""")) {
            query.setString(1, caseFile);
            var records = new ArrayList<Read>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var kind = Kind.valueOf(rows.getString(2));
                    var plain = Envelope.open(key, about(caseFile, kind.code(), rows.getString(1)), rows.getBytes(6));
                    if (plain.isPresent()) {
                        records.add(new Read(
                                kind,
                                rows.getObject(3, Long.class),
                                rows.getObject(4, java.time.LocalDateTime.class).toInstant(java.time.ZoneOffset.UTC),
                                rows.getString(5),
                                read(plain.get())));
                    }
                }
            }
            return records;
        }
    }

    /** Deletes all records of a file. */
    static void forget(Connection connection, String caseFile) throws SQLException {
        try (var delete = connection.prepareStatement("delete from health_record where case_id = ?")) {
            delete.setString(1, caseFile);
            delete.executeUpdate();
        }
    }

    /** What a sealed thing is bound to: taken to another file, or for something else, it can't be opened. */
    static String about(String caseFile, String kind, String id) {
        return caseFile + "|" + kind + "|" + id;
    }

    byte[] written(Map<String, Object> words) {
        return json.write(words).getBytes(StandardCharsets.UTF_8);
    }

    Map<String, Object> read(byte[] plain) {
        return json.values(new String(plain, StandardCharsets.UTF_8));
    }
}
