package org.cabas.service.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.cabas.service.OnTestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrameTest implements OnTestDatabase {
    @Inject
    EmbeddedServer server;

    @Test
    void a_person_reads_in_french_that_there_is_no_such_page() throws Exception {
        var answer = get("/nulle-part", "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(answer.body())
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "<title>Cette page n’existe pas – Cabas</title>",
                        "<h1>Cette page n’existe pas</h1>",
                        "id=\"contenu\"");
    }

    @Test
    void a_program_reads_the_same_as_a_problem() throws Exception {
        var answer = get("/nulle-part", "application/json");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void payments_answer_programs_whatever_they_accept() throws Exception {
        var answer = get("/v1/cards/crd_1/balance", "text/html");
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nulle-part",
                "/static/cabas.css",
                "/static/cabas.js",
                "/static/cabas.svg",
                "/webjars/htmx/htmx.min.js",
                "/webjars/pico/pico.min.css",
                "/health"
            })
    void browsers_are_told_what_pages_may_do(String path) throws Exception {
        var answer = get(path, "text/html");
        assertThat(answer.headers().allValues("Content-Security-Policy")).containsExactly(SecurityHeaders.POLICY);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).isPresent();
        assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(answer.statusCode()).isEqualTo(path.equals("/nulle-part") ? 404 : 200);
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(server.getURI() + path))
                            .header("Accept", accept)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
