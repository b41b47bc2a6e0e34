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
    /** The style attributes that bpmn-js writes into its own markup, its mark among them; these texts and no others. */
    private static final String STYLES_OF_DIAGRAMS =
            "'unsafe-hashes' 'sha256-j2t/iYgmiK/9tDIa+YLs3dUK18D+PDjuKi+KxuYXU/w=' "
                    + "'sha256-CA/eh4+2R0J7cEQ14gBMtx834RIOjzMUqCM+evtrkp4=' "
                    + "'sha256-AHtqGIKHiUalONG+xeO90E9yUgWLoWuygINiCuiaBnA=' "
                    + "'sha256-F1/lIJB2HC2RT+RPHwCjlrUMGQft2PdUC4nHeQ7MKsc=' "
                    + "'sha256-9OIpRRx0bq4t4s2zyqbocMNwedniLDaxLB+FlLIjNgM=' "
                    + "'sha256-GAdrtwahSjGXI0UQQnfyEVtPn+wfgQxvyrjyQuByfuU=' "
                    + "'sha256-JpvvTIK7ulxf/3oA+AUuVbO9Labs8npGWGm9X9nGIWw=' "
                    + "'sha256-OiHWqvo9dpVH2ZTYJl3A+IJzE/VCEoC16CMSpFs+v0E='";

    static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr "
            + STYLES_OF_DIAGRAMS + "; img-src 'self' data:; "
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
