package org.cabas.rules.exchange;

import java.util.Set;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;

/**
 * What a cell of a table says, read as tolerantly as a person would and no more: a closed grammar, never a formula.
 * What {@link Wording} writes is read back equal; case, accents, spaces, units and usual French turns of phrase don't
 * matter.
 */
public final class CellGrammar {
    private static final Set<String> YES = Set.of("oui", "o", "vrai");
    private static final Set<String> NO = Set.of("non", "n", "faux");

    private CellGrammar() {}

    /**
     * A condition: nothing, {@code -} or {@code tous} for any; {@code inconnu}; {@code oui}; {@code 600 €}; {@code 0
     * à 600 €}; {@code ≥ 3 101 €}, {@code 3 101 € et plus}, {@code plus de 3 100 €}; {@code fruits | légumes}; {@code
     * sauf alcool}.
     */
    public static Parsed<Condition> condition(Column column, String cell) {
        var text = Spelling.fold(cell);
        if (text.isEmpty() || Spelling.ANY.contains(text)) {
            return Parsed.good(Condition.ANY);
        }
        if (Spelling.UNKNOWN.contains(text)) {
            return column.mayBeUnknown() ? Parsed.good(Condition.UNKNOWN) : alwaysKnown(column);
        }
        return switch (column.domain()) {
            case Domain.Answers answers -> answer(column, cell).then(yes -> Parsed.good(new Condition.Is(yes)));
            case Domain.Closed list -> Options.condition(column, list, cell);
            case Domain.Ordered range -> Ranges.condition(column, range, cell);
        };
    }

    /**
     * A value, of a fact or an outcome: {@code 1 450 €}, {@code 70 %}, {@code 7 mars 2026}, {@code mars}, {@code oui},
     * {@code fruits}, {@code bio | AOP}, {@code aucun}, {@code inconnu}. An empty cell is no value.
     */
    public static Parsed<Value> value(Column column, String cell) {
        var text = Spelling.fold(cell);
        if (text.isEmpty()) {
            return Parsed.bad("La cellule est vide\u00a0: écrivez " + Wording.holds(column) + ".");
        }
        if (Spelling.UNKNOWN.contains(text)) {
            return column.mayBeUnknown() ? Parsed.good(Value.UNKNOWN) : alwaysKnown(column);
        }
        return switch (column.domain()) {
            case Domain.Answers answers -> answer(column, cell).then(yes -> Parsed.good(new Value.YesNo(yes)));
            case Domain.Closed list -> Options.value(column, list, cell);
            case Domain.Ordered range -> Ranges.value(column, range, cell);
        };
    }

    private static Parsed<Boolean> answer(Column column, String cell) {
        var text = Spelling.fold(cell);
        var answer = text.startsWith("=") ? text.substring(1).strip() : text;
        if (YES.contains(answer)) {
            return Parsed.good(true);
        }
        if (NO.contains(answer)) {
            return Parsed.good(false);
        }
        return Parsed.bad(
                French.quoted(cell) + " n'est pas une réponse\u00a0: écrivez" + " " + Wording.holds(column) + ".");
    }

    private static <T> Parsed<T> alwaysKnown(Column column) {
        return Parsed.bad("«\u00a0" + Wording.UNKNOWN + "\u00a0» n'est pas accepté ici, car cette colonne est toujours"
                + " connue\u00a0: écrivez " + Wording.holds(column)
                + ", ou mettez «\u00a0oui\u00a0» à la colonne dans la ligne «\u00a0Inconnu\u00a0».");
    }
}
