package org.cabas.service.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import org.cabas.service.language.Messages;
import org.cabas.service.problem.Problem.Kind;

/** Puts problems in words: {@code {type, title, status, detail, errors: [{pointer, detail}]}}. */
public final class ProblemAnswers {

    /** RFC 9457. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProblemAnswers() {}

    /** The answer that tells the problem in the language that the request prefers. */
    public static MutableHttpResponse<byte[]> to(HttpRequest<?> request, Problem problem) {
        var language = Messages.preferred(request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE));
        MutableHttpResponse<byte[]> answer = HttpResponse.<byte[]>status(
                        problem.kind().status())
                .contentType(MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
                .body(body(language, problem));
        if (problem.retryAfterSeconds() != null) {
            answer.header(HttpHeaders.RETRY_AFTER, problem.retryAfterSeconds().toString());
        }
        if (problem.kind() == Kind.UNAUTHENTICATED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer;
    }

    private static byte[] body(Locale language, Problem problem) {
        var members = new LinkedHashMap<String, Object>();
        var code = problem.kind().code();
        members.put("type", "urn:cabas:problem:" + code);
        members.put("title", Messages.say(language, "problem." + code + ".title"));
        members.put("status", problem.kind().status().getCode());
        members.put("detail", Messages.say(language, "problem." + code + ".detail"));
        if (!problem.faults().isEmpty()) {
            members.put(
                    "errors",
                    problem.faults().stream()
                            .map(fault -> {
                                var error = new LinkedHashMap<String, Object>();
                                error.put("pointer", fault.pointer());
                                error.put("detail", fault.inWords(language));
                                return error;
                            })
                            .toList());
        }
        try {
            return JSON.writeValueAsBytes(members);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }
}
