package org.cabas.service.access;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which roles each person has in each fund. Every method works in the caller's transaction. */
@Singleton
public class Roles {
    private final Clock clock;

    public Roles(Clock clock) {
        this.clock = clock;
    }

    /** A colleague in a fund. */
    public record Colleague(String id, String name, String email, Set<Role> roles) {
        /** The roles in French. */
        public String rolesInWords() {
            return Role.inWords(roles);
        }
    }

    /** A person's places, by the funds' names. */
    public List<Seat> seats(Connection connection, String person) throws SQLException {
        try (var query = connection.prepareStatement("""
                select r.fund_id, f.name, r.role from person_role r join fund f on f.id = r.fund_id
                where r.person_id = ? order by f.name, f.id""")) {
            query.setString(1, person);
            var seats = new ArrayList<Seat>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var fund = rows.getString(1);
                    var roles = EnumSet.of(Role.valueOf(rows.getString(3)));
                    if (!seats.isEmpty() && seats.getLast().fund().equals(fund)) {
                        roles.addAll(seats.removeLast().roles());
                    }
                    seats.add(new Seat(fund, rows.getString(2), roles));
                }
            }
            return seats;
        }
    }

    /** Everyone with a role in a fund, by name. */
    public List<Colleague> colleagues(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement("""
                select p.id, p.name, p.email, r.role from person_role r join person p on p.id = r.person_id
                where r.fund_id = ? order by p.name, p.id""")) {
            query.setString(1, fund);
            var people = new ArrayList<Colleague>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var id = rows.getString(1);
                    var roles = EnumSet.of(Role.valueOf(rows.getString(4)));
                    if (!people.isEmpty() && people.getLast().id().equals(id)) {
                        roles.addAll(people.removeLast().roles());
                    }
                    people.add(new Colleague(id, rows.getString(2), rows.getString(3), roles));
                }
            }
            return people;
        }
    }

    /**
     * The people who hold a right in any fund that decides by a rulebook, each once: with {@link Right#VOTE}, its committee.
     *
     * @return ids and names, by name
     */
    public List<Holder> holders(Connection connection, String rulebook, Right right) throws SQLException {
        try (var query = connection.prepareStatement("""
                select p.id, p.name, r.role from person_role r
                join person p on p.id = r.person_id join fund f on f.id = r.fund_id
                where f.rulebook = ? order by p.name, p.id""")) {
            query.setString(1, rulebook);
            var holders = new ArrayList<Holder>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var holder = new Holder(rows.getString(1), rows.getString(2));
                    if (Role.valueOf(rows.getString(3)).rights().contains(right) && !holders.contains(holder)) {
                        holders.add(holder);
                    }
                }
            }
            return holders;
        }
    }

    /** Someone who may do something. */
    public record Holder(String id, String name) {}

    /** Gives a role; nothing happens where the person has it. */
    public void give(Connection connection, String person, String fund, Role role) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert ignore into person_role (person_id, fund_id, role, given_at) values (?, ?, ?, ?)")) {
            insert.setString(1, person);
            insert.setString(2, fund);
            insert.setString(3, role.name());
            insert.setObject(4, LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** Takes a role; nothing happens where the person does not have it. */
    public void take(Connection connection, String person, String fund, Role role) throws SQLException {
        try (var delete = connection.prepareStatement(
                "delete from person_role where person_id = ? and fund_id = ? and role = ?")) {
            delete.setString(1, person);
            delete.setString(2, fund);
            delete.setString(3, role.name());
            delete.executeUpdate();
        }
    }

    /** Locks the roles of a fund until the transaction ends, so that what is decided about them still holds at its end. */
    public void lock(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement("select id from fund where id = ? for update")) {
            query.setString(1, fund);
            query.executeQuery().close();
        }
    }
}
