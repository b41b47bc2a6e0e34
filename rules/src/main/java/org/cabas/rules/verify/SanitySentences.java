package org.cabas.rules.verify;

import static org.cabas.rules.verify.French.quoted;

import java.util.List;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Wording;
import org.cabas.rules.verify.Finding.Kind;
import org.cabas.rules.verify.Finding.Severity;

/** What is said of figures that a committee may not have wanted. */
final class SanitySentences {
    private SanitySentences() {}

    /**
     * @param column the index of the stepped column
     * @param example the case after the step
     * @param low the amount before the step
     * @param high the amount after the step
     */
    static Finding step(
            Space space, SanityCheck check, int column, Steps.Step step, Facts example, String low, String high) {
        var stepped = space.axis(column).column();
        var from = space.rowId(step.fromRow());
        var to = space.rowId(step.toRow());
        var others = French.factsBut(space, example, column);
        var change = " de " + low + " (" + from + ") à " + high + " (" + to + ")";
        var what = switch (check) {
            case CONTRIBUTION_NEVER_FALLS -> ", la contribution baisse," + change + ". Corrigez les lignes";
            case NO_STEEP_STEP ->
                ", la contribution monte d'un coup," + change + "\u00a0: plus de " + Sanity.STEEPEST_STEP.inFrench()
                        + " pour " + Wording.quantity(stepped.type(), step.to() - step.from())
                        + " de plus. Intercalez une tranche";
            case ALLOCATION_NEVER_SHRINKS -> ", l'allocation du foyer baisse," + change + ". Corrigez les lignes";
            case COVERAGE_WITHIN_WHOLE -> throw new IllegalArgumentException(check + " has no steps");
        };
        return new Finding(
                kind(check),
                Severity.WARNING,
                from.equals(to) ? List.of(to) : List.of(to, from),
                stepped.id(),
                example,
                "Quand " + quoted(stepped.label()) + " passe de " + Wording.quantity(stepped.type(), step.from())
                        + " à " + Wording.quantity(stepped.type(), step.to())
                        + (others.isEmpty() ? "" : " (" + others + ")") + what + French.OR_WAIVE);
    }

    private static Kind kind(SanityCheck check) {
        return switch (check) {
            case CONTRIBUTION_NEVER_FALLS -> Kind.CONTRIBUTION_FALLS;
            case NO_STEEP_STEP -> Kind.STEEP_STEP;
            case ALLOCATION_NEVER_SHRINKS -> Kind.ALLOCATION_SHRINKS;
            case COVERAGE_WITHIN_WHOLE -> Kind.COVERAGE_OVER_WHOLE;
        };
    }

    static Finding coverage(Space space, int row, Column column, Value coverage) {
        return new Finding(
                Kind.COVERAGE_OVER_WHOLE,
                Severity.WARNING,
                List.of(space.rowId(row)),
                column.id(),
                space.example(space.box(row)),
                "La ligne " + space.rowId(row) + " prend en charge " + Wording.written(column, coverage)
                        + " du prix, plus que le prix lui-même. Écrivez 100\u00a0% au plus" + French.OR_WAIVE);
    }
}
