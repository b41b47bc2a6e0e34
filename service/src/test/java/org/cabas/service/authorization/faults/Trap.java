package org.cabas.service.authorization.faults;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.cabas.service.Await;

/** Stops the first statement it is set for at one named point, until the test has done what it wanted at that moment. */
final class Trap implements Mischief {
    private final boolean afterIt;
    private final Predicate<Sent> prey;
    private final AtomicBoolean set = new AtomicBoolean(true);
    private final CompletableFuture<Sent> caught = new CompletableFuture<>();
    private final CompletableFuture<Way> fate = new CompletableFuture<>();

    private Trap(boolean afterIt, Predicate<Sent> prey) {
        this.afterIt = afterIt;
        this.prey = prey;
    }

    /** Stops a statement that the database has not seen yet. */
    static Trap before(Predicate<Sent> prey) {
        return new Trap(false, prey);
    }

    /** Stops the reply of a statement that the database has done. */
    static Trap after(Predicate<Sent> prey) {
        return new Trap(true, prey);
    }

    /** Returns when the statement is there, stopped. */
    void awaitCaught() throws Exception {
        caught.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Lets what was caught go that way. */
    void let(Way way) {
        fate.complete(way);
    }

    @Override
    public Way before(Sent sent) {
        return afterIt ? Way.PASS : spring(sent);
    }

    @Override
    public Way after(Sent sent) {
        return afterIt ? spring(sent) : Way.PASS;
    }

    private Way spring(Sent sent) {
        if (!prey.test(sent) || !set.compareAndSet(true, false)) {
            return Way.PASS;
        }
        caught.complete(sent);
        return fate.join();
    }
}
