package org.cabas.service.vote;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.page.Flash;
import org.cabas.service.page.InFrench;
import org.cabas.service.page.Pages;
import org.cabas.service.vote.Enacting.Effect;
import org.cabas.service.vote.Outcome.Done;
import org.cabas.service.vote.Outcome.Refused;
import org.cabas.service.vote.ProposalPages.Typed;

/** Publishing what was adopted, and revoking it in time. */
@Controller("/caisses/{fund}/propositions/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
class EnactmentController {
    private final Hall hall;
    private final Enacting enacting;
    private final ProposalPages proposalPages;
    private final Pages pages;

    EnactmentController(Hall hall, Enacting enacting, ProposalPages proposalPages, Pages pages) {
        this.hall = hall;
        this.enacting = enacting;
        this.proposalPages = proposalPages;
        this.pages = pages;
    }

    @Post("/publication")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> publish(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @Body Map<String, Object> form) {
        var open = hall.open(visitor, fund, id, Right.PUBLISH);
        var typed = new Typed("", Forms.text(form, "day"), "", "", Forms.text(form, "effect"));
        var outcome = effect(typed)
                .map(effect -> enacting.publish(id, open.participant(), effect))
                .orElseGet(() -> Refused.because("publish.date.unreadable"));
        return switch (outcome) {
            case Done done -> pages.redirect(visitor, open.address(), Flash.done(VoteWording.say("flash.published")));
            case Refused(var problems) -> {
                var now = hall.open(visitor, fund, id, Right.PUBLISH);
                yield now.proposal().state() == Proposal.State.ADOPTED
                        ? pages.show(
                                proposalPages.page(now, VoteController.at(problems, "day"), typed),
                                HttpStatus.UNPROCESSABLE_ENTITY)
                        : pages.redirect(
                                visitor,
                                open.address(),
                                Flash.refused(String.join(" ", new Refused(problems).sentences())));
            }
        };
    }

    private static Optional<Effect> effect(Typed typed) {
        if (typed.effect().equals("now")) {
            return Optional.of(new Effect.AtOnce());
        }
        return InFrench.readDay(typed.day()).<Effect>map(Effect.On::new);
    }

    @Post("/revocation")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> revoke(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        var open = hall.open(visitor, fund, id, Right.PUBLISH);
        var flash = switch (enacting.revoke(id, open.participant())) {
            case Done done -> Flash.done(VoteWording.say("flash.revoked"));
            case Refused refused -> Flash.refused(String.join(" ", refused.sentences()));
        };
        return pages.redirect(visitor, open.address(), flash);
    }
}
