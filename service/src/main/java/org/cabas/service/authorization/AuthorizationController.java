package org.cabas.service.authorization;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.cabas.service.access.Gateway.Operation;
import org.cabas.service.access.GatewayFilter;
import org.cabas.service.authorization.Authorizing.Reply;
import org.cabas.service.language.Messages;
import org.cabas.service.problem.Problem;
import org.cabas.service.problem.Problem.Fault;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.jspecify.annotations.Nullable;

/** The payment API: see {@code openapi.yaml}. A decision is an answer, whatever it says; only errors are problems. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class AuthorizationController {
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String REPLAYED = "Idempotency-Replayed";
    private static final Pattern KEY = Pattern.compile("[!-~]{1,64}");

    private final Authorizing authorizing;
    private final Operating operating;
    private final Cancelling cancelling;
    private final Recorded recorded;
    private final MeterRegistry meters;
    private final Clock clock;

    AuthorizationController(
            Authorizing authorizing,
            Operating operating,
            Cancelling cancelling,
            Recorded recorded,
            MeterRegistry meters,
            Clock clock) {
        this.authorizing = authorizing;
        this.operating = operating;
        this.cancelling = cancelling;
        this.recorded = recorded;
        this.meters = meters;
        this.clock = clock;
    }

    @Post("/authorizations")
    HttpResponse<byte[]> authorize(HttpRequest<byte[]> request) {
        var gateway = GatewayFilter.allowed(request, Operation.AUTHORIZE);
        return timed("authorization", () -> {
            var purchase = PurchaseReader.read(bytes(request), keyFaults(request), clock.instant());
            return created(authorizing.authorize(gateway, key(request), purchase, language(request)));
        });
    }

    @Post("/quotes")
    HttpResponse<byte[]> quote(HttpRequest<byte[]> request) {
        var gateway = GatewayFilter.allowed(request, Operation.QUOTE);
        return timed("quote", () -> {
            var purchase = PurchaseReader.read(bytes(request), List.of(), clock.instant());
            return HttpResponse.ok(authorizing.quote(gateway, purchase, language(request)));
        });
    }

    @Get("/authorizations/{id}")
    HttpResponse<byte[]> find(HttpRequest<?> request, @PathVariable String id) {
        var gateway = GatewayFilter.allowed(request, Operation.AUTHORIZE);
        return HttpResponse.ok(recorded.byId(gateway, known(id)));
    }

    @Get("/authorizations")
    HttpResponse<byte[]> findByKey(HttpRequest<?> request, @QueryValue @Nullable String key) {
        var gateway = GatewayFilter.allowed(request, Operation.AUTHORIZE);
        if (key == null || !KEY.matcher(key).matches()) {
            throw malformed("query/key", "not_a_key");
        }
        return HttpResponse.ok(recorded.byKey(gateway, key));
    }

    @Post("/authorizations/{id}/captures")
    HttpResponse<byte[]> capture(HttpRequest<byte[]> request, @PathVariable String id) {
        return operate(
                request,
                Operation.CAPTURE,
                "capture",
                id,
                () -> OperationReader.capture(bytes(request), keyFaults(request)));
    }

    @Post("/authorizations/{id}/reversals")
    HttpResponse<byte[]> reverse(HttpRequest<byte[]> request, @PathVariable String id) {
        return operate(
                request,
                Operation.REVERSE,
                "reversal",
                id,
                () -> OperationReader.reversal(bytes(request), keyFaults(request)));
    }

    @Post("/authorizations/{id}/refunds")
    HttpResponse<byte[]> refund(HttpRequest<byte[]> request, @PathVariable String id) {
        return operate(
                request,
                Operation.REFUND,
                "refund",
                id,
                () -> OperationReader.refund(bytes(request), keyFaults(request)));
    }

    @Post("/reversals")
    HttpResponse<byte[]> cancel(HttpRequest<byte[]> request) {
        var gateway = GatewayFilter.allowed(request, Operation.REVERSE);
        return timed(
                "cancellation",
                () -> created(
                        cancelling.cancel(gateway, OperationReader.cancelled(bytes(request)), language(request))));
    }

    @Get("/cards/{card}/balance")
    HttpResponse<byte[]> balance(HttpRequest<?> request, @PathVariable String card) {
        var gateway = GatewayFilter.allowed(request, Operation.BALANCE);
        return HttpResponse.ok(recorded.balance(gateway, known(card)));
    }

    @Get("/events")
    HttpResponse<byte[]> events(
            HttpRequest<?> request,
            @QueryValue @Nullable String fund,
            @QueryValue @Nullable Long after,
            @QueryValue @Nullable Integer limit) {
        var gateway = GatewayFilter.allowed(request, Operation.EVENTS);
        if (fund == null || !gateway.funds().contains(fund)) {
            throw malformed("query/fund", "not_a_fund");
        }
        return HttpResponse.ok(recorded.events(gateway, fund, after == null ? 0 : after, limit == null ? 100 : limit));
    }

    private HttpResponse<byte[]> operate(
            HttpRequest<?> request, Operation operation, String name, String id, Supplier<Operating.Request> body) {
        var gateway = GatewayFilter.allowed(request, operation);
        return timed(name, () -> {
            var asked = body.get();
            return created(operating.operate(gateway, key(request), known(id), asked, language(request)));
        });
    }

    private static HttpResponse<byte[]> created(Reply reply) {
        var answer = HttpResponse.created(reply.body());
        return reply.replayed() ? answer.header(REPLAYED, "true") : answer;
    }

    /** An id out of a path; one that no id can be is not found. */
    private static String known(String id) {
        if (!KEY.matcher(id).matches()) {
            throw new ProblemFound(Kind.NOT_FOUND);
        }
        return id;
    }

    /** The caller's own key, where {@link #keyFaults} found none. */
    private static String key(HttpRequest<?> request) {
        return Objects.requireNonNull(request.getHeaders().get(IDEMPOTENCY_KEY));
    }

    /** What is wrong with the caller's own key: one, of visible characters, is needed. */
    private static List<Fault> keyFaults(HttpRequest<?> request) {
        var keys = request.getHeaders().getAll(IDEMPOTENCY_KEY);
        return keys.size() == 1 && KEY.matcher(keys.getFirst()).matches()
                ? List.of()
                : List.of(new Fault("header/" + IDEMPOTENCY_KEY, "not_a_key", List.of()));
    }

    private static byte[] bytes(HttpRequest<byte[]> request) {
        return request.getBody().orElseGet(() -> new byte[0]);
    }

    private static Locale language(HttpRequest<?> request) {
        return Messages.preferred(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
    }

    private static ProblemFound malformed(String pointer, String key) {
        return new ProblemFound(new Problem(Kind.MALFORMED, List.of(new Fault(pointer, key, List.of())), null));
    }

    /** Measures an operation by its outcome; what is measured names no one. */
    private HttpResponse<byte[]> timed(String operation, Supplier<HttpResponse<byte[]>> work) {
        var sample = Timer.start(meters);
        var outcome = "fault";
        try {
            var answer = work.get();
            outcome = answer.getBody().map(Recorded::status).orElse("none");
            return answer;
        } catch (ProblemFound found) {
            outcome = found.problem().kind().code();
            throw found;
        } finally {
            sample.stop(Timer.builder("cabas.payment")
                    .description("Answers of the payment API by outcome")
                    .tag("operation", operation)
                    .tag("outcome", outcome)
                    .publishPercentileHistogram()
                    .register(meters));
        }
    }
}
