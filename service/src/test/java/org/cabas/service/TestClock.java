package org.cabas.service;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The service's clock in a context that asks for it: it runs with the machine's until a test stops it or moves it. */
@Singleton
@Replaces(value = Clock.class, factory = SystemTime.class)
@Requires(property = TestClock.ASKED_FOR)
public final class TestClock extends Clock {
    public static final String ASKED_FOR = "cabas.test.clock";

    private Duration ahead = Duration.ZERO;
    private @Nullable Instant stoppedAt;
    private int readings;
    private Duration jump = Duration.ZERO;

    /** Stops the clock at an instant. */
    public synchronized void stopAt(Instant instant) {
        stoppedAt = instant;
    }

    /** Moves the clock, stopped or not. */
    public synchronized void goOn(Duration by) {
        if (stoppedAt == null) {
            ahead = ahead.plus(by);
        } else {
            stoppedAt = stoppedAt.plus(by);
        }
    }

    /** Moves the clock after so many readings from now on by whoever answers requests. */
    public synchronized void jumpAfter(int readings, Duration by) {
        this.readings = readings;
        this.jump = by;
    }

    /** Has the clock run with the machine's again. */
    public synchronized void runAsUsual() {
        ahead = Duration.ZERO;
        stoppedAt = null;
        readings = 0;
    }

    @Override
    public synchronized Instant instant() {
        var now = (stoppedAt == null ? Instant.now().plus(ahead) : stoppedAt).truncatedTo(ChronoUnit.MICROS);
        if (readings > 0 && !Thread.currentThread().getName().startsWith("scheduled") && --readings == 0) {
            goOn(jump);
        }
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("instants have no zone");
    }
}
