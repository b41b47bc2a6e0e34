package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.cabas.rules.purchase.Reason;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Vocabulary;
import org.cabas.service.authorization.Till.Answer;
import org.cabas.service.language.Messages;
import org.cabas.service.ledger.JournalLine;
import org.cabas.service.problem.Problem;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The description of the payment API says what the service does; besides, every answer that any test sees is held against it. */
class DescriptionTest extends InTown {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode schema(String name) {
        var schema = Described.description().at("/components/schemas/" + name);
        assertThat(schema.isMissingNode()).as(name).isFalse();
        return schema;
    }

    @Test
    void every_operation_is_described_and_every_description_is_an_operation() {
        var described = new TreeSet<String>();
        Described.description()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation ->
                                described.add(operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())));
        var routed = new TreeSet<String>();
        TOWN.bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getUriMatchTemplate().toPathString().startsWith("/v1"))
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .forEach(route -> routed.add(route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString().replaceAll("\\{\\?.*", "")));
        assertThat(described).isEqualTo(routed).isNotEmpty();
    }

    @Test
    void every_reference_leads_somewhere() {
        var broken = new TreeSet<String>();
        Described.description().findParents("$ref").forEach(node -> {
            if (Described.resolved(node).isMissingNode()) {
                broken.add(node.toString());
            }
        });
        assertThat(broken).isEmpty();
    }

    @Test
    void nothing_in_it_is_cut_off_by_a_comma() {
        assertThat(nothings("", Described.description())).isEmpty();
    }

    private static List<String> nothings(String place, JsonNode node) {
        if (node.isNull()) {
            return List.of(place);
        }
        var inner = new ArrayList<String>();
        node.properties().forEach(field -> inner.addAll(nothings(place + "/" + field.getKey(), field.getValue())));
        for (var i = 0; node.isArray() && i < node.size(); i++) {
            inner.addAll(nothings(place + "/" + i, node.get(i)));
        }
        return inner;
    }

    @Test
    void codes_are_those_of_the_service_in_their_precedence() {
        assertThat(texts(schema("KnownReasonCode").path("enum")))
                .isEqualTo(Arrays.stream(Reason.values()).map(Reason::code).toList());
        assertThat(schema("ReasonCode").path("description").asText())
                .contains(Arrays.stream(Reason.values()).map(Reason::code).toList());
        assertThat(texts(schema("KnownProblemType").path("enum")))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Problem.Kind.values())
                        .map(kind -> "urn:cabas:problem:" + kind.code())
                        .toList());
        assertThat(texts(schema("Family").path("enum")))
                .isEqualTo(Vocabulary.PRODUCT_FAMILIES.options().stream()
                        .map(Domain.Option::code)
                        .toList());
        assertThat(texts(schema("Event").at("/properties/kind/enum")))
                .isSubsetOf(Arrays.stream(JournalLine.Kind.values())
                        .map(JournalLine.Kind::code)
                        .toList());
        assertThat(schema("Purchase").at("/properties/lines/maxItems").asInt()).isEqualTo(PurchaseReader.MOST_LINES);
    }

    @Test
    void problems_are_told_in_the_words_of_the_service() {
        var told = new TreeMap<String, JsonNode>();
        Described.description().at("/components/responses").forEach(response -> {
            var content = response.at("/content/application~1problem+json");
            if (!content.isMissingNode()) {
                assertThat(Described.violations(content.path("schema"), content.path("example")))
                        .isEmpty();
                told.put(content.at("/example/type").asText(), content.path("example"));
            }
        });
        for (var kind : Problem.Kind.values()) {
            if (kind == Problem.Kind.METHOD_NOT_ALLOWED) {
                continue; // of addresses that are not described, because they do nothing
            }
            var example = told.getOrDefault("urn:cabas:problem:" + kind.code(), JSON.createObjectNode());
            assertThat(example.path("status").asInt())
                    .as(kind.code())
                    .isEqualTo(kind.status().getCode());
            assertThat(example.path("title").asText())
                    .isEqualTo(Messages.say(Messages.FRENCH, "problem." + kind.code() + ".title"));
            assertThat(example.path("detail").asText())
                    .isEqualTo(Messages.say(Messages.FRENCH, "problem." + kind.code() + ".detail"));
        }
    }

    @Nested
    class Examples {
        private final Till till = TOWN.till("joigny");

        private JsonNode request(String name) {
            return Described.description()
                    .at("/components/requestBodies/Purchase/content/application~1json/examples/" + name + "/value");
        }

        private JsonNode response(String component, String name) {
            return Described.description()
                    .at("/components/responses/" + component + "/content/application~1json/examples/" + name
                            + "/value");
        }

        private JsonNode operation(String name) {
            return Described.description()
                    .at("/paths/~1v1~1authorizations~1{id}~1" + name
                            + "/post/requestBody/content/application~1json/example");
        }

        /** An answer but for the ids that each has of its own. */
        private JsonNode withoutIds(JsonNode answer) {
            var copy = (ObjectNode) answer.deepCopy();
            copy.remove(List.of("id", "authorization"));
            return copy;
        }

        private void assertTold(Answer answer, JsonNode example) {
            assertThat(withoutIds(answer.json())).isEqualTo(withoutIds(example));
            assertThat(answer.json().has("id")).isEqualTo(example.has("id"));
        }

        private Answer sent(String path, JsonNode body) {
            return till.postText(path, Till.key(), body.toString());
        }

        @Test
        void of_purchases_and_operations_are_accepted_and_answered_as_they_say() {
            CLOCK.stopAt(OffsetDateTime.parse("2026-03-14T10:15:00+01:00").toInstant());
            TOWN.conventioned("joigny", "joigny-maraicher", "Ferme maraîchère", Town.VEGETABLES);
            TOWN.product("02000000000206", "Vin rouge, 75 cl", "alcohol");
            TOWN.namedCard("joigny", "crd_demo_joigny_1", 6500);
            TOWN.namedCard("joigny", "crd_demo_joigny_2", 6500);
            TOWN.namedCard("joigny", "crd_demo_joigny_3", 500);
            for (var purchase : List.of("basket", "delivery", "total")) {
                assertThat(Described.violations(schema("Purchase"), request(purchase)))
                        .isEmpty();
                assertTold(sent("/v1/authorizations", request(purchase)), response("Authorized", purchase));
            }
            var key = Till.key();
            var held =
                    till.postText("/v1/authorizations", key, request("delivery").toString());
            assertThat(held.cents("availableBalance")).isEqualTo(2500);
            for (var operation : List.of("captures", "refunds", "reversals")) {
                assertTold(
                        sent("/v1/authorizations/" + held.id() + "/" + operation, operation(operation)),
                        response("Operated", operation));
            }
            var state = withoutIds(till.get("/v1/authorizations?key=" + key).json());
            var told = (ObjectNode) withoutIds(
                    Described.description().at("/components/responses/Recorded/content/application~1json/example"));
            assertThat(state).isEqualTo(told.put("availableBalance", 2500));
        }

        @Test
        void of_cancellations_quotes_balances_and_events_are_what_the_schemas_say() {
            var cancel = Described.description().at("/paths/~1v1~1reversals/post");
            var body = cancel.at("/requestBody/content/application~1json/example");
            assertThat(sent("/v1/reversals", body).decision()).isEqualTo("reversed");
            for (var path : List.of(
                    "/paths/~1v1~1reversals/post/responses/201",
                    "/paths/~1v1~1quotes/post/responses/200",
                    "/paths/~1v1~1cards~1{card}~1balance/get/responses/200",
                    "/paths/~1v1~1events/get/responses/200")) {
                var content = Described.description().at(path + "/content/application~1json");
                var examples = new TreeMap<String, JsonNode>();
                content.path("examples")
                        .properties()
                        .forEach(e -> examples.put(e.getKey(), e.getValue().path("value")));
                if (content.has("example")) {
                    examples.put("", content.path("example"));
                }
                assertThat(examples).as(path).isNotEmpty();
                examples.forEach((name, example) -> assertThat(Described.violations(content.path("schema"), example))
                        .isEmpty());
            }
        }

        @Test
        void of_what_a_request_may_not_be_are_no_requests_by_the_schemas_either() throws IOException {
            for (var wrong : List.of(
                    "{}",
                    "{\"tip\":1}",
                    "{\"amount\":0}",
                    "{\"amount\":1.5}",
                    "{\"amount\":100000001}",
                    "{\"currency\":\"euro\"}",
                    "{\"card\":\"a b\"}",
                    "{\"capture\":\"never\"}",
                    "{\"partialApproval\":\"yes\"}",
                    "{\"lines\":[]}",
                    "{\"lines\":[{\"id\":\"1\",\"amount\":1}]}",
                    "{\"lines\":[{\"id\":\"1\",\"amount\":-1,\"family\":\"bread\"}]}",
                    "{\"lines\":[{\"id\":\"1\",\"amount\":1,\"family\":\"cake\"}]}",
                    "{\"lines\":[{\"id\":\"1\",\"amount\":1,\"family\":\"bread\",\"price\":1}]}",
                    "{\"lines\":[{\"id\":\"1\",\"amount\":1,\"gtin\":\"12\"}]}")) {
                var body = wrong.equals("{}")
                        ? JSON.createObjectNode()
                        : (ObjectNode) request("total").deepCopy();
                body.setAll((ObjectNode) JSON.readTree(wrong));
                assertThat(Described.violations(schema("Purchase"), body))
                        .as(wrong)
                        .isNotEmpty();
                assertThat(sent("/v1/quotes", body).status()).as(wrong).isEqualTo(400);
            }
        }
    }

    @Nested
    class The_page {
        private Answer get(String path) {
            return new Till(service().getURI(), "none")
                    .send(HttpRequest.newBuilder(service().getURI().resolve(path)));
        }

        @Test
        void and_all_it_needs_come_from_here() {
            assertThat(get("/docs").headers().firstValue("Location")).hasValue("/docs/index.html");
            var page = get("/docs/index.html");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self';", "style-src 'self';")
                    .doesNotContain("unsafe");
            assertThat(page.body()).contains("lang=\"fr\"").doesNotContain("http://", "https://", "<script>", "style=");
            for (var file : Map.of(
                            "/openapi.yaml", "application/yaml",
                            "/docs/docs.js", "",
                            "/docs/docs.css", "text/css",
                            "/webjars/swagger-ui/swagger-ui-bundle.js", "",
                            "/webjars/swagger-ui/swagger-ui.css", "text/css")
                    .entrySet()) {
                var answer = get(file.getKey());
                assertThat(answer.status()).as(file.getKey()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                        .as(file.getKey())
                        .startsWith(file.getValue());
            }
        }

        @Test
        void is_served_without_a_key_and_leads_nowhere_else() {
            assertThat(get("/openapi.yaml").body()).startsWith("openapi: 3.1");
            for (var path : List.of(
                    "/docs/none.js",
                    "/docs/..%2fapplication.yml",
                    "/docs/%2e%2e/logback.xml",
                    "/webjars/swagger-ui/..%2f..%2f..%2f..%2f..%2fapplication.yml")) {
                assertThat(get(path).status()).as(path).isEqualTo(404);
                assertThat(get(path).headers().firstValue("Content-Type")).hasValue("application/problem+json");
            }
        }
    }
}
