package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** The description of the payment API, {@code openapi.yaml}, to hold requests and answers against. */
final class Described {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode DESCRIPTION = read();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<JsonNode, JsonSchema> COMPILED = new ConcurrentHashMap<>();

    private Described() {}

    private static JsonNode read() {
        try (var file = Described.class.getResourceAsStream("/static/openapi.yaml")) {
            return JSON.valueToTree(new Yaml().load(Objects.requireNonNull(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode description() {
        return DESCRIPTION;
    }

    /** The node itself, or what it refers to. */
    static JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(DESCRIPTION.at(node.path("$ref").asText().substring(1)))
                : node;
    }

    /** The operation that a call is described as, if it is. */
    static Optional<JsonNode> operation(String method, String path) {
        var paths = DESCRIPTION.path("paths").properties();
        return paths.stream()
                .filter(described -> Pattern.matches(described.getKey().replaceAll("\\{\\w+}", "[^/]+"), path))
                .map(described -> described.getValue().path(method.toLowerCase(java.util.Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode())
                .findFirst();
    }

    /** Holds an answer against the description: its status, its headers, and every field of its body. */
    static void check(String method, String path, int status, HttpHeaders headers, String body) {
        var operation = operation(method, path);
        if (operation.isEmpty()) {
            return;
        }
        var response = resolved(operation.get().path("responses").path(Integer.toString(status)));
        assertThat(response.isMissingNode())
                .as("%s %s answered %d, which is not described: %s", method, path, status, body)
                .isFalse();
        var type = headers.firstValue("Content-Type").orElse("");
        var content = response.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s %s %d: %s", method, path, status, type)
                .isFalse();
        response.path("headers").properties().forEach(described -> {
            if (!described.getKey().equals("Idempotency-Replayed")) {
                assertThat(headers.firstValue(described.getKey()))
                        .as(described.getKey())
                        .isPresent();
            }
        });
        assertThat(violations(content.path("schema"), json(body)))
                .as("%s %s %d: %s", method, path, status, body)
                .isEmpty();
    }

    /** What of a value is not as the schema has it; fields that the schema doesn't name are violations. */
    static java.util.Set<String> violations(JsonNode schema, JsonNode value) {
        return COMPILED.computeIfAbsent(schema, Described::compiled).validate(value).stream()
                .map(Object::toString)
                .collect(java.util.stream.Collectors.toSet());
    }

    /** A schema with everything it refers to put in place, and closed: clients ignore what they don't know, tests don't. */
    private static JsonSchema compiled(JsonNode schema) {
        return SCHEMAS.getSchema(closed(schema));
    }

    private static JsonNode closed(JsonNode schema) {
        var whole = inPlace(schema);
        if (whole instanceof ObjectNode object && !object.has("additionalProperties")) {
            object.put("unevaluatedProperties", false);
        }
        return whole;
    }

    private static JsonNode inPlace(JsonNode node) {
        if (node instanceof ArrayNode array) {
            var copy = JSON.createArrayNode();
            array.forEach(item -> copy.add(inPlace(item)));
            return copy;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var copy = JSON.createObjectNode();
        if (object.has("$ref")) {
            copy.setAll((ObjectNode) inPlace(resolved(object)));
        }
        object.properties().forEach(field -> {
            if (!field.getKey().equals("$ref")) {
                copy.set(field.getKey(), inPlace(field.getValue()));
            }
        });
        closeInner(copy);
        return copy;
    }

    /** Closes the objects that are values of properties or items of lists. */
    private static void closeInner(ObjectNode schema) {
        schema.path("properties").properties().forEach(property -> close(property.getValue()));
        close(schema.path("items"));
    }

    private static void close(JsonNode inner) {
        if (inner instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("unevaluatedProperties", false);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(body, e);
        }
    }
}
