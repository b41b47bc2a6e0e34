package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.cabas.rules.exchange.DmnClauses.Clause;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.Value;

/** The rules of a DMN table as rows. */
final class DmnRows {
    private final XmlElement table;
    private final List<Clause> conditions;
    private final List<Clause> outcomes;
    private final Problems problems;
    private final Collection<Note> notes;

    DmnRows(
            XmlElement table,
            List<Clause> conditions,
            List<Clause> outcomes,
            Problems problems,
            Collection<Note> notes) {
        this.table = table;
        this.conditions = conditions;
        this.outcomes = outcomes;
        this.problems = problems;
        this.notes = notes;
    }

    /** The rows; problems are told for those that can't be read. */
    List<Row> rows() {
        var rules = table.all("rule").toList();
        var ids = ids(rules);
        var vote = voteAnnotation();
        var rows = new ArrayList<Row>();
        var conditionMeanings = conditions.stream()
                .map(clause -> new FeelMeaning(clause.column()))
                .toList();
        var outcomeMeanings = outcomes.stream()
                .map(clause -> new FeelMeaning(clause.column()))
                .toList();
        for (var i = 0; i < rules.size() && !problems.isFull(); i++) {
            var rule = rules.get(i);
            var tests = new ArrayList<Condition>();
            var inputs = rule.all("inputEntry").toList();
            for (var c = 0; c < conditions.size(); c++) {
                condition(conditions.get(c), conditionMeanings.get(c), inputs, rule, i + 1, tests);
            }
            var values = new ArrayList<Value>();
            var outputs = rule.all("outputEntry").toList();
            for (var c = 0; c < outcomes.size(); c++) {
                value(outcomes.get(c), outcomeMeanings.get(c), outputs, rule, i + 1, values);
            }
            if (tests.size() == conditions.size() && values.size() == outcomes.size() && Spelling.isRowId(ids.get(i))) {
                var adoptedBy = vote.isEmpty()
                        ? ""
                        : rule.all("annotationEntry")
                                .skip(vote.getAsInt())
                                .findFirst()
                                .map(entry -> entry.textOf("text"))
                                .orElse("");
                rows.add(new Row(ids.get(i), tests, values, rule.textOf("description"), adoptedBy));
            }
        }
        return rows;
    }

    private void condition(
            Clause clause,
            FeelMeaning meaning,
            List<XmlElement> entries,
            XmlElement rule,
            int number,
            List<Condition> tests) {
        if (clause.index() >= entries.size()) {
            missing(rule, clause, number);
            return;
        }
        var entry = entries.get(clause.index());
        var text = text(entry, clause, number);
        keep(FeelParsing.tests(text).then(cell -> meaning.condition(cell, text)), entry, clause, number, tests);
    }

    private void value(
            Clause clause,
            FeelMeaning meaning,
            List<XmlElement> entries,
            XmlElement rule,
            int number,
            List<Value> values) {
        if (clause.index() >= entries.size()) {
            missing(rule, clause, number);
            return;
        }
        var entry = entries.get(clause.index());
        var text = text(entry, clause, number);
        var written = text.isBlank() ? FeelWriting.NULL : text;
        keep(FeelParsing.outcome(written).then(cell -> meaning.value(cell, text)), entry, clause, number, values);
    }

    private <T> void keep(Parsed<T> parsed, XmlElement entry, Clause clause, int number, List<T> cells) {
        switch (parsed) {
            case Parsed.Good<T>(var cell) -> cells.add(cell);
            case Parsed.Bad<T>(var messages) -> messages.forEach(message -> problem(entry, clause, number, message));
        }
    }

    private String text(XmlElement entry, Clause clause, int number) {
        var language = entry.attribute("expressionLanguage");
        if (!language.isEmpty() && !language.toLowerCase(Locale.ROOT).contains("feel")) {
            problem(
                    entry,
                    clause,
                    number,
                    "Le langage " + French.quoted(language)
                            + " n'est pas accepté\u00a0: seules des cellules en FEEL le sont.");
        }
        if (entry.children().stream()
                .anyMatch(child -> child.namespace().equals(entry.namespace())
                        && !child.name().equals("text")
                        && !child.name().equals("description")
                        && !child.name().equals("extensionElements"))) {
            problem(entry, clause, number, "La cellule contient autre chose qu'un texte, ce qui n'est pas accepté.");
        }
        var text = entry.textOf("text");
        if (text.length() > CsvFormat.LONGEST_CELL) {
            problem(
                    entry,
                    clause,
                    number,
                    "La cellule est trop longue\u00a0: 32 000 caractères au plus sont acceptés.");
            return "";
        }
        return text;
    }

    private void missing(XmlElement rule, Clause clause, int number) {
        problem(rule, clause, number, "Cette cellule manque dans la règle.");
    }

    private void problem(XmlElement place, Clause clause, int number, String sentence) {
        problems.add(place.line(), -1, clause.column().label(), "Règle " + number + "\u00a0: " + sentence);
    }

    private List<String> ids(List<XmlElement> rules) {
        var named = rowOutput();
        var found = new ArrayList<RowIds.Found>();
        for (var rule : rules) {
            var id = id(rule, named);
            if (!id.isEmpty() && !Spelling.isRowId(id)) {
                problems.add(
                        rule.line(),
                        -1,
                        "",
                        French.quoted(id) + " ne peut pas nommer une ligne\u00a0: écrivez par"
                                + " exemple R1, en lettres, chiffres, «\u00a0_\u00a0», «\u00a0.\u00a0» ou «\u00a0-\u00a0», 40 au"
                                + " plus.");
            }
            found.add(new RowIds.Found(rule.line(), id, ""));
        }
        return new RowIds("", Map.of()).of(found, notes);
    }

    private static String id(XmlElement rule, OptionalInt named) {
        var details = rule.extension(DmnNames.CABAS, "rowDetails");
        if (details.isPresent()) {
            return details.get().attribute("id");
        }
        if (named.isEmpty()) {
            return "";
        }
        var text = rule.all("outputEntry")
                .skip(named.getAsInt())
                .findFirst()
                .map(entry -> entry.textOf("text").strip())
                .orElse("");
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** Where the rules name their rows. */
    private OptionalInt rowOutput() {
        var outputs = table.all("output").toList();
        for (var i = 0; i < outputs.size(); i++) {
            var index = i;
            if (DmnClauses.isRow(outputs.get(i)) && outcomes.stream().noneMatch(clause -> clause.index() == index)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt voteAnnotation() {
        var annotations = table.all("annotation").toList();
        for (var i = 0; i < annotations.size(); i++) {
            if (annotations.get(i).attribute("name").equals(DmnNames.VOTE)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
