package org.cabas.service.authorization;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cabas.rules.policy.Period;
import org.cabas.rules.purchase.Decision;
import org.cabas.rules.purchase.Decision.Counted;
import org.cabas.rules.purchase.Purse.Used;

/**
 * The counters of ceilings, read and moved under the household's lock. Every use is kept, so that a counter can be recounted;
 * what is released, expired or refunded of a line is given back to the windows of the purchase.
 */
@Singleton
class Ceilings {

    /** What the counters stand at; a counter that was never used is left out. */
    List<Used> read(Connection connection, long account, Collection<Counted> counters) throws SQLException {
        var used = new ArrayList<Used>();
        try (var query = connection.prepareStatement("""
                select used from ceiling_counter
                where account_id = ? and ceiling = ? and period = ? and window_start = ?""")) {
            for (var counter : counters) {
                query.setLong(1, account);
                query.setString(2, counter.ceiling());
                query.setString(3, counter.period().name());
                query.setObject(4, counter.windowStart());
                try (var rows = query.executeQuery()) {
                    if (rows.next()) {
                        used.add(new Used(counter.ceiling(), counter.period(), counter.windowStart(), rows.getLong(1)));
                    }
                }
            }
        }
        return used;
    }

    /** Counts what was approved. */
    void count(Connection connection, long account, String authorization, List<Decision.Line> lines)
            throws SQLException {
        for (var i = 0; i < lines.size(); i++) {
            for (var counter : lines.get(i).ceilings()) {
                move(
                        connection,
                        account,
                        authorization,
                        i,
                        counter,
                        lines.get(i).approved());
            }
        }
    }

    /** Gives back cents of lines to the windows in which they were counted. */
    void giveBack(Connection connection, long account, String authorization, List<Long> lines) throws SQLException {
        record Counting(int line, Counted counter) {}
        var countings = new ArrayList<Counting>();
        try (var query = connection.prepareStatement("""
                select line, ceiling, period, window_start from ceiling_use where authorization_id = ? and amount > 0""")) {
            query.setString(1, authorization);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    countings.add(new Counting(
                            rows.getInt(1),
                            new Counted(
                                    rows.getString(2),
                                    Period.valueOf(rows.getString(3)),
                                    rows.getObject(4, LocalDate.class))));
                }
            }
        }
        for (var counting : countings) {
            var amount = lines.get(counting.line());
            if (amount > 0) {
                move(connection, account, authorization, counting.line(), counting.counter(), -amount);
            }
        }
    }

    private static void move(
            Connection connection, long account, String authorization, int line, Counted counter, long amount)
            throws SQLException {
        try (var use = connection.prepareStatement("""
                        insert into ceiling_use
                            (authorization_id, account_id, ceiling, period, window_start, line, amount)
                        values (?, ?, ?, ?, ?, ?, ?)""");
                var count = connection.prepareStatement("""
                        insert into ceiling_counter (account_id, ceiling, period, window_start, used)
                        values (?, ?, ?, ?, ?) on duplicate key update used = used + ?""")) {
            use.setString(1, authorization);
            use.setLong(2, account);
            use.setString(3, counter.ceiling());
            use.setString(4, counter.period().name());
            use.setObject(5, counter.windowStart());
            use.setInt(6, line);
            use.setLong(7, amount);
            use.executeUpdate();
            count.setLong(1, account);
            count.setString(2, counter.ceiling());
            count.setString(3, counter.period().name());
            count.setObject(4, counter.windowStart());
            count.setLong(5, Math.max(0, amount));
            count.setLong(6, amount);
            count.executeUpdate();
        }
    }
}
