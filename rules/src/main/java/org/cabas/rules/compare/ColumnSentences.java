package org.cabas.rules.compare;

import static org.cabas.rules.table.Speech.listed;
import static org.cabas.rules.table.Speech.quoted;

import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.compare.Change.Aspect;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Domain.Option;
import org.cabas.rules.table.Speech;
import org.cabas.rules.table.Wording;
import org.jspecify.annotations.Nullable;

/** What is said of changes to columns. */
final class ColumnSentences {
    /** A list of more values is only counted. */
    private static final int MOST_NAMED = 8;

    private final DecisionTable before;
    private final DecisionTable after;

    ColumnSentences(DecisionTable before, DecisionTable after) {
        this.before = before;
        this.after = after;
    }

    String added(Column column, boolean outcome) {
        return "La colonne " + quoted(column.label()) + " est ajoutée (" + Wording.holds(column) + ")"
                + (outcome ? "\u00a0: chaque ligne y répond." : ".");
    }

    String removed(Column column) {
        return "La colonne " + quoted(column.label()) + " est supprimée.";
    }

    String moved(Column column, @Nullable Column follows) {
        return "La colonne " + quoted(column.label()) + " passe "
                + (follows == null ? "en premier" : "après " + quoted(follows.label())) + ".";
    }

    /** One sentence a difference; none where the aspect is the same, or another aspect tells it. */
    List<String> changed(Column was, Column is, Aspect aspect) {
        var named = "La colonne " + quoted(is.label());
        var sameType = was.type() == is.type();
        return switch (aspect) {
            case LABEL ->
                was.label().equals(is.label())
                        ? List.of()
                        : List.of("La colonne " + quoted(was.label()) + " s'appelle maintenant " + quoted(is.label())
                                + ".");
            case TYPE ->
                sameType
                        ? List.of()
                        : List.of(named + " change de nature\u00a0: elle contient maintenant " + Wording.holds(is)
                                + " au lieu de " + Wording.holds(was) + ".");
            case BOUNDS -> sameType ? bounds(was, is, named) : List.of();
            case STEP -> sameType ? step(was, is, named) : List.of();
            case VALUES -> sameType ? values(was, is) : List.of();
            case UNKNOWN ->
                was.mayBeUnknown() == is.mayBeUnknown()
                        ? List.of()
                        : List.of(named
                                + (is.mayBeUnknown()
                                        ? " peut maintenant rester inconnue."
                                        : " ne peut plus rester inconnue."));
            case BASIS ->
                was.basis().equals(is.basis())
                        ? List.of()
                        : List.of(named + " s'entend maintenant " + basis(after, is) + ", et non plus "
                                + basis(before, was) + ".");
        };
    }

    private static String basis(DecisionTable table, Column column) {
        var words = Speech.basis(table, column);
        return words.isEmpty() ? "en tout" : words.strip();
    }

    private static List<String> bounds(Column was, Column is, String named) {
        if (!(was.domain() instanceof Domain.Ordered old)
                || !(is.domain() instanceof Domain.Ordered fresh)
                || (old.minimum() == fresh.minimum() && old.maximum() == fresh.maximum())) {
            return List.of();
        }
        return List.of(named + " va maintenant " + range(is, fresh) + " au lieu d'aller " + range(was, old) + ".");
    }

    private static String range(Column column, Domain.Ordered range) {
        var type = column.type();
        return (type == ColumnType.DATE ? "du " : "de ")
                + Wording.quantity(type, range.minimum())
                + (type == ColumnType.DATE ? " au " : " à ")
                + Wording.quantity(type, range.maximum());
    }

    private static List<String> step(Column was, Column is, String named) {
        return was.domain() instanceof Domain.Ordered old
                        && is.domain() instanceof Domain.Ordered fresh
                        && old.step() != fresh.step()
                ? List.of(named + " compte maintenant par pas de " + step(is, fresh) + " au lieu de " + step(was, old)
                        + ".")
                : List.of();
    }

    private static String step(Column column, Domain.Ordered range) {
        return switch (column.type()) {
            case DATE -> range.step() + (range.step() == 1 ? " jour" : " jours");
            case MONTH -> range.step() + " mois";
            case MONEY, NUMBER, WHOLE, PERCENT, CHOICE, CHOICES, YES_NO ->
                Wording.quantity(column.type(), range.step());
        };
    }

    private static List<String> values(Column was, Column is) {
        if (!(was.domain() instanceof Domain.Closed old)
                || !(is.domain() instanceof Domain.Closed fresh)
                || old.equals(fresh)) {
            return List.of();
        }
        var list = "La liste de " + quoted(is.label());
        var sentences = new ArrayList<String>();
        var more = labels(fresh.options().stream()
                .filter(option -> old.option(option.code()).isEmpty())
                .toList());
        var fewer = labels(old.options().stream()
                .filter(option -> fresh.option(option.code()).isEmpty())
                .toList());
        if (!more.isEmpty()) {
            sentences.add(list + " a en plus " + named(more) + ".");
        }
        if (!fewer.isEmpty()) {
            sentences.add(list + " n'a plus " + named(fewer) + ".");
        }
        for (var option : fresh.options()) {
            old.option(option.code())
                    .filter(same -> !same.label().equals(option.label()))
                    .ifPresent(same -> sentences.add("Dans la liste de " + quoted(is.label()) + ", "
                            + quoted(same.label()) + " s'appelle maintenant " + quoted(option.label()) + "."));
        }
        if (!kept(old, fresh).equals(kept(fresh, old))) {
            sentences.add(list + " est dans un autre ordre.");
        }
        return sentences;
    }

    /** The codes that the other list has too, in order. */
    private static List<String> kept(Domain.Closed list, Domain.Closed other) {
        return list.options().stream()
                .map(Option::code)
                .filter(code -> other.option(code).isPresent())
                .toList();
    }

    private static List<String> labels(List<Option> options) {
        return options.stream().map(option -> quoted(option.label())).toList();
    }

    private static String named(List<String> labels) {
        return labels.size() > MOST_NAMED ? labels.size() + " valeurs" : listed(labels, "et");
    }
}
