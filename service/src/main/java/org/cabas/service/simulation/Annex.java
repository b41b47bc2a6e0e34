package org.cabas.service.simulation;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.cabas.service.access.Seat;
import org.cabas.service.database.Transactions;
import org.cabas.service.page.InFrench;
import org.cabas.service.vote.Appendix;
import org.cabas.service.vote.ProposedTable;

/** The simulations of what is proposed, where the committee reads the proposal: those of the drafts as they were frozen. */
@Singleton
class Annex implements Appendix {
    private final Simulations simulations;
    private final Transactions transactions;
    private final InFrench french = new InFrench();

    Annex(Simulations simulations, Transactions transactions) {
        this.simulations = simulations;
        this.transactions = transactions;
    }

    @Override
    public List<Item> of(Seat seat, List<ProposedTable> tables) {
        return transactions.run(connection -> {
            var ids = new LinkedHashSet<String>();
            for (var table : tables) {
                for (var simulation : simulations.ofDraft(connection, table.draft())) {
                    if (simulation.fund().equals(seat.fund()) && isOf(simulation, table)) {
                        ids.add(simulation.id());
                    }
                }
            }
            var items = new ArrayList<Item>();
            for (var id : ids) {
                simulations
                        .find(connection, id)
                        .filter(simulation -> simulation.state() == Simulation.State.DONE)
                        .ifPresent(simulation -> items.add(item(seat, simulation)));
            }
            return items;
        });
    }

    private static boolean isOf(Simulation simulation, ProposedTable table) {
        return simulation.drafts().stream()
                .anyMatch(drafted -> drafted.draft().equals(table.draft())
                        && drafted.table().rows().equals(table.table().rows()));
    }

    private Item item(Seat seat, Simulation simulation) {
        var result = simulation.result();
        var told = result == null ? "" : new Told(simulation, result).headline();
        var what = simulation.isMadeUp()
                ? "Simulation d’une année de démonstration"
                : "Simulation sur le passé de la caisse";
        var address = "/caisses/" + seat.fund() + "/simulations/" + simulation.id();
        return new Item(what + ", lancée le " + french.moment(simulation.createdAt()), address, List.of(told));
    }
}
