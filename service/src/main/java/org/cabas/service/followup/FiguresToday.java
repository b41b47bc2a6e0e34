package org.cabas.service.followup;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.util.List;
import org.cabas.service.access.Right;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.FundRules;
import org.cabas.service.page.Today;

/** On the home of a fund that follows people's health: where its figures are, for who may read them. */
@Singleton
@Order(100)
class FiguresToday implements Today {
    private final ProtocolTable protocol;
    private final Transactions transactions;

    FiguresToday(ProtocolTable protocol, Transactions transactions) {
        this.protocol = protocol;
        this.transactions = transactions;
    }

    @Override
    public List<Item> items(Visitor visitor, Seat seat) {
        if (!seat.may(Right.SEE_HEALTH_FIGURES)
                || !protocol.isInForce(transactions.run(c -> FundRules.of(c, seat.fund())))) {
            return List.of();
        }
        return List.of(new Item(
                FollowUpWording.say("label"),
                FollowUpWording.say("figures.title"),
                seat.address("/sante"),
                FollowUpWording.say("figures.detail"),
                "",
                ""));
    }
}
