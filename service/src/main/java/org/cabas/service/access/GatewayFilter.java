package org.cabas.service.access;

import io.github.bucket4j.Bucket;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cabas.service.access.Gateway.Operation;
import org.cabas.service.problem.Problem;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** Lets in who holds a gateway's key, at the rate that the gateway has. */
@ServerFilter("/v1/**")
public class GatewayFilter {
    private static final String ATTRIBUTE = "cabas.gateway";
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_KEY = 200;

    private final Gateways gateways;
    private final Map<String, Bucket> rates = new ConcurrentHashMap<>();

    public GatewayFilter(Gateways gateways) {
        this.gateways = gateways;
    }

    /** Puts the gateway on the request, or ends it. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    public void admit(HttpRequest<?> request) {
        var header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (header == null
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || header.length() > LONGEST_KEY) {
            throw new ProblemFound(Kind.UNAUTHENTICATED);
        }
        var gateway = gateways.holding(header.substring(SCHEME.length()).strip())
                .orElseThrow(() -> new ProblemFound(Kind.UNAUTHENTICATED));
        var rate = rates.computeIfAbsent(
                gateway.id() + "/" + gateway.ratePerSecond(), id -> bucket(gateway.ratePerSecond()));
        if (!rate.tryConsume(1)) {
            throw new ProblemFound(Problem.passing(Kind.TOO_MANY_REQUESTS, 1));
        }
        request.setAttribute(ATTRIBUTE, gateway);
    }

    /** The gateway that makes the request; a {@link Kind#FORBIDDEN} problem when it may not do this. */
    public static Gateway allowed(HttpRequest<?> request, Operation operation) {
        var gateway = request.getAttribute(ATTRIBUTE, Gateway.class)
                .orElseThrow(() -> new ProblemFound(Kind.UNAUTHENTICATED));
        if (!gateway.operations().contains(operation)) {
            throw new ProblemFound(Kind.FORBIDDEN);
        }
        return gateway;
    }

    private static Bucket bucket(int ratePerSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(ratePerSecond).refillGreedy(ratePerSecond, Duration.ofSeconds(1)))
                .build();
    }
}
