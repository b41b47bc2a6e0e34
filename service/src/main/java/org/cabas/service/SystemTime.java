package org.cabas.service;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The clock that decides: UTC, in microseconds, which is what the database keeps. */
@Factory
public class SystemTime {
    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}
