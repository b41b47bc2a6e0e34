package org.cabas.service.database;

import java.sql.SQLException;

/** The database did not answer, or not in time: a fault that the caller may retry under the same key, never a refusal. */
public class DatabaseAway extends RuntimeException {
    public DatabaseAway(SQLException cause) {
        super(
                "the database did not do what was asked: error " + cause.getErrorCode() + ", " + cause.getSQLState(),
                cause);
    }
}
