package org.cabas.service.account;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser of which a test sees and changes every cookie and header: for what must be refused. */
public final class PlainBrowser {
    private static final Pattern TOKEN = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final URI server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** By name; a test may add and remove. */
    public final Map<String, String> cookies = new LinkedHashMap<>();

    /** Every {@code Set-Cookie} header that came, in order. */
    public final List<String> setCookies = new ArrayList<>();

    /** The token of the last page that had one. */
    public String token = "";

    public PlainBrowser(URI server) {
        this.server = server;
    }

    /** Gets a page. */
    public HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Sends a form with the token of the last page: names and values in turn. */
    public HttpResponse<String> post(String path, String... fields) {
        return postWith(token, path, fields);
    }

    /** The same with a token of the test's choice. */
    public HttpResponse<String> postWith(String csrf, String path, String... fields) {
        var pairs = new ArrayList<String>(List.of("csrf=" + encoded(csrf)));
        for (var i = 0; i < fields.length; i += 2) {
            pairs.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
        }
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", pairs))));
    }

    /** Signs in by the page. */
    public HttpResponse<String> signIn(String email, String password) {
        get("/connexion");
        return post("/connexion", "email", email, "password", password);
    }

    /** A request to be completed, with the cookies. */
    public HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(server + path)).header("Accept", "text/html,*/*;q=0.8");
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    /** Sends what {@link #request} began, and keeps the cookies and the token that come back. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            for (var cookie : answer.headers().allValues("Set-Cookie")) {
                setCookies.add(cookie);
                var pair = cookie.split(";", 2)[0].split("=", 2);
                if (pair[1].isEmpty()) {
                    cookies.remove(pair[0]);
                } else {
                    cookies.put(pair[0], pair[1]);
                }
            }
            var found = TOKEN.matcher(answer.body());
            if (found.find()) {
                token = found.group(1);
            }
            return answer;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Where a redirect leads. */
    public static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("nowhere");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
