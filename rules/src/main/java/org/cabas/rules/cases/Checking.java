package org.cabas.rules.cases;

import static org.cabas.rules.table.Speech.listed;
import static org.cabas.rules.table.Speech.quoted;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.cabas.rules.exchange.CellGrammar;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.explain.Explanation;
import org.cabas.rules.explain.Result;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;

/** One case asked of one table. */
final class Checking {
    private static final Pattern BAR = Pattern.compile("\\|");
    private static final String COLON = "\u00a0: ";

    private final DecisionTable table;
    private final ReferenceCase asked;
    private final List<String> problems = new ArrayList<>();
    private final List<Expected> expected = new ArrayList<>();

    /**
     * What is expected in one column.
     *
     * @param index of the outcome column
     * @param values one value; where every row that matches applies, any number
     * @param said as people read it
     */
    private record Expected(int index, Set<Value> values, String said) {}

    Checking(DecisionTable table, ReferenceCase asked) {
        this.table = table;
        this.asked = asked;
    }

    Checked checked() {
        asked.expected().forEach(this::expect);
        return switch (AskedCase.read(table, asked.facts())) {
            case AskedCase.Unclear(var unclear) -> {
                unclear.forEach((id, messages) -> messages.forEach(message -> problems.add(about(id, message))));
                yield unreadable();
            }
            case AskedCase.Known(var facts) ->
                problems.isEmpty() ? compared(Explanation.of(table, facts)) : unreadable();
        };
    }

    private Checked unreadable() {
        return new Checked.Unreadable(problems, "Ce cas ne peut plus être lu" + COLON + String.join(" ", problems));
    }

    private String about(String id, String message) {
        return table.conditions().stream()
                .filter(column -> column.id().equals(id))
                .findFirst()
                .map(column -> quoted(column.label()) + COLON + message)
                .orElse(message);
    }

    private void expect(String id, String text) {
        if (!table.hasOutcome(id)) {
            problems.add("La table ne répond plus à " + quoted(id) + ".");
            return;
        }
        var column = table.outcomes().get(table.outcomeIndex(id));
        switch (expected(table, id, text)) {
            case Parsed.Good<Expected>(var each) -> expected.add(each);
            case Parsed.Bad<Expected>(var messages) ->
                messages.forEach(message -> problems.add(quoted(column.label()) + COLON + message));
        }
    }

    /** Why a text can't be expected in an outcome column that the table has; empty where it can. */
    static List<String> problems(DecisionTable table, String id, String text) {
        return expected(table, id, text) instanceof Parsed.Bad<Expected>(var messages) ? messages : List.of();
    }

    private static Parsed<Expected> expected(DecisionTable table, String id, String text) {
        var index = table.outcomeIndex(id);
        var column = table.outcomes().get(index);
        var values = new HashSet<Value>();
        var said = new ArrayList<String>();
        var problems = new ArrayList<String>();
        for (var part : parts(table, column, text)) {
            switch (CellGrammar.value(readable(table, column), part)) {
                case Parsed.Good<Value>(var value) -> {
                    values.add(value);
                    said.add(Wording.written(readable(table, column), value));
                }
                case Parsed.Bad<Value>(var messages) -> problems.addAll(messages);
            }
        }
        var words = said.isEmpty() ? Wording.NO_CHOICE : String.join(Wording.OR, said);
        return problems.isEmpty()
                ? Parsed.good(new Expected(index, values, label(table, column) + words))
                : new Parsed.Bad<>(problems);
    }

    /** Several values are expected only of rows that apply together; those of several choices are one value. */
    private static List<String> parts(DecisionTable table, Column column, String text) {
        if (table.hitPolicy() != HitPolicy.EVERY) {
            return List.of(text);
        }
        if (Spelling.same(text, Wording.NO_CHOICE)) {
            return List.of();
        }
        return column.domain() instanceof Domain.Closed ? List.of(text) : List.of(BAR.split(text, -1));
    }

    /** A total may be larger than the points of any row. */
    private static Column readable(DecisionTable table, Column column) {
        if (table.hitPolicy() != HitPolicy.POINTS || !(column.domain() instanceof Domain.Ordered range)) {
            return column;
        }
        var widest = Domain.WIDEST / range.step() * range.step();
        return new Column(
                column.id(),
                column.label(),
                column.type(),
                new Domain.Ordered(-widest, widest, range.step()),
                column.mayBeUnknown(),
                column.basis());
    }

    private static String label(DecisionTable table, Column column) {
        return table.outcomes().size() == 1 ? "" : column.label() + COLON;
    }

    private Checked compared(Explanation explanation) {
        var rows = deciding(explanation.result());
        var meets = rows.map(this::meets).orElse(false);
        var answer = rows.map(this::answer).orElse("");
        if (meets) {
            return new Checked.Passed(explanation, "La table répond bien" + COLON + answer + ".");
        }
        var wanted = "Attendu" + COLON + wanted() + ".";
        return new Checked.Failed(
                explanation,
                wanted + (rows.isEmpty() ? " " + explanation.sentence() : " La table répond" + COLON + answer + "."));
    }

    /** The rows that make the answer; none where there is no answer. */
    private static Optional<List<Row>> deciding(Result result) {
        return switch (result) {
            case Result.Decided(var row, var alike) -> {
                var rows = new ArrayList<Row>();
                rows.add(row);
                rows.addAll(alike);
                yield Optional.of(rows);
            }
            case Result.Totalled totalled -> Optional.of(totalled.rows());
            case Result.Together(var rows) -> Optional.of(rows);
            case Result.Contradictory contradictory -> Optional.empty();
            case Result.NoRow none -> Optional.empty();
            case Result.FactsMissing missing -> Optional.empty();
        };
    }

    private boolean meets(List<Row> rows) {
        var isRow =
                asked.row().isEmpty() || rows.stream().anyMatch(row -> row.id().equals(asked.row()));
        return isRow && expected.stream().allMatch(each -> each.values().equals(values(rows, each.index())));
    }

    /** What the rows say in a column. */
    private Set<Value> values(List<Row> rows, int index) {
        return switch (table.hitPolicy()) {
            case FIRST, UNIQUE -> Set.of(rows.getFirst().outcomes().get(index));
            case POINTS -> Set.of(new Value.Quantity(total(rows, index)));
            case EVERY -> {
                var said = new HashSet<Value>();
                rows.forEach(row -> said.add(row.outcomes().get(index)));
                said.remove(Value.UNKNOWN);
                yield said;
            }
        };
    }

    private static long total(List<Row> rows, int index) {
        return rows.stream()
                .mapToLong(row -> row.outcomes().get(index) instanceof Value.Quantity(var units) ? units : 0)
                .reduce(0, Math::addExact);
    }

    /** {@code 25 € (ligne R5)}; {@code 70 (lignes P1 et P3)}. */
    private String answer(List<Row> rows) {
        var parts = new ArrayList<String>();
        for (var i = 0; i < table.outcomes().size(); i++) {
            var column = table.outcomes().get(i);
            var said = values(rows, i).stream()
                    .map(value -> Wording.written(readable(table, column), value))
                    .sorted()
                    .toList();
            parts.add(label(table, column) + (said.isEmpty() ? Wording.NO_CHOICE : String.join(Wording.OR, said)));
        }
        var ids = rows.stream().map(Row::id).toList();
        return String.join("\u202f; ", parts)
                + switch (ids.size()) {
                    case 0 -> " (aucune ligne)";
                    case 1 -> " (ligne " + ids.getFirst() + ")";
                    default -> " (lignes " + listed(ids, "et") + ")";
                };
    }

    private String wanted() {
        var said = expected.stream().map(Expected::said).toList();
        var row = asked.row().isEmpty() ? "" : "la ligne " + asked.row();
        if (said.isEmpty()) {
            return row;
        }
        return String.join("\u202f; ", said) + (row.isEmpty() ? "" : ", par " + row);
    }
}
