package org.cabas.rules.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.DecisionTable.Validity;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Spelling;
import org.jspecify.annotations.Nullable;

/** One decision of a DMN file as a table. */
final class DmnTableReading {
    private static final Map<String, String> EXPRESSIONS = Map.ofEntries(
            Map.entry("literalExpression", "une formule"),
            Map.entry("context", "un contexte"),
            Map.entry("invocation", "un appel de fonction"),
            Map.entry("functionDefinition", "une fonction"),
            Map.entry("relation", "une relation"),
            Map.entry("list", "une liste"),
            Map.entry("conditional", "une formule «\u00a0si\u00a0»"),
            Map.entry("filter", "un filtre"),
            Map.entry("for", "une boucle"),
            Map.entry("every", "une boucle"),
            Map.entry("some", "une boucle"));

    private static final Set<String> PARTS =
            Set.of("description", "extensionElements", "input", "output", "annotation", "rule");

    /** A table of another modeler says nothing of dates: it may serve from long ago. */
    private static final LocalDate LONG_AGO = LocalDate.of(2000, 1, 1);

    private final XmlElement decision;
    private final Map<String, String> types;
    private final Problems problems;
    private final List<Note> notes;

    /** @param types simple types by name */
    DmnTableReading(XmlElement decision, Map<String, String> types, Problems problems, List<Note> notes) {
        this.decision = decision;
        this.types = types;
        this.problems = problems;
        this.notes = notes;
    }

    static Optional<XmlElement> details(XmlElement decision) {
        return decision.extension(DmnNames.CABAS, "tableDetails");
    }

    /** The table, or nothing once every problem is told. */
    @Nullable
    DecisionTable table() {
        var expression = expression();
        if (expression == null) {
            return null;
        }
        for (var part : expression.children()) {
            if (!PARTS.contains(part.name())) {
                problem(part, "", "La table contient " + French.quoted(part.name()) + ", qui n'est pas accepté.");
            }
        }
        var hitPolicy = hitPolicy(expression);
        var validity = validity();
        var clauses = new DmnClauses(
                expression, types, problems, notes, details(decision).isPresent());
        var conditions = clauses.conditions();
        var outcomes = clauses.outcomes();
        checkSize(expression, conditions.size() + outcomes.size());
        if (!problems.isEmpty() || hitPolicy == null || validity == null) {
            return null;
        }
        var rows = new DmnRows(expression, conditions, outcomes, problems, notes).rows();
        if (!problems.isEmpty()) {
            return null;
        }
        return new DecisionTable(
                id(), title(), version(), hitPolicy, columns(conditions), columns(outcomes), rows, validity);
    }

    private static List<Column> columns(List<DmnClauses.Clause> clauses) {
        return clauses.stream().map(DmnClauses.Clause::column).toList();
    }

    private @Nullable XmlElement expression() {
        for (var child : decision.children()) {
            var refused = child.namespace().equals(decision.namespace()) ? EXPRESSIONS.get(child.name()) : null;
            if (refused != null) {
                problem(
                        child,
                        "",
                        "La décision «\u00a0" + title() + "\u00a0» est " + refused
                                + "\u00a0: seules des tables de décision sont acceptées.");
                return null;
            }
        }
        var table = decision.first("decisionTable");
        if (table.isEmpty()) {
            problem(decision, "", "La décision «\u00a0" + title() + "\u00a0» n'a pas de table.");
        }
        return table.orElse(null);
    }

    private void checkSize(XmlElement expression, int columns) {
        var rules = expression.all("rule").count();
        if (rules == 0) {
            problem(expression, "", "La table n'a aucune ligne\u00a0: ajoutez-en au moins une.");
        }
        if (rules > CsvFormat.MOST_ROWS) {
            problem(expression, "", "La table a trop de lignes\u00a0: 10 000 au plus sont acceptées.");
        }
        if (columns > TableReading.MOST_COLUMNS) {
            problem(
                    expression,
                    "",
                    "La table a " + columns + " colonnes\u00a0: " + TableReading.MOST_COLUMNS
                            + " au plus sont acceptées.");
        }
    }

    private String id() {
        var id = decision.attribute("id");
        return Spelling.isTableId(id) ? id : DmnInference.id(decision.attribute("name"), "table");
    }

    /** What a person renamed in a modeler is the name, not the label that stood beside it. */
    private String title() {
        var name = decision.attribute("name");
        var label = decision.attribute("label");
        var renamed = !name.equals(DmnFacts.decision(decision.attribute("id")));
        if (label.isBlank() || renamed) {
            return !name.isBlank() ? name : label.isBlank() ? "Table sans titre" : label;
        }
        return label;
    }

    private int version() {
        var version =
                details(decision).map(details -> details.attribute("version")).orElse("");
        return version.matches("\\d{1,6}") ? Integer.parseInt(version) : 0;
    }

    private @Nullable Validity validity() {
        var details = details(decision);
        if (details.isEmpty()) {
            notes.add(new Note(
                    "",
                    decision.line(),
                    "Le fichier ne dit pas depuis quand la table est valable\u00a0:"
                            + " c'est le 1er janvier 2000 jusqu'à ce que vous le changiez."));
            return new Validity(LONG_AGO, null);
        }
        try {
            var until = details.get().attribute("until");
            return new Validity(
                    LocalDate.parse(details.get().attribute("from")), until.isEmpty() ? null : LocalDate.parse(until));
        } catch (DateTimeException | IllegalArgumentException changedByHand) {
            problem(details.get(), "", "Les jours de validité de la table ne sont pas lisibles.");
            return null;
        }
    }

    private @Nullable HitPolicy hitPolicy(XmlElement expression) {
        var policy = expression.attribute("hitPolicy");
        var aggregation = expression.attribute("aggregation");
        return switch (policy.isEmpty() ? "UNIQUE" : policy) {
            case "FIRST" -> HitPolicy.FIRST;
            case "UNIQUE" -> HitPolicy.UNIQUE;
            case "ANY" -> {
                notes.add(
                        new Note(
                                "",
                                expression.line(),
                                "«\u00a0Any\u00a0» est lu comme «\u00a0une seule ligne"
                                        + " convient\u00a0»\u00a0: des lignes qui se recouvrent doivent donner la même réponse."));
                yield HitPolicy.UNIQUE;
            }
            case "RULE ORDER" -> HitPolicy.EVERY;
            case "COLLECT" ->
                switch (aggregation) {
                    case "SUM" -> HitPolicy.POINTS;
                    case "" -> isPoints() ? HitPolicy.POINTS : HitPolicy.EVERY;
                    default -> refused(expression, "COLLECT " + aggregation);
                };
            default -> refused(expression, policy);
        };
    }

    private boolean isPoints() {
        return details(decision)
                .map(details -> details.attribute("hitPolicy")
                        .equals(HitPolicy.POINTS.name().toLowerCase(Locale.ROOT)))
                .orElse(false);
    }

    private @Nullable HitPolicy refused(XmlElement expression, String policy) {
        problem(
                expression,
                "",
                "La lecture " + French.quoted(policy) + " n'est pas acceptée\u00a0: choisissez FIRST,"
                        + " UNIQUE, COLLECT ou COLLECT SUM.");
        return null;
    }

    private void problem(XmlElement place, String label, String sentence) {
        problems.add(place.line(), -1, label, sentence);
    }
}
