package org.cabas.service.docs;

import io.micronaut.core.io.ResourceResolver;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.types.files.StreamedFile;
import java.net.URI;

/** Where people look for the description first. The page's own files are static resources. */
@Controller
class DocsController {

    /** RFC 9512. */
    private static final String YAML = "application/yaml";

    /** Only our own files; Swagger UI draws its icons from data. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final ResourceResolver resources;

    DocsController(ResourceResolver resources) {
        this.resources = resources;
    }

    @Get("/openapi.yaml")
    @Produces(YAML)
    StreamedFile description() {
        var file =
                resources.getResourceAsStream("classpath:static/openapi.yaml").orElseThrow();
        return new StreamedFile(file, MediaType.of(YAML));
    }

    @Get("/docs")
    HttpResponse<?> page() {
        return HttpResponse.temporaryRedirect(URI.create("/docs/index.html"));
    }

    /** What browsers may do with the page. */
    @ServerFilter({"/docs/**", "/openapi.yaml"})
    static class Headers {
        @ResponseFilter
        void restrict(MutableHttpResponse<?> response) {
            response.header("Content-Security-Policy", POLICY)
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer")
                    .header("Cross-Origin-Opener-Policy", "same-origin");
        }
    }
}
