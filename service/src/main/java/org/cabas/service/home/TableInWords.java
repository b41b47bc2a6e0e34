package org.cabas.service.home;

import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Wording;

/**
 * A table as sentences, for people who never saw a decision table.
 *
 * @param id the table's id
 * @param title what people call it
 * @param reading how its rows are read
 * @param rows in their order
 */
public record TableInWords(String id, String title, String reading, List<RowInWords> rows) {
    private static final String COLON = "\u00a0: ";

    /**
     * A row.
     *
     * @param id to speak of it: R3
     * @param when in which cases it counts
     * @param then what it answers
     * @param note the committee's words, possibly empty
     */
    public record RowInWords(String id, String when, String then, String note) {}

    static TableInWords of(DecisionTable table) {
        return new TableInWords(
                table.id(),
                table.title(),
                reading(table.hitPolicy()),
                table.rows().stream().map(row -> row(table, row)).toList());
    }

    private static String reading(HitPolicy policy) {
        return switch (policy) {
            case FIRST -> "Les lignes se lisent de haut en bas\u00a0: la première qui convient décide.";
            case UNIQUE -> "Une seule ligne convient à chaque cas.";
            case POINTS -> "Chaque ligne qui convient ajoute ses points.";
            case EVERY -> "Toutes les lignes qui conviennent s’appliquent ensemble.";
        };
    }

    private static RowInWords row(DecisionTable table, Row row) {
        var asked = new ArrayList<String>();
        for (var i = 0; i < row.conditions().size(); i++) {
            if (!(row.conditions().get(i) instanceof Condition.Any)) {
                asked.add(spoken(table.conditions().get(i), row.conditions().get(i)));
            }
        }
        var answered = new ArrayList<String>();
        for (var i = 0; i < row.outcomes().size(); i++) {
            answered.add(Wording.spoken(table.outcomes().get(i), row.outcomes().get(i)));
        }
        return new RowInWords(
                row.id(),
                asked.isEmpty() ? everything(table) : String.join("\u202f; ", asked),
                String.join("\u202f; ", answered),
                row.note());
    }

    private static String everything(DecisionTable table) {
        return table.hitPolicy() == HitPolicy.FIRST && table.rows().size() > 1
                ? "Dans tous les autres cas"
                : "Dans tous les cas";
    }

    private static String spoken(Column column, Condition condition) {
        var written = Wording.written(column, condition).replace(Wording.OR, ", ");
        if (written.startsWith(Wording.AT_LEAST)) {
            written = "au moins " + written.substring(Wording.AT_LEAST.length());
        } else if (written.startsWith(Wording.AT_MOST)) {
            written = "au plus " + written.substring(Wording.AT_MOST.length());
        } else if (condition instanceof Condition.Between(var from, var to) && from != to) {
            written = "de " + written;
        }
        return column.label() + COLON + written;
    }
}
