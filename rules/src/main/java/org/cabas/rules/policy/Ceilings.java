package org.cabas.rules.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;

/** How much may be spent in a purchase, day, week or month. What each row limits is worked out once. */
final class Ceilings {
    static final String TABLE = "ceilings";

    private final Question question;
    private final Map<String, List<Ceiling>> byRow = new HashMap<>();

    Ceilings(Question question) {
        this.question = question;
        for (var row : question.table().rows()) {
            byRow.put(row.id(), limits(row));
        }
    }

    List<Ceiling> ceilings(FactSheet sheet) {
        return ceilings(question.decide(sheet));
    }

    List<List<Ceiling>> ceilingsOfEach(List<FactSheet> sheets) {
        return question.decideAll(sheets).stream().map(this::ceilings).toList();
    }

    private List<Ceiling> ceilings(Optional<Decision> decision) {
        var rows = decision.map(Decision::rows).orElse(List.of());
        if (rows.size() == 1) {
            return byRow.getOrDefault(rows.getFirst().id(), List.of());
        }
        var ceilings = new ArrayList<Ceiling>();
        rows.forEach(row -> ceilings.addAll(byRow.getOrDefault(row.id(), List.of())));
        return List.copyOf(ceilings);
    }

    private List<Ceiling> limits(Row row) {
        var limits = new ArrayList<Ceiling>();
        for (var period : Period.values()) {
            if (question.table().hasOutcome(period.column())
                    && row.outcomes().get(question.table().outcomeIndex(period.column()))
                            instanceof Value.Quantity(var cents)) {
                limits.add(new Ceiling(question.rule(row), period, Money.euroCents(cents), row.note()));
            }
        }
        return List.copyOf(limits);
    }
}
