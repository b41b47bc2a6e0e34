package org.cabas.service.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cabas.service.access.CallerFilter;
import org.cabas.service.access.FormExpired;
import org.cabas.service.access.SignInNeeded;
import org.cabas.service.access.Visitor;
import org.cabas.service.problem.Problem;
import org.cabas.service.problem.ProblemPages;
import org.jspecify.annotations.Nullable;

/**
 * What people see when something can't be done: what happened, why, and what to do next. To htmx the same is said in the place
 * of the page that is kept for it, and what was typed stays where it is.
 */
@Controller("/erreurs")
class ErrorPages implements ProblemPages {
    private static final String HTMX = "HX-Request";

    private final Pages pages;

    ErrorPages(Pages pages) {
        this.pages = pages;
    }

    @Override
    public HttpResponse<?> show(HttpRequest<?> request, Problem problem) {
        var words = ErrorWords.of(problem);
        return show(request, words, problem.kind().status(), page(request, words));
    }

    /** Sends whoever has to sign in to do so and then back; htmx, which would put that page into this one, says it instead. */
    @Error(global = true, exception = SignInNeeded.class)
    HttpResponse<?> signIn(HttpRequest<?> request, SignInNeeded needed) {
        if (request.getHeaders().contains(HTMX)) {
            var words = ErrorWords.SIGNED_OUT;
            return show(request, words, HttpStatus.UNAUTHORIZED, page(request, words));
        }
        var back = LocalAddress.orHome(request.getUri().toString());
        var query = back.equals("/") ? "" : "?suite=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
        return pages.redirect("/connexion" + query);
    }

    /** Nothing was done: says so, and shows what was typed, to be sent again or copied. */
    @Error(global = true, exception = FormExpired.class)
    HttpResponse<?> expired(HttpRequest<?> request, FormExpired expired) {
        var visitor = CallerFilter.visitor(request);
        var words = visitor == null ? ErrorWords.SIGNED_OUT : ErrorWords.EXPIRED;
        // Only what one of our own pages sent is offered to be sent again: another site's words would become the
        // person's.
        var again = visitor != null && expired.fromHere() && !expired.typed().isEmpty();
        var page = page(request, words)
                .with("typed", expired.fromHere() ? expired.typed() : List.of())
                .with("again", again ? LocalAddress.orHome(request.getUri().toString()) : null);
        return show(request, words, HttpStatus.FORBIDDEN, page);
    }

    private static Page page(HttpRequest<?> request, ErrorWords words) {
        @Nullable Visitor visitor = CallerFilter.visitor(request);
        var page = Page.of("page/error", words.title()).with("words", words).with("typed", List.of());
        return visitor == null ? page : page.by(visitor);
    }

    private HttpResponse<?> show(HttpRequest<?> request, ErrorWords words, HttpStatus status, Page page) {
        if (!request.getHeaders().contains(HTMX)) {
            return pages.show(page, status).header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        var visitor = page.visitor();
        var part = pages.part(page, "notice")
                .status(status)
                .header("HX-Retarget", "#said")
                .header("HX-Reswap", "innerHTML");
        // The page goes on with a token of the session that is there now.
        return visitor == null || words != ErrorWords.EXPIRED
                ? part
                : part.header(
                        "HX-Trigger", "{\"cabas:token\": \"" + visitor.forms().token() + "\"}");
    }
}
