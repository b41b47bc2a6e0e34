package org.cabas.service.ledger;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and the journal, within a transaction that the caller holds. Only a household's balance moves with its transfers;
 * the balances of treasuries and merchants, which every purchase of a market touches, are brought up when the journal is sealed.
 */
@Singleton
public class Ledger {

    /**
     * An account as it stands, locked.
     *
     * @param balance cents
     * @param reserved cents of it that are held
     * @param at the database's clock when it stood so
     */
    public record Standing(long account, long balance, long reserved, LocalDateTime at) {
        /** Cents that can be spent. */
        public long available() {
            return balance - reserved;
        }
    }

    /** A write that would have spent more than there is: the caller decided on figures that it had not locked. */
    public static final class Overspent extends IllegalStateException {
        Overspent(long account) {
            super("account " + account + " has not that much");
        }
    }

    /** Locks an account until the transaction ends; whatever concerns a household takes this lock first. */
    public Standing lock(Connection connection, long account) throws SQLException {
        return standing(
                connection, "select balance, reserved, sysdate(6) from account where id = ? for update", account);
    }

    /** An account as last committed. */
    public Standing read(Connection connection, long account) throws SQLException {
        return standing(connection, "select balance, reserved, sysdate(6) from account where id = ?", account);
    }

    private static Standing standing(Connection connection, String sql, long account) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setLong(1, account);
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("no account " + account);
                }
                return new Standing(account, rows.getLong(1), rows.getLong(2), rows.getObject(3, LocalDateTime.class));
            }
        }
    }

    /** The account of that owner, opened if need be. */
    public long open(Connection connection, String fund, AccountKind kind, String owner) throws SQLException {
        var found = find(connection, fund, kind, owner);
        if (found.isPresent()) {
            return found.get();
        }
        try (var insert =
                connection.prepareStatement("insert ignore into account (fund_id, kind, owner) values (?, ?, ?)")) {
            insert.setString(1, fund);
            insert.setString(2, kind.code());
            insert.setString(3, owner);
            insert.executeUpdate();
        }
        return find(connection, fund, kind, owner).orElseThrow();
    }

    private static Optional<Long> find(Connection connection, String fund, AccountKind kind, String owner)
            throws SQLException {
        try (var query =
                connection.prepareStatement("select id from account where fund_id = ? and kind = ? and owner = ?")) {
            query.setString(1, fund);
            query.setString(2, kind.code());
            query.setString(3, owner);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
            }
        }
    }

    /** Writes a change of state with its transfers; {@link Overspent} rather than spend what is not there. */
    public void write(Connection connection, JournalLine line) throws SQLException {
        var journal = insert(connection, line);
        for (var transfer : line.transfers()) {
            try (var insert = connection.prepareStatement("""
                    insert into transfer (journal_id, fund_id, kind, debited, credited, amount)
                    values (?, ?, ?, ?, ?, ?)""")) {
                insert.setLong(1, journal);
                insert.setString(2, line.fund());
                insert.setString(3, line.kind().code());
                insert.setLong(4, transfer.debited());
                insert.setLong(5, transfer.credited());
                insert.setLong(6, transfer.amount());
                insert.executeUpdate();
            }
        }
        if (line.account() != null && (line.balanceChange() != 0 || line.reservedChange() != 0)) {
            change(connection, line.account(), line.balanceChange(), line.reservedChange());
        }
    }

    private static long insert(Connection connection, JournalLine line) throws SQLException {
        try (var insert = connection.prepareStatement("""
                        insert into journal (fund_id, kind, account_id, authorization_id, operation_id,
                            balance_change, reserved_change, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, line.fund());
            insert.setString(2, line.kind().code());
            setLong(insert, 3, line.account());
            insert.setString(4, line.authorization());
            insert.setString(5, line.operation());
            insert.setLong(6, line.balanceChange());
            insert.setLong(7, line.reservedChange());
            insert.setObject(8, LocalDateTime.ofInstant(line.recordedAt(), ZoneOffset.UTC));
            insert.executeUpdate();
            try (var keys = insert.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    private static void change(Connection connection, long account, long balance, long reserved) throws SQLException {
        try (var update = connection.prepareStatement("""
                update account set balance = balance + ?, reserved = reserved + ?
                where id = ? and reserved + ? >= 0 and balance + ? >= reserved + ?""")) {
            update.setLong(1, balance);
            update.setLong(2, reserved);
            update.setLong(3, account);
            update.setLong(4, reserved);
            update.setLong(5, balance);
            update.setLong(6, reserved);
            if (update.executeUpdate() != 1) {
                throw new Overspent(account);
            }
        }
    }

    private static void setLong(java.sql.PreparedStatement statement, int index, @Nullable Long value)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value);
        }
    }
}
