package org.cabas.service.simulation;

import java.util.List;
import org.cabas.rules.money.Money;
import org.cabas.rules.simulate.Comparison.RowChange;
import org.cabas.rules.simulate.Comparison.RowEffect;
import org.jspecify.annotations.Nullable;

/**
 * Rows that change something.
 *
 * @param links one a row
 * @param decisions how many, in words
 * @param per « par mois » where the change is one of each month
 */
public record ToldRows(List<Link> links, String decisions, Money change, String per, List<String> examples) {

    /** A row and where it stands; no address where no draft has it. */
    public record Link(String words, @Nullable String address) {}

    static ToldRows of(Simulation simulation, RowEffect effect) {
        var question = effect.of().getFirst().question();
        var monthly = List.of("contribution", "allocation", "basket_price").contains(question);
        var count = effect.decisions();
        var decisions = Told.number(count) + "\u00a0" + (monthly ? "foyer" : "achat") + (count < 2 ? "" : "s");
        return new ToldRows(
                effect.of().stream().map(change -> link(simulation, change)).toList(),
                decisions,
                effect.change(),
                monthly ? "par mois" : "",
                effect.examples());
    }

    private static Link link(Simulation simulation, RowChange change) {
        var title = Told.QUESTIONS.getOrDefault(change.question(), change.question());
        var words = change.row() == null
                ? title + ", la ligne " + change.before() + " ne compte plus"
                : title + ", ligne " + change.row()
                        + (change.before() == null || change.before().equals(change.row())
                                ? ""
                                : " (aujourd’hui la ligne " + change.before() + ")");
        return new Link(words, address(simulation, change));
    }

    private static @Nullable String address(Simulation simulation, RowChange change) {
        if (change.row() == null) {
            return null;
        }
        for (var drafted : simulation.drafts()) {
            if (drafted.table().id().equals(change.question())) {
                return "/caisses/" + simulation.fund() + "/brouillons/" + drafted.draft() + "#ligne-" + change.row();
            }
        }
        return "/caisses/" + simulation.fund() + "/tables/" + change.question() + "#" + change.row();
    }
}
