package org.cabas.service.problem;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.util.List;
import org.cabas.service.database.DatabaseAway;
import org.cabas.service.problem.Problem.Fault;
import org.cabas.service.problem.Problem.Kind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a request throws into a problem. What is logged names no person, card or amount. */
@Controller("/problems")
public class ProblemHandlers {

    /** How soon a caller may try again when the database is away: a restart of it takes about this long. */
    static final int DATABASE_RETRY_SECONDS = 2;

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandlers.class);

    private final ProblemPages pages;

    ProblemHandlers(ProblemPages pages) {
        this.pages = pages;
    }

    @Error(global = true, exception = ProblemFound.class)
    HttpResponse<?> found(HttpRequest<?> request, ProblemFound found) {
        return answer(request, found.problem());
    }

    @Error(global = true, exception = DatabaseAway.class)
    HttpResponse<?> away(HttpRequest<?> request, DatabaseAway away) {
        LOG.warn("{} {}: {}", request.getMethod(), route(request), away.getMessage());
        return answer(request, Problem.passing(Kind.UNAVAILABLE, DATABASE_RETRY_SECONDS));
    }

    @Error(global = true, exception = ContentLengthExceededException.class)
    HttpResponse<?> tooLarge(HttpRequest<?> request, ContentLengthExceededException exceeded) {
        return answer(request, Problem.of(Kind.TOO_LARGE));
    }

    /** A query or a header that is not what it should be. */
    @Error(global = true, exception = ConversionErrorException.class)
    HttpResponse<?> unreadable(HttpRequest<?> request, ConversionErrorException unreadable) {
        var fault = new Fault("query/" + unreadable.getArgument().getName(), "not_readable", List.of());
        return answer(request, new Problem(Kind.MALFORMED, List.of(fault), null));
    }

    @Error(global = true, exception = UnsatisfiedRouteException.class)
    HttpResponse<?> unsatisfied(HttpRequest<?> request, UnsatisfiedRouteException unsatisfied) {
        return answer(request, Problem.of(Kind.MALFORMED));
    }

    @Error(global = true, exception = URISyntaxException.class)
    HttpResponse<?> unreadable(HttpRequest<?> request, URISyntaxException unreadable) {
        return answer(request, Problem.of(Kind.MALFORMED));
    }

    @Error(global = true, exception = HttpStatusException.class)
    HttpResponse<?> status(HttpRequest<?> request, HttpStatusException thrown) {
        return answer(request, Problem.of(kindOf(thrown.getStatus())));
    }

    @Error(global = true, status = HttpStatus.NOT_FOUND)
    HttpResponse<?> notFound(HttpRequest<?> request) {
        return answer(request, Problem.of(Kind.NOT_FOUND));
    }

    @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
    HttpResponse<?> notAllowed(HttpRequest<?> request) {
        return answer(request, Problem.of(Kind.METHOD_NOT_ALLOWED));
    }

    @Error(global = true, status = HttpStatus.UNSUPPORTED_MEDIA_TYPE)
    HttpResponse<?> unsupported(HttpRequest<?> request) {
        return answer(request, Problem.of(Kind.UNSUPPORTED_MEDIA_TYPE));
    }

    @Error(global = true, status = HttpStatus.NOT_ACCEPTABLE)
    HttpResponse<?> notAcceptable(HttpRequest<?> request) {
        return answer(request, Problem.of(Kind.NOT_ACCEPTABLE));
    }

    @Error(global = true, status = HttpStatus.REQUEST_ENTITY_TOO_LARGE)
    HttpResponse<?> tooLarge(HttpRequest<?> request) {
        return answer(request, Problem.of(Kind.TOO_LARGE));
    }

    @Error(global = true, status = HttpStatus.BAD_REQUEST)
    HttpResponse<?> malformed(HttpRequest<?> request) {
        return answer(request, Problem.of(Kind.MALFORMED));
    }

    @Error(global = true)
    HttpResponse<?> unexpected(HttpRequest<?> request, Throwable thrown) {
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException database) {
                // A repository wraps in exceptions of its own what a transaction of ours tells as DatabaseAway.
                return away(request, new DatabaseAway(database));
            }
        }
        LOG.error(
                "{} {}: {}",
                request.getMethod(),
                route(request),
                thrown.getClass().getName(),
                silent(thrown));
        return answer(request, Problem.of(Kind.UNEXPECTED));
    }

    /** A page for a person in a browser, and what programs read for all others. */
    private HttpResponse<?> answer(HttpRequest<?> request, Problem problem) {
        if (ProblemPages.isForSomeone(request)) {
            return pages.show(request, problem);
        }
        return ProblemAnswers.to(request, problem);
    }

    /** The same causes and places without their words, which may quote what was asked or what is stored. */
    private static Throwable silent(Throwable thrown) {
        var copy = new Unexpected(thrown.getCause() == null ? null : silent(thrown.getCause()), thrown.getClass());
        copy.setStackTrace(thrown.getStackTrace());
        return copy;
    }

    /** Stands in the log for what was thrown. */
    private static final class Unexpected extends RuntimeException {
        Unexpected(@Nullable Throwable cause, Class<?> thrown) {
            super(thrown.getName(), cause);
        }
    }

    private static Kind kindOf(HttpStatus status) {
        for (var kind : Kind.values()) {
            if (kind.status() == status) {
                return kind;
            }
        }
        return Kind.UNEXPECTED;
    }

    /** The first two parts of a path: what follows may be a card; of an invitation the second is its secret. */
    private static String route(HttpRequest<?> request) {
        var parts = request.getPath().split("/", 4);
        if (parts.length < 3) {
            return request.getPath();
        }
        return "/" + parts[1] + "/" + (parts[1].equals("invitation") ? "…" : parts[2]);
    }
}
