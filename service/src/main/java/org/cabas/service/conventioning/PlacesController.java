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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.FundRules;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.vote.VotingRules;

/** The places of a fund with their conventions, and how long ahead their renewals are decided. */
@Controller("/caisses/{fund}/conventions")
@ExecuteOn(TaskExecutors.BLOCKING)
class PlacesController {
    private final Places places;
    private final Renewals renewals;
    private final VotingRules votingRules;
    private final Transactions transactions;
    private final Clock clock;
    private final Pages pages;

    PlacesController(
            Places places,
            Renewals renewals,
            VotingRules votingRules,
            Transactions transactions,
            Clock clock,
            Pages pages) {
        this.places = places;
        this.renewals = renewals;
        this.votingRules = votingRules;
        this.transactions = transactions;
        this.clock = clock;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> show(Visitor visitor, @PathVariable String fund) {
        return pages.show(page(visitor, fund, new FormFields(List.of()), List.of()));
    }

    @Post("/renouvellement")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(Visitor visitor, @PathVariable String fund, @Body Map<String, Object> form) {
        visitor.require(fund, Right.OPEN_VOTES);
        var typed = FormFields.of(form);
        var filling = ConventioningWording.filling(typed);
        var days = filling.number("renewal_days", Renewals.LEAST_DAYS, Renewals.MOST_DAYS, "wrong.renewal-days");
        if (!filling.isRight()) {
            return pages.show(page(visitor, fund, typed, filling.problems()), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        transactions.run(c -> {
            renewals.change(c, fund, days, visitor);
            return days;
        });
        return pages.redirect(visitor, address(fund), Flash.done(ConventioningWording.say("done.renewal-days", days)));
    }

    static String address(String fund) {
        return "/caisses/" + fund + "/conventions";
    }

    private Page page(Visitor visitor, String fund, FormFields typed, List<FieldError> errors) {
        var seat = visitor.require(fund, Right.WORK_ON_CONVENTIONS);
        var heading = ConventioningWording.say("places.heading");
        return transactions.run(c -> {
            var rules = FundRules.of(c, fund);
            var found = places.of(c, fund, rules.day(clock.instant()));
            return Page.of("conventioning/places", heading, errors)
                    .by(visitor)
                    .in(seat, Section.FILES)
                    .with("heading", heading)
                    .with("back", Section.FILES.address(fund))
                    .with("address", address(fund))
                    .with("rules", "/caisses/" + fund + "/reglages")
                    .with("opening", Section.FILES.address(fund) + "/conventionnement")
                    .with("places", found)
                    .with("more", found.size() == Places.MOST)
                    .with("days", renewals.days(c, fund))
                    .with("notice", votingRules.of(c, rules.rulebook()).noticeDays())
                    .with("writable", seat.may(Right.OPEN_VOTES))
                    .with("typed", typed);
        });
    }
}
