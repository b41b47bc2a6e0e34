package org.cabas.service.product;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/** How the lines of a file write products. */
sealed interface ProductFormat {

    /** What the format is called, in French. */
    String inFrench();

    /**
     * Reads a line into a draft.
     *
     * @return why the line can't be read at all, in French; null where it can
     */
    @Nullable
    String read(String line, ProductDraft draft);

    /** One product a line, as JSON, with the field names of Open Food Facts; other fields are skipped unread. */
    record Json() implements ProductFormat {
        private static final JsonFactory FACTORY = new JsonFactory();

        @Override
        public String inFrench() {
            return ImportWording.say("format.open.food.facts.json");
        }

        @Override
        public @Nullable String read(String line, ProductDraft draft) {
            var texts = new HashMap<String, String>();
            var tags = new HashMap<String, List<String>>();
            try (var parser = FACTORY.createParser(line)) {
                if (parser.nextToken() != JsonToken.START_OBJECT) {
                    return ImportWording.say("line.not.json");
                }
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    field(parser, texts, tags);
                }
                if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                    return ImportWording.say("line.not.json");
                }
            } catch (IOException e) {
                return ImportWording.say("line.not.json");
            }
            draft.gtin(texts.getOrDefault("code", ""));
            var name = texts.getOrDefault("product_name", "");
            draft.name(name.isBlank() ? texts.getOrDefault("product_name_fr", "") : name);
            draft.categories(tags.getOrDefault("categories_tags", List.of()));
            draft.labels(tags.getOrDefault("labels_tags", List.of()));
            draft.nova(texts.getOrDefault("nova_group", ""));
            draft.origins(tags.getOrDefault("origins_tags", List.of()));
            return null;
        }

        private static void field(JsonParser parser, Map<String, String> texts, Map<String, List<String>> tags)
                throws IOException {
            var name = parser.currentName();
            var value = parser.nextToken();
            switch (name) {
                case "code", "product_name", "product_name_fr", "nova_group" -> {
                    if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                        texts.put(name, parser.getText());
                    }
                    parser.skipChildren();
                }
                case "categories_tags", "labels_tags", "origins_tags" -> tags.put(name, tags(parser));
                default -> parser.skipChildren();
            }
        }

        private static List<String> tags(JsonParser parser) throws IOException {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                return ProductDraft.tags(parser.getText());
            }
            var tags = new ArrayList<String>();
            if (parser.currentToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    if (parser.currentToken() == JsonToken.VALUE_STRING) {
                        tags.add(parser.getText());
                    } else {
                        parser.skipChildren();
                    }
                }
            } else {
                parser.skipChildren();
            }
            return tags;
        }
    }

    /**
     * The export of Open Food Facts: a tab between fields, a comma between tags, quotes where some tool has put them.
     */
    record OpenFoodFactsCsv(Columns columns) implements ProductFormat {
        /** What a file can't do without. */
        static final List<String> NEEDED = List.of("code", "product_name", "categories_tags");

        @Override
        public String inFrench() {
            return ImportWording.say("format.open.food.facts.csv");
        }

        @Override
        public @Nullable String read(String line, ProductDraft draft) {
            var fields = line.split("\t", -1);
            if (fields.length != columns.count()) {
                return ImportWording.say("line.columns", fields.length, columns.count());
            }
            draft.gtin(field(fields, "code"));
            var name = field(fields, "product_name");
            draft.name(name.isBlank() ? field(fields, "product_name_fr") : name);
            draft.categories(ProductDraft.tags(field(fields, "categories_tags")));
            draft.labels(ProductDraft.tags(field(fields, "labels_tags")));
            draft.nova(field(fields, "nova_group"));
            draft.origins(ProductDraft.tags(field(fields, "origins_tags")));
            return null;
        }

        private String field(String[] fields, String name) {
            var index = columns.index(name);
            if (index < 0) {
                return "";
            }
            var field = fields[index];
            return field.length() > 1 && field.startsWith("\"") && field.endsWith("\"")
                    ? field.substring(1, field.length() - 1).replace("\"\"", "\"")
                    : field;
        }
    }

    /** Our own: one line a product, {@code gtin;name;family;labels;nova;origin}; the last columns may be left out. */
    record Plain(Columns columns, CSVFormat format) implements ProductFormat {
        /** What a file can't do without. */
        static final List<String> NEEDED = List.of("gtin", "name", "family");

        @Override
        public String inFrench() {
            return ImportWording.say("format.plain");
        }

        @Override
        public @Nullable String read(String line, ProductDraft draft) {
            List<String> fields;
            try (var parser = format.parse(new java.io.StringReader(line))) {
                var records = parser.getRecords();
                fields = records.isEmpty() ? List.of() : records.getFirst().toList();
            } catch (IOException | IllegalStateException | java.io.UncheckedIOException e) {
                return ImportWording.say("line.quotes");
            }
            if (fields.size() != columns.count()) {
                return ImportWording.say("line.columns", fields.size(), columns.count());
            }
            draft.gtin(field(fields, "gtin"));
            draft.name(field(fields, "name"));
            draft.family(field(fields, "family"));
            draft.labels(field(fields, "labels"));
            draft.nova(field(fields, "nova"));
            draft.origin(field(fields, "origin"));
            return null;
        }

        private String field(List<String> fields, String name) {
            var index = columns.index(name);
            return index < 0 ? "" : fields.get(index);
        }
    }
}
