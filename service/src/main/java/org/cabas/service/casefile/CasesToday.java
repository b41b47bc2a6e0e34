package org.cabas.service.casefile;

import io.micronaut.core.annotation.Order;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.Section;
import org.cabas.service.page.Today;

/** On the home of a fund: how much somebody has to do about files. */
@Singleton
@Order(-200)
class CasesToday implements Today {
    private final Workload workload;
    private final Tasks tasks;
    private final Transactions transactions;
    private final Clock clock;

    CasesToday(Workload workload, Tasks tasks, Transactions transactions, Clock clock) {
        this.workload = workload;
        this.tasks = tasks;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Item> items(Visitor visitor, Seat seat) {
        if (!Section.TO_DO.isFor(seat)) {
            return List.of();
        }
        return transactions.run(c -> {
            var zone = tasks.zone(c, seat.fund());
            var today = LocalDate.ofInstant(clock.instant(), zone);
            var late = 0;
            var due = 0;
            var others = 0;
            for (var entry : workload.of(c, seat)) {
                var opened = LocalDate.ofInstant(entry.task().openedAt(), zone);
                switch (Workload.urgency(entry, visitor.id(), opened, today)) {
                    case LATE -> late++;
                    case TODAY -> due++;
                    case SOON, NEW, MINE, TO_TAKE -> others++;
                    case OTHERS, POSTPONED -> {}
                }
            }
            if (late + due + others == 0) {
                return List.of();
            }
            var parts = new ArrayList<String>();
            if (late > 0) {
                parts.add(CaseWording.count("home.late", late));
            }
            if (due > 0) {
                parts.add(CaseWording.count("home.today", due));
            }
            if (others > 0) {
                parts.add(CaseWording.count("home.others", others));
            }
            return List.of(new Item(
                    CaseWording.say("home.heading"),
                    CaseWording.count("home.title", late + due + others),
                    Section.TO_DO.address(seat.fund()),
                    String.join(", ", parts),
                    late > 0 ? "attention" : "",
                    late > 0 ? CaseWording.say("home.word") : ""));
        });
    }
}
