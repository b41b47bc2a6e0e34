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
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Pages;
import org.cabas.service.vote.Discussing.Place;
import org.cabas.service.vote.Hall.Open;
import org.cabas.service.vote.Outcome.Done;
import org.cabas.service.vote.Outcome.Refused;

/** What people say of a proposal. */
@Controller("/caisses/{fund}/propositions/{id}/commentaires")
@ExecuteOn(TaskExecutors.BLOCKING)
class DiscussionController {
    private final Hall hall;
    private final Discussing discussing;
    private final ProposalPages proposalPages;
    private final Pages pages;

    DiscussionController(Hall hall, Discussing discussing, ProposalPages proposalPages, Pages pages) {
        this.hall = hall;
        this.discussing = discussing;
        this.proposalPages = proposalPages;
        this.pages = pages;
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> say(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @Body Map<String, Object> form) {
        var open = hall.open(visitor, fund, id, Right.DISCUSS);
        var about = Forms.text(form, "about");
        var body = Forms.text(form, "body");
        return written(open, discussing.say(id, open.participant(), place(about), body), "flash.said", about, body);
    }

    /** {@code contribution.R4}: a table and, behind the first point, a row; no id of a table has a point. */
    static Place place(String about) {
        if (about.isEmpty()) {
            return Place.WHOLE;
        }
        var point = about.indexOf('.');
        return point < 0 ? new Place(about, null) : new Place(about.substring(0, point), about.substring(point + 1));
    }

    @Post("/{comment}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> correct(
            Visitor visitor,
            @PathVariable String fund,
            @PathVariable String id,
            @PathVariable long comment,
            @Body Map<String, Object> form) {
        var open = hall.open(visitor, fund, id, Right.DISCUSS);
        var body = Forms.text(form, "body");
        return written(open, discussing.correct(id, comment, open.participant(), body), "flash.corrected", "", body);
    }

    @Post("/{comment}/retrait")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> remove(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @PathVariable long comment) {
        var open = hall.open(visitor, fund, id, Right.DISCUSS);
        return switch (discussing.remove(id, comment, open.participant())) {
            case Done done -> said(open, "flash.removed");
            case Refused refused ->
                pages.redirect(open.visitor(), open.address(), Flash.refused(String.join(" ", refused.sentences())));
        };
    }

    /** What was refused is shown again where a comment is written: nobody types it twice. */
    private HttpResponse<?> written(Open open, Outcome outcome, String done, String about, String body) {
        return switch (outcome) {
            case Done d -> said(open, done);
            case Refused(var problems) ->
                pages.show(
                        proposalPages
                                .page(
                                        open,
                                        VoteController.at(problems, "body"),
                                        proposalPages.typed(open.proposal(), body))
                                .with("about", about),
                        HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    private HttpResponse<?> said(Open open, String what) {
        return pages.redirect(open.visitor(), open.address() + "#discussion", Flash.done(VoteWording.say(what)));
    }
}
