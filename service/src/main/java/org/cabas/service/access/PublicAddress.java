package org.cabas.service.access;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;

/** The address that people reach the service at, for links that they send to each other. */
@Singleton
public class PublicAddress {
    private final String configured;
    private final boolean secure;

    PublicAddress(@Value("${cabas.public-address:}") String configured, SessionSettings settings) {
        this.configured = configured;
        this.secure = settings.secureCookies();
    }

    /** A path with the address in front: the configured one, or that of the request at hand. */
    public String of(HttpRequest<?> request, String path) {
        if (!configured.isBlank()) {
            return configured.replaceAll("/+$", "") + path;
        }
        var host = request.getHeaders().get("Host");
        return (secure ? "https://" : "http://") + (host == null ? "localhost" : host) + path;
    }
}
