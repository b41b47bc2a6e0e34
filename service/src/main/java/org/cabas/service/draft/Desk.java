package org.cabas.service.draft;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.access.Right;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.Fund;
import org.cabas.service.fund.Funds;
import org.cabas.service.fund.History;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** Lays a fund's drafts before the people who may see them. */
@Singleton
public class Desk {
    private final Transactions transactions;
    private final Drafts drafts;
    private final Funds funds;
    private final History history;

    public Desk(Transactions transactions, Drafts drafts, Funds funds, History history) {
        this.transactions = transactions;
        this.drafts = drafts;
        this.funds = funds;
        this.history = history;
    }

    /**
     * A draft as somebody has it before them.
     *
     * @param seat their place in the fund
     */
    public record Open(Visitor visitor, Seat seat, Fund fund, Draft draft) {
        /** Where its pages are. */
        public String address() {
            return "/caisses/" + fund.id() + "/brouillons/" + draft.id();
        }

        /** Where the pages of its table are. */
        public String table() {
            return "/caisses/" + fund.id() + "/tables/" + draft.question();
        }

        /** Whether it can be changed, by this person and now. */
        public boolean isWritable() {
            return seat.may(Right.EDIT_DRAFTS) && draft.state() == Draft.State.OPEN;
        }
    }

    /** The fund, where the visitor has that right. */
    public Fund fund(Visitor visitor, String fund, Right right) {
        visitor.require(fund, right);
        return funds.findById(fund).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
    }

    /** The draft, where the visitor has that right in a fund that lives by its rulebook. */
    public Open open(Visitor visitor, String fundId, String id, Right right) {
        var seat = visitor.require(fundId, right);
        var fund = fund(visitor, fundId, right);
        var draft = transactions
                .run(connection -> drafts.find(connection, id))
                .filter(found -> found.rulebook().equals(fund.rulebook()))
                .orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
        return new Open(visitor, seat, fund, draft);
    }

    /** Every id that a row of this table has, or had in the version that the draft comes from: no other row may have it. */
    List<String> taken(Draft draft) {
        var taken = new ArrayList<>(new Sheet(draft.table(), 1).rowIds());
        if (draft.basedOn() != null) {
            history.adopted(draft.rulebook(), draft.question(), draft.basedOn())
                    .ifPresent(base -> base.table().rows().forEach(row -> taken.add(row.id())));
        }
        return taken;
    }
}
