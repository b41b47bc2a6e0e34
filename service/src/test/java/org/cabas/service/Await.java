package org.cabas.service;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must come. */
public final class Await {
    /** Far longer than anything here takes on a busy machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long LOOK_AGAIN_NANOS = 5_000_000;

    private Await() {}

    /** Returns as soon as it holds; a failure that names it when it doesn't come to hold. */
    public static void until(String what, BooleanSupplier holds) {
        until(what, PATIENCE, holds);
    }

    /** The same, for what takes longer than anything else. */
    public static void until(String what, Duration atMost, BooleanSupplier holds) {
        var patience = System.nanoTime() + atMost.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > patience) {
                throw new AssertionError("waited in vain: " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }

    /** Returns as soon as that moment is over. */
    public static void after(Instant moment) {
        until(moment + " is over", () -> Instant.now().isAfter(moment));
    }
}
