package org.cabas.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.cabas.service.OnTestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangesTest implements OnTestDatabase {
    @Inject
    Changes changes;

    @Inject
    Transactions transactions;

    @Test
    void of_two_changes_at_once_the_second_waits_for_the_first_so_that_no_reader_passes_one_over() throws Exception {
        var heard = listen("order");
        changes.follow();
        var mayCommit = new CompletableFuture<Void>();
        var announced = new CompletableFuture<Void>();
        var first = CompletableFuture.supplyAsync(() -> transactions.run(connection -> {
            changes.announce(connection, "order", "first");
            announced.complete(null);
            return mayCommit.join();
        }));
        announced.get(30, TimeUnit.SECONDS);

        var second = CompletableFuture.runAsync(() -> announce("order", "second"));
        assertThatThrownBy(() -> second.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        changes.follow();
        mayCommit.complete(null);
        first.get(30, TimeUnit.SECONDS);
        second.get(30, TimeUnit.SECONDS);
        changes.follow();

        assertThat(heard).containsExactly("first", "second");
    }

    @Test
    void a_change_is_told_again_when_the_database_was_away_for_who_listens() {
        var away = new AtomicBoolean(true);
        var heard = new ConcurrentLinkedQueue<String>();
        changes.follow();
        changes.listen("again", subject -> {
            if (away.getAndSet(false)) {
                throw new DatabaseAway(new SQLException("away"));
            }
            heard.add(subject);
        });

        announce("again", "it");
        changes.follow();
        changes.follow();

        assertThat(heard).containsExactly("it");
    }

    @Test
    void a_listener_that_fails_keeps_nobody_from_hearing_of_other_changes() {
        changes.follow();
        changes.listen("broken", subject -> {
            throw new IllegalStateException("can't be followed");
        });
        var heard = listen("sound");

        announce("broken", "it");
        announce("sound", "it");
        changes.follow();

        assertThat(heard).containsExactly("it");
    }

    @Test
    void what_was_being_read_when_everything_changed_is_read_again() throws Exception {
        var reading = new CompletableFuture<Void>();
        var mayGoOn = new CompletableFuture<Void>();
        var stored = new AtomicReference<>("before");
        changes.follow();
        var remembered = new Remembered<String>(changes, "slow", 10, key -> {
            var read = Optional.of(stored.get());
            reading.complete(null);
            mayGoOn.join();
            return read;
        });
        var asked = CompletableFuture.supplyAsync(() -> remembered.get("key"));
        reading.get(30, TimeUnit.SECONDS);

        stored.set("after");
        announce("slow", Changes.ALL);
        changes.follow();
        mayGoOn.complete(null);

        assertThat(asked.get(30, TimeUnit.SECONDS)).contains("after");
        assertThat(remembered.get("key")).contains("after");
    }

    private Queue<String> listen(String topic) {
        var heard = new ConcurrentLinkedQueue<String>();
        changes.listen(topic, heard::add);
        return heard;
    }

    private void announce(String topic, String subject) {
        transactions.run((Connection connection) -> {
            changes.announce(connection, topic, subject);
            return subject;
        });
    }
}
