package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import javax.crypto.SecretKey;

/** The keys of people who are followed, each their own. Without it nothing that was sealed by it can be read by anyone again. */
@Singleton
class HealthKeys {
    private final MasterKey master;
    private final Clock clock;

    HealthKeys(MasterKey master, Clock clock) {
        this.master = master;
        this.clock = clock;
    }

    /** How a person's key stands. */
    sealed interface Held {

        /** It is here. */
        record Own(SecretKey key) implements Held {}

        /** There is none: they have not consented yet, or took it back. */
        record None() implements Held {}

        /** This service was given no master key, or another one than that which sealed it. */
        record OutOfReach(boolean masterIsSet) implements Held {}
    }

    /** Whether people can be followed at all. */
    boolean isSetUp() {
        return master.isSet();
    }

    /** The key of a member. */
    Held of(Connection connection, String member) throws SQLException {
        try (var query = connection.prepareStatement("select wrapped, master from health_key where member_id = ?")) {
            query.setString(1, member);
            try (var rows = query.executeQuery()) {
                if (!rows.next() || rows.getBytes(1) == null) {
                    return new Held.None();
                }
                if (!master.is(rows.getBytes(2))) {
                    return new Held.OutOfReach(master.isSet());
                }
                return master.unwrap(member, rows.getBytes(1))
                        .<Held>map(Held.Own::new)
                        .orElseGet(() -> new Held.OutOfReach(true));
            }
        }
    }

    /** Makes a member's key, unless there is one. */
    void make(Connection connection, String member) throws SQLException {
        var own = Envelope.random(Envelope.KEY);
        try (var insert = connection.prepareStatement("""
                insert into health_key (member_id, wrapped, master, made_at) values (?, ?, ?, ?)
                on duplicate key update
                    master = if(wrapped is null, values(master), master),
                    made_at = if(wrapped is null, values(made_at), made_at),
                    destroyed_at = if(wrapped is null, null, destroyed_at),
                    wrapped = coalesce(wrapped, values(wrapped))""")) {
            insert.setString(1, member);
            insert.setBytes(2, master.wrap(member, own));
            insert.setBytes(3, master.mark());
            insert.setObject(4, utc(clock.instant()));
            insert.executeUpdate();
        } finally {
            Arrays.fill(own, (byte) 0);
        }
    }

    /** Destroys a member's key: nobody reads again what it sealed, whoever has the master key. */
    void destroy(Connection connection, String member) throws SQLException {
        try (var update = connection.prepareStatement(
                "update health_key set wrapped = null, destroyed_at = coalesce(destroyed_at, ?) where member_id = ?")) {
            update.setObject(1, utc(clock.instant()));
            update.setString(2, member);
            update.executeUpdate();
        }
    }

    static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
