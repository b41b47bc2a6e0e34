package org.cabas.service.authorization;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.cabas.service.problem.Problem;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/**
 * One request at a time under one key. A till that sends again while the first try is under way waits for it, and is then given
 * its outcome; past a bound it is told that the first is still in progress. Across instances the key's row does the same.
 */
final class InProgress {

    /** How long a second request waits for the first: longer than any decision takes, shorter than a till waits. */
    private static final int LONGEST_WAIT_SECONDS = 2;

    private final Map<String, CountDownLatch> working = new ConcurrentHashMap<>();

    /** Does the work when nobody else is at work under that key. */
    <T> T alone(String key, Supplier<T> work) {
        var mine = new CountDownLatch(1);
        for (var first = working.putIfAbsent(key, mine); first != null; first = working.putIfAbsent(key, mine)) {
            await(first);
        }
        try {
            return work.get();
        } finally {
            working.remove(key, mine);
            mine.countDown();
        }
    }

    private static void await(CountDownLatch first) {
        try {
            if (first.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemFound(Problem.passing(Kind.IN_PROGRESS, 1));
    }
}
