package org.cabas.service.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;

/** How a problem is told to a person: a page in French. It is declared here, where it is needed, and kept where pages are. */
public interface ProblemPages {

    /** The page that tells the problem. */
    HttpResponse<?> show(HttpRequest<?> request, Problem problem);

    /** Whether a person in a browser asks, and not a program: payments are always asked for by programs. */
    static boolean isForSomeone(HttpRequest<?> request) {
        var accepted = request.getHeaders().get(HttpHeaders.ACCEPT);
        return !request.getPath().startsWith("/v1/")
                && (accepted != null && accepted.contains("text/html")
                        || request.getHeaders().contains("HX-Request"));
    }
}
