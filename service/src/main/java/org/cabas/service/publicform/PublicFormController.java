package org.cabas.service.publicform;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
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
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Guest;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.account.NetworkAddress;
import org.cabas.service.fund.Fund;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.cabas.service.publicform.PublicForm.Received;

/** Forms for everyone: shown and received where a fund has them open, opened and closed by whoever manages its people. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class PublicFormController {
    private final List<PublicForm> forms;
    private final NetworkAddress network;
    private final Pages pages;

    PublicFormController(List<PublicForm> forms, NetworkAddress network, Pages pages) {
        this.forms = forms;
        this.network = network;
        this.pages = pages;
    }

    /** Where a form is opened and closed. */
    static String setting(String fund, String name) {
        return "/caisses/" + fund + "/formulaires-publics/" + name;
    }

    @Get("/public/{fund}/{name}")
    HttpResponse<?> form(Guest guest, @PathVariable String fund, @PathVariable String name) {
        var form = named(name);
        return pages.show(form.page(form.open(fund), FormFields.NONE, List.of()).by(guest));
    }

    @Post("/public/{fund}/{name}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> receive(
            HttpRequest<?> request,
            Guest guest,
            @PathVariable String fund,
            @PathVariable String name,
            @Body Map<String, Object> sent) {
        var form = named(name);
        var open = form.open(fund);
        var typed = FormFields.of(sent);
        if (!form.mayTry(fund, network.of(request))) {
            return again(guest, form, open, typed, form.often(), HttpStatus.TOO_MANY_REQUESTS);
        }
        return switch (form.receive(open, typed)) {
            case Received.Opened(var reference) -> {
                var thanks = pages.show(Page.of("publicform/received", form.say("received"))
                        .by(guest)
                        .with("fund", open)
                        .with("reference", reference)
                        .with("next", form.say("received.next")));
                thanks.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
                yield thanks;
            }
            case Received.Wrong(var problems) ->
                again(guest, form, open, typed, problems, HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    private HttpResponse<?> again(
            Guest guest, PublicForm form, Fund fund, FormFields typed, List<FieldError> problems, HttpStatus status) {
        return pages.show(form.page(fund, typed, problems).by(guest), status);
    }

    @Post("/caisses/{fund}/formulaires-publics/{name}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> set(
            Visitor visitor, @PathVariable String fund, @PathVariable String name, @Body Map<String, String> sent) {
        visitor.require(fund, Right.MANAGE_PEOPLE);
        var form = named(name);
        var open = "oui".equals(sent.get("open"));
        form.set(fund, open, visitor);
        return pages.redirect(
                visitor, Section.PEOPLE.address(fund), Flash.done(form.say(open ? "opened" : "was-closed")));
    }

    private PublicForm named(String name) {
        return forms.stream()
                .filter(form -> form.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }
}
