package org.cabas.service.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cabas.service.authorization.Till.basket;
import static org.cabas.service.authorization.Till.packaged;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
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
import java.util.zip.GZIPOutputStream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductImportTest implements TestPropertyProvider {
    private static final String PLAIN = "gtin;name;family;labels;nova;origin\n";
    private static final String OPEN_FOOD_FACTS = String.join(
            "\t",
            "code",
            "url",
            "creator",
            "product_name",
            "quantity",
            "categories",
            "categories_tags",
            "origins_tags",
            "labels_tags",
            "nova_group",
            "energy-kcal_100g\n");

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

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "\t"})
    void a_plain_file_is_read_whatever_separates_its_columns(String separator) throws Exception {
        var text = """
                gtin;name;family;labels;nova;origin
                %s;Lentilles vertes;legumes;fr:ab-agriculture-biologique en:organic;1;local
                %s;"Confiture ""maison""; 370 g";SUCRERIES;;;région
                %s;Savon;hygiène;-;;
                """.formatted(ean(1), ean(2), ean(3));
        var outcome = run("\uFEFF" + text.replace(";", separator).replace("\n", "\r\n"), false);

        assertThat(faults).isEmpty();
        assertThat(outcome).isEqualTo(new Outcome(3, 0, 3, 0, 0));
        assertThat(product(1))
                .isEqualTo(new Product(
                        "0" + ean(1),
                        "Lentilles vertes",
                        "legumes",
                        "en:organic fr:ab-agriculture-biologique",
                        1,
                        "local"));
        assertThat(product(2).name()).isEqualTo("Confiture \"maison\"" + separator.strip() + " 370 g");
        assertThat(product(2))
                .extracting(Product::family, Product::labels, Product::novaGroup, Product::origin)
                .containsExactly("sweets", null, null, "region");
        assertThat(product(3).labels()).as("none is not unknown").isEmpty();
    }

    @Test
    void columns_are_found_by_name_and_the_last_ones_may_be_left_out() throws Exception {
        run("family;name;gtin\nbread;Pain;" + ean(1) + "\n", false);
        assertThat(product(1)).isEqualTo(new Product("0" + ean(1), "Pain", "bread", null, null, null));
    }

    @Test
    void the_export_of_open_food_facts_is_read_by_its_own_column_names() throws Exception {
        run(
                OPEN_FOOD_FACTS
                        + fact(
                                ean(1),
                                "Lentilles \"beluga\"",
                                "en:plant-based-foods,en:legumes,en:pulses,en:lentils",
                                "en:france,en:spain",
                                "en:organic,fr:ab-agriculture-biologique",
                                "1")
                        + fact(ean(2), "Cola", "en:beverages,en:carbonated-drinks,en:sodas", "", "", "4")
                        + fact(
                                ean(3),
                                "\"Biscuits, au \"\"chocolat\"\"\"",
                                "en:snacks,en:sweet-snacks,en:biscuits-and-cakes",
                                "en:somewhere",
                                "",
                                "")
                        + fact(
                                ean(4),
                                "Vin",
                                "en:beverages,en:alcoholic-beverages,en:wines",
                                "en:france",
                                "en:pdo",
                                ""),
                false);

        assertThat(faults).isEmpty();
        assertThat(product(1))
                .isEqualTo(new Product(
                        "0" + ean(1),
                        "Lentilles \"beluga\"",
                        "legumes",
                        "en:organic fr:ab-agriculture-biologique",
                        1,
                        "europe"));
        assertThat(product(2)).isEqualTo(new Product("0" + ean(2), "Cola", "drinks", null, 4, null));
        assertThat(product(3))
                .isEqualTo(new Product("0" + ean(3), "Biscuits, au \"chocolat\"", "sweets", null, null, null));
        assertThat(product(4)).isEqualTo(new Product("0" + ean(4), "Vin", "alcohol", "en:pdo", null, "france"));
    }

    @Test
    void jsonl_of_open_food_facts_is_read_compressed_or_not_and_other_fields_are_skipped() throws Exception {
        var json = """
                {"_id":"x","nutriments":{"a":[1,{"code":"no"}]},"code":"%s","product_name":"Tofu","nova_group":3,\
                "categories_tags":["en:meat-alternatives","en:tofu"],"labels_tags":["en:organic"],"origins_tags":["en:france"]}

                {"code":"%s","product_name":"","product_name_fr":"Miel de sapin","categories_tags":["en:honeys"],"nova_group":null}
                {"code":"%s","product_name":"Riz","categories_tags":"en:rices","labels_tags":[],"origins_tags":["en:italy"]}
                """.formatted(ean(1), ean(2), ean(3));
        assertThat(run(json, false)).isEqualTo(new Outcome(3, 0, 3, 0, 0));
        assertThat(product(1)).isEqualTo(new Product("0" + ean(1), "Tofu", "legumes", "en:organic", 3, "france"));
        assertThat(product(2)).isEqualTo(new Product("0" + ean(2), "Miel de sapin", "honey", null, null, null));
        assertThat(product(3)).isEqualTo(new Product("0" + ean(3), "Riz", "cereals", null, null, "europe"));

        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(run(compressed.toByteArray(), false)).isEqualTo(new Outcome(3, 0, 0, 0, 3));
    }

    @Test
    void a_bad_line_is_told_with_its_number_and_all_its_reasons_and_the_rest_goes_in() throws Exception {
        var wrong = ean(2).substring(0, 12) + (ean(2).charAt(12) == '0' ? '1' : '0');
        var outcome = run(
                PLAIN
                        + ean(1) + ";Pain;bread;;3;local\n"
                        + wrong + ";Lait;dairy;;1;\n"
                        + "12345;;planches;bio;5;lune\n"
                        + "\n"
                        + ean(1) + ";Encore du pain;bread;;;\n"
                        + ean(3) + ";" + "x".repeat(251) + ";other;;;\n"
                        + ean(4) + ";Œufs;eggs;" + "en:" + "y".repeat(2000) + ";;\n"
                        + ean(5) + ";Trop;peu\n"
                        + ean(6) + ";\"Guillemet;eggs;;;\n"
                        + ean(7) + ";Fromage;dairy;;2;france\n",
                false);

        assertThat(outcome).isEqualTo(new Outcome(9, 7, 2, 0, 0));
        assertThat(faults).hasSize(7);
        assertThat(faults.get(0)).isEqualTo("Ligne 3 : le chiffre de contrôle du code-barres " + wrong + " est faux");
        assertThat(faults.get(1))
                .startsWith(
                        "Ligne 4 : « 12345 » n'est pas un code-barres : il faut 8, 12, 13 ou 14 chiffres ; il manque le nom ; ")
                .contains("la famille « planches » n'existe pas (fruits, vegetables,")
                .contains("le label « bio » n'est pas écrit comme chez Open Food Facts")
                .contains("le groupe NOVA « 5 » n'existe pas")
                .contains("l'origine « lune » n'existe pas");
        assertThat(faults.get(2)).isEqualTo("Ligne 6 : le code-barres 0" + ean(1) + " est déjà à la ligne 2");
        assertThat(faults.get(3)).isEqualTo("Ligne 7 : le nom a 251 caractères, pour 250 au plus");
        assertThat(faults.get(4)).isEqualTo("Ligne 8 : les labels ont 2003 caractères, pour 2000 au plus");
        assertThat(faults.get(5)).isEqualTo("Ligne 9 : il y a 3 colonnes au lieu de 6");
        assertThat(faults.get(6)).isEqualTo("Ligne 10 : un guillemet n'est pas fermé");
        assertThat(product(1).name()).isEqualTo("Pain");
        assertThat(product(7).name()).isEqualTo("Fromage");
    }

    @Test
    void a_category_that_says_no_family_and_json_that_is_none_are_told() throws Exception {
        run(
                "{\"code\":\"" + ean(1) + "\",\"product_name\":\"?\",\"categories_tags\":[\"en:plant-based-foods\"]}\n"
                        + "{\"code\":\"" + ean(2) + "\",\"product_name\":\"?\"}\n"
                        + "{\"code\":\n[]\n{} {}\n",
                false);
        assertThat(faults)
                .containsExactly(
                        "Ligne 1 : aucune famille ne correspond aux catégories en:plant-based-foods",
                        "Ligne 2 : il manque les catégories, qui disent la famille",
                        "Ligne 3 : ce n'est pas un produit en JSON",
                        "Ligne 4 : ce n'est pas un produit en JSON",
                        "Ligne 5 : ce n'est pas un produit en JSON");
    }

    @Test
    void a_line_without_end_or_in_another_encoding_does_not_stop_the_others() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(PLAIN.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes((ean(1) + ";Pâté;meat;;;\n").getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes("x".repeat(Lines.LONGEST_LINE + 1).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(("\n" + ean(2) + ";Pâté;meat;;;").getBytes(StandardCharsets.UTF_8));

        assertThat(run(bytes.toByteArray(), false)).isEqualTo(new Outcome(3, 2, 1, 0, 0));
        assertThat(faults.getFirst()).contains("Ligne 2", "UTF-8");
        assertThat(faults.getLast()).contains("Ligne 3", "trop longue");
        assertThat(product(2).name()).isEqualTo("Pâté");
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
    void a_file_that_is_no_file_of_products_says_why() throws Exception {
        assertThatThrownBy(() -> run("", false)).hasMessageContaining("est vide");
        assertThatThrownBy(() -> run("bonjour\n", false)).hasMessageContaining("gtin;name;family;labels;nova;origin");
        assertThatThrownBy(() -> run("gtin;nom\n", false)).hasMessageContaining("Il manque : name, family");
        assertThatThrownBy(() -> run("code\turl\n", false))
                .hasMessageContaining("Il manque : product_name, categories_tags");
        assertThatThrownBy(() -> run(new byte[] {0x1f, (byte) 0x8b, 8, 0}, false))
                .hasMessageContaining("incomplet ou abîmé");
        assertThatThrownBy(() -> context.getBean(ProductImport.class)
                        .run(folder.resolve("nowhere.csv"), false, faults::add, progress::add))
                .hasMessageContaining("il n'existe pas");
        assertThat(run(PLAIN, false)).as("only a head").isEqualTo(new Outcome(0, 0, 0, 0, 0));
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

    private static String fact(
            String code, String name, String categories, String origins, String labels, String nova) {
        return String.join(
                        "\t",
                        code,
                        "https://world.openfoodfacts.org/product/" + code,
                        "test",
                        name,
                        "500 g",
                        "…",
                        categories,
                        origins,
                        labels,
                        nova,
                        "")
                + "\n";
    }

    /** The EAN-13 of that number in the range that belongs to no article of the trade. */
    private static String ean(int number) {
        var digits = "29%010d".formatted(number);
        var sum = IntStream.range(0, 12)
                .map(i -> (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3))
                .sum();
        return digits + (10 - sum % 10) % 10;
    }
}
