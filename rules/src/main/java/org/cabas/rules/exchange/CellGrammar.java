package org.cabas.rules.exchange;

import java.util.Set;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;
import org.jspecify.annotations.Nullable;

/**
 * What a cell of a table says, read as tolerantly as a person would and no more: a closed grammar, never a formula.
 * What {@link Wording} writes is read back equal; case, accents, spaces, units and usual French turns of phrase don't
 * matter.
 */
public final class CellGrammar {
    private static final Set<String> YES = Set.of("oui", "o", "vrai");
    private static final Set<String> NO = Set.of("non", "n", "faux");

    private final Column column;
    private final @Nullable Options options;

    /** For many cells of one column. */
    public CellGrammar(Column column) {
        this.column = column;
        this.options = column.domain() instanceof Domain.Closed list ? new Options(column, list) : null;
    }

    /** One condition of a column; see {@link #condition(String)}. */
    public static Parsed<Condition> condition(Column column, String cell) {
        return new CellGrammar(column).condition(cell);
    }

    /** One value of a column; see {@link #value(String)}. */
    public static Parsed<Value> value(Column column, String cell) {
        return new CellGrammar(column).value(cell);
    }

    /**
     * A condition: nothing, {@code -} or {@code tous} for any; {@code inconnu}; {@code oui}; {@code 600 €}; {@code 0
     * à 600 €}; {@code ≥ 3 101 €}, {@code 3 101 € et plus}, {@code plus de 3 100 €}; {@code fruits | légumes}; {@code
     * sauf alcool}.
     */
    public Parsed<Condition> condition(String cell) {
        var text = Spelling.fold(cell);
        if (text.isEmpty() || Spelling.ANY.contains(text)) {
            return Parsed.good(Condition.ANY);
        }
        if (Spelling.UNKNOWN.contains(text)) {
            return column.mayBeUnknown() ? Parsed.good(Condition.UNKNOWN) : alwaysKnown();
        }
        if (options != null) {
            return options.condition(cell);
        }
        return column.domain() instanceof Domain.Ordered range
                ? Ranges.condition(column, range, cell)
                : answer(cell).then(yes -> Parsed.good(new Condition.Is(yes)));
    }

    /**
     * A value, of a fact or an outcome: {@code 1 450 €}, {@code 70 %}, {@code 7 mars 2026}, {@code mars}, {@code oui},
     * {@code fruits}, {@code bio | AOP}, {@code aucun}, {@code inconnu}. An empty cell is no value.
     */
    public Parsed<Value> value(String cell) {
        var text = Spelling.fold(cell);
        if (text.isEmpty()) {
            return Parsed.bad("La cellule est vide\u00a0: écrivez " + Wording.holds(column) + ".");
        }
        if (Spelling.UNKNOWN.contains(text)) {
            return column.mayBeUnknown() ? Parsed.good(Value.UNKNOWN) : alwaysKnown();
        }
        if (options != null) {
            return options.value(cell);
        }
        return column.domain() instanceof Domain.Ordered range
                ? Ranges.value(column, range, cell)
                : answer(cell).then(yes -> Parsed.good(new Value.YesNo(yes)));
    }

    private Parsed<Boolean> answer(String cell) {
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

    private <T> Parsed<T> alwaysKnown() {
        return Parsed.bad("«\u00a0" + Wording.UNKNOWN + "\u00a0» n'est pas accepté ici, car cette colonne est toujours"
                + " connue\u00a0: écrivez " + Wording.holds(column)
                + ", ou mettez «\u00a0oui\u00a0» à la colonne dans la ligne «\u00a0Inconnu\u00a0».");
    }
}
