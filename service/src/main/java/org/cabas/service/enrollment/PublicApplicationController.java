package org.cabas.service.enrollment;

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
import org.cabas.service.enrollment.Intake.Received;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** An application that a household makes by itself, where its fund lets it. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class PublicApplicationController {
    private static final List<Referral> BY_ITSELF = List.of(Referral.NONE);

    private final PublicApplications publicApplications;
    private final Intake intake;
    private final Funds funds;
    private final NetworkAddress network;
    private final Pages pages;

    PublicApplicationController(
            PublicApplications publicApplications, Intake intake, Funds funds, NetworkAddress network, Pages pages) {
        this.publicApplications = publicApplications;
        this.intake = intake;
        this.funds = funds;
        this.network = network;
        this.pages = pages;
    }

    @Get("/public/{fund}/demande")
    HttpResponse<?> form(Guest guest, @PathVariable String fund) {
        var open = open(fund);
        return pages.show(intake.on(page(guest, open, ""), fund, BY_ITSELF, Intake.blank(), List.of()));
    }

    @Post("/public/{fund}/demande")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> apply(
            HttpRequest<?> request, Guest guest, @PathVariable String fund, @Body Map<String, Object> form) {
        var open = open(fund);
        var typed = FormFields.of(form);
        if (!publicApplications.mayTry(fund, network.of(request))) {
            var often = List.of(new FieldError("app_name", EnrollmentWording.say("wrong.often")));
            return again(guest, open, typed, often, HttpStatus.TOO_MANY_REQUESTS);
        }
        return switch (intake.receive(fund, Channel.HOUSEHOLD, BY_ITSELF, typed, null)) {
            case Received.Opened(var application) -> {
                var thanks = pages.show(Page.of("enrollment/received", "Votre demande est arrivée")
                        .by(guest)
                        .with("fund", open)
                        .with("reference", application.reference()));
                thanks.getHeaders().set(HttpHeaders.CACHE_CONTROL, "no-store");
                yield thanks;
            }
            case Received.Wrong(var problems) -> again(guest, open, typed, problems, HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    @Post("/caisses/{fund}/demandes-publiques")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(Visitor visitor, @PathVariable String fund, @Body Map<String, String> form) {
        visitor.require(fund, Right.MANAGE_PEOPLE);
        var open = "oui".equals(form.get("open"));
        publicApplications.set(fund, open, visitor);
        return pages.redirect(
                visitor,
                "/caisses/" + fund + "/personnes",
                Flash.done(EnrollmentWording.say(open ? "public.opened" : "public.was-closed")));
    }

    private HttpResponse<?> again(
            Guest guest, Fund fund, FormFields typed, List<FieldError> errors, HttpStatus status) {
        return pages.show(intake.on(page(guest, fund, "Erreur\u00a0: "), fund.id(), BY_ITSELF, typed, errors), status);
    }

    private Fund open(String fund) {
        if (!publicApplications.areOpen(fund)) {
            throw new ProblemFound(Kind.NOT_FOUND);
        }
        return funds.findById(fund).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    private static Page page(Guest guest, Fund fund, String before) {
        return Page.of("enrollment/new", before + "Demander à entrer – " + fund.name())
                .by(guest)
                .with("heading", "Demander à entrer")
                .with("back", null)
                .with("backTo", "")
                .with("fund", fund)
                .with("address", "/public/" + fund.id() + "/demande");
    }
}
