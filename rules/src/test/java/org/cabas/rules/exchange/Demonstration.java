package org.cabas.rules.exchange;

import java.util.stream.Stream;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.DecisionTable;

/** The tables of all demonstration funds. */
final class Demonstration {
    private Demonstration() {}

    static Stream<DecisionTable> tables() {
        return DemonstrationFunds.rulebooks().stream().flatMap(book -> DemonstrationFunds.tables(book).stream());
    }
}
