package org.cabas.service.followup;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.FormFields;
import org.cabas.service.access.Right;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.followup.Offering.Outcome;
import org.cabas.service.followup.Offering.Person;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;
import org.jspecify.annotations.Nullable;

/** Offering a follow-up to a member: nurses do, and social workers for households that they receive. Names are never in an address. */
@Controller("/caisses/{fund}/dossiers/suivi")
@ExecuteOn(TaskExecutors.BLOCKING)
class OfferController {
    private static final int LONGEST_SEARCH = 80;

    private final Offering offering;
    private final HealthKeys keys;
    private final Transactions transactions;
    private final Pages pages;

    OfferController(Offering offering, HealthKeys keys, Transactions transactions, Pages pages) {
        this.offering = offering;
        this.keys = keys;
        this.transactions = transactions;
        this.pages = pages;
    }

    /** Where a follow-up is offered. */
    static String address(String fund) {
        return Section.FILES.address(fund) + "/suivi";
    }

    /** A page for one person where they are known, and else to look for them. */
    @Get
    HttpResponse<?> show(
            Visitor visitor,
            @PathVariable String fund,
            @QueryValue @Nullable String personne,
            @QueryValue @Nullable String dossier) {
        var seat = seat(visitor, fund);
        var people = personne == null
                ? List.<Person>of()
                : transactions.run(c -> offering.member(c, fund, personne)).stream()
                        .toList();
        return pages.show(page(visitor, seat, dossier == null ? "" : dossier, "", people, List.of(), ""));
    }

    @Post("/recherche")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> search(Visitor visitor, @PathVariable String fund, @Body Map<String, Object> form) {
        var seat = seat(visitor, fund);
        var fields = FormFields.of(form);
        var named = fields.text("off_name");
        var name = named.substring(0, Math.min(named.length(), LONGEST_SEARCH));
        var found = transactions.run(c -> offering.find(c, fund, name));
        var back = fields.text("dossier");
        if (found.isEmpty()) {
            var nobody = List.of(new FieldError("off_name", FollowUpWording.say("wrong.name")));
            return pages.show(page(visitor, seat, back, name, List.of(), nobody, ""), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        var many = found.size() > Offering.MOST ? FollowUpWording.say("found.many", Offering.MOST) : "";
        var shown = found.subList(0, Math.min(found.size(), Offering.MOST));
        return pages.show(page(visitor, seat, back, name, shown, List.of(), many));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> offer(Visitor visitor, @PathVariable String fund, @Body Map<String, Object> form) {
        var seat = seat(visitor, fund);
        var fields = FormFields.of(form);
        var back = fields.text("dossier");
        return switch (offering.offer(visitor, fund, fields.text("off_person"))) {
            case Outcome.Offered(var file) ->
                pages.redirect(visitor, next(seat, file, back), Flash.done(FollowUpWording.say("offered")));
            case Outcome.Already(var file) ->
                pages.redirect(
                        visitor, next(seat, file, back), Flash.attention(FollowUpWording.say("offered.already")));
            case Outcome.No(var why) -> {
                var name = fields.text("off_name");
                var found = transactions.run(c -> offering.find(c, fund, name));
                var shown = found.subList(0, Math.min(found.size(), Offering.MOST));
                var wrong = List.of(new FieldError(shown.isEmpty() ? "off_name" : "off_person", why));
                yield pages.show(page(visitor, seat, back, name, shown, wrong, ""), HttpStatus.UNPROCESSABLE_ENTITY);
            }
        };
    }

    /** Nurses go on with the file; social workers, who don't see it, go back to where they came from. */
    private static String next(Seat seat, String file, String back) {
        var files = Section.FILES.address(seat.fund());
        if (seat.may(Right.FOLLOW_HEALTH)) {
            return files + "/" + file;
        }
        return back.matches("[a-z0-9_]{1,40}") ? files + "/" + back : files;
    }

    private Page page(
            Visitor visitor,
            Seat seat,
            String back,
            String name,
            List<Person> people,
            List<FieldError> errors,
            String many) {
        return Page.of("followup/offer", "Proposer un suivi de santé", errors)
                .by(visitor)
                .in(seat, Section.FILES)
                .with("back", back)
                .with("name", name)
                .with("people", people)
                .with("many", many)
                .with("possible", transactions.run(c -> offering.isPossible(c, seat.fund())))
                .with("isSetUp", keys.isSetUp());
    }

    private static Seat seat(Visitor visitor, String fund) {
        var seat = visitor.seat(fund).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
        if (!seat.may(Right.FOLLOW_HEALTH) && !seat.may(Right.WORK_ON_ENROLLMENTS)) {
            throw new ProblemFound(Kind.FORBIDDEN);
        }
        return seat;
    }
}
