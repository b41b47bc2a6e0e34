package org.cabas.service.ledger;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.cabas.service.database.DatabaseAway;
import org.cabas.service.database.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers the journal of each fund in commit order, chains it by hash, and brings up the balances that purchases leave alone.
 * What was committed when a batch is read is sealed before what commits later; within a batch the order is that of the ids,
 * which for one account is the order of its lock. Any number of instances may run it: a fund's head is locked by one at a time.
 */
@Singleton
public class Sealing {

    /** Lines a transaction; larger ones hold the head longer than they save round trips. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);
    private static final byte[] NOTHING_BEFORE = new byte[32];
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");

    private final Transactions transactions;

    public Sealing(Transactions transactions) {
        this.transactions = transactions;
    }

    private record Head(long sequence, byte[] hash) {}

    private record Unsealed(long id, String content) {}

    /** Seals whatever is not sealed yet, of every fund; safe to call at any moment. */
    @Scheduled(fixedDelay = "250ms")
    public void seal() {
        try {
            for (var fund : transactions.run(Sealing::fundsWithNews)) {
                while (transactions.run(connection -> sealBatch(connection, fund)) == BATCH) {
                    LOG.debug("{}: {} lines sealed", fund, BATCH);
                }
            }
        } catch (DatabaseAway e) {
            LOG.warn("the journal can't be sealed for now: {}", e.getMessage());
        }
    }

    private static List<String> fundsWithNews(Connection connection) throws SQLException {
        try (var query = connection.createStatement();
                var rows = query.executeQuery("""
                        select id from fund
                        where exists (select 1 from journal j where j.fund_id = fund.id and j.sequence is null)""")) {
            var funds = new ArrayList<String>();
            while (rows.next()) {
                funds.add(rows.getString(1));
            }
            return funds;
        }
    }

    private static int sealBatch(Connection connection, String fund) throws SQLException {
        var head = lockHead(connection, fund);
        var balances = new TreeMap<Long, Long>();
        var lines = unsealed(connection, fund, balances);
        if (lines.isEmpty()) {
            return 0;
        }
        var sequence = head.sequence();
        var hash = head.hash();
        try (var update = connection.prepareStatement("update journal set sequence = ?, hash = ? where id = ?")) {
            for (var line : lines) {
                sequence++;
                hash = sha256(HexFormat.of().formatHex(hash) + "|" + sequence + "|" + line.content());
                update.setLong(1, sequence);
                update.setBytes(2, hash);
                update.setLong(3, line.id());
                update.addBatch();
            }
            update.executeBatch();
        }
        bringUp(connection, balances);
        moveHead(connection, fund, sequence, hash);
        return lines.size();
    }

    private static Head lockHead(Connection connection, String fund) throws SQLException {
        try (var insert = connection.prepareStatement(
                        "insert ignore into seal_head (fund_id, sequence, hash) values (?, 0, ?)");
                var query = connection.prepareStatement(
                        "select sequence, hash from seal_head where fund_id = ? for update")) {
            query.setString(1, fund);
            try (var rows = query.executeQuery()) {
                if (rows.next()) {
                    return new Head(rows.getLong(1), rows.getBytes(2));
                }
            }
            insert.setString(1, fund);
            insert.setBytes(2, NOTHING_BEFORE);
            insert.executeUpdate();
            try (var rows = query.executeQuery()) {
                rows.next();
                return new Head(rows.getLong(1), rows.getBytes(2));
            }
        }
    }

    private static List<Unsealed> unsealed(Connection connection, String fund, Map<Long, Long> balances)
            throws SQLException {
        var lines = new ArrayList<Unsealed>();
        try (var query = connection.prepareStatement("""
                select j.id, j.fund_id, j.kind, j.account_id, j.authorization_id, j.operation_id, j.balance_change,
                       j.reserved_change, j.recorded_at, t.debited, t.credited, t.amount
                from (select * from journal where fund_id = ? and sequence is null order by id limit ?) j
                left join transfer t on t.journal_id = j.id
                order by j.id, t.id""")) {
            query.setString(1, fund);
            query.setInt(2, BATCH);
            try (var rows = query.executeQuery()) {
                var id = -1L;
                var content = new StringBuilder();
                while (rows.next()) {
                    if (rows.getLong(1) != id) {
                        close(lines, id, content);
                        id = rows.getLong(1);
                        content.append(content(rows));
                    } else {
                        content.append(',');
                    }
                    if (rows.getObject(10) != null) {
                        content.append(transfer(rows));
                        move(balances, rows, 10, -rows.getLong(12));
                        move(balances, rows, 11, rows.getLong(12));
                    }
                }
                close(lines, id, content);
            }
        }
        return lines;
    }

    /** A household moved its balance itself, and its lock is its own: sealing waits for none. */
    private static void move(Map<Long, Long> balances, ResultSet row, int account, long cents) throws SQLException {
        if (row.getLong(account) != row.getLong(4)) {
            balances.merge(row.getLong(account), cents, Long::sum);
        }
    }

    private static void close(List<Unsealed> lines, long id, StringBuilder content) {
        if (id >= 0) {
            lines.add(new Unsealed(id, content.toString()));
            content.setLength(0);
        }
    }

    /** What a line says, as the checker writes it in SQL. */
    private static String content(ResultSet row) throws SQLException {
        return String.join(
                "|",
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Objects.requireNonNullElse(row.getString(4), ""),
                Objects.requireNonNullElse(row.getString(5), ""),
                Objects.requireNonNullElse(row.getString(6), ""),
                row.getString(7),
                row.getString(8),
                INSTANT.format(row.getObject(9, LocalDateTime.class)),
                "");
    }

    private static String transfer(ResultSet row) throws SQLException {
        return row.getString(10) + ">" + row.getString(11) + ":" + row.getString(12);
    }

    private static void bringUp(Connection connection, Map<Long, Long> balances) throws SQLException {
        try (var update = connection.prepareStatement(
                "update account set balance = balance + ? where id = ? and kind <> 'household'")) {
            for (var change : balances.entrySet()) {
                update.setLong(1, change.getValue());
                update.setLong(2, change.getKey());
                update.addBatch();
            }
            if (!balances.isEmpty()) {
                update.executeBatch();
            }
        }
    }

    private static void moveHead(Connection connection, String fund, long sequence, byte[] hash) throws SQLException {
        try (var update =
                connection.prepareStatement("update seal_head set sequence = ?, hash = ? where fund_id = ?")) {
            update.setLong(1, sequence);
            update.setBytes(2, hash);
            update.setString(3, fund);
            update.executeUpdate();
        }
    }

    private static byte[] sha256(String content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
