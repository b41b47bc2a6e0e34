package org.cabas.service.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How often something that everybody may do is tried from one {@linkplain NetworkAddress place}, counted in one instance. */
public final class TriesFromOnePlace {
    private static final Duration WHILE = Duration.ofHours(1);
    private static final int MOST_PLACES = 100_000;

    private final int most;
    private final Cache<String, AtomicInteger> tries = Caffeine.newBuilder()
            .maximumSize(MOST_PLACES)
            .expireAfterWrite(WHILE)
            .build();

    /** @param most tries within an hour */
    public TriesFromOnePlace(int most) {
        this.most = most;
    }

    /** Counts a try of something in a fund; false where there were too many lately. */
    public boolean mayTry(String fund, String place) {
        return tries.get(fund + " " + place, key -> new AtomicInteger()).incrementAndGet() <= most;
    }
}
