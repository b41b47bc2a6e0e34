package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import org.cabas.service.ledger.AccountKind;

/** How many months of allocations a fund's treasury covers, as the ledger tells; what it can't tell is unknown. */
@Singleton
class Treasury {
    /** What was allocated lately: a month, however long. */
    private static final Duration A_MONTH = Duration.ofDays(31);

    private final Clock clock;

    Treasury(Clock clock) {
        this.clock = clock;
    }

    /** Whole months; empty for a fund that allocated nothing in the last month. */
    OptionalInt months(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement("""
                select a.balance, coalesce(sum(t.amount), 0) from account a
                left join transfer t on t.debited = a.id and t.kind = 'allocated'
                  and exists (select 1 from journal j where j.id = t.journal_id and j.recorded_at >= ?)
                where a.fund_id = ? and a.kind = ? and a.owner = '' group by a.id, a.balance""")) {
            query.setObject(1, Standings.utc(clock.instant().minus(A_MONTH)));
            query.setString(2, fund);
            query.setString(3, AccountKind.TREASURY.code());
            try (var rows = query.executeQuery()) {
                if (!rows.next() || rows.getLong(2) == 0) {
                    return OptionalInt.empty();
                }
                return OptionalInt.of(Math.toIntExact(Math.max(0, rows.getLong(1)) / rows.getLong(2)));
            }
        }
    }

    /** Cents that the treasury holds, as last sealed. */
    long balance(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement(
                "select balance from account where fund_id = ? and kind = ? and owner = ''")) {
            query.setString(1, fund);
            query.setString(2, AccountKind.TREASURY.code());
            try (var rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }
}
