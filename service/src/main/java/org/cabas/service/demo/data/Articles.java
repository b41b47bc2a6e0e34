package org.cabas.service.demo.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.commons.csv.CSVRecord;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Vocabulary;
import org.cabas.service.product.Product;
import org.jspecify.annotations.Nullable;

/**
 * Packaged goods without a brand: each article of {@code demo/articles.csv} as it is, organic, and under a label of
 * its kind. Their numbers are those of no article of the trade, see {@link Numbers#gtin}.
 */
final class Articles {
    private static final String ORGANIC = "en:eu-organic en:organic fr:ab-agriculture-biologique";

    /** Where a name says how the article was made. */
    private static final String HOW = "{}";

    /** One product in so many comes from nobody knows where. */
    private static final int KNOWN_ORIGINS = 9;

    /** Of one product in so many without a label, nobody knows that it has none. */
    private static final int KNOWN_LABELS = 6;

    private Articles() {}

    /** The catalogue, the same for the same seed. */
    static List<Product> all(long seed) {
        var random = new Random(seed);
        var products = new ArrayList<Product>();
        var number = 0;
        for (var article : Written.table("articles.csv")) {
            number++;
            var nobodyKnows = random.nextInt(KNOWN_LABELS) == 0;
            products.add(product(article, Numbers.gtin(number, 0), "", nobodyKnows ? null : "", random));
            if (article.get("name").contains(HOW)) {
                products.add(product(article, Numbers.gtin(number, 1), " bio", ORGANIC, random));
                var label = article.get("labels");
                if (!label.isEmpty()) {
                    products.add(product(article, Numbers.gtin(number, 2), " " + called(label), label, random));
                }
            }
        }
        return products;
    }

    private static Product product(
            CSVRecord article, String gtin, String how, @Nullable String labels, RandomGenerator random) {
        return new Product(
                "0" + gtin,
                article.get("name").replace(HOW, how),
                article.get("family"),
                labels,
                nova(article.get("nova")),
                origin(article.get("origins").split(" "), random));
    }

    private static @Nullable Integer nova(String written) {
        return written.isEmpty() ? null : Integer.valueOf(written);
    }

    private static @Nullable String origin(String[] possible, RandomGenerator random) {
        return random.nextInt(KNOWN_ORIGINS) == 0 ? null : possible[random.nextInt(possible.length)];
    }

    private static String called(String label) {
        return Vocabulary.LABELS.option(label).map(Domain.Option::label).orElseThrow();
    }
}
