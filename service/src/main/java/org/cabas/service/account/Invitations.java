package org.cabas.service.account;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cabas.service.access.Email;
import org.cabas.service.access.Role;
import org.cabas.service.access.Tokens;
import org.jspecify.annotations.Nullable;

/** The invitations that are open. Every method works in the caller's transaction. */
@Singleton
class Invitations {
    /** Long enough for someone who opens their mail once a week. */
    static final Duration AGE = Duration.ofDays(10);

    private static final String OPEN = " i.accepted_at is null and i.withdrawn_at is null and i.expires_at > ? ";
    private static final String SELECT = """
            select i.id, i.fund_id, f.name, i.person_id, i.email, i.name, i.roles, i.expires_at
            from invitation i join fund f on f.id = i.fund_id where""" + OPEN;

    private final Clock clock;

    Invitations(Clock clock) {
        this.clock = clock;
    }

    /**
     * Adds an invitation and gives its token, which can't be had again.
     *
     * @param person whose password it renews; null to join
     * @param by who invites; null for the operator of the machine
     */
    String add(
            Connection connection,
            String fund,
            @Nullable String person,
            Email email,
            String name,
            Collection<Role> roles,
            @Nullable String by)
            throws SQLException {
        var token = Tokens.create();
        try (var insert = connection.prepareStatement("""
                insert into invitation (id, token_hash, fund_id, person_id, email, name, roles, invited_by, invited_at,
                    expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            var now = clock.instant();
            insert.setString(
                    1, "inv_" + UlidCreator.getMonotonicUlid().toString().toLowerCase(Locale.ROOT));
            insert.setBytes(2, Tokens.hash(token));
            insert.setString(3, fund);
            insert.setString(4, person);
            insert.setString(5, email.address());
            insert.setString(6, name);
            insert.setString(7, roles.stream().sorted().map(Role::name).collect(Collectors.joining(" ")));
            insert.setString(8, by);
            insert.setObject(9, utc(now));
            insert.setObject(10, utc(now.plus(AGE)));
            insert.executeUpdate();
        }
        return token;
    }

    /** The open invitation of a token, locked until the transaction ends, so that it is accepted once. */
    Optional<Invitation> byToken(Connection connection, String token) throws SQLException {
        if (!Tokens.isOne(token)) {
            return Optional.empty();
        }
        try (var query = connection.prepareStatement(SELECT + "and i.token_hash = ? for update")) {
            query.setObject(1, utc(clock.instant()));
            query.setBytes(2, Tokens.hash(token));
            return read(query).stream().findFirst();
        }
    }

    /** The open invitations of a fund, the last to expire first. */
    List<Invitation> of(Connection connection, String fund) throws SQLException {
        try (var query = connection.prepareStatement(SELECT + "and i.fund_id = ? order by i.expires_at desc")) {
            query.setObject(1, utc(clock.instant()));
            query.setString(2, fund);
            return read(query);
        }
    }

    /** An open invitation of a fund. */
    Optional<Invitation> byId(Connection connection, String fund, String id) throws SQLException {
        try (var query = connection.prepareStatement(SELECT + "and i.fund_id = ? and i.id = ? for update")) {
            query.setObject(1, utc(clock.instant()));
            query.setString(2, fund);
            query.setString(3, id);
            return read(query).stream().findFirst();
        }
    }

    /** Marks it accepted. */
    void accept(Connection connection, Invitation invitation) throws SQLException {
        mark(connection, invitation, "accepted_at");
    }

    /** Marks it withdrawn. */
    void withdraw(Connection connection, Invitation invitation) throws SQLException {
        mark(connection, invitation, "withdrawn_at");
    }

    private void mark(Connection connection, Invitation invitation, String column) throws SQLException {
        try (var update = connection.prepareStatement("update invitation set " + column + " = ? where id = ?")) {
            update.setObject(1, utc(clock.instant()));
            update.setString(2, invitation.id());
            update.executeUpdate();
        }
    }

    private static List<Invitation> read(PreparedStatement query) throws SQLException {
        var found = new ArrayList<Invitation>();
        try (var rows = query.executeQuery()) {
            while (rows.next()) {
                found.add(new Invitation(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getString(4),
                        new Email(rows.getString(5)),
                        rows.getString(6),
                        Arrays.stream(rows.getString(7).split(" "))
                                .filter(role -> !role.isBlank())
                                .map(Role::valueOf)
                                .collect(Collectors.toSet()),
                        rows.getObject(8, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
            }
        }
        return found;
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
