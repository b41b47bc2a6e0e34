package org.cabas.service.access;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** The people who have an account. Every method works in the caller's transaction. */
@Singleton
public class Persons {
    /** Of a name; longer ones break every list. */
    public static final int LONGEST_NAME = 120;

    private static final String SELECT = "select id, email, name, password_hash from person where ";

    private final Clock clock;

    public Persons(Clock clock) {
        this.clock = clock;
    }

    /**
     * Someone with an account.
     *
     * @param passwordHash see {@link Passwords}
     */
    public record Person(String id, Email email, String name, String passwordHash) {
        @Override
        public String toString() {
            return "Person[" + id + "]";
        }
    }

    /** Someone by what they sign in with. */
    public Optional<Person> byEmail(Connection connection, Email email) throws SQLException {
        try (var query = connection.prepareStatement(SELECT + "email = ?")) {
            query.setString(1, email.address());
            return read(query);
        }
    }

    /** Someone by id. */
    public Optional<Person> byId(Connection connection, String id) throws SQLException {
        try (var query = connection.prepareStatement(SELECT + "id = ?")) {
            query.setString(1, id);
            return read(query);
        }
    }

    /** Adds someone; the address is nobody's yet. */
    public Person add(Connection connection, Email email, String name, String passwordHash) throws SQLException {
        var id = "per_" + UlidCreator.getMonotonicUlid().toString().toLowerCase(Locale.ROOT);
        try (var insert = connection.prepareStatement("""
                insert into person (id, email, name, password_hash, password_set_at, created_at)
                values (?, ?, ?, ?, ?, ?)""")) {
            insert.setString(1, id);
            insert.setString(2, email.address());
            insert.setString(3, name);
            insert.setString(4, passwordHash);
            insert.setObject(5, now());
            insert.setObject(6, now());
            insert.executeUpdate();
        }
        return new Person(id, email, name, passwordHash);
    }

    /** Changes a password. */
    public void setPassword(Connection connection, String id, String passwordHash) throws SQLException {
        try (var update =
                connection.prepareStatement("update person set password_hash = ?, password_set_at = ? where id = ?")) {
            update.setString(1, passwordHash);
            update.setObject(2, now());
            update.setString(3, id);
            update.executeUpdate();
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static Optional<Person> read(PreparedStatement query) throws SQLException {
        try (var rows = query.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Person(
                            rows.getString(1), new Email(rows.getString(2)), rows.getString(3), rows.getString(4)))
                    : Optional.empty();
        }
    }
}
