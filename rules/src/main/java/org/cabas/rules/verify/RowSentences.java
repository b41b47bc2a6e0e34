package org.cabas.rules.verify;

import static org.cabas.rules.verify.French.answer;
import static org.cabas.rules.verify.French.quoted;

import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Wording;
import org.cabas.rules.verify.Finding.Kind;
import org.cabas.rules.verify.Finding.Severity;

/** What is said of rows: those that get in each other's way and those that no case meets. */
final class RowSentences {
    private RowSentences() {}

    /** @param alike whether both give the same answer */
    static Finding overlap(Space space, int row, int other, Facts example, boolean alike) {
        var rows = List.of(space.rowId(row), space.rowId(other));
        var both = "Les lignes " + rows.getFirst() + " et " + rows.getLast();
        var facts = French.facts(space, example);
        if (alike) {
            return new Finding(
                    Kind.HARMLESS_OVERLAP,
                    Severity.WARNING,
                    rows,
                    null,
                    example,
                    both + " donnent la même réponse à ce cas" + facts
                            + ". C'est sans danger\u202f; réunissez-les, ou séparez leurs conditions, pour que la table"
                            + " reste claire.");
        }
        return new Finding(
                Kind.CONTRADICTION,
                Severity.ERROR,
                rows,
                null,
                example,
                both + " se contredisent pour ce cas" + facts + ". " + rows.getFirst() + " répond "
                        + quoted(answer(space, row)) + " et " + rows.getLast() + " répond "
                        + quoted(answer(space, other))
                        + ". Changez leurs conditions pour qu'une seule convienne.");
    }

    /** @param alike whether both give the same answer */
    static Finding repeated(Space space, int earlier, int row, boolean alike) {
        var first = space.rowId(earlier);
        var second = space.rowId(row);
        var policy = space.table().hitPolicy();
        var same = "La ligne " + second + " a les mêmes conditions que la ligne " + first;
        var sentence = switch (policy) {
            case FIRST -> same + ", qui passe avant\u00a0: elle ne sert jamais. Supprimez-en une, ou changez-la.";
            case UNIQUE ->
                alike
                        ? same + ", et la même réponse. Supprimez-en une."
                        : same + ", mais répond " + quoted(answer(space, row)) + " et non "
                                + quoted(answer(space, earlier)) + ". Gardez celle que le comité a voulue.";
            case POINTS -> same + "\u00a0: leurs points s'ajoutent. Gardez-en une seule si ce n'est pas voulu.";
            case EVERY -> same + ", et la même réponse. Supprimez-en une.";
        };
        var harmless = alike || policy == HitPolicy.POINTS;
        return new Finding(
                Kind.REPEATED_ROW,
                harmless ? Severity.WARNING : Severity.ERROR,
                List.of(second, first),
                null,
                space.example(space.box(row)),
                sentence);
    }

    static Finding withoutEffect(Space space, int row) {
        var id = space.rowId(row);
        var why = space.table().hitPolicy() == HitPolicy.POINTS
                ? "elle ne donne aucun point. Donnez-lui des points, ou supprimez-la."
                : "aucune de ses réponses n'est fixée. Fixez-en une, ou supprimez-la.";
        return new Finding(
                Kind.ROW_WITHOUT_EFFECT,
                Severity.WARNING,
                List.of(id),
                null,
                space.example(space.box(row)),
                "La ligne " + id + " ne change rien\u00a0: " + why);
    }

    /** @param column the only one that both ask for */
    static Finding addUp(Space space, int row, int other, int column, Facts example) {
        var asked = space.axis(column).column();
        return new Finding(
                Kind.BRACKETS_ADD_UP,
                Severity.HINT,
                List.of(space.rowId(row), space.rowId(other)),
                asked.id(),
                example,
                "Pour " + Wording.spoken(asked, example.at(column)) + ", les lignes " + space.rowId(row) + " et "
                        + space.rowId(other) + " s'appliquent ensemble et s'ajoutent\u00a0: " + answer(space, row)
                        + " et " + answer(space, other)
                        + ". Si une seule doit compter, séparez leurs tranches.");
    }

    /**
     * @param takers the rows above that together take its cases
     * @param example one of its cases
     * @param taker the row above that answers the example
     * @param differs whether that answer isn't the row's; otherwise no case gets another answer
     */
    static Finding unreachable(Space space, int row, int[] takers, Facts example, int taker, boolean differs) {
        var id = space.rowId(row);
        var above = new ArrayList<String>();
        for (var other : takers) {
            above.add(space.rowId(other));
        }
        var rows = new ArrayList<>(above);
        rows.addFirst(id);
        var take = takers.length > 1 ? " prennent déjà, ensemble, tous ses cas" : " prend déjà tous ses cas";
        var tooEarly = takers.length == 1 && space.table().rows().get(takers[0]).matchesEverything();
        var repair = tooEarly
                ? "Placez " + above.getFirst() + " en dernier, ou supprimez " + id + "."
                : "Remontez " + id + ", changez ses conditions ou supprimez-la.";
        var effect = differs
                ? ". Par exemple, " + space.rowId(taker) + " répond " + quoted(answer(space, taker)) + " pour ce cas"
                        + French.facts(space, example) + ". " + repair
                : ", avec la même réponse. Supprimez-la, ou remontez-la si elle doit rester.";
        return new Finding(
                Kind.UNREACHABLE_ROW,
                differs ? Severity.ERROR : Severity.WARNING,
                rows,
                null,
                example,
                "La ligne " + id + " ne sert jamais\u00a0: plus haut, " + French.rows(above) + take + effect);
    }

    static Finding impossible(Space space, int row, int column) {
        var asked = space.axis(column).column();
        var condition = space.table().rows().get(row).conditions().get(column);
        var cell = quoted(Wording.written(asked, condition));
        var why = switch (condition) {
            case Condition.Between(var from, var to) when from > to -> reversed(asked, cell, from, to);
            case Condition.NoneOf none ->
                cell + " exclut toutes les valeurs de la liste. Excluez-en moins, ou supprimez la ligne.";
            case Condition.Between between -> outside(asked, cell);
            case Condition.Any any -> outside(asked, cell);
            case Condition.IsUnknown unknown -> outside(asked, cell);
            case Condition.Is is -> outside(asked, cell);
            case Condition.OneOf oneOf -> outside(asked, cell);
        };
        return new Finding(
                Kind.IMPOSSIBLE_ROW,
                Severity.ERROR,
                List.of(space.rowId(row)),
                asked.id(),
                null,
                "La ligne " + space.rowId(row) + " ne convient à aucun cas\u00a0: dans " + quoted(asked.label()) + ", "
                        + why);
    }

    private static String reversed(Column column, String cell, long from, long to) {
        if (column.type() != ColumnType.MONTH) {
            return cell + " finit avant de commencer. Écrivez la plus petite valeur d'abord.";
        }
        return cell + " passe d'une année à l'autre. Écrivez deux lignes\u00a0: "
                + quoted(Wording.written(column, new Condition.Between(from, 12))) + " et "
                + quoted(Wording.written(column, new Condition.Between(1, to))) + ".";
    }

    private static String outside(Column column, String cell) {
        return cell + " est hors de ce que la colonne contient (" + Wording.holds(column)
                + "). Corrigez la cellule, ou supprimez la ligne.";
    }
}
