package org.cabas.service.account;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.Caller;
import org.cabas.service.access.Cookies;
import org.cabas.service.access.Cookies.Purpose;
import org.cabas.service.access.Email;
import org.cabas.service.access.Guest;
import org.cabas.service.access.Passwords;
import org.cabas.service.access.Sessions;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.LocalAddress;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.jspecify.annotations.Nullable;

/** The pages to come in by, and the button to leave by. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class SignInController {
    private final SigningIn signingIn;
    private final Sessions sessions;
    private final Transactions transactions;
    private final NetworkAddress network;
    private final Cookies cookies;
    private final Pages pages;
    private final Clock clock;

    SignInController(
            SigningIn signingIn,
            Sessions sessions,
            Transactions transactions,
            NetworkAddress network,
            Cookies cookies,
            Pages pages,
            Clock clock) {
        this.signingIn = signingIn;
        this.sessions = sessions;
        this.transactions = transactions;
        this.network = network;
        this.cookies = cookies;
        this.pages = pages;
        this.clock = clock;
    }

    @Get("/connexion")
    HttpResponse<?> form(Caller caller, @QueryValue @Nullable String suite) {
        var next = LocalAddress.orHome(suite);
        return caller instanceof Visitor ? pages.redirect(next) : pages.show(page(caller, next, "", List.of()));
    }

    @Post("/connexion")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signIn(HttpRequest<?> request, Guest guest, @Body Map<String, String> form) {
        var next = LocalAddress.orHome(form.get("suite"));
        var typed = form.getOrDefault("email", "").strip();
        var password = form.getOrDefault("password", "");
        var email = Email.read(typed);
        if (email.isEmpty() || password.isEmpty() || password.length() > 4 * Passwords.LONGEST) {
            return again(guest, next, typed, missing(email.isEmpty(), password), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        var before = cookies.value(request, Purpose.SESSION).orElse(null);
        try {
            return switch (signingIn.signIn(email.get(), password, network.of(request), before)) {
                case SigningIn.SignedIn(var token) ->
                    pages.redirect(next)
                            .cookie(cookies.cookie(Purpose.SESSION, token))
                            .cookie(cookies.forgotten(Purpose.FORM));
                case SigningIn.Refused refused ->
                    again(
                            guest,
                            next,
                            typed,
                            List.of(new FieldError(
                                    "email", "L’adresse et le mot de passe ne vont pas ensemble. Vérifiez les deux.")),
                            HttpStatus.UNPROCESSABLE_ENTITY);
                case SigningIn.Locked(var until) ->
                    again(
                            guest,
                            next,
                            typed,
                            List.of(new FieldError("email", "Trop d’essais. " + waiting(until))),
                            HttpStatus.TOO_MANY_REQUESTS);
            };
        } catch (Passwords.TooMany busy) {
            var sentence = "Beaucoup de personnes se connectent en ce moment. Recommencez dans quelques secondes.";
            return again(
                    guest, next, typed, List.of(new FieldError("email", sentence)), HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    @Post("/deconnexion")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> signOut(HttpRequest<?> request, Visitor visitor) {
        cookies.value(request, Purpose.SESSION)
                .ifPresent(token -> transactions.run(connection -> {
                    sessions.end(connection, token);
                    return token;
                }));
        return pages.redirect("/connexion")
                .header("Clear-Site-Data", "\"cache\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .cookie(cookies.forgotten(Purpose.SESSION));
    }

    private HttpResponse<?> again(Guest guest, String next, String email, List<FieldError> errors, HttpStatus status) {
        return pages.show(page(guest, next, email, errors), status);
    }

    private static Page page(Caller caller, String next, String email, List<FieldError> errors) {
        return Page.of("account/sign-in", "Se connecter", errors)
                .by(caller)
                .with("next", next)
                .with("email", email);
    }

    private static List<FieldError> missing(boolean email, String password) {
        var errors = new ArrayList<FieldError>();
        if (email) {
            errors.add(new FieldError("email", "Écrivez votre adresse électronique, par exemple nom@exemple.fr."));
        }
        if (password.isEmpty()) {
            errors.add(new FieldError("password", "Écrivez votre mot de passe."));
        }
        if (errors.isEmpty()) {
            errors.add(new FieldError("password", "Ce mot de passe est trop long."));
        }
        return errors;
    }

    private String waiting(Instant until) {
        var seconds = Math.max(1, Duration.between(clock.instant(), until).toSeconds());
        return seconds <= 60
                ? "Attendez une minute, puis recommencez."
                : "Attendez " + (seconds + 59) / 60 + " minutes, puis recommencez.";
    }
}
