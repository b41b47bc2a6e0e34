package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The places of a fund. Whoever takes one holds the fund's row until the transaction ends, so that two admissions never take the last
 * one. Households that were members before they had a file count like the others.
 */
@Singleton
public class Places {
    private final Standings standings;

    Places(Standings standings) {
        this.standings = standings;
    }

    /**
     * How full a fund is.
     *
     * @param limit how many households may be in at once; null for no limit
     * @param taken how many are
     */
    public record Room(@Nullable Integer limit, int taken) {
        /** What a table is told of a fund without a limit: more than any column holds. */
        private static final int NO_END = 1_000_000;

        /** How many more may come in. */
        public int free() {
            return limit == null ? NO_END : Math.max(0, limit - taken);
        }
    }

    /** How full a fund is, while nobody else takes or frees a place. */
    Room locked(Connection connection, String fund) throws SQLException {
        try (var insert = connection.prepareStatement(
                        "insert into fund_enrollment (fund_id) values (?) on duplicate key update places = places");
                var query = connection.prepareStatement(
                        "select places from fund_enrollment where fund_id = ? for update")) {
            insert.setString(1, fund);
            insert.executeUpdate();
            query.setString(1, fund);
            try (var rows = query.executeQuery()) {
                rows.next();
                return new Room(rows.getObject(1, Integer.class), taken(connection, fund));
            }
        }
    }

    /** How full a fund is, for people to look at. */
    public Room of(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement("select places from fund_enrollment where fund_id = ?")) {
            query.setString(1, fund);
            try (var rows = query.executeQuery()) {
                return new Room(rows.next() ? rows.getObject(1, Integer.class) : null, taken(connection, fund));
            }
        }
    }

    /** Keeps a place for a household; false where none is free, and then nothing changed. */
    boolean keep(Connection connection, String fund, String caseFile) throws SQLException {
        if (locked(connection, fund).free() == 0) {
            return false;
        }
        standings.place(connection, caseFile);
        return true;
    }

    /** Says how many places there are; null for no limit. */
    public void limit(Connection connection, String fund, @Nullable Integer places) throws SQLException {
        locked(connection, fund);
        try (var update = connection.prepareStatement("update fund_enrollment set places = ? where fund_id = ?")) {
            update.setObject(1, places);
            update.setString(2, fund);
            update.executeUpdate();
        }
    }

    private static int taken(Connection connection, String fund) throws SQLException {
        // Transactions read what is committed: whoever holds the fund's row counts all who took a place before.
        try (var query = connection.prepareStatement("""
                select (select count(*) from enrollment where fund_id = ? and has_place)
                  + (select count(distinct h.id) from household h join member m on m.household_id = h.id
                     where h.fund_id = ? and m.status = 'ACTIVE'
                       and not exists (select 1 from enrollment e where e.household_id = h.id))""")) {
            query.setString(1, fund);
            query.setString(2, fund);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
