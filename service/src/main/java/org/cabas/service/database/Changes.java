package org.cabas.service.database;

import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what this and other instances change. A change is announced in the transaction that makes it, under a number that
 * commits in order; every instance reads the feed twice a second and tells who listens.
 */
@Context
public class Changes {

    /** The subject that stands for everything of a topic. */
    public static final String ALL = "*";

    /** Changes read at once; where there are more, they are read at once too. */
    private static final int BATCH = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final Transactions transactions;
    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();
    private long seen = -1;

    public Changes(Transactions transactions) {
        this.transactions = transactions;
    }

    private record Change(long id, String topic, String subject) {}

    /** Has the listener told the subject of every change of a topic, or {@link #ALL}. */
    public void listen(String topic, Consumer<String> listener) {
        listeners.computeIfAbsent(topic, t -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /** Announces a change in the transaction that makes it; the numbering is held until that transaction ends. */
    public void announce(Connection connection, String topic, String subject) throws SQLException {
        try (var next = connection.createStatement();
                var insert = connection.prepareStatement("""
                        insert into change_feed (id, topic, subject, changed_at)
                        select last, ?, ?, ? from change_counter""")) {
            next.executeUpdate("update change_counter set last = last + 1");
            insert.setString(1, topic);
            insert.setString(2, subject);
            insert.setObject(3, LocalDateTime.now(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** Reads what is new and tells it; the period is a quarter of the two seconds that callers are promised. */
    @Scheduled(fixedDelay = "500ms")
    public synchronized void follow() {
        try {
            if (seen < 0) {
                var last = transactions.run(Changes::last);
                // Whatever was read into memory before the feed was followed may be older than the feed's start.
                listeners.keySet().forEach(topic -> tell(topic, ALL));
                seen = last;
                return;
            }
            int read;
            do {
                var news = transactions.run(this::news);
                for (var change : news) {
                    tell(change.topic(), change.subject());
                    seen = change.id();
                }
                read = news.size();
            } while (read == BATCH);
        } catch (DatabaseAway e) {
            LOG.warn("changes can't be followed for now: {}", e.getMessage());
        }
    }

    /** Tells who listens; told again later when the database is away, and only then: no fault of one is to deafen all others. */
    private void tell(String topic, String subject) {
        for (var listener : listeners.getOrDefault(topic, List.of())) {
            try {
                listener.accept(subject);
            } catch (DatabaseAway away) {
                throw away;
            } catch (RuntimeException fault) {
                LOG.error("a change of a {} is not followed", topic, fault);
            }
        }
    }

    private static long last(Connection connection) throws SQLException {
        try (var query = connection.createStatement();
                var rows = query.executeQuery("select last from change_counter")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private List<Change> news(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement(
                "select id, topic, subject from change_feed where id > ? order by id limit " + BATCH)) {
            query.setLong(1, seen);
            var news = new ArrayList<Change>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    news.add(new Change(rows.getLong(1), rows.getString(2), rows.getString(3)));
                }
            }
            return news;
        }
    }
}
