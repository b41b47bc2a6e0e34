package org.cabas.service.product;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * What tags of Open Food Facts mean in our own words: {@code product/families.csv} and {@code product/origins.csv},
 * which tell their source and how they are read.
 */
final class TagMapping {
    private static final CSVFormat FORMAT = CSVFormat.Builder.create()
            .setDelimiter(';')
            .setCommentMarker('#')
            .setHeader()
            .setSkipHeaderRecord(true)
            .get();

    private static final Map<String, Meaning> FAMILIES = read("families.csv");
    private static final Map<String, Meaning> ORIGINS = read("origins.csv");
    private static final List<String> FARTHER_AND_FARTHER = List.of("france", "europe", "world");

    private TagMapping() {}

    /** @param rank the place of its line in the file */
    private record Meaning(int rank, String code) {}

    /** The family of a product by its categories: the one whose line comes first. */
    static Optional<String> family(Collection<String> categories) {
        @Nullable Meaning first = null;
        for (var category : categories) {
            var meaning = FAMILIES.get(category);
            if (meaning != null && (first == null || meaning.rank() < first.rank())) {
                first = meaning;
            }
        }
        return Optional.ofNullable(first).map(Meaning::code);
    }

    /** The origin of a product, the farthest of several; none where one of them can't be told. */
    static Optional<String> origin(Collection<String> origins) {
        var farthest = -1;
        var allKnown = true;
        for (var origin : origins) {
            var meaning = ORIGINS.get(origin);
            if (meaning == null) {
                allKnown = false;
            } else {
                farthest = Math.max(farthest, FARTHER_AND_FARTHER.indexOf(meaning.code()));
            }
        }
        var outsideAnyway = farthest == FARTHER_AND_FARTHER.size() - 1;
        return farthest >= 0 && (allKnown || outsideAnyway)
                ? Optional.of(FARTHER_AND_FARTHER.get(farthest))
                : Optional.empty();
    }

    private static Map<String, Meaning> read(String name) {
        var meanings = new HashMap<String, Meaning>();
        var stream = Objects.requireNonNull(TagMapping.class.getResourceAsStream("/product/" + name), name);
        try (var reader = new InputStreamReader(stream, StandardCharsets.UTF_8);
                var lines = FORMAT.parse(reader)) {
            for (var line : lines) {
                if (meanings.put(line.get(0), new Meaning(meanings.size(), line.get(1))) != null) {
                    throw new IllegalStateException(name + " has " + line.get(0) + " twice");
                }
            }
            return meanings;
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
