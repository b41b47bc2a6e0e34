package org.cabas.service.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cabas.service.product.Eans.ean;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductFileTest {
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

    @TempDir
    private Path folder = Path.of("");

    private final List<Product> products = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {";", ",", "\t"})
    void a_plain_file_is_read_whatever_separates_its_columns(String separator) throws Exception {
        var text = """
                gtin;name;family;labels;nova;origin
                %s;Lentilles vertes;legumes;fr:ab-agriculture-biologique en:organic;1;local
                %s;"Confiture ""maison""; 370 g";SUCRERIES;;;région
                %s;Savon;hygiène;-;;
                """.formatted(ean(1), ean(2), ean(3));
        read("\uFEFF" + text.replace(";", separator).replace("\n", "\r\n"));

        assertThat(faults).isEmpty();
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
        read("family;name;gtin\nbread;Pain;" + ean(1) + "\n");
        assertThat(product(1)).isEqualTo(new Product("0" + ean(1), "Pain", "bread", null, null, null));
    }

    @Test
    void the_export_of_open_food_facts_is_read_by_its_own_column_names() throws Exception {
        read(OPEN_FOOD_FACTS
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
                + fact(ean(4), "Vin", "en:beverages,en:alcoholic-beverages,en:wines", "en:france", "en:pdo", ""));

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
                "categories_tags":["en:meat-alternatives","en:tofu"],"labels_tags":["en:organic"],\
                "origins_tags":["en:france"]}

                {"code":"%s","product_name":"","product_name_fr":"Miel de sapin","categories_tags":["en:honeys"],\
                "nova_group":null}
                {"code":"%s","product_name":"Riz","categories_tags":"en:rices","labels_tags":[],\
                "origins_tags":["en:italy"]}
                """.formatted(ean(1), ean(2), ean(3));
        var plain = List.copyOf(read(json));
        assertThat(product(1)).isEqualTo(new Product("0" + ean(1), "Tofu", "legumes", "en:organic", 3, "france"));
        assertThat(product(2)).isEqualTo(new Product("0" + ean(2), "Miel de sapin", "honey", null, null, null));
        assertThat(product(3)).isEqualTo(new Product("0" + ean(3), "Riz", "cereals", null, null, "europe"));

        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(json.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(compressed.toByteArray())).hasSize(3).isEqualTo(plain);
    }

    @Test
    void a_bad_line_is_told_with_its_number_and_all_its_reasons_and_the_rest_goes_in() throws Exception {
        var wrong = ean(2).substring(0, 12) + (ean(2).charAt(12) == '0' ? '1' : '0');
        read(PLAIN
                + ean(1) + ";Pain;bread;;3;local\n"
                + wrong + ";Lait;dairy;;1;\n"
                + "12345;;planches;bio;5;lune\n"
                + "\n"
                + ean(1) + ";Encore du pain;bread;;;\n"
                + ean(3) + ";" + "x".repeat(251) + ";other;;;\n"
                + ean(4) + ";Œufs;eggs;" + "en:" + "y".repeat(2000) + ";;\n"
                + ean(5) + ";Trop;peu\n"
                + ean(6) + ";\"Guillemet;eggs;;;\n"
                + ean(7) + ";Fromage;dairy;;2;france\n");

        assertThat(products).hasSize(2);
        assertThat(faults).hasSize(7);
        assertThat(faults.get(0)).isEqualTo("Ligne 3 : le chiffre de contrôle du code-barres " + wrong + " est faux");
        assertThat(faults.get(1))
                .startsWith("Ligne 4 : « 12345 » n'est pas un code-barres : il faut 8, 12, 13 ou 14 chiffres ;"
                        + " il manque le nom ; ")
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
        read("{\"code\":\"" + ean(1) + "\",\"product_name\":\"?\",\"categories_tags\":[\"en:plant-based-foods\"]}\n"
                + "{\"code\":\"" + ean(2) + "\",\"product_name\":\"?\"}\n"
                + "{\"code\":\n[]\n{} {}\n");
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

        assertThat(read(bytes.toByteArray())).hasSize(1);
        assertThat(faults).hasSize(2);
        assertThat(faults.getFirst()).contains("Ligne 2", "UTF-8");
        assertThat(faults.getLast()).contains("Ligne 3", "trop longue");
        assertThat(product(2).name()).isEqualTo("Pâté");
    }

    @Test
    void a_file_that_is_no_file_of_products_says_why() throws Exception {
        assertThatThrownBy(() -> read("")).hasMessageContaining("est vide");
        assertThatThrownBy(() -> read("bonjour\n")).hasMessageContaining("gtin;name;family;labels;nova;origin");
        assertThatThrownBy(() -> read("gtin;nom\n")).hasMessageContaining("Il manque : name, family");
        assertThatThrownBy(() -> read("code\turl\n")).hasMessageContaining("Il manque : product_name, categories_tags");
        assertThatThrownBy(() -> read(new byte[] {0x1f, (byte) 0x8b, 8, 0})).hasMessageContaining("incomplet ou abîmé");
        assertThatThrownBy(() -> ProductFile.open(folder.resolve("nowhere.csv")))
                .hasMessageContaining("il n'existe pas");
        assertThat(read(PLAIN)).as("only a head").isEmpty();
    }

    private List<Product> read(String text) throws Exception {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private List<Product> read(byte[] bytes) throws Exception {
        products.clear();
        faults.clear();
        try (var file = ProductFile.open(Files.write(folder.resolve("products"), bytes))) {
            for (var row = file.next(); row != null; row = file.next()) {
                switch (row) {
                    case ProductRow.Sound sound -> products.add(sound.product());
                    case ProductRow.Faulty faulty -> faults.add(faulty.inFrench());
                }
            }
        }
        return products;
    }

    private Product product(int number) {
        return products.stream()
                .filter(product -> product.gtin().equals("0" + ean(number)))
                .findFirst()
                .orElseThrow();
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
}
