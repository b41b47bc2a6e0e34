package org.cabas.service.vote;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.access.Right;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.fund.Funds;
import org.cabas.service.page.Today;
import org.cabas.service.vote.Proposal.State;

/** The proposals on the home of a fund: those that wait for this person first. */
@Singleton
@Order(-100)
class VotesToday implements Today {
    private final Settling settling;
    private final Dossier dossier;
    private final Funds funds;

    VotesToday(Settling settling, Dossier dossier, Funds funds) {
        this.settling = settling;
        this.dossier = dossier;
        this.funds = funds;
    }

    @Override
    public List<Item> items(Visitor visitor, Seat seat) {
        var fund = funds.findById(seat.fund());
        if (fund.isEmpty() || !seat.may(Right.SEE_TABLES)) {
            return List.of();
        }
        var awaited = new ArrayList<Item>();
        var others = new ArrayList<Item>();
        for (var proposal : settling.settled(fund.get().rulebook())) {
            var awaits = dossier.awaits(proposal, visitor.id()) && seat.may(Right.VOTE);
            var listed = ListedProposal.of(proposal, awaits);
            var toPublish = proposal.state() == State.ADOPTED && seat.may(Right.PUBLISH);
            if (listed.current()) {
                (awaits || toPublish ? awaited : others)
                        .add(new Item(
                                VoteWording.say("today.heading"),
                                proposal.title(),
                                Hall.address(seat.fund()) + "/" + proposal.id(),
                                listed.detail(),
                                toPublish ? "attention" : listed.style(),
                                toPublish ? VoteWording.say("list.to_publish") : listed.word()));
            }
        }
        awaited.addAll(others);
        return awaited;
    }
}
