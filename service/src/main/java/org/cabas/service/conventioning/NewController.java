package org.cabas.service.conventioning;

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
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.conventioning.Receiving.Received;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;

/** A new candidacy, filled in by somebody of the fund with the merchant. */
@Controller("/caisses/{fund}/dossiers/conventionnement")
@ExecuteOn(TaskExecutors.BLOCKING)
class NewController {
    private final Receiving receiving;
    private final Pages pages;

    NewController(Receiving receiving, Pages pages) {
        this.receiving = receiving;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> form(Visitor visitor, @PathVariable String fund) {
        return pages.show(receiving.on(page(visitor, fund, List.of()), fund, FormFields.NONE));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> apply(Visitor visitor, @PathVariable String fund, @Body Map<String, Object> form) {
        visitor.require(fund, Right.WORK_ON_CONVENTIONS);
        var typed = FormFields.of(form);
        return switch (receiving.receive(fund, Channel.FUND, typed, visitor.id())) {
            case Received.Opened(var candidacy) ->
                pages.redirect(
                        visitor,
                        Section.FILES.address(fund) + "/" + candidacy.caseFile(),
                        Flash.done(ConventioningWording.say("done.applied")));
            case Received.Wrong(var problems) ->
                pages.show(receiving.on(page(visitor, fund, problems), fund, typed), HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    private static Page page(Visitor visitor, String fund, List<FieldError> errors) {
        var seat = visitor.require(fund, Right.WORK_ON_CONVENTIONS);
        var heading = ConventioningWording.say("new.heading");
        return Page.of("conventioning/new", heading, errors)
                .by(visitor)
                .in(seat, Section.FILES)
                .with("heading", heading)
                .with("back", Section.FILES.address(fund))
                .with("fund", null)
                .with("address", Section.FILES.address(fund) + "/conventionnement");
    }
}
