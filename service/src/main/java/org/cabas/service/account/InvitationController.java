package org.cabas.service.account;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.Caller;
import org.cabas.service.access.Cookies;
import org.cabas.service.access.Cookies.Purpose;
import org.cabas.service.access.Passwords;
import org.cabas.service.access.Visitor;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;

/** The page that an invitation's link leads to. */
@Controller("/invitation/{token}")
@ExecuteOn(TaskExecutors.BLOCKING)
class InvitationController {
    private final Accepting accepting;
    private final Cookies cookies;
    private final Pages pages;

    InvitationController(Accepting accepting, Cookies cookies, Pages pages) {
        this.accepting = accepting;
        this.cookies = cookies;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> show(Caller caller, @PathVariable String token) {
        return accepting
                .open(token, caller)
                .<HttpResponse<?>>map(open ->
                        pages.show(page(caller, token, open, List.of())).header(HttpHeaders.CACHE_CONTROL, "no-store"))
                .orElseGet(() -> gone(caller));
    }

    /** With a password: for whoever has no account yet, or needs a new password. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> withPassword(Caller caller, @PathVariable String token, @Body Map<String, String> form) {
        var password = form.getOrDefault("password", "");
        try {
            return switch (accepting.withPassword(token, password)) {
                case Accepting.NotOpen notOpen -> gone(caller);
                case Accepting.WeakPassword(var sentence) -> again(caller, token, sentence);
                case Accepting.SignInFirst first -> pages.redirect("/invitation/" + token);
                case Accepting.Accepted(var fund, var session) -> {
                    var answer = pages.redirect("/caisses/" + fund).cookie(cookies.forgotten(Purpose.FORM));
                    yield session == null ? answer : answer.cookie(cookies.cookie(Purpose.SESSION, session));
                }
            };
        } catch (Passwords.TooMany busy) {
            return again(caller, token, "Recommencez dans quelques secondes, s’il vous plaît.");
        }
    }

    /** As someone who has an account and is signed in to it. */
    @Post("/accord")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> as(Visitor visitor, @PathVariable String token) {
        return switch (accepting.as(visitor, token)) {
            case Accepting.Accepted(var fund, var session) ->
                pages.redirect(visitor, "/caisses/" + fund, Flash.done("Vous êtes maintenant de cette caisse."));
            case Accepting.SignInFirst first -> pages.redirect("/invitation/" + token);
            case Accepting.NotOpen notOpen -> gone(visitor);
            case Accepting.WeakPassword weak -> throw new IllegalStateException("no password was asked for");
        };
    }

    private HttpResponse<?> again(Caller caller, String token, String sentence) {
        return accepting
                .open(token, caller)
                .<HttpResponse<?>>map(open -> pages.show(
                        page(caller, token, open, List.of(new FieldError("password", sentence))),
                        HttpStatus.UNPROCESSABLE_ENTITY))
                .orElseGet(() -> gone(caller));
    }

    private static Page page(Caller caller, String token, Accepting.Open open, List<FieldError> errors) {
        var renews = open.invitation().person() != null;
        var title = renews ? "Choisir un nouveau mot de passe" : "Votre invitation";
        return Page.of("account/invitation", title, errors)
                .by(caller)
                .with("heading", title)
                .with("invitation", open.invitation())
                .with("known", open.known() && !renews)
                .with("own", open.own())
                .with("renews", renews)
                .with("token", token)
                .with("shortest", Passwords.SHORTEST);
    }

    private HttpResponse<?> gone(Caller caller) {
        return pages.show(
                Page.of("account/no-invitation", "Cette invitation n’est plus valable")
                        .by(caller),
                HttpStatus.GONE);
    }
}
