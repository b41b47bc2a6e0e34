package org.cabas.rules.criteria;

import java.util.List;
import org.cabas.rules.table.DecisionTable;

/** What came of a change to the columns of a table. */
public sealed interface Adapted {

    /** @param table the new table; the old one is as it was */
    record Done(DecisionTable table) implements Adapted {}

    /** @param objections why not, each in one French sentence, at least one; nothing is changed */
    record Refused(List<String> objections) implements Adapted {
        public Refused {
            objections = List.copyOf(objections);
            if (objections.isEmpty()) {
                throw new IllegalArgumentException("refused for no reason");
            }
        }
    }
}
