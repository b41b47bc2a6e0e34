package org.cabas.service.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.cabas.service.Await;
import org.cabas.service.Chance;
import org.cabas.service.TestDatabase;
import org.cabas.service.TestEngine;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Town;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.database.Transactions;
import org.cabas.service.demo.CabasProcess;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * People go on working, by an instance of the service that has no engine, while the broker, the instance that drives files, or both
 * are killed as nothing else does it. {@code -Dcabas.test.kills} says how often.
 */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(1_800)
class EverythingKilledTest implements TestPropertyProvider {
    private static final int KILLS = Integer.getInteger("cabas.test.kills", 4);
    private static final int FILES = 200;
    private static final String LEFT = "left";

    @Inject
    ApplicationContext context;

    @Inject
    Transactions transactions;

    @Inject
    CaseFiles caseFiles;

    @Inject
    Outbox outbox;

    private final Map<String, String> properties =
            new HashMap<>(TestDatabase.fresh().properties());
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger paid = new AtomicInteger();
    private @Nullable CabasProcess driver;

    @Override
    public Map<String, String> getProperties() {
        properties.put(Probe.ASKED_FOR, "yes");
        return properties;
    }

    @AfterAll
    void end() throws Exception {
        if (driver != null) {
            driver.close();
        }
        TestEngine.restart();
    }

    private void startDriver() throws IOException, InterruptedException {
        var environment = new HashMap<String, String>();
        properties.forEach(
                (name, value) -> environment.put(name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value));
        environment.put("CABAS_PORT", "0");
        environment.put("CABAS_ENGINE_ADDRESS", TestEngine.address());
        var starting = CabasProcess.run(environment, "serve");
        driver = starting;
        starting.awaitAddress();
    }

    @Test
    void every_file_ends_as_people_would_have_it_and_purchases_never_notice() throws Exception {
        var town = Town.found(context, "joigny");
        var files = new Files(context);
        var chance = Chance.of("kill -9 of broker and service");
        // Other tests move the broker's clock ahead, and a restart puts it right: what was begun before would wait for
        // ever.
        TestEngine.kill();
        TestEngine.restart();
        startDriver();
        // Not on the common pool: a process's end is told there.
        var customer = CompletableFuture.runAsync(() -> buys(town), Thread::startVirtualThread);
        var choices = new Random(chance.nextLong());
        var people = CompletableFuture.runAsync(() -> work(files, choices), Thread::startVirtualThread);
        var begun = new ArrayList<String>();
        for (var kill = 1; kill <= KILLS; kill++) {
            while (begun.size() < FILES * kill / KILLS) {
                begun.add(files.open());
            }
            var before = sent(files);
            var wanted = 1 + chance.nextInt(FILES / KILLS);
            Await.until("something goes on", () -> hasFailed(customer, people) || sent(files) >= before + wanted);
            if (hasFailed(customer, people)) {
                break;
            }
            kill(chance.nextInt(3));
        }
        Await.until(
                "every file is closed",
                Await.PATIENCE.multipliedBy(3),
                () -> files.all("select id from case_file where closed_at is null")
                        .isEmpty());
        Await.until(
                "everything is told",
                Await.PATIENCE.multipliedBy(3),
                () -> files.all("select id from engine_command where state = 'PENDING'")
                        .isEmpty());
        over.set(true);
        people.join();
        customer.join();

        assertThat(begun).hasSize(FILES).allSatisfy(file -> endedAsPeopleWouldHaveIt(files, file));
        assertThat(files.all("select state from engine_job where state in ('RECEIVED', 'PARKED')"))
                .isEmpty();
        assertThat(files.all("select state from engine_command where state = 'REFUSED'"))
                .isEmpty();
        System.out.printf("%d kills, %d files, %d purchases meanwhile%n", KILLS, FILES, paid.get());
    }

    private static void endedAsPeopleWouldHaveIt(Files files, String file) {
        var events = files.events(file);
        if (files.file(file).stage().equals(LEFT)) {
            assertThat(events).doesNotHaveDuplicates();
        } else {
            assertThat(files.file(file).stage()).isEqualTo("done");
            assertThat(events).containsExactly("probe.opened", "probe.first", "probe.last");
        }
        assertThat(files.open(file)).isEmpty();
    }

    private void kill(int what) throws Exception {
        if (what != 0 && driver != null) {
            driver.kill();
        }
        if (what != 1) {
            TestEngine.kill();
            TestEngine.restart();
        }
        if (what != 0) {
            startDriver();
        }
    }

    private static boolean hasFailed(CompletableFuture<?>... all) {
        return Stream.of(all).anyMatch(CompletableFuture::isCompletedExceptionally);
    }

    private static int sent(Files files) {
        return Integer.parseInt(files.all("select count(*) from engine_command where state <> 'PENDING'")
                .getFirst());
    }

    /** Answers whatever is asked, some of it a little later; of every tenth file that is asked about, the household leaves. */
    private void work(Files files, Random chance) {
        while (!over.get()) {
            for (var file : files.all("select case_id from task where state = 'OPEN'")) {
                if (chance.nextInt(3) == 0) {
                    files.open(file).forEach(task -> {
                        if (chance.nextInt(10) == 0) {
                            leaves(file);
                        } else {
                            files.answer(task);
                        }
                    });
                }
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void leaves(String file) {
        transactions.run(c -> {
            if (caseFiles.locked(c, file).isOpen()) {
                caseFiles.close(c, file, LEFT);
                outbox.tell(c, file, "probe-stop");
            }
            return true;
        });
    }

    private void buys(Town town) {
        var till = town.till("joigny");
        var gardener = town.gardener("joigny");
        var card = town.card("joigny", 1_000_000_00);
        while (!over.get()) {
            var answer = till.pay(Till.purchase(card, gardener, 1));
            assertThat(answer.status()).as(answer.body()).isEqualTo(201);
            assertThat(answer.decision()).isEqualTo("approved");
            paid.incrementAndGet();
            LockSupport.parkNanos(20_000_000);
        }
    }
}
