package org.cabas.rules.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cabas.rules.explain.ReadRow.Fate;
import org.cabas.rules.explain.ReadRow.Miss;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Speech;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;

/** The reading of one table for one case. */
final class Explaining {
    private static final String POINTS = "points";

    private final DecisionTable table;
    private final Facts facts;
    private final Misses misses;
    private final AnswerSentence sentence;
    private final List<Row> applying;

    Explaining(DecisionTable table, Facts facts) {
        var subject = Subject.of(table);
        this.table = table;
        this.facts = facts;
        this.misses = new Misses(table, facts, subject);
        this.sentence = new AnswerSentence(table, facts, subject);
        this.applying = applying();
    }

    /** The rows that count: of a table that is read top down the first, of others all. */
    private List<Row> applying() {
        var rows = table.rows().stream().filter(row -> row.matches(facts));
        return (table.hitPolicy() == HitPolicy.FIRST ? rows.limit(1) : rows).toList();
    }

    Explanation explanation() {
        var missing = missing();
        if (!missing.isEmpty()) {
            return new Explanation(
                    table, facts, new Result.FactsMissing(missing), sentence.missing(missing), List.of());
        }
        var result = result();
        return new Explanation(table, facts, result, said(result), rows());
    }

    private List<Column> missing() {
        var missing = new ArrayList<Column>();
        for (var c = 0; c < facts.size(); c++) {
            var column = table.conditions().get(c);
            if (facts.at(c) instanceof Value.Unknown && !column.mayBeUnknown()) {
                missing.add(column);
            }
        }
        return missing;
    }

    private Result result() {
        return switch (table.hitPolicy()) {
            case FIRST, UNIQUE -> {
                if (applying.isEmpty()) {
                    yield new Result.NoRow(nearest());
                }
                var first = applying.getFirst();
                yield applying.stream().allMatch(row -> row.outcomes().equals(first.outcomes()))
                        ? new Result.Decided(first, applying.subList(1, applying.size()))
                        : new Result.Contradictory(applying);
            }
            case POINTS -> points() < 0 ? new Result.Together(applying) : totalled();
            case EVERY -> new Result.Together(applying);
        };
    }

    private Result totalled() {
        var index = points();
        var points = applying.stream()
                .map(row -> row.outcomes().get(index) instanceof Value.Quantity(var units) ? units : 0L)
                .toList();
        return new Result.Totalled(applying, points, points.stream().reduce(0L, Math::addExact));
    }

    /** The column of points: the one of that name, or the first with figures; -1 for none. */
    private int points() {
        if (table.hasOutcome(POINTS)
                && table.outcomes().get(table.outcomeIndex(POINTS)).type().isOrdered()) {
            return table.outcomeIndex(POINTS);
        }
        for (var c = 0; c < table.outcomes().size(); c++) {
            if (table.outcomes().get(c).type().isOrdered()) {
                return c;
            }
        }
        return -1;
    }

    private @Nullable Row nearest() {
        Row nearest = null;
        var least = Double.MAX_VALUE;
        for (var row : table.rows()) {
            var distance = misses.distance(row);
            if (distance < least) {
                nearest = row;
                least = distance;
            }
        }
        return nearest;
    }

    private String said(Result result) {
        return switch (result) {
            case Result.Decided(var row, var alike) -> sentence.decided(row, alike);
            case Result.Contradictory(var rows) -> sentence.contradictory(rows);
            case Result.Totalled(var rows, var points, var total) ->
                sentence.totalled(table.outcomes().get(points()), rows, points, total);
            case Result.Together(var rows) -> sentence.together(rows);
            case Result.NoRow(var nearest) -> sentence.noRow(nearest == null ? "" : fails(nearest, misses.of(nearest)));
            case Result.FactsMissing(var columns) -> sentence.missing(columns);
        };
    }

    private List<ReadRow> rows() {
        var rows = new ArrayList<ReadRow>(table.rows().size());
        var decided = "";
        for (var row : table.rows()) {
            if (!decided.isEmpty()) {
                var sentence = row.id() + " n'est pas lue\u00a0: " + decided + " a déjà répondu.";
                rows.add(new ReadRow(row, Fate.NOT_READ, List.of(), sentence));
            } else if (row.matches(facts)) {
                rows.add(new ReadRow(row, Fate.APPLIES, List.of(), applies(row)));
                decided = table.hitPolicy() == HitPolicy.FIRST ? row.id() : "";
            } else {
                var failed = misses.of(row);
                rows.add(new ReadRow(row, Fate.FAILS, failed, fails(row, failed)));
            }
        }
        return rows;
    }

    private static String fails(Row row, List<Miss> misses) {
        return row.id() + " ne s'applique pas\u00a0: "
                + misses.stream().map(Miss::reason).collect(Collectors.joining("\u202f; ")) + ".";
    }

    private String applies(Row row) {
        var asked = new ArrayList<String>();
        for (var c = 0; c < row.conditions().size(); c++) {
            if (!(row.conditions().get(c) instanceof Condition.Any)) {
                asked.add(Speech.condition(
                        table.conditions().get(c), row.conditions().get(c)));
            }
        }
        var why = asked.isEmpty() ? "elle convient à tous les cas" : String.join("\u202f; ", asked);
        return row.id() + " s'applique\u00a0: " + why + gives(row) + ".";
    }

    /** What a row of a grid adds. */
    private String gives(Row row) {
        if (table.hitPolicy() != HitPolicy.POINTS || points() < 0) {
            return "";
        }
        var column = table.outcomes().get(points());
        return row.outcomes().get(points()) instanceof Value.Quantity(var units)
                ? "\u202f; elle compte pour " + AnswerSentence.points(column, units)
                : "\u202f; elle ne compte pour rien";
    }
}
