package org.cabas.service.audit;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.database.Transactions;
import org.jspecify.annotations.Nullable;

/** Reads the audit log of a fund: what was done in it, and to the tables that it decides by. */
@Singleton
public class Journal {
    private static final String SELECT = """
            select a.id, a.recorded_at, a.person_id, a.person_name, a.action, a.subject, a.details
            from audit_log a join fund f on f.id = ?
            where (a.fund_id = f.id or a.fund_id is null and a.rulebook = f.rulebook)""";

    private final Transactions transactions;

    public Journal(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * A line.
     *
     * @param id its number, which only grows
     * @param person who; null where the service acted by itself
     */
    public record Line(
            long id,
            Instant at,
            @Nullable String personId,
            @Nullable String person,
            Action action,
            String subject,
            String details) {

        /** What was done, in one sentence. */
        public String sentence() {
            var who = person == null ? "Cabas" : person;
            return who + " " + action.words() + (subject.isEmpty() ? "" : " " + subject) + ".";
        }
    }

    /**
     * Which lines; whatever is null does not choose.
     *
     * @param from the first day, in the fund's zone
     * @param to the last day
     * @param before only lines with a smaller number: the next page
     */
    public record Choice(
            @Nullable Action action,
            @Nullable String person,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Long before) {
        /** Every line. */
        public static final Choice ALL = new Choice(null, null, null, null, null);
    }

    /** Someone who did something. */
    public record Actor(String id, String name) {}

    /** The lines of a fund, the newest first. */
    public List<Line> lines(String fund, Choice choice, int most) {
        return transactions.run(connection -> lines(connection, fund, choice, most));
    }

    /** Everyone who did something in a fund, by the name they had last. */
    public List<Actor> actors(String fund) {
        return transactions.run(connection -> {
            try (var query = connection.prepareStatement("""
                    select a.person_id, substring_index(group_concat(a.person_name order by a.id desc separator '\n'), '\n', 1) as last
                    from audit_log a join fund f on f.id = ?
                    where (a.fund_id = f.id or a.fund_id is null and a.rulebook = f.rulebook) and a.person_id is not null
                    group by a.person_id order by last, a.person_id""")) {
                query.setString(1, fund);
                try (var rows = query.executeQuery()) {
                    var actors = new ArrayList<Actor>();
                    while (rows.next()) {
                        actors.add(new Actor(rows.getString(1), rows.getString(2)));
                    }
                    return actors;
                }
            }
        });
    }

    /** The zone in which a fund's days begin and end. */
    public ZoneId zone(String fund) {
        return transactions.run(connection -> zone(connection, fund));
    }

    private static ZoneId zone(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement("select time_zone from fund where id = ?")) {
            query.setString(1, fund);
            try (var rows = query.executeQuery()) {
                return rows.next() ? ZoneId.of(rows.getString(1)) : ZoneOffset.UTC;
            }
        }
    }

    private static List<Line> lines(Connection connection, String fund, Choice choice, int most) throws SQLException {
        var zone = zone(connection, fund);
        var sql = new StringBuilder(SELECT);
        var values = new ArrayList<Object>(List.of(fund));
        add(
                sql,
                values,
                " and a.action = ?",
                choice.action() == null ? null : choice.action().name());
        add(sql, values, " and a.person_id = ?", choice.person());
        add(sql, values, " and a.recorded_at >= ?", begin(choice.from(), zone));
        add(
                sql,
                values,
                " and a.recorded_at < ?",
                choice.to() == null ? null : begin(choice.to().plusDays(1), zone));
        add(sql, values, " and a.id < ?", choice.before());
        sql.append(" order by a.id desc limit ").append(most);
        try (var query = connection.prepareStatement(sql.toString())) {
            for (var i = 0; i < values.size(); i++) {
                query.setObject(i + 1, values.get(i));
            }
            try (var rows = query.executeQuery()) {
                var lines = new ArrayList<Line>();
                while (rows.next()) {
                    lines.add(line(rows));
                }
                return lines;
            }
        }
    }

    private static void add(StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(condition);
            values.add(value);
        }
    }

    private static @Nullable LocalDateTime begin(@Nullable LocalDate day, ZoneId zone) {
        return day == null
                ? null
                : LocalDateTime.ofInstant(day.atStartOfDay(zone).toInstant(), ZoneOffset.UTC);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong(1),
                row.getObject(2, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getString(3),
                row.getString(4),
                Action.valueOf(row.getString(5)),
                row.getString(6),
                row.getString(7));
    }
}
