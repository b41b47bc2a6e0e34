package org.cabas.rules.explain;

import static org.cabas.rules.table.Speech.labels;
import static org.cabas.rules.table.Speech.listed;
import static org.cabas.rules.table.Speech.quoted;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cabas.rules.explain.ReadRow.Miss;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.SpokenName;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;

/** Why conditions don't hold. */
final class Misses {
    /** A longer list isn't read in a sentence. */
    private static final int MOST_LISTED = 5;

    private final DecisionTable table;
    private final Facts facts;
    private final Subject subject;

    Misses(DecisionTable table, Facts facts, Subject subject) {
        this.table = table;
        this.facts = facts;
        this.subject = subject;
    }

    /** The conditions of a row that don't hold. */
    List<Miss> of(Row row) {
        var misses = new ArrayList<Miss>();
        for (var c = 0; c < row.conditions().size(); c++) {
            var condition = row.conditions().get(c);
            if (!condition.holdsFor(facts.at(c))) {
                misses.add(new Miss(c, reason(table.conditions().get(c), condition, facts.at(c))));
            }
        }
        return misses;
    }

    private String reason(Column column, Condition condition, Value value) {
        var name = subject.name(column);
        if (condition instanceof Condition.IsUnknown) {
            return name.name() + " est " + name.agreed("connu");
        }
        return switch (value) {
            case Value.Unknown unknown -> name.name() + " n'est pas " + name.agreed("connu");
            case Value.YesNo(var yes) ->
                name.name() + " est " + quoted(yes ? Wording.YES : Wording.NO) + " et non "
                        + quoted(yes ? Wording.NO : Wording.YES);
            case Value.Quantity(var units) -> quantity(column, name, condition, units);
            case Value.Choice choice -> choice(column, name, condition, value);
            case Value.Choices(var codes) -> choices(column, name, condition, codes);
        };
    }

    private static String quantity(Column column, SpokenName name, Condition condition, long units) {
        if (!(condition instanceof Condition.Between(var from, var to)) || to < from) {
            return "la cellule " + quoted(Wording.written(column, condition)) + " ne convient à aucun cas";
        }
        var bound = Wording.quantity(column.type(), units > to ? to : from);
        var verb = switch (column.type()) {
            case DATE -> units > to ? "vient après le " : "vient avant le ";
            case MONTH -> units > to ? "vient après " : "vient avant ";
            case MONEY, NUMBER, WHOLE, PERCENT, CHOICE, CHOICES, YES_NO -> units > to ? "dépasse " : "n'atteint pas ";
        };
        return name.name() + ", " + Wording.quantity(column.type(), units) + ", " + verb + bound;
    }

    private static String choice(Column column, SpokenName name, Condition condition, Value value) {
        var said = name.name() + ", " + quoted(Wording.written(column, value)) + ", ";
        if (condition instanceof Condition.OneOf(var codes)) {
            var labels = labels(column, codes);
            return said
                    + (labels.size() == 1
                            ? "n'est pas " + labels.getFirst()
                            : labels.size() > MOST_LISTED
                                    ? "n'est pas l'une des " + labels.size() + " valeurs demandées"
                                    : "n'est ni " + String.join(" ni ", labels));
        }
        return said + "est " + name.agreed("exclu");
    }

    private static String choices(Column column, SpokenName name, Condition condition, Collection<String> chosen) {
        if (condition instanceof Condition.NoneOf(var codes)) {
            var met = labels(column, chosen.stream().filter(codes::contains).toList());
            return name.name() + " comprend " + listed(met, "et") + ", " + (met.size() == 1 ? "exclu" : "exclus");
        }
        var wanted = condition instanceof Condition.OneOf(var codes) ? labels(column, codes) : List.<String>of();
        return name.name()
                + (wanted.size() == 1
                        ? " ne comprend pas " + wanted.getFirst()
                        : wanted.size() > MOST_LISTED
                                ? " ne comprend aucune des " + wanted.size() + " valeurs demandées"
                                : " ne comprend ni " + String.join(" ni ", wanted));
    }

    /**
     * How far the case is from a row: first how many conditions don't hold, then how far the figures are from their bounds, in
     * widths of their columns.
     */
    double distance(Row row) {
        var misses = 0;
        var apart = 0.0;
        for (var c = 0; c < row.conditions().size(); c++) {
            var condition = row.conditions().get(c);
            if (!condition.holdsFor(facts.at(c))) {
                misses++;
                apart += apart(table.conditions().get(c), condition, facts.at(c));
            }
        }
        return misses + (misses == 0 ? 0 : apart / (misses + 1));
    }

    /** Between 0 and 1. */
    private static double apart(Column column, Condition condition, Value value) {
        if (column.type() == ColumnType.YES_NO
                || !(column.domain() instanceof Domain.Ordered range)
                || !(condition instanceof Condition.Between(var from, var to))
                || !(value instanceof Value.Quantity(var units))) {
            return 1;
        }
        var width = Math.max(1.0, (double) range.maximum() - range.minimum());
        return Math.min(1, (units > to ? (double) units - to : (double) from - units) / width);
    }
}
