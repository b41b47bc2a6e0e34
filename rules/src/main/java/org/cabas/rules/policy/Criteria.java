package org.cabas.rules.policy;

import java.util.List;
import java.util.Optional;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;

/** A verdict, with or without a grid of points before it: the conventioning of merchants, the admission of households. */
final class Criteria {
    static final String ADMISSION = "admission";
    static final String CONVENTIONING = "conventioning";
    static final String GRID = "conventioning_points";
    static final String DECISION = "decision";
    static final String POINTS = "points";

    private final Question question;
    private final @Nullable Question grid;

    /** @param grid the table whose total the question may ask for as {@link Fact#POINTS} */
    Criteria(Question question, @Nullable Question grid) {
        this.question = question;
        this.grid = grid;
    }

    Answer<Verdict> verdict(FactSheet sheet) {
        return question.answer(sheet, row -> question.read(row, DECISION, this::verdict));
    }

    Answer<Conventioning> conventioning(FactSheet sheet) {
        if (grid == null) {
            return withPoints(verdict(sheet), 0, List.of());
        }
        var scores = grid.decide(sheet);
        if (scores.isEmpty()) {
            return new Answer.NotAnswered<>(Answer.Gap.MISSING_FACTS, grid.missing(sheet));
        }
        var points = scores.get().total(POINTS);
        var verdict = verdict(sheet.with(Fact.POINTS.id(), new Value.Quantity(points)));
        return withPoints(verdict, points, scored(grid, scores.get()));
    }

    private static Answer<Conventioning> withPoints(
            Answer<Verdict> answer, long points, List<Conventioning.Scored> scored) {
        return switch (answer) {
            case Answer.Given<Verdict>(var verdict, var rule, var note) ->
                new Answer.Given<>(new Conventioning(verdict, points, scored), rule, note);
            case Answer.LeftToPeople<Verdict>(var rule, var note) -> new Answer.LeftToPeople<>(rule, note);
            case Answer.NotAnswered<Verdict>(var gap, var missing) -> new Answer.NotAnswered<>(gap, missing);
        };
    }

    private static List<Conventioning.Scored> scored(Question grid, Decision scores) {
        var column = grid.table().outcomeIndex(POINTS);
        return scores.rows().stream()
                .filter(row -> row.outcomes().get(column) instanceof Value.Quantity)
                .map(row -> new Conventioning.Scored(
                        grid.rule(row),
                        row.note(),
                        ((Value.Quantity) row.outcomes().get(column)).units()))
                .toList();
    }

    private Answer<Verdict> verdict(Row row, Value decision) {
        var verdict = decision instanceof Value.Choice(var code) ? Verdict.ofCode(code) : Optional.<Verdict>empty();
        return question.given(
                row, verdict.orElseThrow(() -> new IllegalStateException(decision + " is no verdict: " + row.id())));
    }
}
