package org.cabas.service.engine;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What could not be done and waits for somebody to look at it: steps that failed too often, and what the engine refused. */
@Singleton
public class Incidents {
    /** More at once is one fault with many faces. */
    private static final int MOST = 200;

    /**
     * A job that is not tried any more by itself.
     *
     * @param key by which {@link Inbox#retry} finds it
     * @param element of the diagram
     * @param since when the engine gave it
     */
    public record Parked(long key, String caseFile, String element, Fault fault, Instant since) {}

    /**
     * Something that the engine would not be told.
     *
     * @param id by which {@link Outbox#sendAgain} finds it
     * @param kind {@code BEGIN}, {@code TELL}, {@code COMPLETE} or {@code CANCEL}
     * @param since when it was to be told
     */
    public record Refused(long id, String caseFile, String kind, Instant since) {}

    /** The jobs that are parked, the oldest first. */
    public List<Parked> parked(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("""
                select job_key, case_id, element, fault, taken_at from engine_job where state = 'PARKED'
                order by taken_at, job_key limit ?""")) {
            query.setInt(1, MOST);
            var parked = new ArrayList<Parked>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    parked.add(new Parked(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            Fault.valueOf(rows.getString(4)),
                            instant(rows.getObject(5, LocalDateTime.class))));
                }
            }
            return parked;
        }
    }

    /** What the engine refused, the oldest first. */
    public List<Refused> refused(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("""
                select id, case_id, kind, created_at from engine_command where state = 'REFUSED' order by id limit ?""")) {
            query.setInt(1, MOST);
            var refused = new ArrayList<Refused>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    refused.add(new Refused(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getString(3),
                            instant(rows.getObject(4, LocalDateTime.class))));
                }
            }
            return refused;
        }
    }

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}
