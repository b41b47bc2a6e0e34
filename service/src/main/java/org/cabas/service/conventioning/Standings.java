package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people decided about places: visits, votes, signatures, suspensions, ends. Whoever changes one holds its file's
 * row.
 */
@Singleton
class Standings {
    private final Clock clock;

    Standings(Clock clock) {
        this.clock = clock;
    }

    /**
     * A visit.
     *
     * @param corrected what was found to be otherwise than told, in French; empty for nothing
     */
    public record Visit(LocalDate on, String words, String corrected, String personName) {}

    /**
     * The committee's vote.
     *
     * @param reason to be told to the merchant; empty for none
     */
    public record Vote(LocalDate on, boolean adopted, int yes, int no, int abstentions, String reason) {}

    /** A convention that was signed with this file. */
    public record Signature(String convention, LocalDate on, boolean renewal) {}

    void add(Connection connection, String caseFile) throws SQLException {
        try (var insert = connection.prepareStatement("insert into conventioning (case_id) values (?)")) {
            insert.setString(1, caseFile);
            insert.executeUpdate();
        }
    }

    Standing of(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement("""
                select merchant_id, suspended_at, suspended_why, ended_at, ended_why, last_day
                from conventioning where case_id = ?""")) {
            query.setString(1, caseFile);
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("no conventioning " + caseFile);
                }
                return new Standing(
                        caseFile,
                        rows.getString(1),
                        instant(rows, 2),
                        rows.getString(3),
                        instant(rows, 4),
                        rows.getString(5),
                        rows.getObject(6, LocalDate.class));
            }
        }
    }

    void visited(Connection connection, String caseFile, Visit visit, String person) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into merchant_visit (case_id, visited_on, words, corrected, person_id) values (?, ?, ?, ?, ?)""")) {
            insert.setString(1, caseFile);
            insert.setObject(2, visit.on());
            insert.setString(3, visit.words());
            insert.setString(4, visit.corrected());
            insert.setString(5, person);
            insert.executeUpdate();
        }
    }

    Optional<Visit> visit(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement("""
                select v.visited_on, v.words, v.corrected, p.name from merchant_visit v join person p on p.id = v.person_id
                where v.case_id = ?""")) {
            query.setString(1, caseFile);
            try (var rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Visit(
                                rows.getObject(1, LocalDate.class),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4)))
                        : Optional.empty();
            }
        }
    }

    void voted(Connection connection, String caseFile, Vote vote, String person) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into merchant_vote (case_id, voted_on, adopted, yes, no, abstentions, reason, person_id)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, caseFile);
            insert.setObject(2, vote.on());
            insert.setBoolean(3, vote.adopted());
            insert.setInt(4, vote.yes());
            insert.setInt(5, vote.no());
            insert.setInt(6, vote.abstentions());
            insert.setString(7, vote.reason());
            insert.setString(8, person);
            insert.executeUpdate();
        }
    }

    Optional<Vote> vote(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement(
                "select voted_on, adopted, yes, no, abstentions, reason from merchant_vote where case_id = ?")) {
            query.setString(1, caseFile);
            try (var rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Vote(
                                rows.getObject(1, LocalDate.class),
                                rows.getBoolean(2),
                                rows.getInt(3),
                                rows.getInt(4),
                                rows.getInt(5),
                                rows.getString(6)))
                        : Optional.empty();
            }
        }
    }

    void signed(Connection connection, String caseFile, String merchant, Signature signature, String person)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                        insert into signed_convention (convention_id, case_id, signed_on, renewal, person_id)
                        values (?, ?, ?, ?, ?)""");
                var update =
                        connection.prepareStatement("update conventioning set merchant_id = ? where case_id = ?")) {
            insert.setString(1, signature.convention());
            insert.setString(2, caseFile);
            insert.setObject(3, signature.on());
            insert.setBoolean(4, signature.renewal());
            insert.setString(5, person);
            insert.executeUpdate();
            update.setString(1, merchant);
            update.setString(2, caseFile);
            update.executeUpdate();
        }
    }

    /** Forgets that a convention was signed, which is taken back before it begins; the timeline tells of it. */
    void unsigned(Connection connection, String convention) throws SQLException {
        try (var suspension = connection.prepareStatement("delete from convention_suspension where convention_id = ?");
                var signature = connection.prepareStatement("delete from signed_convention where convention_id = ?")) {
            suspension.setString(1, convention);
            suspension.executeUpdate();
            signature.setString(1, convention);
            signature.executeUpdate();
        }
    }

    List<Signature> signatures(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement("""
                select s.convention_id, s.signed_on, s.renewal from signed_convention s
                join convention c on c.id = s.convention_id where s.case_id = ? order by c.starts_on, c.id""")) {
            query.setString(1, caseFile);
            var all = new ArrayList<Signature>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(new Signature(rows.getString(1), rows.getObject(2, LocalDate.class), rows.getBoolean(3)));
                }
            }
            return all;
        }
    }

    void suspended(Connection connection, String caseFile, List<String> conventions, String why) throws SQLException {
        try (var update = connection.prepareStatement(
                "update conventioning set suspended_at = ?, suspended_why = ? where case_id = ?")) {
            update.setObject(1, utc(clock.instant()));
            update.setString(2, why);
            update.setString(3, caseFile);
            update.executeUpdate();
        }
        for (var convention : conventions) {
            suspendToo(connection, caseFile, convention);
        }
    }

    /** Has a convention that is signed during a suspension be taken up again with the others. */
    void suspendToo(Connection connection, String caseFile, String convention) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into convention_suspension (case_id, convention_id) values (?, ?)")) {
            insert.setString(1, caseFile);
            insert.setString(2, convention);
            insert.executeUpdate();
        }
    }

    /** Notes that a place is taken up again, and gives the conventions that were suspended with it. */
    List<String> resumed(Connection connection, String caseFile) throws SQLException {
        try (var query = connection.prepareStatement(
                        "select convention_id from convention_suspension where case_id = ? order by convention_id");
                var delete = connection.prepareStatement("delete from convention_suspension where case_id = ?");
                var update =
                        connection.prepareStatement("update conventioning set suspended_at = null where case_id = ?")) {
            query.setString(1, caseFile);
            var conventions = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    conventions.add(rows.getString(1));
                }
            }
            delete.setString(1, caseFile);
            delete.executeUpdate();
            update.setString(1, caseFile);
            update.executeUpdate();
            return conventions;
        }
    }

    void ended(Connection connection, String caseFile, LocalDate lastDay, String why) throws SQLException {
        try (var update = connection.prepareStatement(
                "update conventioning set ended_at = ?, ended_why = ?, last_day = ? where case_id = ?")) {
            update.setObject(1, utc(clock.instant()));
            update.setString(2, why);
            update.setObject(3, lastDay);
            update.setString(4, caseFile);
            update.executeUpdate();
        }
    }

    static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        var at = rows.getObject(column, LocalDateTime.class);
        return at == null ? null : at.toInstant(ZoneOffset.UTC);
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
