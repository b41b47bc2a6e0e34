package org.cabas.service.authorization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.web.router.Router;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.cabas.service.OnTestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.yaml.snakeyaml.Yaml;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest implements OnTestDatabase {
    @Inject
    io.micronaut.runtime.server.EmbeddedServer server;

    @Inject
    Router router;

    private Map<String, Object> description = Map.of();

    @BeforeAll
    void read() throws Exception {
        var answer = get("/openapi.yaml");
        assertThat(answer.statusCode()).isEqualTo(200);
        description = new Yaml().load(answer.body());
    }

    @Test
    void every_operation_is_described_and_every_description_is_an_operation() {
        var described = new TreeSet<String>();
        at(description, "paths").forEach((path, item) -> {
            for (var method : List.of("get", "post", "put", "patch", "delete")) {
                if (item instanceof Map<?, ?> operations && operations.containsKey(method)) {
                    described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
                }
            }
        });
        var routed = new TreeSet<String>();
        router.uriRoutes()
                .filter(route -> route.getUriMatchTemplate().toPathString().startsWith("/v1"))
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .forEach(route -> routed.add(route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString().replaceAll("\\{\\?.*", "")));
        assertThat(described).isEqualTo(routed);
    }

    @Test
    void reason_codes_are_listed_in_their_precedence() {
        var codes =
                at(at(at(description, "components"), "schemas"), "ReasonCode").get("enum");
        assertThat(codes)
                .isEqualTo(Arrays.stream(Reason.values()).map(Reason::code).toList());
    }

    @Test
    void the_examples_of_purchases_can_be_read() {
        var purchase = at(at(at(description, "components"), "requestBodies"), "Purchase");
        var examples = at(at(at(purchase, "content"), "application/json"), "examples");
        assertThat(examples).hasSizeGreaterThan(1);
        examples.keySet()
                .forEach(name -> assertThatCode(() -> PurchaseReader.read(
                                Till.text(at(examples, name).getOrDefault("value", ""))
                                        .getBytes(StandardCharsets.UTF_8),
                                List.of(),
                                Instant.parse("2026-03-14T09:15:01Z")))
                        .as(name)
                        .doesNotThrowAnyException());
    }

    @Test
    void the_page_and_all_it_needs_come_from_here() throws Exception {
        var page = get("/docs");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'", "script-src 'self'"));
        assertThat(page.body()).contains("lang=\"fr\"").doesNotContain("http://", "https://");
        for (var file : List.of(
                "/docs/docs.js",
                "/docs/docs.css",
                "/webjars/swagger-ui/swagger-ui-bundle.js",
                "/webjars/swagger-ui/swagger-ui.css")) {
            assertThat(get(file).statusCode()).as(file).isEqualTo(200);
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(server.getURI() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> at(Map<String, Object> node, String key) {
        return (Map<String, Object>) node.getOrDefault(key, Map.of());
    }
}
