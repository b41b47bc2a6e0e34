package org.cabas.service.problem;

import io.micronaut.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import org.cabas.service.language.Messages;
import org.jspecify.annotations.Nullable;

/**
 * An error, with everything that is wrong; shown as RFC 9457 {@code application/problem+json} in the caller's language. It is
 * never a decision: a decision is an answer.
 *
 * @param kind what went wrong
 * @param faults each with its place, possibly none
 * @param retryAfterSeconds for faults that pass by themselves
 */
public record Problem(
        Kind kind, List<Fault> faults, @Nullable Integer retryAfterSeconds) {
    public Problem {
        faults = List.copyOf(faults);
    }

    /** The kinds of problems; the name in lower case is the last part of the problem's type. */
    public enum Kind {
        MALFORMED(HttpStatus.BAD_REQUEST),
        UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
        FORBIDDEN(HttpStatus.FORBIDDEN),
        NOT_FOUND(HttpStatus.NOT_FOUND),
        METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
        NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
        IN_PROGRESS(HttpStatus.CONFLICT),
        TOO_LARGE(HttpStatus.REQUEST_ENTITY_TOO_LARGE),
        UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
        KEY_REUSED(HttpStatus.UNPROCESSABLE_ENTITY),
        TOO_MANY_REQUESTS(HttpStatus.TOO_MANY_REQUESTS),
        UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
        UNEXPECTED(HttpStatus.INTERNAL_SERVER_ERROR);

        private final HttpStatus status;

        Kind(HttpStatus status) {
            this.status = status;
        }

        /** The HTTP status it is told with. */
        public HttpStatus status() {
            return status;
        }

        /** Its name in addresses and message bundles. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param pointer where, as a JSON pointer into the body, or {@code header/<name>} or {@code query/<name>}
     * @param key the message's key in the bundle, after {@code fault.}
     * @param arguments the message's arguments
     */
    public record Fault(String pointer, String key, List<Object> arguments) {
        public Fault {
            arguments = List.copyOf(arguments);
        }

        /** The sentence, in a language. */
        public String inWords(Locale language) {
            return Messages.say(language, "fault." + key, arguments.toArray());
        }
    }

    /** A problem without faults of its own. */
    public static Problem of(Kind kind) {
        return new Problem(kind, List.of(), null);
    }

    /** A problem that may be gone after some seconds. */
    public static Problem passing(Kind kind, int retryAfterSeconds) {
        return new Problem(kind, List.of(), retryAfterSeconds);
    }
}
