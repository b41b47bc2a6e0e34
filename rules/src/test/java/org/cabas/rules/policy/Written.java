package org.cabas.rules.policy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.table.DecisionTable;

/** Small tables for tests, as a committee would write them. */
final class Written {
    private Written() {}

    /** A table that is read top down; blanks around cells don't count. */
    static DecisionTable table(String id, String columnsAndRows) {
        return table(id, "première ligne qui convient", columnsAndRows);
    }

    /** @param columnsAndRows the records from {@code Colonne} on */
    static DecisionTable table(String id, String reading, String columnsAndRows) {
        var head = List.of(
                "Table;" + id, "Titre;Essai " + id, "Lecture;" + reading, "Version;3", "Valable du;1er mai 2026");
        var body = columnsAndRows
                .lines()
                .map(line ->
                        List.of(line.split(";", -1)).stream().map(String::strip).collect(Collectors.joining(";")));
        var file = String.join("\n", head) + "\n" + body.collect(Collectors.joining("\n")) + "\n";
        return CsvFormat.read(file.getBytes(StandardCharsets.UTF_8)).expected();
    }
}
