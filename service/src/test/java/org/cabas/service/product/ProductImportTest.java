package org.cabas.service.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.packaged;
import static org.cabas.service.product.Eans.ean;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cabas.service.TestDatabase;
import org.cabas.service.authorization.Town;
import org.cabas.service.database.Changes;
import org.cabas.service.database.Transactions;
import org.cabas.service.demo.CabasProcess;
import org.cabas.service.product.ProductImport.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductImportTest implements TestPropertyProvider {
    private static final String PLAIN = "gtin;name;family;labels;nova;origin\n";
    private final TestDatabase.Schema schema = TestDatabase.fresh();

    @Inject
    ApplicationContext context;

    @TempDir
    Path folder = Path.of("");

    private final List<String> faults = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();

    @Override
    public Map<String, String> getProperties() {
        return schema.properties();
    }

    @BeforeEach
    void empty() {
        context.getBean(Products.class).deleteAll();
        faults.clear();
        progress.clear();
    }

    @Test
    void strict_is_all_or_nothing() throws Exception {
        var text = PLAIN + ean(1) + ";Pain;bread;;3;local\n" + ean(2) + ";;bread;;;\n";
        assertThat(run(text, true)).isEqualTo(new Outcome(2, 1, 0, 0, 0));
        assertThat(faults).hasSize(1);
        assertThat(context.getBean(Products.class).count()).isZero();

        assertThat(run(text.replace(";;bread", ";Brioche;bread"), true)).isEqualTo(new Outcome(2, 0, 2, 0, 0));
        assertThat(context.getBean(Products.class).count()).isEqualTo(2);
    }

    @Test
    void a_repeat_changes_nothing_and_announces_nothing_and_what_differs_is_changed() throws Exception {
        var text = PLAIN + ean(1) + ";Pain;bread;;3;local\n" + ean(2) + ";Lait;dairy;en:organic;1;\n";
        run(text, false);
        var announced = announcements();

        assertThat(run(text, false)).isEqualTo(new Outcome(2, 0, 0, 0, 2));
        assertThat(announcements()).isEqualTo(announced);

        assertThat(run(text.replace("Pain", "Pain complet") + ean(3) + ";Miel;honey;;;\n", false))
                .isEqualTo(new Outcome(3, 0, 1, 1, 1));
        assertThat(announcements()).as("one announcement an import").isEqualTo(announced + 1);
        assertThat(product(1).name()).isEqualTo("Pain complet");
    }

    @Test
    void a_file_that_changes_while_it_is_imported_leaves_nothing() throws Exception {
        var text = new StringBuilder(PLAIN);
        IntStream.rangeClosed(1, 1200)
                .forEach(number -> text.append(ean(number)).append(";Pain;bread;;;\n"));
        var file = Files.writeString(folder.resolve("growing"), text);
        assertThatThrownBy(() -> context.getBean(ProductImport.class).run(file, false, faults::add, said -> {
                    if (said.startsWith("Écriture")) {
                        append(file, ean(2000) + ";Pain;bread;;;\n");
                    }
                }))
                .hasMessageContaining("a changé pendant l'import");
        assertThat(context.getBean(Products.class).count()).isZero();
    }

    @Test
    void ten_thousand_lines_go_in() throws Exception {
        var seed = 10_000L;
        System.out.println("seed " + seed);
        var numbers = new ArrayList<>(IntStream.rangeClosed(1, 9_990).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        var text = numbers.stream()
                        .map(number -> ean(number) + ";Produit n° " + number + ";prepared;en:organic;"
                                + (1 + number % 4) + ";france\n")
                        .collect(Collectors.joining("", PLAIN, ""))
                + (ean(numbers.getFirst()) + ";Encore;bread;;;\n").repeat(10);

        var begun = System.nanoTime();
        var first = run(text, false);
        var between = System.nanoTime();
        var second = run(text, false);
        System.out.printf(
                "10 000 lines: %.2f s the first time, %.2f s again%n",
                (between - begun) / 1e9, (System.nanoTime() - between) / 1e9);

        assertThat(first).isEqualTo(new Outcome(10_000, 10, 9_990, 0, 0));
        assertThat(second).isEqualTo(new Outcome(10_000, 10, 0, 0, 9_990));
        assertThat(faults).hasSize(20).first().asString().endsWith("est déjà à la ligne 2");
        assertThat(progress).contains("Écriture dans le catalogue : 9\u202f990 produits…");
        assertThat(context.getBean(Products.class).count()).isEqualTo(9_990);
    }

    @Test
    void a_product_that_a_purchase_has_remembered_is_seen_as_imported() throws Exception {
        var town = Town.found(context, "joigny");
        var till = town.till("joigny");
        var body = basket(town.card("joigny", 6500), town.gardener("joigny"), packaged("1", ean(1), 500));
        assertThat(till.pay(body).reasons()).contains("product_unknown");

        run(PLAIN + ean(1) + ";Lentilles;legumes;;1;local\n", false);
        context.getBean(Changes.class).follow();
        assertThat(till.pay(body).decision()).isEqualTo("approved");

        run(PLAIN + ean(1) + ";Lentilles au vin;alcohol;;1;local\n", false);
        context.getBean(Changes.class).follow();
        assertThat(till.pay(body).reasons()).contains("product_not_eligible");
    }

    @Test
    void two_imports_do_not_run_at_once() throws Exception {
        var text = PLAIN + ean(1) + ";Pain;bread;;3;local\n";
        try (var other = DriverManager.getConnection(schema.url(), schema.user(), schema.password());
                var statement = other.createStatement()) {
            statement.execute("select get_lock(concat(database(), '.products'), 0)");
            assertThatThrownBy(() -> run(text, false)).hasMessageContaining("Un autre import");
            assertThat(context.getBean(Products.class).count()).isZero();
        }
        assertThat(run(text, false).added()).isEqualTo(1);
    }

    @Test
    void the_command_tells_how_it_went_by_its_exit_code() throws Exception {
        var good = PLAIN + ean(1) + ";Pain;bread;;3;local\n";
        var bad = good + "1;;;;;\n";
        try (var all = command(good);
                var some = command(bad);
                var none = command(bad, "--strict")) {
            assertThat(all.awaitEnd()).as(all.output()).isZero();
            assertThat(some.awaitEnd()).as(some.output()).isEqualTo(1);
            assertThat(none.awaitEnd()).as(none.output()).isEqualTo(2);
            assertThat(some.output()).contains("Ligne 3 : ", "Lignes laissées de côté : 1.");
            assertThat(none.output()).contains("Rien n'est entré");
        }
        assertThat(product(1).name()).isEqualTo("Pain");
    }

    private CabasProcess command(String text, String... options) throws IOException {
        var file = Files.writeString(Files.createTempFile(folder, "products", ".csv"), text);
        var arguments = new ArrayList<>(List.of("import-products", file.toString()));
        arguments.addAll(List.of(options));
        return CabasProcess.run(
                Map.of(
                        "CABAS_DB_URL", schema.url(),
                        "CABAS_DB_USER", schema.user(),
                        "CABAS_DB_PASSWORD", schema.password(),
                        "CABAS_DB_OWNER", schema.owner(),
                        "CABAS_DB_OWNER_PASSWORD", schema.ownerPassword()),
                arguments.toArray(String[]::new));
    }

    private Outcome run(String text, boolean strict) throws Exception {
        return run(text.getBytes(StandardCharsets.UTF_8), strict);
    }

    private Outcome run(byte[] bytes, boolean strict) throws Exception {
        var file = Files.write(folder.resolve("products"), bytes);
        return context.getBean(ProductImport.class).run(file, strict, faults::add, progress::add);
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Product product(int number) {
        return context.getBean(Products.class).findById("0" + ean(number)).orElseThrow();
    }

    private long announcements() {
        return context.getBean(Transactions.class).run(connection -> {
            try (var query = connection.createStatement();
                    var rows = query.executeQuery("select count(*) from change_feed where topic = 'product'")) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }
}
