package org.cabas.service.authorization.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.service.authorization.Till.purchase;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.service.Await;
import org.cabas.service.Chance;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Till.Answer;
import org.cabas.service.authorization.faults.Mischief.Sent;
import org.cabas.service.authorization.faults.Mischief.Way;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service in a process of its own is killed; a second instance, in this process, and a restarted first must make it good. */
@MicronautTest(transactional = false)
@Timeout(300)
class ServiceKilledTest extends OnFaultyDatabase {
    private static final int TILLS = 6;
    private static final Duration HURRY = Duration.ofMillis(500);
    private static final String ELIGIBILITY = "../rules/src/main/resources/funds/joigny/eligibility.csv";

    private final DatabaseProxy killable = proxy();

    @SuppressWarnings("NullAway.Init") // set before all tests
    private ServiceProcess service;

    @BeforeAll
    void prepare() {
        service = new ServiceProcess(schema, killable.url(), till);
    }

    @BeforeEach
    void start() throws Exception {
        killable.suffer(Mischief.NONE);
        service.start();
    }

    @AfterAll
    void end() throws Exception {
        service.close();
        killable.close();
    }

    @Test
    void killed_at_any_moment_it_comes_back_with_every_answer_and_no_purchase_is_paid_twice() throws Exception {
        var chance = Chance.of("kill -9 of the service at any moment");
        var customers = new Customers(TILLS, service::till, gardener, cards(4), chance);
        for (var kill = 0; kill < 2; kill++) {
            customers.awaitAnswers(50 + chance.nextInt(150));
            service.kill();
            service.start();
        }
        customers.awaitAnswers(50);
        customers.finish();

        customers.reconcile(service.till());
        assertThat(customers.lost()).as("connections that the kills broke").isPositive();
    }

    @Test
    void of_two_instances_one_is_killed_and_killed_again_and_the_tills_go_to_the_other() throws Exception {
        var chance = Chance.of("two instances, kill -9 of one");
        var turn = new AtomicInteger();
        var customers = new Customers(
                TILLS,
                () -> turn.incrementAndGet() % 2 == 0 ? till : service.tillNow().orElse(till),
                gardener,
                cards(4),
                chance);
        for (var kill = 0; kill < 2; kill++) {
            service.start();
            customers.awaitAnswers(50 + chance.nextInt(150));
            service.kill();
            customers.awaitAnswers(50);
        }
        customers.finish();

        customers.reconcile(till);
    }

    @Test
    void killed_before_the_commit_it_leaves_nothing_and_the_retry_is_the_purchase() throws Exception {
        var card = town.card(FUND, 6500);
        var key = Till.key();
        var body = purchase(card, gardener, 1000);
        var trap = killable.set(Trap.before(Sent::commitsPurchase));
        var asked = CompletableFuture.supplyAsync(() -> service.till().pay(key, body));
        trap.awaitCaught();

        service.kill();
        trap.let(Way.CUT);

        assertBroken(asked);
        assertThat(till.get("/v1/authorizations?key=" + key).status()).isEqualTo(404);
        assertThat(till.available(card)).isEqualTo(6500);
        var again = till.pay(key, body);
        assertThat(again.decision()).isEqualTo("approved");
        assertThat(again.replayed()).isFalse();
        assertThat(till.available(card)).isEqualTo(5500);
    }

    @Test
    void killed_between_commit_and_reply_it_has_paid_and_the_retry_is_told_so() throws Exception {
        var card = town.card(FUND, 6500);
        var key = Till.key();
        var body = purchase(card, gardener, 1000);
        var trap = killable.set(Trap.after(Sent::commitsPurchase));
        var asked = CompletableFuture.supplyAsync(() -> service.till().pay(key, body));
        trap.awaitCaught();

        service.kill();
        trap.let(Way.CUT);

        assertBroken(asked);
        assertThat(till.available(card)).isEqualTo(5500);
        var again = till.pay(key, body);
        assertThat(again.decision()).isEqualTo("approved");
        assertThat(again.replayed()).isTrue();
        assertThat(till.available(card)).isEqualTo(5500);
    }

    @Test
    void killed_while_it_releases_a_reservation_it_leaves_it_to_the_next_who_looks() throws Exception {
        var card = town.card(FUND, 6500);
        var body = purchase(card, gardener, 1000);
        body.put("capture", "later");
        var id = till.pay(body).json().path("id").asText();
        database.suffer(new Mischief() {
            @Override
            public Way before(Sent sent) {
                return sent.commitsExpiry() ? Way.CUT : Way.PASS;
            }
        });
        var trap = killable.set(Trap.before(Sent::commitsExpiry));
        endNow(id);
        trap.awaitCaught();

        service.kill();
        trap.let(Way.CUT);

        assertThat(till.reserved(card)).isEqualTo(1000);
        database.suffer(Mischief.NONE);
        Await.until("the reservation is released", () -> till.reserved(card) == 0);
        assertThat(till.available(card)).isEqualTo(6500);
        assertThat(till.get("/v1/authorizations/" + id)
                        .json()
                        .path("expiredAmount")
                        .asLong())
                .isEqualTo(1000);
    }

    @Test
    void killed_in_the_middle_of_a_publication_it_has_published_nothing() throws Exception {
        var before = published();
        var trap = killable.set(Trap.after(sent -> sent.says("insert into policy_version")));
        var publication = service.command("publish", FUND, ELIGIBILITY);
        trap.awaitCaught();

        publication.kill();
        trap.let(Way.CUT);

        assertThat(published()).isEqualTo(before);
        assertThat(version()).isEqualTo(1);
        var next = town.publish(FUND, DemonstrationFunds.tables(FUND));
        Await.until(
                "the next publication is in force everywhere",
                () -> version() == next
                        && service.till()
                                        .pay(purchase(town.card(FUND, 100), gardener, 100))
                                        .json()
                                        .path("policyVersion")
                                        .asInt()
                                == next);
    }

    @Test
    void stopped_past_deadlines_it_approves_nothing_late_and_what_the_tills_cancel_then_is_held_for_nobody()
            throws Exception {
        var chance = Chance.of("the service stopped past deadlines");
        var card = town.card(FUND, PLENTY);
        service.till().pay(purchase(card, gardener, 1));
        var stopped = new AtomicBoolean();
        var asked = IntStream.range(0, TILLS)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> hurried(card, stopped)))
                .toList();
        var enough = 1000 + chance.nextInt(3000);
        Await.until("money is held", () -> till.reserved(card) > enough);
        service.pause();
        stopped.set(true);
        Await.after(Instant.now().plus(HURRY));
        service.resume();

        var kept = 0L;
        for (var sum : asked) {
            kept += sum.get();
        }
        assertThat(till.reserved(card)).isEqualTo(kept);
        assertThat(till.available(card)).isEqualTo(PLENTY - 1 - kept);
    }

    /**
     * A till in a hurry has purchases of a euro held until the service is stopped. What it was not told in time it cancels.
     *
     * @return cents that it was told are held
     */
    private long hurried(String card, AtomicBoolean stopped) {
        var told = 0L;
        while (!stopped.get()) {
            var key = Till.key();
            var body = purchase(card, gardener, 100);
            var deadline = Instant.now().plus(HURRY);
            body.put("capture", "later");
            body.put("deadline", deadline.toString());
            var answer = service.till().pay(key, body);
            if (answer.status() != 201 || Instant.now().isAfter(deadline)) {
                assertThat(till.cancel(key).decision()).isEqualTo("reversed");
            } else {
                told += answer.json().path("approvedAmount").asLong();
            }
        }
        return told;
    }

    /** Rows of everything that a publication writes. */
    private long published() throws SQLException {
        try (var connection = direct();
                var rows = connection.createStatement().executeQuery("""
                        select (select count(*) from table_version) + (select count(*) from policy_version)
                             + (select count(*) from policy_table) + (select last from change_counter)""")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private int version() {
        return till.pay(purchase(town.card(FUND, 100), gardener, 100))
                .json()
                .path("policyVersion")
                .asInt();
    }

    private static void assertBroken(CompletableFuture<Answer> asked) throws InterruptedException {
        try {
            assertThat(asked.get().status()).as("an answer of a killed service").isEqualTo(-1);
        } catch (ExecutionException broken) {
            assertThat(broken.getCause())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasCauseInstanceOf(IOException.class);
        }
    }
}
