package org.cabas.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** The clock of a broker that lets tests move it. Only that clock: timers and the time-outs of jobs and messages follow it. */
public final class EngineClock {
    private static final Pattern NOW = Pattern.compile("\"epochMilli\":(\\d+)");

    private final URI address;

    /** @param address where the broker has it, as {@code EmbeddedZeebe.clock()} says */
    public EngineClock(URI address) {
        this.address = address;
    }

    public Instant now() {
        return send("GET", "", BodyPublishers.noBody());
    }

    /** Moves it forward; it goes on from there. */
    public Instant advance(Duration by) {
        return send("POST", "/add", BodyPublishers.ofString("{\"offsetMilli\":" + by.toMillis() + "}"));
    }

    /** Stops it at an instant. */
    public Instant pin(Instant at) {
        return send("POST", "/pin", BodyPublishers.ofString("{\"epochMilli\":" + at.toEpochMilli() + "}"));
    }

    /** Puts it right again; only for a broker that is restarted next: what one waits for is due by the time it had. */
    public Instant reset() {
        return send("DELETE", "", BodyPublishers.noBody());
    }

    private Instant send(String method, String path, BodyPublisher body) {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, BodyHandlers.ofString());
            var now = NOW.matcher(answer.body());
            if (answer.statusCode() != 200 || !now.find()) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return Instant.ofEpochMilli(Long.parseLong(now.group(1)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
