package org.cabas.service.database;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Optional;
import java.util.function.Function;

/**
 * A bounded memory of rows by key, that forgets a row as soon as a change of it is followed. That there is no such row is
 * remembered too.
 */
public final class Remembered<V> {
    private final LoadingCache<String, Optional<V>> rows;

    /**
     * @param topic the topic of {@link Changes} whose subjects are this memory's keys
     * @param atMost how many rows are kept; those asked for least recently or least often go first
     * @param read reads one row, on the caller's thread
     */
    public Remembered(Changes changes, String topic, int atMost, Function<String, Optional<V>> read) {
        rows = Caffeine.newBuilder().maximumSize(atMost).build(read::apply);
        changes.listen(topic, subject -> {
            if (subject.equals(Changes.ALL)) {
                rows.invalidateAll();
            } else {
                rows.invalidate(subject);
            }
        });
    }

    /** The row of that key, as committed at most two seconds ago. */
    public Optional<V> get(String key) {
        return rows.get(key);
    }
}
