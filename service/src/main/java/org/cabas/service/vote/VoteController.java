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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Pages;
import org.cabas.service.vote.Hall.Open;
import org.cabas.service.vote.Outcome.Done;
import org.cabas.service.vote.Outcome.Refused;
import org.cabas.service.vote.ProposalPages.Typed;
import org.jspecify.annotations.Nullable;

/** What is done about one proposal before it is law: its vote, taking it back, taking its drafts up again. */
@Controller("/caisses/{fund}/propositions/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
class VoteController {
    private final Hall hall;
    private final Voting voting;
    private final Proposing proposing;
    private final ProposalPages proposalPages;
    private final Pages pages;

    VoteController(Hall hall, Voting voting, Proposing proposing, ProposalPages proposalPages, Pages pages) {
        this.hall = hall;
        this.voting = voting;
        this.proposing = proposing;
        this.proposalPages = proposalPages;
        this.pages = pages;
    }

    @Post("/ouverture")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> open(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @Body Map<String, Object> form) {
        var open = hall.open(visitor, fund, id, Right.OPEN_VOTES);
        var typed =
                new Typed("", Forms.text(form, "day"), Forms.text(form, "time"), Forms.text(form, "secrecy"), "day");
        var closing = Voting.closing(typed.day(), typed.time());
        var outcome = closing.isEmpty()
                ? Refused.because("open.closing.unreadable")
                : voting.open(
                        id, open.participant(), closing.get(), !typed.secrecy().equals("open"));
        return switch (outcome) {
            case Done done -> pages.redirect(visitor, open.address(), Flash.done(VoteWording.say("flash.opened")));
            case Refused(var problems) -> again(open, at(problems, "day"), typed);
        };
    }

    /** Asks once more: a vote can't be undone. */
    @Get("/vote")
    HttpResponse<?> confirm(
            Visitor visitor,
            @PathVariable String fund,
            @PathVariable String id,
            @QueryValue @Nullable String choix,
            @QueryValue @Nullable String lu) {
        var open = hall.open(visitor, fund, id, Right.VOTE);
        var choice = choice(choix);
        return choice.isEmpty()
                ? pages.redirect(visitor, open.address(), Flash.refused(VoteWording.say("cast.choice")))
                : pages.show(proposalPages.confirmation(open, choice.get(), lu == null ? "" : lu));
    }

    @Post("/vote")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> cast(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @Body Map<String, Object> form) {
        var open = hall.open(visitor, fund, id, Right.VOTE);
        var choice = choice(Forms.text(form, "choice"));
        var outcome = choice.isEmpty()
                ? Refused.because("cast.choice")
                : voting.cast(id, open.participant(), choice.get(), Forms.text(form, "fingerprint"));
        return told(open, outcome, "flash.voted");
    }

    private static Optional<Choice> choice(@Nullable String text) {
        for (var choice : Choice.values()) {
            if (choice.name().equalsIgnoreCase(text)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }

    @Post("/retrait")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> withdraw(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        var open = hall.open(visitor, fund, id, Right.SEE_TABLES);
        return told(open, proposing.withdraw(id, open.participant(), open.may(Right.OPEN_VOTES)), "flash.withdrawn");
    }

    @Post("/reprise")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> takeUpAgain(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        var open = hall.open(visitor, fund, id, Right.EDIT_DRAFTS);
        return told(open, proposing.takeUpAgain(id, open.participant()), "flash.reopened");
    }

    private HttpResponse<?> told(Open open, Outcome outcome, String done) {
        var flash = switch (outcome) {
            case Done d -> Flash.done(VoteWording.say(done));
            case Refused refused -> Flash.refused(String.join(" ", refused.sentences()));
        };
        return pages.redirect(open.visitor(), open.address(), flash);
    }

    private HttpResponse<?> again(Open open, List<FieldError> errors, Typed typed) {
        return pages.show(proposalPages.page(open, errors, typed), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    /** The same problems beside a field, where they are beside none. */
    static List<FieldError> at(List<FieldError> problems, String field) {
        return problems.stream()
                .map(problem -> problem.field().isEmpty() ? new FieldError(field, problem.text()) : problem)
                .toList();
    }
}
