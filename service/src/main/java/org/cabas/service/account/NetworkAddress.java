package org.cabas.service.account;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * From where a request comes. Behind a proxy that is what the proxy says in the header that the configuration names; without
 * one, headers are not believed, because anyone can write them.
 */
@Singleton
public class NetworkAddress {
    /** Of an IPv6 address, the part that a provider gives one household: the rest changes by itself. */
    private static final int NETWORK_BYTES = 8;

    private final String header;

    NetworkAddress(@Value("${cabas.client-address-header:}") String header) {
        this.header = header;
    }

    /** The address, or the part of it that stands for one place. */
    public String of(HttpRequest<?> request) {
        return fromProxy(request)
                .orElseGet(() -> network(request.getRemoteAddress().getAddress()));
    }

    /** The last entry: what comes before it was written by whoever spoke to the proxy. */
    private Optional<String> fromProxy(HttpRequest<?> request) {
        if (header.isBlank()) {
            return Optional.empty();
        }
        return request.getHeaders().getAll(header).stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .reduce((first, second) -> second)
                .map(NetworkAddress::network);
    }

    private static String network(String written) {
        try {
            return network(InetAddress.ofLiteral(written));
        } catch (IllegalArgumentException unreadable) {
            return "unknown";
        }
    }

    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES)
                : address.getHostAddress();
    }
}
