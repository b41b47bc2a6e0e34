package org.cabas.service.problem;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cabas.service.problem.Problem.Fault;

/**
 * Reads bytes as one JSON object, within bounds, and finds every name that is there twice: of two values for one name, a reader
 * can only guess which one was meant.
 */
final class StrictJson {
    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(10)
            .maxNumberLength(1000)
            .maxNameLength(200)
            .maxStringLength(20_000)
            .build();
    private static final ObjectMapper STRICT = mapper(JsonFactory.builder()
            .streamReadConstraints(BOUNDS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final ObjectMapper LENIENT =
            mapper(JsonFactory.builder().streamReadConstraints(BOUNDS).build());

    private StrictJson() {}

    /** Throws the one fault that nothing can be read beyond. */
    static ObjectNode read(byte[] bytes, List<Fault> faults) {
        JsonNode tree;
        try {
            tree = tree(bytes, faults);
        } catch (StreamConstraintsException e) {
            throw end(faults, new Fault(furthest(bytes), "beyond_bounds", List.of()));
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw end(
                    faults,
                    new Fault(
                            "",
                            "not_json",
                            place == null ? List.of(1, 1) : List.of(place.getLineNr(), place.getColumnNr())));
        } catch (IOException unreadable) {
            throw end(faults, new Fault("", "not_json", List.of(1, 1)));
        }
        if (!(tree instanceof ObjectNode object)) {
            throw end(faults, new Fault("", "not_an_object", List.of()));
        }
        return object;
    }

    private static JsonNode tree(byte[] bytes, List<Fault> faults) throws IOException {
        try {
            return STRICT.readTree(bytes);
        } catch (JsonProcessingException e) {
            var tree = LENIENT.readTree(bytes);
            for (var pointer : twice(bytes)) {
                faults.add(new Fault(pointer, "name_twice", List.of()));
            }
            return tree;
        }
    }

    /** The places of names that their object has already. */
    private static List<String> twice(byte[] bytes) throws IOException {
        var pointers = new ArrayList<String>();
        var names = new ArrayDeque<Set<String>>();
        try (var parser = LENIENT.createParser(bytes)) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_OBJECT -> names.push(new HashSet<>());
                    case END_OBJECT -> names.pop();
                    case FIELD_NAME -> {
                        if (!names.element().add(parser.currentName()) && pointers.size() < Body.MOST_FAULTS) {
                            pointers.add(wellFormed(
                                    parser.getParsingContext().pathAsPointer().toString()));
                        }
                    }
                    default -> {
                        // Values and arrays have no names.
                    }
                }
            }
        }
        return pointers;
    }

    /** The text with something readable in place of halves of characters, which could not be written back. */
    static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** The place at which reading ends with a fault. */
    private static String furthest(byte[] bytes) {
        try (var parser = LENIENT.createParser(bytes)) {
            try {
                for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    parser.getText();
                }
            } catch (IOException end) {
                return wellFormed(parser.getParsingContext().pathAsPointer().toString());
            }
            return "";
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static ProblemFound end(List<Fault> faults, Fault last) {
        faults.add(last);
        return new ProblemFound(new Problem(Problem.Kind.MALFORMED, faults, null));
    }

    private static ObjectMapper mapper(JsonFactory factory) {
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
