package org.cabas.service.casefile;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cabas.service.access.FormFields;
import org.cabas.service.database.JsonColumns;

/**
 * What people have typed into forms of tasks and not sent yet: each their own, until the task is done or dropped. That of a
 * confidential file is sealed.
 */
@Singleton
class TaskDrafts {
    /** More than any form of a task asks for. */
    private static final int LONGEST = 50_000;

    private final Clock clock;
    private final JsonColumns json;

    TaskDrafts(Clock clock, JsonColumns json) {
        this.clock = clock;
        this.json = json;
    }

    /** What was typed, and when it was kept. */
    record Kept(FormFields typed, Instant at) {}

    /**
     * Keeps what somebody has typed, in place of what they had typed before.
     *
     * @return false where the task is not open any more, nothing may be written about the file, or it is too much: nothing is kept then
     */
    boolean keep(Connection connection, Cabinet.Open about, long task, FormFields fields) throws SQLException {
        var person = about.visitor().id();
        var vault = about.kind().vault();
        if (vault.isPresent() && vault.get().refusal(connection, about.file()).isPresent()) {
            return false;
        }
        var pairs = new ArrayList<List<String>>();
        for (var field : fields.typed()) {
            pairs.add(List.of(field.name(), field.value()));
        }
        var written = json.write(pairs);
        try (var open = connection.prepareStatement(
                        "select id from task where id = ? and state = 'OPEN' lock in share mode");
                var insert = connection.prepareStatement("""
                        insert into task_draft (task_id, person_id, fields, sealed, saved_at) values (?, ?, ?, ?, ?)
                        on duplicate key update fields = values(fields), sealed = values(sealed),
                            saved_at = values(saved_at)""")) {
            open.setLong(1, task);
            try (var rows = open.executeQuery()) {
                if (!rows.next() || written.length() > LONGEST) {
                    return false;
                }
            }
            insert.setLong(1, task);
            insert.setString(2, person);
            insert.setString(3, vault.isPresent() ? "[]" : written);
            insert.setBytes(
                    4,
                    vault.isPresent()
                            ? vault.get()
                                    .seal(
                                            connection,
                                            about.file(),
                                            sealedAs(task, person),
                                            written.getBytes(StandardCharsets.UTF_8))
                            : null);
            insert.setObject(5, CaseFiles.utc(clock.instant()));
            insert.executeUpdate();
            return true;
        }
    }

    /** What somebody had typed. */
    Optional<Kept> of(Connection connection, Cabinet.Open about, long task) throws SQLException {
        var person = about.visitor().id();
        try (var query = connection.prepareStatement(
                "select fields, saved_at, sealed from task_draft where task_id = ? and person_id = ?")) {
            query.setLong(1, task);
            query.setString(2, person);
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                var at = CaseFiles.instant(rows, 2);
                var vault = about.kind().vault();
                var sealed = rows.getBytes(3);
                var written = vault.isEmpty()
                        ? Optional.of(rows.getString(1))
                        : sealed == null
                                ? Optional.<String>empty()
                                : vault.get()
                                        .unseal(connection, about.file(), sealedAs(task, person), sealed)
                                        .map(plain -> new String(plain, StandardCharsets.UTF_8));
                return written.map(fields -> new Kept(read(fields), at));
            }
        }
    }

    /** Sealed for one task and one person: shown to nobody else, wherever the row is taken. */
    private static String sealedAs(long task, String person) {
        return "draft-" + task + "-" + person;
    }

    /** Forgets what was typed about tasks of a file that are not to be done any more. */
    static void forgetClosed(Connection connection, String caseFile) throws SQLException {
        try (var delete = connection.prepareStatement("""
                delete d from task_draft d join task t on t.id = d.task_id where t.case_id = ? and t.state <> 'OPEN'""")) {
            delete.setString(1, caseFile);
            delete.executeUpdate();
        }
    }

    private FormFields read(String written) {
        return new FormFields(json.read(written, new TypeReference<List<List<String>>>() {}).stream()
                .map(pair -> new FormFields.Field(pair.get(0), pair.get(1)))
                .toList());
    }
}
