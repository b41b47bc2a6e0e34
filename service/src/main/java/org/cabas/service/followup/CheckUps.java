package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The check-ups of follow-ups, kept and missed. */
@Singleton
class CheckUps {

    /** Adds one, and gives it with its id. */
    CheckUp add(Connection connection, String caseFile, CheckUp added) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into check_up (case_id, month, held_on, came, next_month, next_on, has_actions) values (?, ?, ?, ?, ?, ?, ?)",
                Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, caseFile);
            insert.setInt(2, added.month());
            insert.setObject(3, added.heldOn());
            insert.setBoolean(4, added.came());
            insert.setObject(5, added.nextMonth());
            insert.setObject(6, added.nextOn());
            insert.setBoolean(7, added.hasActions());
            insert.executeUpdate();
            try (var keys = insert.getGeneratedKeys()) {
                keys.next();
                return new CheckUp(
                        keys.getLong(1),
                        added.month(),
                        added.heldOn(),
                        added.came(),
                        added.nextMonth(),
                        added.nextOn(),
                        added.hasActions());
            }
        }
    }

    /** Those of a file, the first first. */
    List<CheckUp> of(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement("""
                select id, month, held_on, came, next_month, next_on, has_actions from check_up where case_id = ? order by id""")) {
            query.setString(1, caseFile);
            var found = new ArrayList<CheckUp>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(new CheckUp(
                            rows.getLong(1),
                            rows.getInt(2),
                            rows.getObject(3, LocalDate.class),
                            rows.getBoolean(4),
                            rows.getObject(5, Integer.class),
                            rows.getObject(6, LocalDate.class),
                            rows.getBoolean(7)));
                }
            }
            return found;
        }
    }

    /** The last one to which the person came; empty where they never did. */
    Optional<CheckUp> lastKept(Connection connection, String caseFile) throws SQLException {
        return of(connection, caseFile).reversed().stream()
                .filter(CheckUp::came)
                .findFirst();
    }

    /** Deletes all of a file; their records are gone before. */
    static void forget(Connection connection, String caseFile) throws SQLException {
        try (var delete = connection.prepareStatement("delete from check_up where case_id = ?")) {
            delete.setString(1, caseFile);
            delete.executeUpdate();
        }
    }
}
