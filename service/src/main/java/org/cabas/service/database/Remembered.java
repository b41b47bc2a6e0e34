package org.cabas.service.database;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A bounded memory of rows by key, that forgets a row as soon as a change of it is followed. That there is no such row is
 * remembered too.
 */
public final class Remembered<V> {
    private final LoadingCache<String, Row<V>> rows;
    private final AtomicLong forgotten = new AtomicLong();

    /**
     * A row, or that there is none.
     *
     * @param since how often everything had been forgotten when its reading began
     */
    private record Row<V>(Optional<V> row, long since) {}

    /**
     * @param topic the topic of {@link Changes} whose subjects are this memory's keys
     * @param atMost how many rows are kept; those asked for least recently or least often go first
     * @param read reads one row, on the caller's thread
     */
    public Remembered(Changes changes, String topic, int atMost, Function<String, Optional<V>> read) {
        rows = Caffeine.newBuilder().maximumSize(atMost).build(key -> {
            var since = forgotten.get();
            return new Row<>(read.apply(key), since);
        });
        changes.listen(topic, subject -> {
            if (subject.equals(Changes.ALL)) {
                forgotten.incrementAndGet();
                rows.invalidateAll();
            } else {
                rows.invalidate(subject);
            }
        });
    }

    /** The row of that key, as committed at most two seconds ago. */
    public Optional<V> get(String key) {
        var known = rows.get(key);
        while (known.since() != forgotten.get()) {
            // Its reading was under way when everything was forgotten: the cache doesn't promise to forget it, too.
            rows.asMap().remove(key, known);
            known = rows.get(key);
        }
        return known.row();
    }
}
