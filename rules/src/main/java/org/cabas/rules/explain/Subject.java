package org.cabas.rules.explain;

import static org.cabas.rules.table.Speech.listed;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Speech;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.SpokenName;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;

/**
 * Whom or what a table speaks of, and its facts inside a sentence.
 *
 * @param noun with its article: {@code un foyer}
 * @param that the same, pointed at: {@code ce foyer}
 * @param owner how a label says that it is of that: {@code du foyer}
 */
record Subject(String noun, String that, String owner) {
    private static final String COLON = "\u00a0: ";

    static Subject of(DecisionTable table) {
        return switch (table.id()) {
            case "contribution", "allocation", "basket_price", "admission", "cofunding", "rotation" ->
                new Subject("un foyer", "ce foyer", "du foyer");
            case "eligibility" -> new Subject("un produit", "ce produit", "du produit");
            case "ceilings" -> new Subject("un achat", "cet achat", "de l'achat");
            case "conventioning", "conventioning_points" -> new Subject("un dossier", "ce dossier", "du lieu");
            case "follow_up" -> new Subject("une personne", "cette personne", "de la personne");
            default -> new Subject("un cas", "ce cas", "du cas");
        };
    }

    /** The column's name, without saying again of whom. */
    SpokenName name(Column column) {
        return SpokenName.of(column).without(owner);
    }

    /**
     * The subject with some of its facts: {@code un foyer de 2 adultes dont le revenu est de 1 450 €, avec « Orienté par » :
     * CAF}.
     */
    String with(DecisionTable table, Facts facts, BitSet columns) {
        var people = new ArrayList<String>();
        var nouns = new ArrayList<String>();
        var others = new ArrayList<String>();
        for (var c = columns.nextSetBit(0); c >= 0; c = columns.nextSetBit(c + 1)) {
            var column = table.conditions().get(c);
            var value = facts.at(c);
            var name = name(column);
            if (isCount(column, value)) {
                people.add(counted(column, value));
            } else if (name.isNoun()) {
                nouns.add("dont " + name.name() + " " + predicate(column, name, value));
            } else {
                others.add(Speech.quoted(name.text()) + COLON + Wording.written(column, value));
            }
        }
        return noun
                + (people.isEmpty() ? "" : " de " + listed(people, "et"))
                + (nouns.isEmpty() ? "" : " " + listed(nouns, "et"))
                + (others.isEmpty() ? "" : (nouns.isEmpty() ? " avec " : ", avec ") + listed(others, "et") + ",");
    }

    private static boolean isCount(Column column, Value value) {
        return value instanceof Value.Quantity
                && column.type() == ColumnType.WHOLE
                && !word(column).isEmpty();
    }

    private static String counted(Column column, Value value) {
        var several = value instanceof Value.Quantity(var units) && units > 1;
        return Wording.written(column, value) + " " + word(column) + (several ? "s" : "");
    }

    /** The people that a column counts, where its label says no more than that. */
    private static String word(Column column) {
        for (var word : List.of("adulte", "enfant", "personne")) {
            var label = column.label();
            if (Spelling.same(label, word + "s") || Spelling.same(label, word + "s du foyer")) {
                return word;
            }
        }
        return "";
    }

    private static String predicate(Column column, SpokenName name, Value value) {
        return switch (value) {
            case Value.Unknown unknown -> "n'est pas " + name.agreed("connu");
            case Value.Quantity quantity ->
                switch (column.type()) {
                    case DATE -> "est le " + Wording.written(column, value);
                    case MONTH, NUMBER, WHOLE -> "est " + Wording.written(column, value);
                    case MONEY, PERCENT, CHOICE, CHOICES, YES_NO -> "est de " + Wording.written(column, value);
                };
            case Value.Choice choice -> "est " + Speech.quoted(Wording.written(column, value));
            case Value.YesNo answer -> "est " + Speech.quoted(Wording.written(column, value));
            case Value.Choices choices -> "est " + Speech.quoted(Wording.written(column, value));
        };
    }
}
