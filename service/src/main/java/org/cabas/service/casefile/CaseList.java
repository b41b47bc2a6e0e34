package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files of a fund, as lists show them. */
@Singleton
class CaseList {
    static final int OF_A_PAGE = 50;

    /** In which order. */
    enum Sort {
        CHANGED("f.changed_at desc, f.id desc"),
        DUE("coalesce(day, '9999-12-31'), f.changed_at, f.id"),
        OLDEST("f.opened_at, f.id"),
        NAME("f.title, f.id");

        private final String sql;

        Sort(String sql) {
            this.sql = sql;
        }
    }

    /** Looked after by whom. */
    enum Whose {
        ALL,
        MINE,
        NOBODY
    }

    /** Open or closed. */
    enum Life {
        OPEN,
        CLOSED,
        ALL
    }

    /**
     * Which files.
     *
     * @param kinds the ids of processes; those that the asker sees, or one of them
     * @param stage a word of the process; empty for all
     * @param named part of the title, or the number; empty for all
     * @param page the first is 1
     */
    record Choice(
            List<String> kinds,
            String stage,
            Whose whose,
            boolean late,
            Life life,
            String named,
            Sort sort,
            int page) {}

    /**
     * A file of the list.
     *
     * @param day by when its next task is to be done; null for no hurry
     * @param holder the name of who looks after it; null for nobody
     */
    record Entry(
            CaseFile file,
            @Nullable LocalDate day,
            @Nullable String holder) {}

    /** A page of the list, with one entry more where there is another page. */
    List<Entry> page(Connection connection, String fund, String person, LocalDate today, Choice choice)
            throws SQLException {
        var sql = "select " + CaseFiles.COLUMNS + """
                , (select min(coalesce(t.postponed_to, t.due_on)) from task t
                    where t.case_id = f.id and t.state = 'OPEN') day, p.name
                from case_file f left join person p on p.id = f.assigned_to
                where\s""" + where(choice) + " order by " + choice.sort().sql
                + " limit ? offset ?";
        try (var query = connection.prepareStatement(sql)) {
            var at = bind(query, fund, person, today, choice);
            query.setInt(at, OF_A_PAGE + 1);
            query.setInt(at + 1, (choice.page() - 1) * OF_A_PAGE);
            var entries = new ArrayList<Entry>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    entries.add(
                            new Entry(CaseFiles.read(rows), rows.getObject(12, LocalDate.class), rows.getString(13)));
                }
            }
            return entries;
        }
    }

    /** How many there are. */
    long count(Connection connection, String fund, String person, LocalDate today, Choice choice) throws SQLException {
        try (var query = connection.prepareStatement("select count(*) from case_file f where " + where(choice))) {
            bind(query, fund, person, today, choice);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static String where(Choice choice) {
        var where = new StringBuilder("f.fund_id = ? and f.process in ("
                + choice.kinds().stream().map(kind -> "?").collect(Collectors.joining(", ")) + ")");
        if (!choice.stage().isEmpty()) {
            where.append(" and f.stage = ?");
        }
        if (!choice.named().isEmpty()) {
            // An id is ASCII: compared as it is, a name with an accent would be refused.
            where.append(" and (f.title like ? or convert(f.id using utf8mb4) like ?)");
        }
        where.append(
                switch (choice.whose()) {
                    case ALL -> "";
                    case NOBODY -> " and f.assigned_to is null";
                    case MINE ->
                        " and (f.assigned_to = ? or exists (select 1 from task m where m.case_id = f.id and m.state = 'OPEN'"
                                + " and m.assigned_to = ?))";
                });
        if (choice.late()) {
            where.append(" and exists (select 1 from task l where l.case_id = f.id and l.state = 'OPEN'"
                    + " and coalesce(l.postponed_to, l.due_on) < ?)");
        }
        where.append(
                switch (choice.life()) {
                    case OPEN -> " and f.closed_at is null";
                    case CLOSED -> " and f.closed_at is not null";
                    case ALL -> "";
                });
        return where.toString();
    }

    /** Fills in what {@link #where} leaves open; gives the place of the next one. */
    private static int bind(PreparedStatement query, String fund, String person, LocalDate today, Choice choice)
            throws SQLException {
        var at = 1;
        query.setString(at++, fund);
        for (var kind : choice.kinds()) {
            query.setString(at++, kind);
        }
        if (!choice.stage().isEmpty()) {
            query.setString(at++, choice.stage());
        }
        if (!choice.named().isEmpty()) {
            var literal = choice.named().replaceAll("([\\\\%_])", "\\\\$1");
            query.setString(at++, "%" + literal + "%");
            query.setString(at++, "%" + literal.toLowerCase(Locale.ROOT));
        }
        if (choice.whose() == Whose.MINE) {
            query.setString(at++, person);
            query.setString(at++, person);
        }
        if (choice.late()) {
            query.setObject(at++, today);
        }
        return at;
    }
}
