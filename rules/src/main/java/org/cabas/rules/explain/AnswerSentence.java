package org.cabas.rules.explain;

import static org.cabas.rules.table.Speech.listed;
import static org.cabas.rules.table.Speech.quoted;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Speech;
import org.cabas.rules.table.SpokenName;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;
import org.jspecify.annotations.Nullable;

/** The answer to a case, as one sentence. */
final class AnswerSentence {
    /** Of a case with more facts, those that the deciding row asks for are said. */
    private static final int MOST_FACTS = 3;

    private final DecisionTable table;
    private final Facts facts;
    private final Subject subject;

    AnswerSentence(DecisionTable table, Facts facts, Subject subject) {
        this.table = table;
        this.facts = facts;
        this.subject = subject;
    }

    String decided(Row row, List<Row> alike) {
        var rows = new ArrayList<Row>();
        rows.add(row);
        rows.addAll(alike);
        var answer = row.outcomes().stream().allMatch(Value.Unknown.class::isInstance)
                ? "pour " + unclosed(about(row)) + ", la table laisse la réponse aux personnes"
                : about(row) + " " + says(row);
        return Speech.capitalised(answer) + " (" + rows(rows) + ").";
    }

    /** {@code ligne R4}; {@code lignes R4 et R5, qui disent la même chose}. */
    private static String rows(List<Row> rows) {
        return rows.size() == 1
                ? "ligne " + rows.getFirst().id()
                : "lignes " + ids(rows) + ", qui disent la même chose";
    }

    private static String ids(List<Row> rows) {
        return listed(rows.stream().map(Row::id).toList(), "et");
    }

    /** The subject, as far as the row speaks of it. */
    private String about(Row row) {
        if (row.matchesEverything() && table.rows().size() == 1) {
            return subject.noun().replaceFirst("^une? ", subject.noun().startsWith("une ") ? "toute " : "tout ");
        }
        if (table.conditions().size() <= MOST_FACTS) {
            return subject.with(table, facts, every());
        }
        if (row.matchesEverything()) {
            return subject.noun() + " qu'aucune autre ligne ne prend";
        }
        var asked = new BitSet();
        for (var c = 0; c < row.conditions().size(); c++) {
            asked.set(c, !(row.conditions().get(c) instanceof Condition.Any));
        }
        return "ici, " + subject.with(table, facts, asked);
    }

    /** Without the comma that closes a list of facts inside a sentence. */
    private static String unclosed(String about) {
        return about.endsWith(",") ? about.substring(0, about.length() - 1) : about;
    }

    private String briefly() {
        return table.conditions().size() <= MOST_FACTS ? subject.with(table, facts, every()) : subject.that();
    }

    private BitSet every() {
        var every = new BitSet();
        every.set(0, table.conditions().size());
        return every;
    }

    /** The predicate: {@code paie 20 €}, {@code reçoit 40 € par adulte et 20 € par enfant}. */
    private String says(Row row) {
        var values = row.outcomes();
        var verb = verb();
        if (verb == null || !values.stream().allMatch(Value.Quantity.class::isInstance)) {
            return "a pour réponse " + answers(row, values.size() == 1);
        }
        var isNothing = values.stream().allMatch(new Value.Quantity(0)::equals);
        return isNothing ? verb.nothing : verb.something + " " + amounts(row);
    }

    /** What is done with an amount, and what is said when there is none. */
    private record Verb(String something, String nothing) {}

    /** Null where the table is of another question, or answers more than its amount. */
    private @Nullable Verb verb() {
        return switch (table.id()) {
            case "contribution" -> isPartOf("contribution") ? new Verb("paie", "ne paie rien") : null;
            case "allocation" -> isPartOf("allocation") ? new Verb("reçoit", "ne reçoit rien") : null;
            case "basket_price" ->
                isPartOf("price") ? new Verb("paie son panier", "ne paie rien pour son panier") : null;
            case "eligibility" ->
                isPartOf("coverage") ? new Verb("est pris en charge à", "n'est pas pris en charge") : null;
            default -> null;
        };
    }

    private boolean isPartOf(String amount) {
        return table.outcomes().stream()
                .allMatch(column -> column.id().equals(amount) || column.id().startsWith(amount + "_"));
    }

    private String amounts(Row row) {
        var parts = new ArrayList<String>();
        for (var i = 0; i < row.outcomes().size(); i++) {
            if (!row.outcomes().get(i).equals(new Value.Quantity(0))) {
                parts.add(Speech.bare(
                        table, table.outcomes().get(i), row.outcomes().get(i)));
            }
        }
        return listed(parts, "et");
    }

    /** @param one whether the table answers nothing else, so that the column goes without saying */
    private String answers(Row row, boolean one) {
        var parts = new ArrayList<String>();
        for (var i = 0; i < row.outcomes().size(); i++) {
            var column = table.outcomes().get(i);
            var value = row.outcomes().get(i);
            if (!(value instanceof Value.Unknown)) {
                parts.add((one ? "" : quoted(column.label()) + "\u00a0: ") + Speech.bare(table, column, value));
            }
        }
        return listed(parts, "et");
    }

    String contradictory(List<Row> rows) {
        var answers = rows.stream()
                .map(row -> row.id() + " répond " + answers(row, row.outcomes().size() == 1))
                .toList();
        return "Les lignes " + ids(rows) + " se contredisent pour " + unclosed(briefly()) + "\u00a0: "
                + listed(answers, "et") + ".";
    }

    /** @param column the one that gives the points */
    String totalled(Column column, List<Row> rows, List<Long> points, long total) {
        var about = Speech.capitalised(briefly());
        if (rows.isEmpty()) {
            return about + " n'obtient aucun point\u00a0: aucune ligne ne s'applique.";
        }
        var parts = new ArrayList<String>();
        for (var i = 0; i < rows.size(); i++) {
            parts.add(points(column, points.get(i)) + " (" + rows.get(i).id() + ")");
        }
        return about + " obtient " + points(column, total) + (Math.abs(total) < 2 * unit(column) ? " point" : " points")
                + "\u00a0: " + listed(parts, "et") + ".";
    }

    static String points(Column column, long units) {
        return Wording.quantity(column.type(), units);
    }

    private static long unit(Column column) {
        return Math.powExact(10L, column.type().decimals());
    }

    String together(List<Row> rows) {
        if (rows.isEmpty()) {
            return "Aucune ligne ne s'applique à " + unclosed(briefly()) + ".";
        }
        var parts = rows.stream()
                .map(row -> row.id() + " (" + answersOr(row, "rien n'y est fixé") + ")")
                .toList();
        return "Pour " + unclosed(briefly()) + ", "
                + (rows.size() == 1 ? "une ligne s'applique" : rows.size() + " lignes s'appliquent") + "\u00a0: "
                + listed(parts, "et") + ".";
    }

    private String answersOr(Row row, String nothing) {
        var answers = answers(row, row.outcomes().size() == 1);
        return answers.isEmpty() ? nothing : answers;
    }

    /** @param nearest what the nearest row lacks, a sentence; empty where the table has no row */
    String noRow(String nearest) {
        return nearest.isEmpty()
                ? "La table n'a aucune ligne."
                : "Aucune ligne ne répond pour " + unclosed(briefly()) + ". La plus proche\u00a0: " + nearest;
    }

    String missing(List<Column> columns) {
        var names = columns.stream().map(column -> SpokenName.of(column).name()).toList();
        return "Il manque de quoi répondre\u00a0: indiquez " + listed(names, "et") + ".";
    }
}
