package org.cabas.service.docs;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;

/** Where people look for the description first. The files themselves are static resources. */
@Controller
class DocsController {

    /** Only our own files; Swagger UI sets styles on its elements and draws its icons from data. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Get("/openapi.yaml")
    HttpResponse<?> description() {
        return HttpResponse.temporaryRedirect(URI.create("/docs/openapi.yaml"));
    }

    @Get("/docs")
    HttpResponse<?> page() {
        return HttpResponse.temporaryRedirect(URI.create("/docs/index.html"));
    }

    /** What browsers may do with the page. */
    @ServerFilter("/docs/**")
    static class Headers {
        @ResponseFilter
        void restrict(MutableHttpResponse<?> response) {
            response.header("Content-Security-Policy", POLICY)
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Referrer-Policy", "no-referrer");
        }
    }
}
