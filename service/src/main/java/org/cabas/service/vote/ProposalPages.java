package org.cabas.service.vote;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cabas.service.access.Right;
import org.cabas.service.page.FieldError;
import org.cabas.service.page.Page;
import org.cabas.service.page.Section;
import org.cabas.service.vote.Hall.Open;
import org.cabas.service.vote.Proposal.State;
import org.jspecify.annotations.Nullable;

/** The pages of one proposal. */
@Singleton
class ProposalPages {
    private final Dossier dossier;
    private final Voting voting;
    private final VotingRules rules;
    private final List<Appendix> appendices;
    private final Clock clock;

    ProposalPages(Dossier dossier, Voting voting, VotingRules rules, List<Appendix> appendices, Clock clock) {
        this.dossier = dossier;
        this.voting = voting;
        this.rules = rules;
        this.appendices = appendices;
        this.clock = clock;
    }

    /** What somebody may do about a proposal as it stands. */
    public record Deeds(
            boolean discuss,
            boolean vote,
            boolean voted,
            boolean open,
            boolean withdraw,
            boolean publish,
            boolean revoke,
            boolean takeUpAgain) {}

    /** What forms hold when they are shown; what was typed where something was refused. */
    public record Typed(String body, String day, String time, String secrecy, String effect) {}

    /** The proposal with all that can be done about it. */
    Page page(Open open) {
        return page(open, List.of(), null);
    }

    /** The same with what was typed and what is wrong with it. */
    Page page(Open open, List<FieldError> errors, @Nullable Typed typed) {
        var proposal = open.proposal();
        var contents = dossier.of(proposal);
        var page = base(open, "proposal/proposal", proposal.title(), errors)
                .with("contents", contents)
                .with("live", contents.live())
                .with("appendix", appendix(open))
                .with("deeds", deeds(open, contents.roll()))
                .with("choices", Choice.values())
                .with("rules", rules.of(proposal.rulebook()))
                .with("typed", typed == null ? usual(proposal) : typed)
                .with("tomorrow", today(proposal).plusDays(1))
                .with("now", clock.instant())
                .with("about", "");
        return page;
    }

    private Page base(Open open, String view, String title) {
        return base(open, view, title, List.of());
    }

    private Page base(Open open, String view, String title, List<FieldError> errors) {
        var proposal = open.proposal();
        return Page.of(view, title, errors)
                .by(open.visitor())
                .in(open.seat(), Section.PROPOSALS)
                .with("proposal", proposal)
                .with("address", open.address())
                .with("list", Hall.address(open.fund().id()))
                .with("tables", Section.TABLES.address(open.fund().id()))
                .with("style", ListedProposal.style(proposal))
                .with("word", ListedProposal.word(proposal));
    }

    /** The usual answers, with a comment that was typed. */
    Typed typed(Proposal proposal, String body) {
        var usual = usual(proposal);
        return new Typed(body, usual.day(), usual.time(), usual.secrecy(), usual.effect());
    }

    private List<Appendix.Item> appendix(Open open) {
        return appendices.stream()
                .flatMap(each -> each.of(open.seat(), open.proposal().tables()).stream())
                .toList();
    }

    private Typed usual(Proposal proposal) {
        var rule = rules.of(proposal.rulebook());
        var closing = voting.usualClosing(rule, proposal.zone());
        return new Typed(
                "",
                proposal.state() == State.DISCUSSION
                        ? closing.toLocalDate().toString()
                        : today(proposal).plusMonths(1).withDayOfMonth(1).toString(),
                closing.toLocalTime().toString(),
                rule.secret() ? "secret" : "open",
                "day");
    }

    private LocalDate today(Proposal proposal) {
        return LocalDate.ofInstant(clock.instant(), proposal.zone());
    }

    private Deeds deeds(Open open, List<Roll.Voter> roll) {
        var proposal = open.proposal();
        var state = proposal.state();
        var voter = roll.stream()
                .filter(each -> each.person().equals(open.visitor().id()))
                .findFirst();
        var inVote = state == State.VOTE && open.may(Right.VOTE);
        return new Deeds(
                state.isDiscussed() && open.may(Right.DISCUSS),
                inVote && voter.isPresent() && !voter.get().voted(),
                voter.isPresent() && voter.get().voted(),
                state == State.DISCUSSION && open.may(Right.OPEN_VOTES),
                state.isDiscussed()
                        && (open.may(Right.OPEN_VOTES)
                                || proposal.proposer()
                                        .id()
                                        .equals(open.visitor().id())),
                state == State.ADOPTED && open.may(Right.PUBLISH),
                state == State.PUBLISHED
                        && open.may(Right.PUBLISH)
                        && proposal.effective().isAfter(clock.instant().plus(Enacting.SOON)),
                state.leavesDrafts() && proposal.reopenedAt() == null && open.may(Right.EDIT_DRAFTS));
    }

    /** A page that is shown only while, and after, there is a vote. */
    record LivePage(Live live, Page page) {}

    Optional<LivePage> live(Open open) {
        if (open.proposal().terms() == null) {
            return Optional.empty();
        }
        var live = dossier.live(open.proposal());
        return Optional.of(new LivePage(
                live, base(open, "proposal/live", open.proposal().title()).with("live", live)));
    }

    /** The vote on the wall of the hall; none before there is one. */
    Optional<Page> wall(Open open) {
        return live(open)
                .map(live -> base(open, "proposal/wall", open.proposal().title())
                        .with("live", live.live())
                        .wide());
    }

    /** What a voter confirms. */
    Page confirmation(Open open, Choice choice, String fingerprint) {
        return base(open, "proposal/vote", "Votre vote").with("choice", choice).with("fingerprint", fingerprint);
    }

    /** On paper. */
    Page print(Open open) {
        return base(open, "proposal/print", open.proposal().title())
                .with("contents", dossier.of(open.proposal()))
                .with("appendix", appendix(open))
                .with("printed", clock.instant())
                .wide();
    }
}
