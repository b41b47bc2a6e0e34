package org.cabas.rules.cases;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.exchange.CellGrammar;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.SpokenName;
import org.cabas.rules.table.Value;

/**
 * A case as people fill it in: one text a condition column, read as the cells of a table are. A form needs nothing else: {@link
 * DecisionTable#conditions()} says of each column its type, its values and whether it may be unknown.
 */
public sealed interface AskedCase {

    /** @param facts one value a condition column */
    record Known(Facts facts) implements AskedCase {}

    /** @param problems French sentences by column id, in the table's order, at least one; nothing is assumed for a bad text */
    record Unclear(Map<String, List<String>> problems) implements AskedCase {
        public Unclear {
            problems = new LinkedHashMap<>(problems);
        }
    }

    /**
     * Reads a case.
     *
     * @param texts by column id, such as {@code 1 450 €}, {@code oui}, {@code bio | AOP}, {@code inconnu}; what is blank or
     *     missing is unknown, which a column may refuse; ids of no condition column are refused
     */
    static AskedCase read(DecisionTable table, Map<String, String> texts) {
        var problems = new LinkedHashMap<String, List<String>>();
        var values = new HashMap<String, Value>();
        for (var column : table.conditions()) {
            var text = texts.getOrDefault(column.id(), "");
            if (Spelling.strip(text).isEmpty()) {
                if (!column.mayBeUnknown()) {
                    problems.put(
                            column.id(),
                            List.of("Indiquez " + SpokenName.of(column).name() + "."));
                }
                continue;
            }
            switch (CellGrammar.value(column, text)) {
                case Parsed.Good<Value>(var value) -> values.put(column.id(), value);
                case Parsed.Bad<Value>(var messages) -> problems.put(column.id(), messages);
            }
        }
        var ids = table.conditions().stream().map(column -> column.id()).toList();
        var strange = new ArrayList<>(texts.keySet());
        strange.removeAll(ids);
        strange.forEach(id -> problems.put(id, List.of("La table ne demande plus «\u00a0" + id + "\u00a0».")));
        return problems.isEmpty() ? new Known(table.facts(values)) : new Unclear(problems);
    }
}
