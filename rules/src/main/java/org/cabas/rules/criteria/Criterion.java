package org.cabas.rules.criteria;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cabas.rules.exchange.DomainGrammar;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Spelling;

/**
 * A question of a fund's own, as a committee fills it in.
 *
 * @param question what people are asked: « Accueille des personnes en insertion »
 * @param type what its answers are
 * @param values for a choice, {@code petit | moyen | grand}
 * @param minimum for an ordered type; blank for the usual one
 * @param maximum for an ordered type; blank for the usual one
 * @param step for an ordered type; blank for the usual one
 */
public record Criterion(String question, ColumnType type, String values, String minimum, String maximum, String step) {

    /** A longer question belongs in a note. */
    public static final int LONGEST_QUESTION = 200;

    private static final int LONGEST_ID = 50;

    /** What came of reading it. */
    public sealed interface Read {
        /** @param column may be unknown: nobody has answered a new question yet */
        record Asked(Column column) implements Read {}

        /** @param objections French sentences, at least one */
        record Unclear(List<String> objections) implements Read {
            public Unclear {
                objections = List.copyOf(objections);
            }
        }
    }

    /** A question that is answered by yes or no. */
    public static Criterion yesNo(String question) {
        return new Criterion(question, ColumnType.YES_NO, "", "", "", "");
    }

    /** A question that is answered by one of some values, as in {@code petit | moyen | grand}. */
    public static Criterion choice(String question, String values) {
        return new Criterion(question, ColumnType.CHOICE, values, "", "", "");
    }

    /**
     * The column that asks it, with an id of its own.
     *
     * @param table the table it is meant for; the id is none of its columns'
     */
    public Read read(DecisionTable table) {
        var objections = new ArrayList<String>();
        if (question.isBlank() || question.length() > LONGEST_QUESTION) {
            objections.add("Écrivez la question, en " + LONGEST_QUESTION + " caractères au plus.");
        }
        switch (DomainGrammar.domain(type, minimum, maximum, step, values)) {
            case Parsed.Good<Domain>(var domain) -> {
                if (objections.isEmpty()) {
                    var label = Spelling.spaced(question);
                    return new Read.Asked(new Column(id(label, table), label, type, domain, true, Basis.FIXED));
                }
            }
            case Parsed.Bad<Domain>(var messages) -> objections.addAll(messages);
        }
        return new Read.Unclear(objections);
    }

    /**
     * An id out of the question's words, that is neither another column's nor the name of a fact that all funds share: {@code
     * accueille_des_personnes_en_insertion}.
     */
    private static String id(String label, DecisionTable table) {
        Set<String> taken = new HashSet<>();
        table.conditions().forEach(column -> taken.add(column.id()));
        table.outcomes().forEach(column -> taken.add(column.id()));
        for (var fact : Fact.values()) {
            taken.add(fact.id());
        }
        var words = Spelling.fold(label).replaceAll("[^a-z0-9]+", "_").replaceAll("^[_0-9]+|_+$", "");
        var id = words.substring(0, Math.min(LONGEST_ID, words.length())).replaceAll("_+$", "");
        if (Spelling.isColumnId(id) && !taken.contains(id)) {
            return id;
        }
        var stem = id.isEmpty() ? "question" : id;
        var number = 2;
        while (taken.contains(stem + "_" + number)) {
            number++;
        }
        return stem + "_" + number;
    }
}
