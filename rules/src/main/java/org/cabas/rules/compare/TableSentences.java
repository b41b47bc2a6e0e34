package org.cabas.rules.compare;

import static org.cabas.rules.table.Speech.quoted;

import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.DecisionTable.Validity;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Wording;

/** What is said of changes to a table as a whole. */
final class TableSentences {
    private TableSentences() {}

    static String question(DecisionTable before, DecisionTable after) {
        return "La table répond à une autre question\u00a0: " + quoted(after.id()) + " au lieu de "
                + quoted(before.id()) + ".";
    }

    static String title(DecisionTable before, DecisionTable after) {
        return "La table s'appelle maintenant " + quoted(after.title()) + " au lieu de " + quoted(before.title()) + ".";
    }

    static String reading(DecisionTable before, DecisionTable after) {
        return "La lecture des lignes change\u00a0: " + reading(after.hitPolicy()) + ", alors qu'avant "
                + reading(before.hitPolicy()) + ".";
    }

    private static String reading(HitPolicy policy) {
        return switch (policy) {
            case FIRST -> "la première ligne qui convient décide";
            case UNIQUE -> "une seule ligne peut convenir";
            case POINTS -> "les points des lignes qui conviennent s'ajoutent";
            case EVERY -> "toutes les lignes qui conviennent s'appliquent";
        };
    }

    static String validity(DecisionTable before, DecisionTable after) {
        return "La table vaut maintenant " + days(after.validity()) + " au lieu de valoir " + days(before.validity())
                + ".";
    }

    private static String days(Validity validity) {
        var until = validity.until();
        return until == null
                ? "à partir du " + Wording.date(validity.from())
                : "du " + Wording.date(validity.from()) + " au " + Wording.date(until);
    }
}
