package org.cabas.service.vote;

import jakarta.inject.Singleton;
import org.cabas.service.access.Right;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** Lays a fund's proposals before the people who may see them. */
@Singleton
class Hall {
    private final Settling settling;
    private final Proposals proposals;
    private final Funds funds;
    private final Transactions transactions;

    Hall(Settling settling, Proposals proposals, Funds funds, Transactions transactions) {
        this.settling = settling;
        this.proposals = proposals;
        this.funds = funds;
        this.transactions = transactions;
    }

    /**
     * A proposal as somebody has it before them, in one of the funds whose rulebook it changes.
     *
     * @param seat their place in that fund
     */
    record Open(Visitor visitor, Seat seat, Fund fund, Proposal proposal) {
        /** Where its pages are. */
        String address() {
            return Hall.address(fund.id()) + "/" + proposal.id();
        }

        boolean may(Right right) {
            return seat.may(right);
        }

        Participant participant() {
            return Hall.participant(visitor);
        }
    }

    static String address(String fund) {
        return Section.PROPOSALS.address(fund);
    }

    static Participant participant(Visitor visitor) {
        return new Participant(visitor.id(), visitor.name());
    }

    /** The fund, where the visitor has that right. */
    Fund fund(Visitor visitor, String fund, Right right) {
        visitor.require(fund, right);
        return funds.findById(fund).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    /** The proposal that a draft is, or was last, in. */
    Proposal holding(Visitor visitor, String fundId, String draft) {
        var fund = fund(visitor, fundId, Right.SEE_TABLES);
        return transactions
                .run(connection -> proposals.holding(connection, draft))
                .filter(found -> found.rulebook().equals(fund.rulebook()))
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    /** The proposal as it stands now, where the visitor has that right in the fund. */
    Open open(Visitor visitor, String fundId, String id, Right right) {
        var seat = visitor.require(fundId, right);
        var fund = fund(visitor, fundId, right);
        var proposal = settling.settle(id)
                .filter(found -> found.rulebook().equals(fund.rulebook()))
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
        return new Open(visitor, seat, fund, proposal);
    }
}
