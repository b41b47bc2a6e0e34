package org.cabas.service.authorization.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.purchase;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.cabas.service.Await;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Till.Answer;

/**
 * Customers who buy, have baskets held, captured, given back and cancelled, at several tills at once. Their tills do what
 * gateways are told to do: they send again, under the same key, until there is an answer. They keep a log of their own, which is
 * then held against the database.
 */
final class Customers {
    /** What a till waits before it sends again: much less than it is told to, so as to be a nuisance. */
    private static final long IMPATIENCE_NANOS = 10_000_000;

    private static final int MOST_CENTS = 200;

    private final Supplier<Till> tills;
    private final String merchant;
    private final List<String> cards;
    private final Map<String, Long> spendable = new ConcurrentHashMap<>();
    private final Queue<Logged> log = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Semaphore answers = new Semaphore(0);
    private final AtomicInteger purchases = new AtomicInteger();
    private final AtomicInteger away = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final ExecutorService threads;
    private final List<Future<?>> tasks = new ArrayList<>();
    private volatile boolean open = true;

    /** What a till sent, and the first answer that it saw. */
    private record Logged(String path, String key, Map<String, Object> body, String answer) {}

    /**
     * Opens the tills.
     *
     * @param tills where to go for the next try; may wait until there is somewhere to go
     * @param cards with what each can spend, in cents; more than anybody will
     */
    Customers(int number, Supplier<Till> tills, String merchant, Map<String, Long> cards, Random chance) {
        this.tills = tills;
        this.merchant = merchant;
        this.cards = List.copyOf(cards.keySet());
        this.spendable.putAll(cards);
        this.threads = Executors.newFixedThreadPool(number);
        for (var i = 0; i < number; i++) {
            var mine = new Random(chance.nextLong());
            tasks.add(threads.submit(() -> {
                while (open) {
                    shop(mine);
                }
            }));
        }
    }

    /** Returns when that many more answers have been seen. */
    void awaitAnswers(int more) throws InterruptedException {
        answers.drainPermits();
        if (!answers.tryAcquire(more, Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("no " + more + " answers; " + this + complaints);
        }
    }

    /** Closes the tills, once each has got its last answers. */
    void finish() throws Exception {
        open = false;
        for (var task : tasks) {
            task.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        threads.close();
        System.out.println("  " + this);
    }

    /**
     * Holds the log against what is recorded: no till saw anything that it never must, every acknowledged answer is found again
     * byte for byte, and each card has paid each purchase once.
     */
    void reconcile(Till till) {
        assertThat(complaints).isEmpty();
        assertThat(log).allSatisfy(logged -> {
            var again = till.post(logged.path(), logged.key(), logged.body());
            assertThat(again.body()).isEqualTo(logged.answer());
            assertThat(again.replayed()).isTrue();
        });
        for (var card : cards) {
            assertThat(till.available(card)).as("what the log leaves to spend").isEqualTo(spendable.get(card));
        }
    }

    /** How often a till was told that the database is away. */
    int away() {
        return away.get();
    }

    /** How often a till's connection broke before it had an answer. */
    int lost() {
        return lost.get();
    }

    /** Figures of the burst. */
    @Override
    public String toString() {
        return "%d purchases, %d answers, %d times away, %d connections lost"
                .formatted(purchases.get(), log.size(), away.get(), lost.get());
    }

    private void shop(Random chance) {
        var card = cards.get(chance.nextInt(cards.size()));
        var cents = 2L + chance.nextInt(MOST_CENTS);
        var later = chance.nextInt(3) == 0;
        var body = purchase(card, merchant, cents);
        if (later) {
            body.put("capture", "later");
        }
        var key = Till.key();
        var id = expect("approved", "/v1/authorizations", key, body).path("id").asText();
        purchases.incrementAndGet();
        spend(card, cents);
        switch (chance.nextInt(later ? 5 : 10)) {
            case 0 -> {
                var cancelled = expect("reversed", "/v1/reversals", Till.key(), Map.of("key", key));
                spend(
                        card,
                        -cancelled.path("releasedAmount").asLong()
                                - cancelled.path("refundedAmount").asLong());
            }
            case 1 -> {
                var part = 1 + chance.nextLong(cents - 1);
                if (later) {
                    operate("captured", id, "captures", Map.of("amount", part, "final", true));
                    spend(card, part - cents);
                } else {
                    operate("refunded", id, "refunds", Map.of("amount", part));
                    spend(card, -part);
                }
            }
            case 2 -> {
                if (later) {
                    operate("reversed", id, "reversals", Map.of());
                    spend(card, -cents);
                }
            }
            default -> {
                // what is bought is bought, what is held stays held
            }
        }
    }

    private void operate(String expected, String id, String operation, Map<String, Object> body) {
        expect(expected, "/v1/authorizations/" + id + "/" + operation, Till.key(), body);
    }

    private void spend(String card, long cents) {
        spendable.merge(card, -cents, Long::sum);
    }

    /** Sends until there is an answer. */
    private JsonNode expect(String expected, String path, String key, Map<String, Object> body) {
        while (true) {
            try {
                var answer = tills.get().post(path, key, body);
                if (answer.status() == 201) {
                    log.add(new Logged(path, key, body, answer.body()));
                    answers.release();
                    if (!answer.decision().equals(expected)) {
                        complaints.add("not " + expected + ": " + answer.body());
                    }
                    return answer.json();
                }
                excuse(answer);
            } catch (UncheckedIOException broken) {
                lost.incrementAndGet();
            }
            LockSupport.parkNanos(IMPATIENCE_NANOS);
        }
    }

    /** The only answers besides a decision that a till may meet. */
    private void excuse(Answer answer) {
        var retry = answer.headers().firstValue("Retry-After").isPresent();
        var problem = answer.headers()
                .firstValue("Content-Type")
                .filter("application/problem+json"::equals)
                .isPresent();
        if (answer.status() == 503 && retry && problem) {
            away.incrementAndGet();
        } else if (answer.status() != 409 || !retry || !problem) {
            complaints.add(answer.status() + " " + answer.headers().map() + " " + answer.body());
        }
    }
}
