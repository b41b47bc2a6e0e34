package org.cabas.service.audit;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Writes the audit log. A line is written in the transaction of what it tells, so that neither exists without the other; triggers
 * keep lines from being changed or deleted afterwards, by anyone who is not the owner of the schema.
 */
@Singleton
public class Audit {
    private final Clock clock;

    public Audit(Clock clock) {
        this.clock = clock;
    }

    /** Records a deed in the caller's transaction. */
    public void record(Connection connection, Deed deed) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into audit_log (recorded_at, fund_id, rulebook, person_id, person_name, action, subject, details)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            insert.setString(2, deed.fund());
            insert.setString(3, deed.rulebook());
            insert.setString(4, deed.personId());
            insert.setString(5, deed.personName());
            insert.setString(6, deed.action().name());
            insert.setString(7, deed.subject());
            insert.setString(8, deed.details());
            insert.executeUpdate();
        }
    }
}
