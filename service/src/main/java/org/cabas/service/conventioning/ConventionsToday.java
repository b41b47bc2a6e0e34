package org.cabas.service.conventioning;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.cabas.service.access.Right;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.fund.FundRules;
import org.cabas.service.page.Today;

/** The places of a fund, on its home: how many have a convention, and how many of these are suspended. */
@Singleton
@Order(100)
class ConventionsToday implements Today {
    private final Transactions transactions;
    private final Clock clock;

    ConventionsToday(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Counted(long lasting, long suspended) {}

    @Override
    public List<Item> items(Visitor visitor, Seat seat) {
        if (!seat.may(Right.WORK_ON_CONVENTIONS)) {
            return List.of();
        }
        var counted = count(seat.fund());
        var lasting = ConventioningWording.FRENCH.count(counted.lasting(), "lieu conventionné", "lieux conventionnés");
        return List.of(new Item(
                ConventioningWording.say("today.heading"),
                ConventioningWording.say("places.heading"),
                PlacesController.address(seat.fund()),
                counted.suspended() == 0
                        ? lasting
                        : ConventioningWording.say("today.suspended", lasting, counted.suspended()),
                "",
                ""));
    }

    private Counted count(String fund) {
        return transactions.run(c -> {
            var today = FundRules.of(c, fund).day(clock.instant());
            try (var query = c.prepareStatement("""
                    select count(distinct m.id), count(distinct if(n.suspended, m.id, null))
                    from merchant m join convention n on n.merchant_id = m.id
                    where m.fund_id = ? and n.starts_on <= ? and n.ends_on >= ?""")) {
                query.setString(1, fund);
                query.setObject(2, today);
                query.setObject(3, today);
                try (var rows = query.executeQuery()) {
                    rows.next();
                    return new Counted(rows.getLong(1), rows.getLong(2));
                }
            }
        });
    }
}
