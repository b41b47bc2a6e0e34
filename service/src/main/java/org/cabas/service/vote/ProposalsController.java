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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cabas.service.access.Right;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.draft.Draft;
import org.cabas.service.draft.Drafts;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Flash;
import org.cabas.service.page.Page;
import org.cabas.service.page.Pages;
import org.cabas.service.page.Section;
import org.cabas.service.vote.Outcome.Done;
import org.cabas.service.vote.Outcome.Refused;
import org.jspecify.annotations.Nullable;

/** The proposals of a fund: their list, making one, reading one, on a screen, on a wall and on paper. */
@Controller("/caisses/{fund}/propositions")
@ExecuteOn(TaskExecutors.BLOCKING)
class ProposalsController {
    private final Hall hall;
    private final Settling settling;
    private final Proposing proposing;
    private final ProposalPages proposalPages;
    private final Dossier dossier;
    private final Drafts drafts;
    private final Transactions transactions;
    private final Pages pages;

    ProposalsController(
            Hall hall,
            Settling settling,
            Proposing proposing,
            ProposalPages proposalPages,
            Dossier dossier,
            Drafts drafts,
            Transactions transactions,
            Pages pages) {
        this.hall = hall;
        this.settling = settling;
        this.proposing = proposing;
        this.proposalPages = proposalPages;
        this.dossier = dossier;
        this.drafts = drafts;
        this.transactions = transactions;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> list(Visitor visitor, @PathVariable String fund) {
        var seat = visitor.require(fund, Right.SEE_TABLES);
        var all = settling.settled(hall.fund(visitor, fund, Right.SEE_TABLES).rulebook()).stream()
                .map(proposal -> ListedProposal.of(proposal, dossier.awaits(proposal, visitor.id())))
                .toList();
        return pages.show(Page.of("proposal/list", "Propositions")
                .by(visitor)
                .in(seat, Section.PROPOSALS)
                .with("address", Hall.address(fund))
                .with("current", all.stream().filter(ListedProposal::current).toList())
                .with("past", all.stream().filter(each -> !each.current()).toList()));
    }

    @Get("/nouvelle")
    HttpResponse<?> form(Visitor visitor, @PathVariable String fund, @QueryValue @Nullable List<String> brouillon) {
        var chosen = brouillon == null ? List.<String>of() : brouillon;
        return pages.show(form(visitor, fund, new Typed(chosen, "", ""), List.of()));
    }

    /** What somebody typed into the form: drafts as {@code id} or {@code id:revision}. */
    record Typed(List<String> drafts, String title, String explanation) {
        boolean isChosen(String draft) {
            return drafts.stream().anyMatch(text -> text.equals(draft) || text.startsWith(draft + ":"));
        }
    }

    private Page form(Visitor visitor, String fundId, Typed typed, List<FieldError> errors) {
        var seat = visitor.require(fundId, Right.EDIT_DRAFTS);
        var fund = hall.fund(visitor, fundId, Right.EDIT_DRAFTS);
        var open = transactions.run(connection -> drafts.current(connection, fund.rulebook())).stream()
                .filter(draft -> draft.state() == Draft.State.OPEN)
                .map(draft -> new Offered(draft, draft.table().frame().title(), typed.isChosen(draft.id())))
                .toList();
        return Page.of("proposal/form", "Proposer au comité", errors)
                .by(visitor)
                .in(seat, Section.PROPOSALS)
                .with("address", Hall.address(fundId))
                .with("drafts", open)
                .with("typed", typed)
                .with("zone", fund.zone());
    }

    /** A draft that can be proposed. */
    public record Offered(Draft draft, String title, boolean chosen) {
        /** What the form sends: the draft as it is on the screen. */
        public String value() {
            return draft.id() + ":" + draft.revision();
        }
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> propose(Visitor visitor, @PathVariable String fund, @Body Map<String, Object> form) {
        visitor.require(fund, Right.EDIT_DRAFTS);
        var typed = new Typed(Forms.all(form, "drafts"), Forms.text(form, "title"), Forms.text(form, "explanation"));
        var outcome = proposing.propose(
                hall.fund(visitor, fund, Right.EDIT_DRAFTS),
                Hall.participant(visitor),
                seen(typed.drafts()),
                typed.title(),
                typed.explanation());
        return switch (outcome) {
            case Done(var id) ->
                pages.redirect(visitor, Hall.address(fund) + "/" + id, Flash.done(VoteWording.say("flash.proposed")));
            case Refused(var problems) ->
                pages.show(form(visitor, fund, typed, problems), HttpStatus.UNPROCESSABLE_ENTITY);
        };
    }

    private static List<Proposing.Seen> seen(List<String> values) {
        var seen = new ArrayList<Proposing.Seen>();
        for (var value : values) {
            var colon = value.indexOf(':');
            var revision = colon < 0 ? "" : value.substring(colon + 1);
            seen.add(new Proposing.Seen(
                    colon < 0 ? value : value.substring(0, colon),
                    revision.matches("\\d{1,9}") ? Integer.parseInt(revision) : -1));
        }
        return seen;
    }

    /** The proposal that a draft is, or was last, in. */
    @Get("/de/{draft}")
    HttpResponse<?> holding(Visitor visitor, @PathVariable String fund, @PathVariable String draft) {
        var found = hall.holding(visitor, fund, draft);
        return pages.redirect(Hall.address(fund) + "/" + found.id());
    }

    @Get("/{id}")
    HttpResponse<?> show(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @QueryValue @Nullable String sujet) {
        return pages.show(proposalPages
                .page(hall.open(visitor, fund, id, Right.SEE_TABLES))
                .with("about", sujet == null ? "" : sujet));
    }

    /** How the vote stands: nothing where the asker knows already. */
    @Get("/{id}/direct")
    HttpResponse<?> live(
            Visitor visitor, @PathVariable String fund, @PathVariable String id, @QueryValue @Nullable String vu) {
        var open = hall.open(visitor, fund, id, Right.SEE_TABLES);
        var page = proposalPages.live(open);
        if (page.isEmpty() || page.get().live().mark().equals(vu)) {
            return HttpResponse.noContent();
        }
        return pages.part(page.get().page(), "live");
    }

    /** The vote on the wall of the hall. */
    @Get("/{id}/projection")
    HttpResponse<?> wall(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        var open = hall.open(visitor, fund, id, Right.SEE_TABLES);
        return proposalPages
                .wall(open)
                .<HttpResponse<?>>map(pages::show)
                .orElseGet(() -> pages.redirect(open.address()));
    }

    /** What moves on the wall. */
    @Get("/{id}/projection/direct")
    HttpResponse<?> wallLive(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        return proposalPages
                .wall(hall.open(visitor, fund, id, Right.SEE_TABLES))
                .<HttpResponse<?>>map(page -> pages.part(page, "wall"))
                .orElseGet(HttpResponse::noContent);
    }

    @Get("/{id}/imprimer")
    HttpResponse<?> print(Visitor visitor, @PathVariable String fund, @PathVariable String id) {
        return pages.show(proposalPages.print(hall.open(visitor, fund, id, Right.SEE_TABLES)));
    }
}
