package org.cabas.service.conventioning;

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
import org.cabas.service.conventioning.Receiving.Received;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** A candidacy that a merchant makes by itself, where the fund lets it. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class PublicCandidacyController {
    private final PublicCandidacies publicCandidacies;
    private final Receiving receiving;
    private final Funds funds;
    private final NetworkAddress network;
    private final Pages pages;

    PublicCandidacyController(
            PublicCandidacies publicCandidacies,
            Receiving receiving,
            Funds funds,
            NetworkAddress network,
            Pages pages) {
        this.publicCandidacies = publicCandidacies;
        this.receiving = receiving;
        this.funds = funds;
        this.network = network;
        this.pages = pages;
    }

    @Get("/public/{fund}/commercant")
    HttpResponse<?> form(Guest guest, @PathVariable String fund) {
        var open = open(fund);
        return pages.show(receiving.on(page(guest, open, ""), fund, Receiving.blank(), List.of()));
    }

    @Post("/public/{fund}/commercant")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> apply(
            HttpRequest<?> request, Guest guest, @PathVariable String fund, @Body Map<String, Object> form) {
        var open = open(fund);
        var typed = FormFields.of(form);
        if (!publicCandidacies.mayTry(fund, network.of(request))) {
            var often = List.of(new FieldError("cand_name", ConventioningWording.say("wrong.often")));
            return again(guest, open, typed, often, HttpStatus.TOO_MANY_REQUESTS);
        }
        return switch (receiving.receive(fund, Channel.MERCHANT, typed, null)) {
            case Received.Opened(var candidacy) -> {
                var thanks = pages.show(Page.of("conventioning/received", ConventioningWording.say("received.heading"))
                        .by(guest)
                        .with("fund", open)
                        .with("reference", candidacy.reference()));
                thanks.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
                yield thanks;
            }
            case Received.Wrong(var problems) -> again(guest, open, typed, problems, HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    @Post("/caisses/{fund}/candidatures-publiques")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(Visitor visitor, @PathVariable String fund, @Body Map<String, String> form) {
        visitor.require(fund, Right.MANAGE_PEOPLE);
        var open = "oui".equals(form.get("open"));
        publicCandidacies.set(fund, open, visitor);
        return pages.redirect(
                visitor,
                "/caisses/" + fund + "/personnes",
                Flash.done(ConventioningWording.say(open ? "public.opened" : "public.was-closed")));
    }

    private HttpResponse<?> again(
            Guest guest, Fund fund, FormFields typed, List<FieldError> errors, HttpStatus status) {
        return pages.show(receiving.on(page(guest, fund, "Erreur\u00a0: "), fund.id(), typed, errors), status);
    }

    private Fund open(String fund) {
        if (!publicCandidacies.areOpen(fund)) {
            throw new ProblemFound(Kind.NOT_FOUND);
        }
        return funds.findById(fund).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    private static Page page(Guest guest, Fund fund, String before) {
        var heading = ConventioningWording.say("public.link");
        return Page.of("conventioning/new", before + heading + " – " + fund.name())
                .by(guest)
                .with("heading", heading)
                .with("back", null)
                .with("fund", fund)
                .with("address", PublicCandidacies.address(fund.id()));
    }
}
