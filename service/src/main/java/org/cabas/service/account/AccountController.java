package org.cabas.service.account;

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
import java.util.List;
import java.util.Map;
import org.cabas.service.access.Cookies;
import org.cabas.service.access.Cookies.Purpose;
import org.cabas.service.access.Passwords;
import org.cabas.service.access.Visitor;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.jspecify.annotations.Nullable;

/** A person's own account: the address they sign in with, and their password. */
@Controller("/compte")
@ExecuteOn(TaskExecutors.BLOCKING)
class AccountController {
    private final ChangingPassword changing;
    private final Cookies cookies;
    private final Pages pages;

    AccountController(ChangingPassword changing, Cookies cookies, Pages pages) {
        this.changing = changing;
        this.cookies = cookies;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> show(Visitor visitor, @QueryValue @Nullable String change) {
        var page = page(visitor, List.of());
        var done = Flash.done("Votre mot de passe est changé. Vos autres écrans sont déconnectés.");
        return pages.show("oui".equals(change) ? page.saying(done) : page);
    }

    @Post("/mot-de-passe")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(Visitor visitor, @Body Map<String, String> form) {
        var old = form.getOrDefault("password-old", "");
        var chosen = form.getOrDefault("password-new", "");
        try {
            return switch (changing.change(visitor, old, chosen)) {
                case ChangingPassword.Changed(var token) ->
                    // The message is for the session that begins here.
                    pages.redirect("/compte?change=oui").cookie(cookies.cookie(Purpose.SESSION, token));
                case ChangingPassword.Refused(var errors) ->
                    pages.show(page(visitor, errors), HttpStatus.UNPROCESSABLE_ENTITY);
            };
        } catch (Passwords.TooMany busy) {
            var errors =
                    List.of(new FieldError("password-old", "Recommencez dans quelques secondes, s’il vous plaît."));
            return pages.show(page(visitor, errors), HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private Page page(Visitor visitor, List<FieldError> errors) {
        return Page.of("account/account", "Mon compte", errors)
                .by(visitor)
                .with("email", changing.email(visitor).address())
                .with("shortest", Passwords.SHORTEST);
    }
}
