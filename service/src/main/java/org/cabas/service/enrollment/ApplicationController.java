package org.cabas.service.enrollment;

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
import org.cabas.service.enrollment.Intake.Received;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;

/** A new application, filled in by a social worker with the household, mostly on a phone. */
@Controller("/caisses/{fund}/dossiers/adhesion")
@ExecuteOn(TaskExecutors.BLOCKING)
class ApplicationController {
    private static final List<Referral> ALL = List.of(Referral.values());

    private final Intake intake;
    private final Pages pages;

    ApplicationController(Intake intake, Pages pages) {
        this.intake = intake;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> form(Visitor visitor, @PathVariable String fund) {
        return pages.show(intake.on(page(visitor, fund, List.of()), fund, ALL, FormFields.NONE));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> apply(Visitor visitor, @PathVariable String fund, @Body Map<String, Object> form) {
        visitor.require(fund, Right.WORK_ON_ENROLLMENTS);
        var typed = FormFields.of(form);
        return switch (intake.receive(fund, Channel.SOCIAL_WORKER, ALL, typed, visitor.id())) {
            case Received.Opened(var application) ->
                pages.redirect(
                        visitor,
                        Section.FILES.address(fund) + "/" + application.caseFile(),
                        Flash.done("La demande est enregistrée."));
            case Received.Wrong(var problems) ->
                pages.show(intake.on(page(visitor, fund, problems), fund, ALL, typed), HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    private static Page page(Visitor visitor, String fund, List<FieldError> errors) {
        var seat = visitor.require(fund, Right.WORK_ON_ENROLLMENTS);
        return Page.of("enrollment/new", "Nouvelle demande", errors)
                .by(visitor)
                .in(seat, Section.FILES)
                .with("heading", "Nouvelle demande")
                .with("back", Section.FILES.address(fund))
                .with("backTo", "Dossiers")
                .with("address", Section.FILES.address(fund) + "/adhesion");
    }
}
