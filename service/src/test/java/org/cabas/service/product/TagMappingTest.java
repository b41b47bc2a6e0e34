package org.cabas.service.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagMappingTest {

    @ParameterizedTest
    @CsvSource({
        "alcohol, en:beverages en:alcoholic-beverages en:wines en:red-wines",
        "sweets, en:snacks en:sweet-snacks en:cereals-and-their-products en:biscuits-and-cakes en:chocolate-biscuits",
        "dairy, en:desserts en:dairies en:dairy-desserts en:yogurts",
        "drinks, en:plant-based-foods-and-beverages en:beverages en:fruits-based-foods en:fruit-juices",
        "bread, en:cereals-and-potatoes en:cereals-and-their-products en:breads en:wholemeal-breads",
        "honey, en:spreads en:sweet-spreads en:farming-products en:sweeteners en:honeys",
        "prepared, en:legumes-and-their-products en:meals en:canned-foods en:baked-beans",
        "fruits, en:desserts en:fruits-and-vegetables-based-foods en:fruits-based-foods en:compotes",
        "vegetables, en:legumes-and-their-products en:vegetables-based-foods en:green-beans",
        "meat, en:meats-and-their-products en:prepared-meats en:hams",
        "eggs, en:farming-products en:eggs en:chicken-eggs",
    })
    void what_narrows_comes_before_what_is_broad(String family, String categories) {
        assertThat(TagMapping.family(List.of(categories.split(" ")))).contains(family);
    }

    @Test
    void categories_that_say_nothing_give_no_family() {
        assertThat(TagMapping.family(List.of("en:groceries", "fr:produits-de-nulle-part")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "france, en:france",
        "france, en:france fr:bourgogne-franche-comte",
        "europe, en:france en:italy",
        "world, en:france en:morocco",
        "world, en:morocco en:nowhere-known",
        ", en:france en:nowhere-known",
        ", en:unknown",
    })
    void the_farthest_origin_counts_and_one_that_is_not_known_makes_all_unknown(String origin, String tags) {
        assertThat(TagMapping.origin(List.of(tags.split(" "))).orElse(null)).isEqualTo(origin);
    }

    @Test
    void every_family_has_its_categories_and_no_other_word_is_used() throws IOException {
        assertThat(codes("families.csv"))
                .containsExactlyInAnyOrderElementsOf(Vocabulary.PRODUCT_FAMILIES.options().stream()
                        .map(Domain.Option::code)
                        .toList());
        assertThat(codes("origins.csv")).containsExactlyInAnyOrder("france", "europe", "world");
    }

    private static List<String> codes(String name) throws IOException {
        try (var stream = Objects.requireNonNull(TagMapping.class.getResourceAsStream("/product/" + name))) {
            return Arrays.stream(new String(stream.readAllBytes(), StandardCharsets.UTF_8).split("\n"))
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(";")[1])
                    .distinct()
                    .toList();
        }
    }
}
