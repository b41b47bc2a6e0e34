package org.cabas.service.authorization;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.cabas.service.TestDatabase;
import org.cabas.service.access.Gateway;
import org.cabas.service.access.Gateways;
import org.cabas.service.database.Transactions;
import org.cabas.service.language.Messages;
import org.cabas.service.ledger.Invariants;
import org.cabas.service.ledger.Ledger;
import org.cabas.service.ledger.Sealing;
import org.cabas.service.member.Cards;
import org.cabas.service.product.Product;
import org.cabas.service.product.Products;

/**
 * Authorizations a second of 20-line baskets over HTTP, beside the statements of one authorization sent again through bare JDBC
 * by as many threads on the same pool. Rounds alternate, so that both meet the same noise; the ratio is the figure. A run after
 * which an invariant is broken has no throughput.
 *
 * <p>{@code ./mvnw -q -Pbenchmark verify}; rounds, seconds a round and clients are the system properties {@code rounds},
 * {@code seconds} and {@code clients}.
 */
public final class AuthorizationBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int SECONDS = Integer.getInteger("seconds", 8);
    private static final int CLIENTS = Integer.getInteger("clients", 16);
    private static final int CARDS = 400;
    private static final int PRODUCTS = 300;
    private static final int LINES = 20;
    private static final long SEED = 20260314;

    private final ApplicationContext context;
    private final String apiKey;
    private final Gateway gateway;
    private final URI service;
    private final String gardener;
    private final List<String> cards = new ArrayList<>();
    private final List<Long> accounts = new ArrayList<>();
    private final List<String> gtins = new ArrayList<>();

    private AuthorizationBenchmark(EmbeddedServer server) {
        this.context = server.getApplicationContext();
        this.service = server.getURI();
        var town = Town.found(context, "joigny");
        this.gateway = new Gateway(
                "benchmark",
                "Benchmark",
                java.util.Set.of("joigny"),
                java.util.EnumSet.allOf(Gateway.Operation.class),
                1_000_000);
        this.apiKey = context.getBean(Gateways.class).add(gateway);
        this.gardener = town.gardener("joigny");
        stock();
        for (var i = 0; i < CARDS; i++) {
            var card = town.card("joigny", 20_000_00);
            cards.add(card);
            accounts.add(context.getBean(Cards.class).holder(card).orElseThrow().account());
        }
    }

    /** Runs the benchmark and prints its figures. */
    public static void main(String[] arguments) throws Exception {
        var settings = new HashMap<String, Object>(TestDatabase.fresh().properties());
        settings.put("cabas.port", -1);
        try (var server = ApplicationContext.run(EmbeddedServer.class, settings)) {
            new AuthorizationBenchmark(server).run();
        }
        System.exit(0);
    }

    private void stock() {
        var random = new Random(SEED);
        var families = List.of("vegetables", "fruits", "legumes", "honey", "alcohol");
        var products = new ArrayList<Product>();
        for (var i = 0; i < PRODUCTS; i++) {
            var gtin = gtin(2_000_000_000_000L + i * 10L);
            gtins.add(gtin);
            products.add(new Product(
                    gtin,
                    "Produit " + i,
                    families.get(random.nextInt(families.size())),
                    random.nextBoolean() ? "fr:ab-agriculture-biologique en:eu-organic" : "",
                    1 + random.nextInt(4),
                    null));
        }
        context.getBean(Products.class).saveAll(products);
    }

    private static String gtin(long withoutCheck) {
        for (var digit = 0; digit < 10; digit++) {
            var candidate = org.cabas.service.product.Gtin.read(Long.toString(withoutCheck + digit));
            if (candidate.isPresent()) {
                return candidate.get().digits();
            }
        }
        throw new IllegalStateException("one of ten digits is right");
    }

    private String basket() {
        return basket(cards.get(ThreadLocalRandom.current().nextInt(CARDS)));
    }

    private String basket(String card) {
        var random = ThreadLocalRandom.current();
        var lines = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < LINES; i++) {
            var id = Integer.toString(i + 1);
            var cents = 20L + random.nextInt(60);
            lines.add(
                    i % 4 == 0
                            ? Till.loose(id, "vegetables", cents, "fr:ab-agriculture-biologique")
                            : Till.packaged(id, gtins.get(random.nextInt(gtins.size())), cents));
        }
        @SuppressWarnings({"unchecked", "rawtypes"})
        var body = Till.basket(card, gardener, lines.toArray(new Map[0]));
        body.put("partialApproval", true);
        return Till.text(body);
    }

    private void run() throws Exception {
        var recorder = recordOne();
        System.out.printf(
                Locale.ROOT,
                "%d clients, %d-line baskets, %d cards, %d statements and a commit each, %s%n",
                CLIENTS,
                LINES,
                CARDS,
                recorder.size(),
                TestDatabase.description());
        authorizations(Duration.ofSeconds(SECONDS));
        statements(recorder, Duration.ofSeconds(SECONDS));
        System.out.println("round  authorizations/s  same SQL, bare JDBC/s  ratio  p50 ms  p99 ms");
        var ratios = new double[ROUNDS];
        for (var round = 0; round < ROUNDS; round++) {
            var ours = authorizations(Duration.ofSeconds(SECONDS));
            var peer = statements(recorder, Duration.ofSeconds(SECONDS));
            ratios[round] = ours.perSecond() / peer.perSecond();
            System.out.printf(
                    Locale.ROOT,
                    "%5d  %16.0f  %21.0f  %5.2f  %6.1f  %6.1f%n",
                    round + 1,
                    ours.perSecond(),
                    peer.perSecond(),
                    ratios[round],
                    ours.millisAt(0.5),
                    ours.millisAt(0.99));
        }
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "ratio: min %.2f, median %.2f, max %.2f%n",
                ratios[0],
                ratios[ROUNDS / 2],
                ratios[ROUNDS - 1]);
        requireThatAllHolds();
    }

    /** The peer sends whole, balanced purchases too, so that everything must hold of both. */
    private void requireThatAllHolds() {
        context.getBean(Sealing.class).seal();
        var violations = context.getBean(Invariants.class).check();
        if (!violations.isEmpty()) {
            violations.forEach(System.out::println);
            System.out.println("no throughput: an invariant is broken");
            System.exit(1);
        }
        System.out.println("the checker finds everything in order");
    }

    /** The statements of one authorization, heard on their way. */
    private StatementRecorder recordOne() {
        var recorder = new StatementRecorder();
        var heard = recorder.hear(DelegatingDataSource.unwrapDataSource(context.getBean(DataSource.class)));
        var transactions = new Transactions(heard);
        var authorizing = new Authorizing(
                transactions,
                context.getBean(Preparing.class),
                context.getBean(Recording.class),
                context.getBean(Ledger.class),
                context.getBean(Keys.class),
                context.getBean(Ceilings.class),
                context.getBean(Clock.class));
        authorizing.authorize(
                gateway,
                "recorded",
                PurchaseReader.read(
                        basket(cards.getFirst()).getBytes(StandardCharsets.UTF_8), List.of(), Instant.now()),
                Messages.FRENCH);
        return recorder;
    }

    private record Figures(double perSecond, long[] nanos) {
        double millisAt(double share) {
            return nanos.length == 0 ? 0 : nanos[(int) (share * (nanos.length - 1))] / 1e6;
        }
    }

    /** Requests over HTTP, each with a key of its own; every answer must be a decision. */
    private Figures authorizations(Duration time) throws Exception {
        return measure(time, () -> {
            try (var socket = new Socket(service.getHost(), service.getPort())) {
                socket.setTcpNoDelay(true);
                var in = new BufferedInputStream(socket.getInputStream());
                return drive(time, () -> {
                    var body = basket();
                    socket.getOutputStream().write(request(body));
                    var answer = answer(in);
                    if (!answer.contains("\"status\":\"")) {
                        throw new IllegalStateException(answer);
                    }
                });
            }
        });
    }

    private byte[] request(String body) {
        return ("POST /v1/authorizations HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + apiKey + "\r\nIdempotency-Key: " + Till.key()
                        + "\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
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

    /** The recorded statements, with ids, keys and accounts of their own. */
    private Figures statements(StatementRecorder recorder, Duration time) throws Exception {
        var dataSource = DelegatingDataSource.unwrapDataSource(context.getBean(DataSource.class));
        return measure(
                time,
                () -> drive(time, () -> {
                    var id = "aut_"
                            + com.github.f4b6a3.ulid.UlidCreator.getMonotonicUlid()
                                    .toLowerCase();
                    var key = Till.key();
                    var account = accounts.get(ThreadLocalRandom.current().nextInt(CARDS));
                    try (var connection = dataSource.getConnection()) {
                        recorder.sendAgain(connection, value -> switch (value) {
                            case String text when text.startsWith("aut_") -> id;
                            case String text when text.equals("recorded") -> key;
                            case Long number when number.equals(accounts.getFirst()) -> account;
                            default -> value;
                        });
                    }
                }));
    }

    private interface Once {
        void run() throws IOException, SQLException;
    }

    private static List<Long> drive(Duration time, Once once) throws IOException, SQLException {
        var nanos = new ArrayList<Long>();
        var end = System.nanoTime() + time.toNanos();
        for (var begun = System.nanoTime(); begun < end; ) {
            once.run();
            var now = System.nanoTime();
            nanos.add(now - begun);
            begun = now;
        }
        return nanos;
    }

    private static Figures measure(Duration time, Callable<List<Long>> client)
            throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(CLIENTS)) {
            var all = new ArrayList<Long>();
            for (var future : pool.invokeAll(java.util.Collections.nCopies(CLIENTS, client))) {
                all.addAll(future.get());
            }
            var nanos = all.stream().mapToLong(Long::longValue).sorted().toArray();
            return new Figures(nanos.length / (time.toNanos() / 1e9), nanos);
        }
    }
}
