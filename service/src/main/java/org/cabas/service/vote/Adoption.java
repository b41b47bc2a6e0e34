package org.cabas.service.vote;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Row;
import org.cabas.service.fund.Adopted;
import org.jspecify.annotations.Nullable;

/**
 * What a vote adopts of a table: the rows that it changes or adds carry its reference from then on, the others keep the one they
 * had. A row is the same when it asks, answers and says the same, wherever it stands; a column that it leaves open doesn't count.
 */
final class Adoption {
    private Adoption() {}

    /**
     * The table with the reference of the vote on its rows.
     *
     * @param standing the version that it changes; null for a table that is new
     */
    static DecisionTable marked(DecisionTable table, @Nullable DecisionTable standing, String reference) {
        var before = new HashMap<String, Row>();
        if (standing != null) {
            standing.rows().forEach(row -> before.put(row.id(), row));
        }
        var rows = table.rows().stream()
                .map(row -> {
                    var old = before.get(row.id());
                    var adoptedBy = old != null
                                    && standing != null
                                    && cells(standing, old).equals(cells(table, row))
                            ? old.adoptedBy()
                            : reference;
                    return new Row(row.id(), row.conditions(), row.outcomes(), row.note(), adoptedBy);
                })
                .toList();
        return withRows(table, rows);
    }

    /** Ids of the rows that the vote changes or adds. */
    static Set<String> changed(DecisionTable table, @Nullable DecisionTable standing) {
        var ids = new TreeSet<String>();
        for (var row : marked(withoutReferences(table), standing == null ? null : withoutReferences(standing), "*")
                .rows()) {
            if (!row.adoptedBy().isEmpty()) {
                ids.add(row.id());
            }
        }
        return ids;
    }

    /** Whether a proposal would change nothing, neither the table nor what stands beside it. */
    static boolean saysTheSame(Adopted standing, Adopted proposed) {
        return withoutReferences(standing.table()).equals(withoutReferences(proposed.table()))
                && standing.cases().equals(proposed.cases())
                && standing.waivers().equals(proposed.waivers());
    }

    private static DecisionTable withoutReferences(DecisionTable table) {
        return withRows(
                        table,
                        table.rows().stream()
                                .map(row -> new Row(row.id(), row.conditions(), row.outcomes(), row.note(), ""))
                                .toList())
                .withVersion(0);
    }

    private static DecisionTable withRows(DecisionTable table, List<Row> rows) {
        return new DecisionTable(
                table.id(),
                table.title(),
                table.version(),
                table.hitPolicy(),
                table.conditions(),
                table.outcomes(),
                rows,
                table.validity());
    }

    /** What a row says, by column, open cells left out, and its note. */
    private static Map<String, Object> cells(DecisionTable table, Row row) {
        var cells = new HashMap<String, Object>();
        for (var i = 0; i < row.conditions().size(); i++) {
            if (!(row.conditions().get(i) instanceof Condition.Any)) {
                cells.put(table.conditions().get(i).id(), row.conditions().get(i));
            }
        }
        for (var i = 0; i < row.outcomes().size(); i++) {
            cells.put(table.outcomes().get(i).id(), row.outcomes().get(i));
        }
        cells.put("note", row.note());
        return cells;
    }

    /** The tables of a proposal, checked to be what was frozen, with the reference of the vote on their rows. */
    static List<Adopted> of(Proposal proposal, Standing.Tables stands, String reference) {
        var adopted = new ArrayList<Adopted>();
        for (var proposed : proposal.tables()) {
            var table = marked(proposed.table(), stands.table(proposed.question()), reference);
            adopted.add(proposed.adopted(table, proposal.id()));
        }
        return adopted;
    }
}
