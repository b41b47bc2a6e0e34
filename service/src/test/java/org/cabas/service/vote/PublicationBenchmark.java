package org.cabas.service.vote;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.DecisionTable;
import org.cabas.service.TestDatabase;
import org.cabas.service.authorization.Till;
import org.cabas.service.authorization.Town;
import org.cabas.service.fund.Publishing;

/**
 * How long authorizations take while tables are published, beside the same load without: windows of both alternate, so that
 * both meet the same noise of the machine. Purchases are sent at a steady pace, and each is timed from when it was due: one that
 * waits for another counts its wait.
 *
 * <p>{@code ./mvnw -q -Pbenchmark -Dbenchmark=org.cabas.service.vote.PublicationBenchmark verify}; windows of each kind, those
 * before that warm up, their seconds, clients and purchases a second are the system properties {@code rounds}, {@code warmUps},
 * {@code seconds}, {@code clients} and {@code pace}.
 */
public final class PublicationBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int SECONDS = Integer.getInteger("seconds", 8);
    private static final int CLIENTS = Integer.getInteger("clients", 4);
    private static final int PACE = Integer.getInteger("pace", 50);
    /** What is asked before anything is counted, as much with publications as without: a service that has just started is slow. */
    private static final int WARM_UPS = Integer.getInteger("warmUps", 3);

    private static final Duration BETWEEN_PUBLICATIONS = Duration.ofSeconds(2);
    private static final Duration AHEAD = Duration.ofSeconds(11);
    private static final double SLOW_MILLIS = 50;

    private final ApplicationContext context;
    private final URI service;
    private final String apiKey;
    private final String gardener;
    private final List<String> cards = new ArrayList<>();
    private int published;

    private PublicationBenchmark(EmbeddedServer server) {
        this.context = server.getApplicationContext();
        this.service = server.getURI();
        var town = Town.found(context, "joigny");
        this.apiKey = town.till("joigny").apiKey();
        this.gardener = town.gardener("joigny");
        for (var i = 0; i < CLIENTS; i++) {
            cards.add(town.card("joigny", 100_000_00));
        }
    }

    /** Runs the benchmark and prints its figures. */
    public static void main(String[] arguments) throws Exception {
        var settings = new HashMap<String, Object>(TestDatabase.fresh().properties());
        settings.put("cabas.port", -1);
        try (var server = ApplicationContext.run(EmbeddedServer.class, settings)) {
            new PublicationBenchmark(server).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d clients, %d purchases a second, a publication every %d s, %s%n",
                CLIENTS,
                PACE,
                BETWEEN_PUBLICATIONS.toSeconds(),
                TestDatabase.description());
        for (var round = 0; round < WARM_UPS; round++) {
            window(true);
            window(false);
        }
        var quiet = new ArrayList<double[]>();
        var publishing = new ArrayList<double[]>();
        System.out.println("window      n      p50    p99   p99.9    max ms   over 50 ms");
        for (var round = 0; round < ROUNDS; round++) {
            quiet.add(told("quiet", window(false)));
            publishing.add(told("publishing", window(true)));
        }
        told("all quiet", together(quiet));
        told("all publishing", together(publishing));
        System.out.println(published + " publications");
    }

    private static double[] together(List<double[]> windows) {
        return windows.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] told(String name, double[] millis) {
        var sorted = millis.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-14s %5d  %6.1f %6.1f  %6.1f  %8.1f   %d%n",
                name,
                sorted.length,
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 0.999),
                sorted[sorted.length - 1],
                Arrays.stream(sorted).filter(each -> each > SLOW_MILLIS).count());
        return millis;
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /** The milliseconds that each purchase of a window took, with or without publications meanwhile. */
    private double[] window(boolean publishing) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
        var over = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(CLIENTS + 1)) {
            var clients = new ArrayList<Future<List<Double>>>();
            for (var card : cards) {
                clients.add(threads.submit(() -> customer(card, end)));
            }
            var publisher = threads.submit(() -> publisher(publishing, over));
            var all = new ArrayList<Double>();
            for (var client : clients) {
                all.addAll(client.get());
            }
            over.set(true);
            publisher.get();
            return all.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    private boolean publisher(boolean publishing, AtomicBoolean over) {
        while (publishing && !over.get()) {
            var instant = context.getBean(Clock.class).instant().plus(AHEAD);
            context.getBean(Publishing.class).publish("joigny", List.of(next()), instant);
            published++;
            LockSupport.parkNanos(BETWEEN_PUBLICATIONS.toNanos());
        }
        return true;
    }

    /** What the card pays of what farms grow, a percent less or more each time. */
    private DecisionTable next() {
        var table = DemonstrationFunds.tables("joigny").stream()
                .filter(known -> known.id().equals("eligibility"))
                .findFirst()
                .orElseThrow();
        return Assembly.changed(table, ";100 %;Les produits", ";" + (90 + published % 10) + " %;Les produits");
    }

    private List<Double> customer(String card, long end) throws IOException {
        var millis = new ArrayList<Double>();
        var step = 1_000_000_000L * CLIENTS / PACE;
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (var due = System.nanoTime(); due < end; due += step) {
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                socket.getOutputStream().write(request(card));
                if (!answer(in).contains("\"policyVersion\"")) {
                    throw new IllegalStateException("no decision");
                }
                millis.add((System.nanoTime() - due) / 1e6);
            }
        }
        return millis;
    }

    private byte[] request(String card) {
        var purchase = Till.basket(card, gardener, Till.loose("1", "vegetables", 100), Till.loose("2", "honey", 50));
        purchase.put("partialApproval", true);
        var body = Till.text(purchase);
        return ("POST /v1/authorizations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + apiKey + "\r\nIdempotency-Key: " + Till.key()
                        + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String answer(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        var lower = head.toString().toLowerCase(Locale.ROOT);
        var at = lower.indexOf("content-length:") + 15;
        var length =
                Integer.parseInt(lower.substring(at, lower.indexOf('\r', at)).strip());
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
