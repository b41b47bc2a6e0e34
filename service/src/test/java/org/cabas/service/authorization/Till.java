package org.cabas.service.authorization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A till that speaks to the payment API as any program would: JSON over HTTP, with its own keys. */
public final class Till {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;
    private final String apiKey;
    private final @Nullable String language;

    public Till(URI service, String apiKey) {
        this(service, apiKey, null);
    }

    private Till(URI service, String apiKey, @Nullable String language) {
        this.service = service;
        this.apiKey = apiKey;
        this.language = language;
    }

    /** The same till, asking for answers in a language. */
    public Till speaking(String acceptLanguage) {
        return new Till(service, apiKey, acceptLanguage);
    }

    /** The key of its gateway. */
    public String apiKey() {
        return apiKey;
    }

    /** The same till at another instance of the service. */
    public Till at(EmbeddedServer instance) {
        return at(instance.getURI());
    }

    /** The same till at another address. */
    public Till at(URI address) {
        return new Till(address, apiKey, language);
    }

    /** A till with another key. */
    public Till holding(String otherKey) {
        return new Till(service, otherKey, language);
    }

    /** An answer as it came. */
    public record Answer(int status, String body, boolean replayed, java.net.http.HttpHeaders headers) {
        /** The body as JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }

        /** The codes of its reasons, in order. */
        public List<String> reasons() {
            return json().path("reasons").findValuesAsText("code");
        }

        /** The sentences of its reasons, in order. */
        public List<String> sentences() {
            return json().path("reasons").findValuesAsText("message");
        }

        /** The ids of the lines that its reasons are about, in order; empty for the whole purchase. */
        public List<String> reasonLines() {
            return StreamSupport.stream(json().path("reasons").spliterator(), false)
                    .map(reason -> reason.path("line").asText())
                    .toList();
        }

        /** The approved cents of each line, in order. */
        public List<Long> lines() {
            return StreamSupport.stream(json().path("lines").spliterator(), false)
                    .map(line -> line.path("approvedAmount").asLong())
                    .toList();
        }

        public String id() {
            return json().path("id").asText();
        }

        /** Cents of a field. */
        public long cents(String field) {
            return json().path(field).asLong(-1);
        }

        /** Where the faults of a problem are, in order. */
        public List<String> pointers() {
            return json().path("errors").findValuesAsText("pointer");
        }

        /** The last part of a problem's type. */
        public String problem() {
            return json().path("type").asText().replace("urn:cabas:problem:", "");
        }

        /** The decision, or the status of an operation. */
        public String decision() {
            return json().path("status").asText();
        }
    }

    /** A purchase body of a total without lines; more fields can be put. */
    public static Map<String, Object> purchase(String card, String merchant, long cents) {
        var body = new LinkedHashMap<String, Object>();
        body.put("card", card);
        body.put("merchant", merchant);
        body.put("terminal", "T1");
        body.put("amount", cents);
        body.put("currency", "EUR");
        body.put("occurredAt", Instant.now().toString());
        return body;
    }

    /** A purchase body of lines, whose sum is the amount. */
    @SafeVarargs
    public static Map<String, Object> basket(String card, String merchant, Map<String, Object>... lines) {
        var sum = 0L;
        for (var line : lines) {
            sum += ((Number) line.getOrDefault("amount", 0L)).longValue();
        }
        var body = purchase(card, merchant, sum);
        body.put("lines", List.of(lines));
        return body;
    }

    /** A line of loose goods. */
    public static Map<String, Object> loose(String id, String family, long cents, String... labels) {
        var line = new LinkedHashMap<String, Object>();
        line.put("id", id);
        line.put("family", family);
        line.put("labels", List.of(labels));
        line.put("amount", cents);
        return line;
    }

    /** A line of a packaged product. */
    public static Map<String, Object> packaged(String id, String gtin, long cents) {
        var line = new LinkedHashMap<String, Object>();
        line.put("id", id);
        line.put("gtin", gtin);
        line.put("amount", cents);
        return line;
    }

    /** Asks for a purchase under a new key. */
    public Answer pay(Map<String, Object> purchase) {
        return pay(key(), purchase);
    }

    /** Asks for a purchase under a key. */
    public Answer pay(String key, Map<String, Object> purchase) {
        return post("/v1/authorizations", key, purchase);
    }

    public Answer capture(String id, long cents, boolean last) {
        return post("/v1/authorizations/" + id + "/captures", key(), Map.of("amount", cents, "final", last));
    }

    public Answer reverse(String id) {
        return post("/v1/authorizations/" + id + "/reversals", key(), Map.of());
    }

    public Answer refund(String id, long cents) {
        return post("/v1/authorizations/" + id + "/refunds", key(), Map.of("amount", cents));
    }

    /** Gives back cents of lines: an id, its cents, and so on. */
    public Answer refundLines(String id, Object... lines) {
        var amounts = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < lines.length; i += 2) {
            amounts.add(Map.of("id", lines[i], "amount", lines[i + 1]));
        }
        return post("/v1/authorizations/" + id + "/refunds", key(), Map.of("lines", amounts));
    }

    /** What a purchase would be answered. */
    public Answer quote(Map<String, Object> purchase) {
        return post("/v1/quotes", key(), purchase);
    }

    /** Cancels by the till's own key. */
    public Answer cancel(String key) {
        return send(request("/v1/reversals")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(text(Map.of("key", key)))));
    }

    /** What the card can pay, in cents. */
    public long available(String card) {
        return get("/v1/cards/" + card + "/balance").json().path("available").asLong();
    }

    /** What is held on the card, in cents. */
    public long reserved(String card) {
        return get("/v1/cards/" + card + "/balance").json().path("reserved").asLong();
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Posts a body as JSON under a key. */
    public Answer post(String path, String key, Object body) {
        return postText(path, key, text(body));
    }

    /** Posts any text as JSON under a key. */
    public Answer postText(String path, String key, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
    }

    /** A request of this till that can still be changed. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(service.resolve(path)).header("Authorization", "Bearer " + apiKey);
        return language == null ? request : request.header("Accept-Language", language);
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var sent = request.build();
            HttpResponse<String> response = http.send(sent, BodyHandlers.ofString());
            Described.check(
                    sent.method(), sent.uri().getPath(), response.statusCode(), response.headers(), response.body());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().firstValue("Idempotency-Replayed").isPresent(),
                    response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String key() {
        return UUID.randomUUID().toString();
    }

    public static String text(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
