package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.cabas.service.access.Tokens;

/** The secret addresses at which calendars ask for somebody's tasks: one of each person in each fund, until it is withdrawn. */
@Singleton
class CalendarLinks {
    private final Clock clock;

    CalendarLinks(Clock clock) {
        this.clock = clock;
    }

    /** Whose calendar of which fund an address is. */
    record Owner(String person, String fund) {}

    /** Makes a new address, and the one before worthless; gives what stands in it, which is stored nowhere. */
    String create(Connection connection, String person, String fund) throws SQLException {
        var token = Tokens.create();
        try (var insert = connection.prepareStatement("""
                insert into calendar_link (person_id, fund_id, token_hash, created_at) values (?, ?, ?, ?)
                on duplicate key update token_hash = values(token_hash), created_at = values(created_at)""")) {
            insert.setString(1, person);
            insert.setString(2, fund);
            insert.setBytes(3, Tokens.hash(token));
            insert.setObject(4, CaseFiles.utc(clock.instant()));
            insert.executeUpdate();
        }
        return token;
    }

    /** Withdraws the address of somebody; false where there was none. */
    boolean withdraw(Connection connection, String person, String fund) throws SQLException {
        try (var delete =
                connection.prepareStatement("delete from calendar_link where person_id = ? and fund_id = ?")) {
            delete.setString(1, person);
            delete.setString(2, fund);
            return delete.executeUpdate() == 1;
        }
    }

    /** Whether somebody has an address. */
    boolean has(Connection connection, String person, String fund) throws SQLException {
        try (var query =
                connection.prepareStatement("select 1 from calendar_link where person_id = ? and fund_id = ?")) {
            query.setString(1, person);
            query.setString(2, fund);
            try (var rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Whose address it is; empty for one that was withdrawn, or never given. */
    Optional<Owner> owner(Connection connection, String token) throws SQLException {
        if (!Tokens.isOne(token)) {
            return Optional.empty();
        }
        try (var query =
                connection.prepareStatement("select person_id, fund_id from calendar_link where token_hash = ?")) {
            query.setBytes(1, Tokens.hash(token));
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(new Owner(rows.getString(1), rows.getString(2))) : Optional.empty();
            }
        }
    }
}
