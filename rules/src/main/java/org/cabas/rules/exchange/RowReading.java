package org.cabas.rules.exchange;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cabas.rules.exchange.ColumnReading.Place;
import org.cabas.rules.exchange.Words.Role;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Spelling;
import org.cabas.rules.table.Value;

/** Reads the rows of a table, cell by cell; a row with a bad cell is told and left out. */
final class RowReading {
    /** The word that stands for "any" in every condition of a row. */
    static final String OTHERWISE = "sinon";

    private final List<Place> places;
    private final Problems problems;
    private final Map<Integer, CellGrammar> grammars = new HashMap<>();
    private final Map<String, Integer> lineOfId = new HashMap<>();

    RowReading(List<Place> places, Problems problems) {
        this.places = places;
        this.problems = problems;
        for (var place : places) {
            if (place.column() != null) {
                grammars.put(place.cell(), new CellGrammar(place.column()));
            }
        }
    }

    List<Row> rows(List<Line> lines) {
        var rows = new ArrayList<Row>();
        if (places.isEmpty()) {
            return rows;
        }
        for (var line : lines) {
            if (problems.isFull()) {
                break;
            }
            rows.addAll(row(line));
        }
        return rows;
    }

    private List<Row> row(Line line) {
        var id = Spelling.strip(line.cell(0));
        checkId(line, id);
        checkWidth(line);
        checkOtherwise(line);
        var conditions = new ArrayList<Condition>();
        var outcomes = new ArrayList<Value>();
        for (var place : places) {
            var grammar = grammars.get(place.cell());
            if (grammar == null) {
                continue;
            }
            var cell = line.cell(place.cell());
            if (place.role() == Role.CONDITION) {
                keep(conditions, grammar.condition(cell), line, place);
            } else {
                keep(outcomes, grammar.value(cell), line, place);
            }
        }
        if (!problems.isEmpty()) {
            return List.of();
        }
        var note = SafeText.restored(line.cell(places.size() + 1));
        var vote = SafeText.restored(line.cell(places.size() + 2));
        return List.of(new Row(id, conditions, outcomes, note, vote));
    }

    private <T> void keep(List<T> cells, Parsed<T> parsed, Line line, Place place) {
        switch (parsed) {
            case Parsed.Good<T>(var cell) -> cells.add(cell);
            case Parsed.Bad<T>(var messages) ->
                messages.forEach(message -> problems.add(line, place.cell(), place.label(), message));
        }
    }

    private void checkId(Line line, String id) {
        if (!Spelling.isRowId(id)) {
            problems.add(
                    line,
                    0,
                    (id.isEmpty()
                                    ? "Le numéro de la ligne manque"
                                    : French.quoted(id) + " ne peut pas nommer une ligne")
                            + "\u00a0: écrivez par exemple R1, en lettres, chiffres, «\u00a0_\u00a0»,"
                            + " «\u00a0.\u00a0» ou «\u00a0-\u00a0», 40 au plus.");
            return;
        }
        var first = lineOfId.putIfAbsent(id, line.number());
        if (first != null) {
            problems.add(
                    line,
                    0,
                    French.quoted(id) + " nomme déjà la ligne " + first + " du fichier\u00a0: donnez un autre numéro"
                            + " à l'une des deux.");
        }
    }

    private void checkWidth(Line line) {
        for (var cell = places.size() + 3; cell < line.width(); cell++) {
            if (!Spelling.strip(line.cell(cell)).isEmpty()) {
                problems.add(
                        line,
                        cell,
                        "Cette cellule est de trop\u00a0: après les colonnes viennent la note, puis la"
                                + " référence du vote, et rien d'autre.");
            }
        }
    }

    /** « sinon » speaks for the whole row. */
    private void checkOtherwise(Line line) {
        for (var place : places) {
            var cell = line.cell(place.cell());
            if (place.role() != Role.CONDITION || Spelling.fold(cell).isEmpty()) {
                continue;
            }
            var saysOtherwise = Spelling.same(cell, OTHERWISE);
            if (saysOtherwise && place.cell() > 1) {
                problems.add(
                        line,
                        place.cell(),
                        place.label(),
                        "«\u00a0sinon\u00a0» s'écrit dans la première colonne\u00a0: ici, laissez la cellule"
                                + " vide ou écrivez «\u00a0tous\u00a0».");
            } else if (place.cell() > 1
                    && Spelling.same(line.cell(1), OTHERWISE)
                    && !Spelling.ANY.contains(Spelling.fold(cell))) {
                problems.add(
                        line,
                        place.cell(),
                        place.label(),
                        "Cette ligne dit «\u00a0sinon\u00a0»\u00a0: ses autres conditions doivent rester" + " vides.");
            }
        }
    }
}
