package org.cabas.service.authorization.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.purchase;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.cabas.service.Await;
import org.cabas.service.TestDatabase;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.faults.Mischief.Sent;
import org.cabas.service.authorization.faults.Mischief.Way;
import org.cabas.service.database.Transactions;
import org.cabas.service.ledger.Sealing;
import org.cabas.service.member.Cards;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that is there and can't do what it is asked: a till is told to come again, and is never refused for it. */
@MicronautTest(transactional = false)
@Timeout(300)
class OverloadTest extends OnFaultyDatabase {
    private static final int POOL = 4;

    @Override
    Map<String, String> settings() {
        return Map.of(
                "cabas.db.pool", Integer.toString(POOL),
                "cabas.db.pool-wait", "300",
                "cabas.db.lock-wait", "1",
                "cabas.db.idle-wait", "4");
    }

    @Test
    void with_every_connection_taken_a_till_is_told_to_come_again() throws SQLException {
        var card = town.card(FUND, 6500);
        var never = town.card(FUND, 6500);
        var key = Till.key();
        till.pay(purchase(card, gardener, 100));
        var held = takeAllConnections();
        try {
            assertAway(till.pay(key, purchase(card, gardener, 1000)));
            assertAway(till.pay(purchase(never, gardener, 1000)));
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }

        assertThat(outcome(key, purchase(card, gardener, 1000)).decision()).isEqualTo("approved");
        assertThat(till.available(card)).isEqualTo(5400);
    }

    @Test
    void a_lock_that_lasts_longer_than_a_statement_waits_is_waited_for_again() throws Exception {
        var card = town.card(FUND, 6500);
        till.pay(purchase(card, gardener, 100));
        var tries = countingTries("from account where id = " + account(card) + " for update");
        try (var rival = direct()) {
            lock(rival, card);
            var asked = CompletableFuture.supplyAsync(() -> till.pay(purchase(card, gardener, 1000)));
            Await.until("a second try", () -> tries.get() == 2);
            rival.rollback();

            assertThat(asked.get().decision()).isEqualTo("approved");
        }
    }

    @Test
    void a_lock_that_lasts_longer_than_a_till_waits_is_no_refusal() throws SQLException {
        var card = town.card(FUND, 6500);
        var key = Till.key();
        till.pay(purchase(card, gardener, 100));
        try (var rival = direct()) {
            lock(rival, card);
            assertAway(till.pay(key, purchase(card, gardener, 1000)));
            rival.rollback();
        }

        assertThat(outcome(key, purchase(card, gardener, 1000)).decision()).isEqualTo("approved");
        assertThat(till.available(card)).isEqualTo(5400);
    }

    @Test
    void a_deadlock_is_tried_again_and_the_till_does_not_notice() throws Exception {
        var card = town.card(FUND, 6500);
        till.pay(purchase(card, gardener, 100));
        var tries = countingTries("insert into authorization");
        try (var rival = direct();
                var statement = rival.createStatement()) {
            for (var i = 1; i <= 100; i++) { // the database ends the transaction that has done less
                statement.executeUpdate("insert into change_feed values (" + -i + ", 'rival', '', utc_timestamp())");
            }
            query(rival, "select * from gateway for update");
            var asked = CompletableFuture.supplyAsync(() -> till.pay(purchase(card, gardener, 1000)));
            Await.until("the purchase has its account", () -> tries.get() == 1);
            lock(rival, card);
            rival.rollback();

            assertThat(asked.get().decision()).isEqualTo("approved");
            assertThat(tries).hasValueGreaterThan(1);
        }
        assertThat(till.available(card)).isEqualTo(5400);
    }

    @Test
    void an_instance_that_hangs_in_a_transaction_blocks_its_household_for_seconds_only() throws Exception {
        var card = town.card(FUND, 6500);
        var key = Till.key();
        var body = purchase(card, gardener, 1000);
        var trap = database.set(Trap.before(Sent::commitsPurchase));
        var hanging = CompletableFuture.supplyAsync(() -> till.pay(key, body));
        trap.awaitCaught();

        var elsewhere = outcome(Till.key(), purchase(card, gardener, 500));
        trap.let(Way.PASS);

        assertThat(elsewhere.decision()).isEqualTo("approved");
        assertAway(hanging.get());
        assertThat(outcome(key, body).decision()).isEqualTo("approved");
        assertThat(till.available(card)).isEqualTo(5000);
    }

    @Test
    void a_household_that_is_locked_keeps_nobodys_journal_from_being_sealed() throws SQLException {
        var card = town.card(FUND, 6500);
        town.bean(Sealing.class).seal();
        try (var sealer = direct();
                var rival = direct()) {
            query(sealer, "select * from seal_head for update");
            var id = till.pay(purchase(card, gardener, 1000)).json().path("id").asText();
            lock(rival, card);
            sealer.rollback();

            Await.until("it is sealed", () -> isSealed(id));
            rival.rollback();
        }
    }

    private boolean isSealed(String authorization) {
        return town.bean(Transactions.class).run(connection -> {
            try (var query = connection.prepareStatement(
                    "select sequence from journal where authorization_id = ? and sequence is not null")) {
                query.setString(1, authorization);
                try (var rows = query.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    @Test
    void a_database_that_may_only_be_read_refuses_nobody() {
        var card = town.card(FUND, 6500);
        var key = Till.key();
        till.pay(purchase(card, gardener, 100));
        TestDatabase.administer("set global read_only = 1");
        try {
            Await.until("the database answers", () -> till.available(card) == 6400);
            assertAway(till.pay(key, purchase(card, gardener, 1000)));
            assertAway(till.cancel(Till.key()));
        } finally {
            TestDatabase.administer("set global read_only = 0");
        }

        assertThat(outcome(key, purchase(card, gardener, 1000)).decision()).isEqualTo("approved");
        assertThat(till.available(card)).isEqualTo(5400);
    }

    private List<Connection> takeAllConnections() throws SQLException {
        var pool = DelegatingDataSource.unwrapDataSource(context.getBean(DataSource.class));
        var taken = new ArrayList<Connection>();
        while (taken.size() < POOL) {
            try {
                taken.add(pool.getConnection());
            } catch (SQLTransientConnectionException busy) {
                continue; // a task in the background has it for a moment
            }
        }
        return taken;
    }

    /** Counts from now on how often a statement with that text is sent. */
    private AtomicInteger countingTries(String text) {
        var tries = new AtomicInteger();
        database.suffer(new Mischief() {
            @Override
            public Way before(Sent sent) {
                if (sent.says(text)) {
                    tries.incrementAndGet();
                }
                return Way.PASS;
            }
        });
        return tries;
    }

    private long account(String card) {
        return town.bean(Cards.class).holder(card).orElseThrow().account();
    }

    private void lock(Connection rival, String card) throws SQLException {
        query(rival, "select balance from account where id = " + account(card) + " for update");
    }

    private static void query(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeQuery(sql);
        }
    }
}
