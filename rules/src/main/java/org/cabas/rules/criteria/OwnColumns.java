package org.cabas.rules.criteria;

import static org.cabas.rules.table.Speech.quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cabas.rules.exchange.DomainGrammar;
import org.cabas.rules.exchange.Parsed;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Spelling;
import org.jspecify.annotations.Nullable;

/**
 * Changes to the columns of a table. Each gives a new table, or every objection; a table without rows, the frame of one that is
 * being written, is changed alike. What a change does to the answers is for verification and comparison to say.
 *
 * <p>Where a question is asked decides who answers it. {@code conventioning}, {@code conventioning_points}, {@code eligibility}
 * and {@code ceilings} ask it of the merchant, whose file keeps the answers by column id; the tables of households ask it of
 * the household. One question that two tables ask has one id in both: add the same column to both.
 */
public final class OwnColumns {
    /** More questions than that are checked by no verification. */
    public static final int MOST_QUESTIONS = 60;

    private OwnColumns() {}

    /**
     * Adds a question; every row says "any".
     *
     * @param question as {@link Criterion#read} gives it, or the column of another table of the fund
     * @param place among the conditions, from 0; beyond the last one it comes last
     */
    public static Adapted add(DecisionTable table, Column question, int place) {
        var objections = new ArrayList<>(toLabel(table, question.label(), null));
        if (column(table, question.id()).isPresent()) {
            objections.add("La table demande déjà " + quoted(question.id()) + ".");
        }
        if (table.conditions().size() >= MOST_QUESTIONS) {
            objections.add("La table a déjà " + MOST_QUESTIONS + " questions\u00a0: séparez-la en plusieurs tables.");
        }
        var fact = Fact.ofId(question.id());
        if (fact.isPresent() && fact.get().type() != question.type()) {
            objections.add(
                    quoted(question.label()) + " n'a pas le type que toutes les caisses donnent à cette question.");
        }
        if (fact.isEmpty() && !question.mayBeUnknown()) {
            objections.add(quoted(question.label())
                    + " doit pouvoir rester inconnu\u00a0: personne n'a encore répondu à une nouvelle question.");
        }
        if (!(question.basis() instanceof Basis.Fixed)) {
            objections.add(quoted(question.label()) + " est une réponse, pas une question.");
        }
        if (!objections.isEmpty()) {
            return new Adapted.Refused(objections);
        }
        var index = Math.clamp(place, 0, table.conditions().size());
        return done(
                table,
                with(
                        table,
                        columns -> inserted(columns, index, question),
                        cells -> inserted(cells, index, Condition.ANY),
                        table.outcomes()));
    }

    /** Calls a column otherwise, a question or an answer; its id stays. */
    public static Adapted rename(DecisionTable table, String id, String label) {
        var column = column(table, id);
        if (column.isEmpty()) {
            return unknown(id);
        }
        var objections = toLabel(table, label, id);
        return objections.isEmpty()
                ? replace(table, column.get(), relabelled(column.get(), Spelling.spaced(label)))
                : new Adapted.Refused(objections);
    }

    /** Stops asking a question: what rows asked of it is gone. */
    public static Adapted remove(DecisionTable table, String id) {
        var index = questionIndex(table, id);
        if (index < 0) {
            return notAsked(table, id);
        }
        if (table.conditions().size() == 1) {
            return new Adapted.Refused(List.of("La table doit garder au moins une question."));
        }
        return done(
                table,
                with(table, columns -> removed(columns, index), cells -> removed(cells, index), table.outcomes()));
    }

    /**
     * Asks a question elsewhere.
     *
     * @param place where it stands afterwards among the conditions, from 0; beyond the last one it comes last
     */
    public static Adapted move(DecisionTable table, String id, int place) {
        var index = questionIndex(table, id);
        if (index < 0) {
            return notAsked(table, id);
        }
        var to = Math.clamp(place, 0, table.conditions().size() - 1);
        return done(
                table,
                with(
                        table,
                        columns -> inserted(removed(columns, index), to, columns.get(index)),
                        cells -> inserted(removed(cells, index), to, cells.get(index)),
                        table.outcomes()));
    }

    /**
     * Adds values to the list of a column, a question or an answer; those that are there stay.
     *
     * @param values {@code très petit | immense}
     */
    public static Adapted extend(DecisionTable table, String id, String values) {
        var column = column(table, id);
        if (column.isEmpty()) {
            return unknown(id);
        }
        if (!(column.get().domain() instanceof Domain.Closed list)) {
            return new Adapted.Refused(List.of(quoted(column.get().label()) + " n'a pas de liste de valeurs."));
        }
        return switch (DomainGrammar.extended(column.get().type(), list, values)) {
            case Parsed.Bad<Domain.Closed>(var messages) -> new Adapted.Refused(messages);
            case Parsed.Good<Domain.Closed>(var longer) -> replace(table, column.get(), holding(column.get(), longer));
        };
    }

    private static List<String> toLabel(DecisionTable table, String label, @Nullable String of) {
        var objections = new ArrayList<String>();
        if (label.isBlank() || label.length() > Criterion.LONGEST_QUESTION) {
            objections.add("Écrivez la question, en " + Criterion.LONGEST_QUESTION + " caractères au plus.");
        }
        for (var column : columns(table)) {
            if (!column.id().equals(of) && Spelling.same(column.label(), label)) {
                objections.add("La table a déjà une colonne " + quoted(column.label()) + ".");
            }
        }
        return objections;
    }

    private static Column relabelled(Column column, String label) {
        return new Column(column.id(), label, column.type(), column.domain(), column.mayBeUnknown(), column.basis());
    }

    private static Column holding(Column column, Domain domain) {
        return new Column(column.id(), column.label(), column.type(), domain, column.mayBeUnknown(), column.basis());
    }

    private static Adapted replace(DecisionTable table, Column old, Column fresh) {
        UnaryOperator<List<Column>> replaced = columns -> columns.stream()
                .map(column -> column.equals(old) ? fresh : column)
                .toList();
        return done(table, with(table, replaced, UnaryOperator.identity(), replaced.apply(table.outcomes())));
    }

    /** The new table, unless the question that it decides can't be asked of it any more. */
    private static Adapted done(DecisionTable before, DecisionTable after) {
        var objections = new ArrayList<>(Policy.objections(List.of(after)));
        objections.removeAll(Policy.objections(List.of(before)));
        return objections.isEmpty() ? new Adapted.Done(after) : new Adapted.Refused(objections);
    }

    private static DecisionTable with(
            DecisionTable table,
            UnaryOperator<List<Column>> conditions,
            UnaryOperator<List<Condition>> cells,
            List<Column> outcomes) {
        var rows = table.rows().stream()
                .map(row ->
                        new Row(row.id(), cells.apply(row.conditions()), row.outcomes(), row.note(), row.adoptedBy()))
                .toList();
        return new DecisionTable(
                table.id(),
                table.title(),
                table.version(),
                table.hitPolicy(),
                conditions.apply(table.conditions()),
                outcomes,
                rows,
                table.validity());
    }

    private static <T> List<T> inserted(List<T> list, int place, T thing) {
        var longer = new ArrayList<>(list);
        longer.add(place, thing);
        return longer;
    }

    private static <T> List<T> removed(List<T> list, int place) {
        var shorter = new ArrayList<>(list);
        shorter.remove(place);
        return shorter;
    }

    private static List<Column> columns(DecisionTable table) {
        var columns = new ArrayList<>(table.conditions());
        columns.addAll(table.outcomes());
        return columns;
    }

    private static Optional<Column> column(DecisionTable table, String id) {
        return columns(table).stream().filter(column -> column.id().equals(id)).findFirst();
    }

    private static int questionIndex(DecisionTable table, String id) {
        return table.conditions().stream().map(Column::id).toList().indexOf(id);
    }

    private static Adapted unknown(String id) {
        return new Adapted.Refused(List.of("La table n'a pas de colonne " + quoted(id) + "."));
    }

    private static Adapted notAsked(DecisionTable table, String id) {
        return table.hasOutcome(id)
                ? new Adapted.Refused(
                        List.of("Cette colonne est une réponse de la table\u00a0: elle reste à sa place."))
                : unknown(id);
    }
}
