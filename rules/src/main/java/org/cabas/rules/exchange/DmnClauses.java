package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cabas.rules.exchange.FeelCell.Literal;
import org.cabas.rules.exchange.FeelCell.Test;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.jspecify.annotations.Nullable;

/** The inputs and outputs of a DMN table as columns: as Cabas wrote them, or inferred from the cells. */
final class DmnClauses {
    /** A name, of one or more words, or the path to a part of a fact; nothing that computes. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*(?:[ .][\\p{L}_][\\p{L}\\p{N}_]*)*");

    private final XmlElement table;
    private final Map<String, String> types;
    private final Problems problems;
    private final List<Note> notes;
    private final boolean isOurs;
    private final Set<String> ids = new HashSet<>();

    /**
     * A column, and where its cells stand in a rule.
     *
     * @param index the position among the rule's input or output entries
     */
    record Clause(int index, Column column) {}

    /** @param isOurs whether Cabas wrote the table, and the output of the rows' ids with it */
    DmnClauses(XmlElement table, Map<String, String> types, Problems problems, List<Note> notes, boolean isOurs) {
        this.table = table;
        this.types = types;
        this.problems = problems;
        this.notes = notes;
        this.isOurs = isOurs;
    }

    List<Clause> conditions() {
        var clauses = new ArrayList<Clause>();
        var inputs = table.all("input").toList();
        for (var i = 0; i < inputs.size(); i++) {
            var column = condition(inputs.get(i), i);
            if (column != null) {
                clauses.add(new Clause(i, column));
            }
        }
        if (inputs.isEmpty()) {
            problem(table, "", "La table n'a aucune colonne qui demande\u00a0: ajoutez-en une.");
        }
        return clauses;
    }

    List<Clause> outcomes() {
        var clauses = new ArrayList<Clause>();
        var outputs = table.all("output").toList();
        for (var i = 0; i < outputs.size(); i++) {
            if (isOurs && isRow(outputs.get(i))) {
                continue;
            }
            var column = outcome(outputs.get(i), i);
            if (column != null) {
                clauses.add(new Clause(i, column));
            }
        }
        if (outputs.isEmpty()) {
            problem(table, "", "La table n'a aucune colonne qui répond\u00a0: ajoutez-en une.");
        }
        return clauses;
    }

    /** Whether the output names the row. */
    static boolean isRow(XmlElement output) {
        return output.attribute("name").equals(DmnFacts.ROW)
                && DmnColumns.details(output).isEmpty();
    }

    private @Nullable Column condition(XmlElement input, int index) {
        var expression = input.first("inputExpression");
        var name = expression.map(found -> found.textOf("text")).orElse("").strip();
        var label = firstOf(input.attribute("label"), name, "Question " + (index + 1));
        checkLanguage(input, label);
        expression.ifPresent(found -> checkLanguage(found, label));
        if (!NAME.matcher(name).matches()
                && !(name.isEmpty() && DmnColumns.details(input).isEmpty())) {
            problem(
                    input,
                    label,
                    "La colonne demande " + French.quoted(name)
                            + "\u00a0: seul le nom d'un fait est accepté, sans calcul.");
            return null;
        }
        var details = DmnColumns.details(input);
        if (details.isPresent()) {
            return ours(input, details.get(), label);
        }
        var cells = new ArrayList<FeelCell>();
        for (var entry : entries("inputEntry", index)) {
            if (FeelParsing.tests(entry.textOf("text")) instanceof Parsed.Good<FeelCell>(var cell)) {
                cells.add(cell);
            }
        }
        var several = cells.stream().flatMap(cell -> cell.tests().stream()).anyMatch(Test.Contains.class::isInstance);
        var typeRef = expression.map(found -> found.attribute("typeRef")).orElse("");
        var literals =
                Stream.concat(allowed(input, "inputValues"), cells.stream().flatMap(FeelCell::literals));
        var id = unused(DmnInference.id(firstOf(name, label, ""), "question_" + (index + 1)));
        var column =
                inferred(input, new DmnInference(id, label, type(typeRef), literals.toList(), several), label, true);
        if (column != null) {
            noteWhatChanges(input, column, cells);
        }
        return column;
    }

    /** Where a cell means something a little else than it did. */
    private void noteWhatChanges(XmlElement input, Column column, List<FeelCell> cells) {
        if (cells.stream().anyMatch(cell -> cell.negated() && !cell.mentionsNull())
                && column.type() == ColumnType.CHOICE) {
            notes.add(
                    new Note(
                            "",
                            input.line(),
                            "«\u00a0" + column.label() + "\u00a0»\u00a0: «\u00a0not(…)\u00a0» ne"
                                    + " comprend pas le fait inconnu\u00a0; ajoutez une ligne «\u00a0inconnu\u00a0» s'il le faut."));
        }
        var open = cells.stream().flatMap(cell -> cell.tests().stream()).anyMatch(DmnClauses::isOpen);
        if (open && column.type() == ColumnType.NUMBER) {
            notes.add(new Note(
                    "",
                    input.line(),
                    "«\u00a0" + column.label() + "\u00a0» avance par pas\u00a0: ce qui tombe"
                            + " entre deux pas compte comme le pas du dessous\u00a0; changez le pas s'il le faut."));
        }
    }

    private static boolean isOpen(Test test) {
        return switch (test) {
            case Test.Compared(var sign, var to) -> sign.equals("<") || sign.equals(">");
            case Test.Within within -> !within.fromIncluded() || !within.toIncluded();
            case Test.Equal e -> false;
            case Test.Contains c -> false;
        };
    }

    private @Nullable Column outcome(XmlElement output, int index) {
        var name = output.attribute("name").strip();
        var label = firstOf(output.attribute("label"), name, "Réponse " + (index + 1));
        var details = DmnColumns.details(output);
        if (output.first("defaultOutputEntry").isPresent()) {
            problem(
                    output,
                    label,
                    "Une réponse par défaut n'est pas acceptée\u00a0: écrivez une dernière ligne pour"
                            + " tous les autres cas.");
        }
        if (details.isPresent()) {
            return ours(output, details.get(), label);
        }
        var cells = new ArrayList<FeelCell.Outcome>();
        for (var entry : entries("outputEntry", index)) {
            if (FeelParsing.outcome(entry.textOf("text")) instanceof Parsed.Good<FeelCell.Outcome>(var cell)) {
                cells.add(cell);
            }
        }
        var several = cells.stream().anyMatch(FeelCell.Outcome::isList);
        var mayBeUnknown = cells.stream().anyMatch(FeelCell.Outcome::isNull);
        var literals = Stream.concat(
                allowed(output, "outputValues"), cells.stream().flatMap(cell -> cell.literals().stream()));
        var id = unused(DmnInference.id(firstOf(name, label, ""), "answer_" + (index + 1)));
        var typeRef = type(output.attribute("typeRef"));
        return inferred(output, new DmnInference(id, label, typeRef, literals.toList(), several), label, mayBeUnknown);
    }

    private @Nullable Column ours(XmlElement clause, XmlElement details, String label) {
        var column = DmnColumns.column(clause, details);
        if (column == null || !ids.add(column.id())) {
            problem(
                    details,
                    label,
                    "Ce que Cabas a noté de cette colonne n'est plus cohérent\u00a0: enlevez ses"
                            + " «\u00a0columnDetails\u00a0», ou repartez du fichier d'origine.");
            return null;
        }
        return column;
    }

    private @Nullable Column inferred(XmlElement clause, DmnInference inference, String label, boolean mayBeUnknown) {
        return switch (inference.column(mayBeUnknown)) {
            case Parsed.Good<Column>(var column) -> column;
            case Parsed.Bad<Column>(var messages) -> {
                messages.forEach(message -> problem(clause, label, message));
                yield null;
            }
        };
    }

    private Stream<Literal> allowed(XmlElement clause, String name) {
        return clause.first(name).map(values -> values.textOf("text")).stream()
                .map(FeelParsing::tests)
                .flatMap(
                        parsed -> parsed instanceof Parsed.Good<FeelCell>(var cell) ? cell.literals() : Stream.empty());
    }

    private List<XmlElement> entries(String name, int index) {
        return table.all("rule")
                .map(rule -> rule.all(name).skip(index).findFirst())
                .flatMap(entry -> entry.stream())
                .toList();
    }

    /** A type of FEEL's own, behind the names that the file gives types. */
    private String type(String typeRef) {
        var type = typeRef.substring(typeRef.indexOf(':') + 1).strip();
        return types.getOrDefault(type, type);
    }

    private String unused(String id) {
        var unused = id;
        for (var n = 2; !ids.add(unused); n++) {
            unused = id + "_" + n;
        }
        return unused;
    }

    /** Cells in another language than FEEL are programs. */
    private void checkLanguage(XmlElement element, String label) {
        var language = element.attribute("expressionLanguage");
        if (!language.isEmpty() && !language.toLowerCase(Locale.ROOT).contains("feel")) {
            problem(
                    element,
                    label,
                    "Le langage " + French.quoted(language) + " n'est pas accepté\u00a0: seules des"
                            + " cellules en FEEL le sont.");
        }
    }

    private static String firstOf(String first, String second, String otherwise) {
        return !first.isBlank() ? first : second.isBlank() ? otherwise : second;
    }

    private void problem(XmlElement place, String label, String sentence) {
        problems.add(place.line(), -1, label, sentence);
    }
}
