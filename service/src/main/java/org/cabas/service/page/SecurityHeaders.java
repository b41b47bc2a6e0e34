package org.cabas.service.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * What browsers may do with our pages: load scripts, styles, images and data from here and nowhere else, run nothing that is
 * written inside a page, and show them in no frame. Answers to payments are no pages, and the description of the payment API,
 * whose viewer sets styles by script, has a policy of its own.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
class SecurityHeaders {
    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    @ResponseFilter
    void restrict(HttpRequest<?> request, MutableHttpResponse<?> response) {
        var path = request.getPath();
        if (path.startsWith("/v1/") || path.startsWith("/docs") || path.equals("/openapi.yaml")) {
            return;
        }
        response.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    }
}
