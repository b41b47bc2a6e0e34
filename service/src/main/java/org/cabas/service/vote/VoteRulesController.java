package org.cabas.service.vote;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;

/** How the committee votes: read by everyone, changed by facilitators. */
@Controller("/caisses/{fund}/reglages")
@ExecuteOn(TaskExecutors.BLOCKING)
class VoteRulesController {
    private final Hall hall;
    private final VotingRules rules;
    private final Pages pages;

    VoteRulesController(Hall hall, VotingRules rules, Pages pages) {
        this.hall = hall;
        this.rules = rules;
        this.pages = pages;
    }

    /** The rules as a form holds them, readable or not. */
    public record Typed(String quorum, String majority, String secrecy, String days, String notice) {
        static Typed of(VoteRules rules) {
            return new Typed(
                    Integer.toString(rules.quorum()),
                    rules.majority().name(),
                    rules.secret() ? "secret" : "open",
                    Integer.toString(rules.days()),
                    Integer.toString(rules.noticeDays()));
        }
    }

    @Get
    HttpResponse<?> form(Visitor visitor, @PathVariable String fund) {
        var rulebook = hall.fund(visitor, fund, Right.SEE_TABLES).rulebook();
        return pages.show(page(visitor, fund, Typed.of(rules.of(rulebook)), List.of()));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(Visitor visitor, @PathVariable String fund, @Body Map<String, Object> form) {
        var rulebook = hall.fund(visitor, fund, Right.OPEN_VOTES).rulebook();
        var typed = new Typed(
                Forms.text(form, "quorum"),
                Forms.text(form, "majority"),
                Forms.text(form, "secrecy"),
                Forms.text(form, "days"),
                Forms.text(form, "notice"));
        var errors = new ArrayList<FieldError>();
        var quorum = number(typed.quorum(), "quorum", 0, 100, errors);
        var days = number(typed.days(), "days", 1, VoteRules.MOST_DAYS, errors);
        var notice = number(typed.notice(), "notice", 0, VoteRules.LONGEST_NOTICE, errors);
        var majority = Arrays.stream(Majority.values())
                .filter(known -> known.name().equals(typed.majority()))
                .findFirst();
        if (majority.isEmpty()) {
            errors.add(new FieldError("majority", VoteWording.say("rules.majority.missing")));
        }
        if (!errors.isEmpty()) {
            return pages.show(page(visitor, fund, typed, errors), HttpStatus.UNPROCESSABLE_ENTITY);
        }
        rules.change(
                rulebook,
                new VoteRules(quorum, majority.orElseThrow(), !typed.secrecy().equals("open"), days, notice),
                Hall.participant(visitor));
        return pages.redirect(visitor, Hall.address(fund), Flash.done(VoteWording.say("flash.rules")));
    }

    private static int number(String text, String field, int least, int most, List<FieldError> errors) {
        var digits = text.replaceAll("[\\s\u00a0\u202f%]", "");
        if (digits.matches("\\d{1,4}")) {
            var number = Integer.parseInt(digits);
            if (number >= least && number <= most) {
                return number;
            }
        }
        errors.add(new FieldError(field, VoteWording.say("rules." + field + ".wrong", least, most)));
        return 0;
    }

    private Page page(Visitor visitor, String fund, Typed typed, List<FieldError> errors) {
        var seat = visitor.require(fund, Right.SEE_TABLES);
        return Page.of("proposal/rules", "Les votes du comité", errors)
                .by(visitor)
                .in(seat, Section.PROPOSALS)
                .with("address", "/caisses/" + fund + "/reglages")
                .with("list", Hall.address(fund))
                .with("writable", seat.may(Right.OPEN_VOTES))
                .with("majorities", Majority.values())
                .with("typed", typed);
    }
}
