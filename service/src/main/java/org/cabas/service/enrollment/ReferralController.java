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
import org.cabas.service.database.Transactions;
import org.cabas.service.enrollment.Intake.Received;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;

/** The households that a referrer sent, and the form to send one. */
@Controller("/caisses/{fund}/orientations")
@ExecuteOn(TaskExecutors.BLOCKING)
class ReferralController {
    private static final String TITLE = "Orienter un foyer";

    private final Referrals referrals;
    private final Intake intake;
    private final Transactions transactions;
    private final Pages pages;

    ReferralController(Referrals referrals, Intake intake, Transactions transactions, Pages pages) {
        this.referrals = referrals;
        this.intake = intake;
        this.transactions = transactions;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> list(Visitor visitor, @PathVariable String fund) {
        var seat = visitor.require(fund, Right.REFER);
        return pages.show(Page.of("enrollment/referrals", "Mes orientations")
                .by(visitor)
                .in(seat, Section.REFERRALS)
                .with("address", Section.REFERRALS.address(fund))
                .with("sent", transactions.run(c -> referrals.of(c, fund, visitor.id()))));
    }

    @Get("/nouvelle")
    HttpResponse<?> form(Visitor visitor, @PathVariable String fund) {
        return pages.show(intake.on(page(visitor, fund, List.of()), fund, Referral.PARTNERS, FormFields.NONE));
    }

    @Post("/nouvelle")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> send(Visitor visitor, @PathVariable String fund, @Body Map<String, Object> form) {
        visitor.require(fund, Right.REFER);
        var typed = FormFields.of(form);
        return switch (intake.receive(fund, Channel.REFERRER, Referral.PARTNERS, typed, visitor.id())) {
            case Received.Opened(var application) ->
                pages.redirect(
                        visitor,
                        Section.REFERRALS.address(fund),
                        Flash.done("Le foyer est orienté\u00a0: sa demande porte le numéro " + application.reference()
                                + "."));
            case Received.Wrong(var problems) ->
                pages.show(
                        intake.on(page(visitor, fund, problems), fund, Referral.PARTNERS, typed),
                        HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    private static Page page(Visitor visitor, String fund, List<FieldError> errors) {
        var seat = visitor.require(fund, Right.REFER);
        return Page.of("enrollment/new", TITLE, errors)
                .by(visitor)
                .in(seat, Section.REFERRALS)
                .with("heading", TITLE)
                .with("back", Section.REFERRALS.address(fund))
                .with("backTo", "Mes orientations")
                .with("address", Section.REFERRALS.address(fund) + "/nouvelle");
    }
}
