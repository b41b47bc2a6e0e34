package org.cabas.rules.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.Value;

/** Which products the allocation may pay, and how much of them. What each row answers is worked out once. */
final class Eligibility {
    static final String TABLE = "eligibility";
    static final String COVERAGE = "coverage";

    private final Question question;
    private final Map<String, Optional<Coverage>> byRow = new HashMap<>();

    Eligibility(Question question) {
        this.question = question;
        var column = question.table().outcomeIndex(COVERAGE);
        for (var row : question.table().rows()) {
            byRow.put(
                    row.id(),
                    row.outcomes().get(column) instanceof Value.Quantity(var hundredths)
                            ? Optional.of(new Coverage(hundredths, question.rule(row), row.note()))
                            : Optional.empty());
        }
    }

    Optional<Coverage> coverage(FactSheet sheet) {
        return coverage(question.decide(sheet));
    }

    List<Optional<Coverage>> coverages(List<FactSheet> sheets) {
        return question.decideAll(sheets).stream().map(this::coverage).toList();
    }

    private Optional<Coverage> coverage(Optional<Decision> decision) {
        return decision.flatMap(Decision::row).flatMap(row -> byRow.getOrDefault(row.id(), Optional.empty()));
    }
}
