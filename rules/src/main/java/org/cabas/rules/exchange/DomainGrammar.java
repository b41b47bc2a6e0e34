package org.cabas.rules.exchange;

import java.util.ArrayList;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Domain.Closed;
import org.cabas.rules.table.Domain.Ordered;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.Vocabulary;

/** What a column can hold, as people write it: the cells {@code De}, {@code À}, {@code Pas} and {@code Valeurs} of a file. */
public final class DomainGrammar {
    private DomainGrammar() {}

    /**
     * The domain of a column.
     *
     * @param minimum for an ordered type; blank for the usual one
     * @param maximum for an ordered type; blank for the usual one
     * @param step for an ordered type; blank for the usual one
     * @param values for a choice: {@code petit | moyen | grand}, {@code p = petit | m = moyen}, or a shared list, {@code
     *     @familles}; not read for other types
     */
    public static Parsed<Domain> domain(ColumnType type, String minimum, String maximum, String step, String values) {
        return switch (type) {
            case YES_NO -> Parsed.good(Domain.YES_NO);
            case CHOICE, CHOICES -> OptionLists.parse(type, values).then(Parsed::good);
            case MONEY, NUMBER, WHOLE, PERCENT, DATE, MONTH -> ordered(type, minimum, maximum, step);
        };
    }

    /**
     * A list with more values; those that are there keep their codes.
     *
     * @param more as {@link #domain} takes them
     */
    public static Parsed<Closed> extended(ColumnType type, Closed list, String more) {
        if (Vocabulary.nameOf(list).isPresent()) {
            return Parsed.bad("Cette liste est commune à toutes les caisses\u00a0: elle ne peut pas être changée ici.");
        }
        return OptionLists.parse(type, OptionLists.written(list) + "|" + more);
    }

    private static Parsed<Domain> ordered(ColumnType type, String minimum, String maximum, String step) {
        var usual = UsualBounds.of(type);
        var stepType = type == ColumnType.DATE || type == ColumnType.MONTH ? ColumnType.WHOLE : type;
        var messages = new ArrayList<String>();
        var from = quantity(type, minimum, usual.minimum(), messages);
        var to = quantity(type, maximum, usual.maximum(), messages);
        var by = quantity(stepType, step, usual.step(), messages);
        if (!messages.isEmpty()) {
            return new Parsed.Bad<>(messages);
        }
        return whyNot(type, from, to, by).isEmpty()
                ? Parsed.good(new Ordered(from, to, by))
                : Parsed.bad(whyNot(type, from, to, by));
    }

    private static long quantity(ColumnType type, String text, long usual, ArrayList<String> messages) {
        if (Spelling.strip(text).isEmpty()) {
            return usual;
        }
        return switch (Quantities.parse(type, text)) {
            case Parsed.Good<Long>(var units) -> units;
            case Parsed.Bad<Long>(var reasons) -> {
                messages.addAll(reasons);
                yield usual;
            }
        };
    }

    /** Why these can't be the bounds and step of a column, in one French sentence; empty where they can. */
    private static String whyNot(ColumnType type, long minimum, long maximum, long step) {
        if (step < 1) {
            return "Le pas doit être plus grand que zéro.";
        }
        if (minimum > maximum) {
            return "Le maximum est plus petit que le minimum\u00a0: échangez-les.";
        }
        if (minimum % step != 0) {
            return "Le minimum doit être un multiple du pas.";
        }
        if (type == ColumnType.MONTH && (minimum < 1 || maximum > 12)) {
            return "Les mois vont de janvier à décembre.";
        }
        return Math.max(Math.abs(minimum), Math.abs(maximum)) > Domain.WIDEST ? "Les bornes sont trop grandes." : "";
    }
}
