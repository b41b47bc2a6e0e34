package org.cabas.service.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookies of pages: for this host only, unreadable to scripts, and not sent along when another site posts a form. Lax rather
 * than strict, so that a link in a colleague's message opens the page and not the sign-in.
 */
@Singleton
public class Cookies {
    private final boolean secure;

    Cookies(SessionSettings settings) {
        this.secure = settings.secureCookies();
    }

    /** What a cookie is for. */
    public enum Purpose {
        SESSION("cabas"),
        FORM("cabas-form"),
        MESSAGE("cabas-message");

        private final String name;

        Purpose(String name) {
            this.name = name;
        }
    }

    /** The value that a request brings. */
    public Optional<String> value(HttpRequest<?> request, Purpose purpose) {
        return request.getCookies().findCookie(name(purpose)).map(Cookie::getValue);
    }

    /** A cookie for as long as the browser is open. */
    public Cookie cookie(Purpose purpose, String value) {
        return Cookie.of(name(purpose), value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite(SameSite.Lax);
    }

    /** A cookie for some time. */
    public Cookie cookie(Purpose purpose, String value, Duration age) {
        return cookie(purpose, value).maxAge(age.toSeconds());
    }

    /** What makes the browser forget a cookie. */
    public Cookie forgotten(Purpose purpose) {
        return cookie(purpose, "", Duration.ZERO);
    }

    /** With this prefix browsers refuse the cookie unless it is secure, for this host alone and for every path. */
    private String name(Purpose purpose) {
        return secure ? "__Host-" + purpose.name : purpose.name;
    }
}
