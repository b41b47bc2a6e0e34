package org.cabas.service.access;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.cabas.service.database.Transactions;

/**
 * Who is signed in. A session is a random token in a cookie and its hash in the database, so that every instance knows it, none
 * holds a secret to sign with, and ending one ends it everywhere at once.
 */
@Singleton
public class Sessions {
    /** How exactly it is kept when someone was last seen: fine enough for hours, and a reader of pages seldom writes. */
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final Roles roles;
    private final Clock clock;
    private final SessionSettings settings;

    public Sessions(Transactions transactions, Roles roles, Clock clock, SessionSettings settings) {
        this.transactions = transactions;
        this.roles = roles;
        this.clock = clock;
        this.settings = settings;
    }

    /** Begins a session, in the caller's transaction, and gives its token: a new one at each sign-in. */
    public String begin(Connection connection, String person) throws SQLException {
        var token = Tokens.create();
        try (var insert = connection.prepareStatement(
                "insert into session (token_hash, person_id, begun_at, seen_at) values (?, ?, ?, ?)")) {
            var now = utc(clock.instant());
            insert.setBytes(1, Tokens.hash(token));
            insert.setString(2, person);
            insert.setObject(3, now);
            insert.setObject(4, now);
            insert.executeUpdate();
        }
        return token;
    }

    /** The person whose session it is; none where it ended, was never begun or has been idle too long. */
    public Optional<Visitor> visitor(String token) {
        return Tokens.isOne(token) ? transactions.run(connection -> visitor(connection, token)) : Optional.empty();
    }

    /** Ends one session. */
    public void end(Connection connection, String token) throws SQLException {
        try (var delete = connection.prepareStatement("delete from session where token_hash = ?")) {
            delete.setBytes(1, Tokens.hash(token));
            delete.executeUpdate();
        }
    }

    /** Ends all sessions of a person: when the password changes, whoever held one has to know the new one. */
    public void endAll(Connection connection, String person) throws SQLException {
        try (var delete = connection.prepareStatement("delete from session where person_id = ?")) {
            delete.setString(1, person);
            delete.executeUpdate();
        }
    }

    /** Forgets sessions that can't be used any more. */
    @Scheduled(initialDelay = "10m", fixedDelay = "1h")
    void forget() {
        transactions.run(connection -> {
            try (var delete =
                    connection.prepareStatement("delete from session where seen_at < ? or begun_at < ? limit 10000")) {
                var now = clock.instant();
                delete.setObject(1, utc(now.minus(settings.idle())));
                delete.setObject(2, utc(now.minus(settings.longest())));
                return delete.executeUpdate();
            }
        });
    }

    private Optional<Visitor> visitor(Connection connection, String token) throws SQLException {
        var now = clock.instant();
        try (var query = connection.prepareStatement("""
                select p.id, p.name, s.seen_at from session s join person p on p.id = s.person_id
                where s.token_hash = ? and s.seen_at > ? and s.begun_at > ?""")) {
            query.setBytes(1, Tokens.hash(token));
            query.setObject(2, utc(now.minus(settings.idle())));
            query.setObject(3, utc(now.minus(settings.longest())));
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                var id = rows.getString(1);
                if (rows.getObject(3, LocalDateTime.class).isBefore(utc(now.minus(SEEN_EVERY)))) {
                    seen(connection, token, now);
                }
                return Optional.of(new Visitor(id, rows.getString(2), roles.seats(connection, id), new FormKey(token)));
            }
        }
    }

    private static void seen(Connection connection, String token, Instant now) throws SQLException {
        try (var update = connection.prepareStatement("update session set seen_at = ? where token_hash = ?")) {
            update.setObject(1, utc(now));
            update.setBytes(2, Tokens.hash(token));
            update.executeUpdate();
        }
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
