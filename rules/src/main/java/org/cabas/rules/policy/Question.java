package org.cabas.rules.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.cabas.rules.engine.CompiledTable;
import org.cabas.rules.engine.TableCompiler;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;

/**
 * One table of a policy, asked with fact sheets. A case that lacks a fact which its column says is always known never reaches
 * the table: a row that happens to hold without it could decide what nobody has checked.
 */
final class Question {
    private final CompiledTable compiled;
    private final Map<String, Rule> rules = new HashMap<>();

    Question(CompiledTable compiled) {
        this.compiled = compiled;
        var table = compiled.table();
        for (var row : table.rows()) {
            rules.put(row.id(), new Rule(table.id(), table.version(), row.id(), row.adoptedBy()));
        }
    }

    /** A table of a new version: a question of before where it is the same table, or one that has been asked already what that was. */
    static Question of(DecisionTable table, List<Question> before) {
        for (var known : before) {
            if (known.table().equals(table)) {
                return known;
            }
        }
        return before.stream()
                .map(known -> known.compiled)
                .max(Comparator.comparingLong(CompiledTable::remembered))
                .map(busiest -> new Question(TableCompiler.compile(table, busiest)))
                .orElseGet(() -> new Question(TableCompiler.compile(table)));
    }

    DecisionTable table() {
        return compiled.table();
    }

    Rule rule(Row row) {
        return Optional.ofNullable(rules.get(row.id()))
                .orElseThrow(() -> new IllegalArgumentException("row " + row.id() + " is not in " + table().id()));
    }

    /** The decision; none where a needed fact is missing. */
    Optional<Decision> decide(FactSheet sheet) {
        var facts = facts(sheet);
        return lacks(facts) ? Optional.empty() : Optional.of(compiled.decide(facts));
    }

    /** One decision a sheet, as {@link #decide}, asked together. */
    List<Optional<Decision>> decideAll(List<FactSheet> sheets) {
        var cases = new ArrayList<Facts>(sheets.size());
        var asked = new ArrayList<Facts>(sheets.size());
        for (var sheet : sheets) {
            var facts = facts(sheet);
            cases.add(facts);
            if (!lacks(facts)) {
                asked.add(facts);
            }
        }
        var decided = compiled.decideAll(asked).iterator();
        var decisions = new ArrayList<Optional<Decision>>(sheets.size());
        for (var facts : cases) {
            decisions.add(lacks(facts) ? Optional.empty() : Optional.of(decided.next()));
        }
        return decisions;
    }

    /** What the one row that decides makes of its outcomes. */
    <T> Answer<T> answer(FactSheet sheet, Function<Row, Answer<T>> reading) {
        var decision = decide(sheet);
        if (decision.isEmpty()) {
            return new Answer.NotAnswered<>(Answer.Gap.MISSING_FACTS, missing(sheet));
        }
        return decision.get()
                .row()
                .map(reading)
                .orElseGet(() -> new Answer.NotAnswered<>(Answer.Gap.NO_ROW, List.of()));
    }

    /** The answer that a row's value in one outcome column is; a row that says "unknown" leaves it to people. */
    <T> Answer<T> read(Row row, String column, BiFunction<Row, Value, Answer<T>> known) {
        var value = row.outcomes().get(table().outcomeIndex(column));
        return value instanceof Value.Unknown
                ? new Answer.LeftToPeople<>(rule(row), row.note())
                : known.apply(row, value);
    }

    <T> Answer<T> given(Row row, T value) {
        return new Answer.Given<>(value, rule(row), row.note());
    }

    /** The ids of the needed facts that a sheet lacks. */
    List<String> missing(FactSheet sheet) {
        var facts = facts(sheet);
        var missing = new ArrayList<String>();
        for (var i = 0; i < facts.size(); i++) {
            if (lacks(facts, i)) {
                missing.add(table().conditions().get(i).id());
            }
        }
        return missing;
    }

    /** How often this table's decisions were remembered. */
    Policy.Memo memo() {
        return new Policy.Memo(table().id(), compiled.memoHits(), compiled.memoMisses(), compiled.remembered());
    }

    private Facts facts(FactSheet sheet) {
        return table().facts(column -> sheet.find(column.id()));
    }

    private boolean lacks(Facts facts) {
        for (var i = 0; i < facts.size(); i++) {
            if (lacks(facts, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean lacks(Facts facts, int column) {
        return facts.at(column) instanceof Value.Unknown
                && !table().conditions().get(column).mayBeUnknown();
    }
}
