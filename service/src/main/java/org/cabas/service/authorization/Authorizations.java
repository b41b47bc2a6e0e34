package org.cabas.service.authorization;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The recorded authorizations and the operations on them, within a transaction that the caller holds. */
@Singleton
class Authorizations {

    /** What is stored once, when a purchase is decided. */
    record Record(
            Authorization authorization,
            String key,
            String card,
            String merchant,
            String status,
            long requested,
            Instant occurredAt,
            Instant decidedAt,
            @Nullable String rulebook,
            @Nullable Integer policyVersion,
            String request,
            String circumstances) {}

    private static final String COLUMNS = """
            id, gateway_id, fund_id, account_id, merchant_account, approved, captured, released, expired, refunded,
            line_amounts, closed, expires_at""";

    /** Stores a decided purchase. */
    void insert(Connection connection, Record decided) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into authorization (id, gateway_id, idempotency_key, fund_id, account_id, card_id, merchant_id,
                    merchant_account, status, requested, approved, captured, line_amounts, closed, occurred_at,
                    decided_at, expires_at, rulebook, policy_version, request, circumstances)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            var authorization = decided.authorization();
            insert.setString(1, authorization.id());
            insert.setString(2, authorization.gateway());
            insert.setString(3, decided.key());
            insert.setString(4, authorization.fund());
            setLong(insert, 5, authorization.account());
            insert.setString(6, decided.card());
            insert.setString(7, decided.merchant());
            setLong(insert, 8, authorization.merchantAccount());
            insert.setString(9, decided.status());
            insert.setLong(10, decided.requested());
            insert.setLong(11, authorization.approved());
            insert.setLong(12, authorization.captured());
            insert.setString(13, Authorization.joined(authorization.lines()));
            insert.setBoolean(14, authorization.closed());
            insert.setObject(15, utc(decided.occurredAt()));
            insert.setObject(16, utc(decided.decidedAt()));
            insert.setObject(17, authorization.expiresAt() == null ? null : utc(authorization.expiresAt()));
            insert.setString(18, decided.rulebook());
            insert.setObject(19, decided.policyVersion());
            insert.setString(20, decided.request());
            insert.setString(21, decided.circumstances());
            insert.executeUpdate();
        }
    }

    /** The authorization of that id as last committed, or as this transaction sees it under the account's lock. */
    Optional<Authorization> find(Connection connection, String id) throws SQLException {
        try (var query = connection.prepareStatement("select " + COLUMNS + " from authorization where id = ?")) {
            query.setString(1, id);
            try (var rows = query.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        }
    }

    /** The purchase of that authorization, as it was asked. */
    Purchase request(Connection connection, String id) throws SQLException {
        try (var query = connection.prepareStatement("select request from authorization where id = ?")) {
            query.setString(1, id);
            try (var rows = query.executeQuery()) {
                rows.next();
                return Answers.read(rows.getString(1), Purchase.class);
            }
        }
    }

    /** The caller's own key of that authorization. */
    String key(Connection connection, String id) throws SQLException {
        try (var query = connection.prepareStatement("select idempotency_key from authorization where id = ?")) {
            query.setString(1, id);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    /** Ids of reservations that ended before an instant, the earliest first. */
    List<String> expiredBefore(Connection connection, Instant now, int most) throws SQLException {
        try (var query = connection.prepareStatement(
                "select id from authorization where expires_at <= ? order by expires_at limit ?")) {
            query.setObject(1, utc(now));
            query.setInt(2, most);
            var ids = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        }
    }

    /** Stores what became of the money, under the account's lock. */
    void update(Connection connection, Authorization authorization) throws SQLException {
        try (var update = connection.prepareStatement("""
                update authorization set captured = ?, released = ?, expired = ?, refunded = ?, closed = ?, expires_at = ?
                where id = ?""")) {
            update.setLong(1, authorization.captured());
            update.setLong(2, authorization.released());
            update.setLong(3, authorization.expired());
            update.setLong(4, authorization.refunded());
            update.setBoolean(5, authorization.closed());
            update.setObject(6, authorization.expiresAt() == null ? null : utc(authorization.expiresAt()));
            update.setString(7, authorization.id());
            update.executeUpdate();
        }
    }

    /** Stores an operation that was done. */
    void insertOperation(
            Connection connection,
            String id,
            String authorization,
            String kind,
            long amount,
            List<Long> lines,
            Instant at)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into operation (id, authorization_id, kind, amount, line_amounts, recorded_at)
                values (?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, id);
            insert.setString(2, authorization);
            insert.setString(3, kind);
            insert.setLong(4, amount);
            insert.setString(5, Authorization.joined(lines));
            insert.setObject(6, utc(at));
            insert.executeUpdate();
        }
    }

    /** Cents refunded so far, a line. */
    List<Long> refundedLines(Connection connection, Authorization authorization) throws SQLException {
        var sums = new Long[authorization.lines().size()];
        java.util.Arrays.fill(sums, 0L);
        try (var query = connection.prepareStatement(
                "select line_amounts from operation where authorization_id = ? and kind = 'refund'")) {
            query.setString(1, authorization.id());
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var amounts = Authorization.split(rows.getString(1));
                    for (var i = 0; i < sums.length; i++) {
                        sums[i] += amounts.get(i);
                    }
                }
            }
        }
        return List.of(sums);
    }

    private static Authorization read(ResultSet row) throws SQLException {
        var expiresAt = row.getObject(13, LocalDateTime.class);
        return new Authorization(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getObject(4, Long.class),
                row.getObject(5, Long.class),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                Authorization.split(row.getString(11)),
                row.getBoolean(12),
                expiresAt == null ? null : expiresAt.toInstant(ZoneOffset.UTC));
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static void setLong(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value);
        }
    }
}
