package org.cabas.service.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.cabas.service.access.Cookies.Purpose;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who asks for a page, for controllers that want to know, and refuses every change that no form of ours was made for.
 * It matches every address, so that no page can be forgotten, and leaves payments alone: they have a key and no cookie.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
public class CallerFilter {
    /** The header in which scripts send what forms send in the field {@code csrf}. */
    public static final String TOKEN_HEADER = "X-CSRF-Token";

    private static final String VISITOR = "cabas.visitor";
    private static final String GUEST = "cabas.guest";
    private static final String NEW_GUEST = "cabas.guest.new";
    private static final String PAYMENTS = "/v1/";

    private final Sessions sessions;
    private final Cookies cookies;
    private final ExecutorService blocking;

    CallerFilter(Sessions sessions, Cookies cookies, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.blocking = blocking;
    }

    /**
     * Puts the caller on the request, or ends it.
     *
     * @return the request, to go on with: what completes later without a value would end in an empty answer
     */
    @RequestFilter
    public CompletionStage<HttpRequest<?>> admit(HttpRequest<?> request) {
        if (request.getPath().startsWith(PAYMENTS)
                || !(RouteAttributes.getRouteMatch(request).orElse(null)
                        instanceof MethodBasedRouteMatch<?, ?> route)) {
            return CompletableFuture.completedFuture(request);
        }
        var wanted = Arrays.stream(route.getArguments())
                .<Class<?>>map(argument -> argument.getType())
                .toList();
        var asks = wanted.contains(Visitor.class) || wanted.contains(Guest.class) || wanted.contains(Caller.class);
        if (!changesSomething(request)) {
            return asks
                    ? CompletableFuture.supplyAsync(() -> identified(request, wanted), blocking)
                    : CompletableFuture.completedFuture(request);
        }
        if (fromAnotherSite(request) || !(request instanceof ServerHttpRequest<?> server)) {
            throw new ProblemFound(Kind.FORBIDDEN);
        }
        return server.byteBody()
                .split(SplitBackpressureMode.FASTEST)
                .buffer()
                .thenApplyAsync(
                        body -> {
                            try (body) {
                                requireForm(request, wanted, FormFields.read(request, body.toByteArray()));
                            }
                            return request;
                        },
                        blocking);
    }

    /** Gives a new guest the cookie that their next form is checked by. */
    @ResponseFilter
    public void remember(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(NEW_GUEST, String.class)
                .ifPresent(secret -> response.cookie(cookies.cookie(Purpose.FORM, secret)));
    }

    /** The person who makes a request of which one was wanted; none otherwise. */
    public static @Nullable Visitor visitor(HttpRequest<?> request) {
        return request.getAttribute(VISITOR, Visitor.class).orElse(null);
    }

    static @Nullable Guest guest(HttpRequest<?> request) {
        return request.getAttribute(GUEST, Guest.class).orElse(null);
    }

    private HttpRequest<?> identified(HttpRequest<?> request, List<Class<?>> wanted) {
        var visitor = wanted.equals(List.of(Guest.class)) ? null : find(request);
        if (visitor == null) {
            if (wanted.contains(Visitor.class)) {
                throw new SignInNeeded();
            }
            welcome(request);
        }
        return request;
    }

    private void requireForm(HttpRequest<?> request, List<Class<?>> wanted, FormFields form) {
        var visitor = find(request);
        var key = visitor != null && !wanted.contains(Guest.class) ? visitor.forms() : welcome(request);
        var header = request.getHeaders().get(TOKEN_HEADER);
        var signedOut = visitor == null && wanted.contains(Visitor.class);
        if (signedOut || !key.matches(header == null ? form.token().orElse(null) : header)) {
            throw new FormExpired(
                    form.typed(), "same-origin".equals(request.getHeaders().get("Sec-Fetch-Site")));
        }
    }

    private @Nullable Visitor find(HttpRequest<?> request) {
        var visitor = cookies.value(request, Purpose.SESSION)
                .flatMap(sessions::visitor)
                .orElse(null);
        if (visitor != null) {
            request.setAttribute(VISITOR, visitor);
        }
        return visitor;
    }

    private FormKey welcome(HttpRequest<?> request) {
        var known = cookies.value(request, Purpose.FORM).filter(Tokens::isOne);
        var secret = known.orElseGet(Tokens::create);
        if (known.isEmpty()) {
            request.setAttribute(NEW_GUEST, secret);
        }
        var guest = new Guest(new FormKey(secret));
        request.setAttribute(GUEST, guest);
        return guest.forms();
    }

    private static boolean changesSomething(HttpRequest<?> request) {
        return switch (request.getMethod()) {
            case GET, HEAD, OPTIONS, TRACE -> false;
            default -> true;
        };
    }

    /** What browsers say since 2020 to 2023 about where a request comes from; the token is asked of all others, too. */
    private static boolean fromAnotherSite(HttpRequest<?> request) {
        var site = request.getHeaders().get("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }
}
