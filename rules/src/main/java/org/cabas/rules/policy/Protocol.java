package org.cabas.rules.policy;

import java.util.List;
import java.util.OptionalInt;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;

/** The protocol of a health follow-up: what to do at a check-up, and when the next one is due. */
final class Protocol {
    static final String TABLE = "follow_up";
    static final String NEXT = "next_check_up";
    static final String ACTIONS = "actions";

    private final Question question;

    Protocol(Question question) {
        this.question = question;
    }

    Answer<FollowUp> followUp(FactSheet sheet) {
        return question.answer(sheet, row -> question.given(row, new FollowUp(next(row), actions(row))));
    }

    private OptionalInt next(Row row) {
        return row.outcomes().get(question.table().outcomeIndex(NEXT)) instanceof Value.Quantity(var months)
                ? OptionalInt.of(Math.toIntExact(months))
                : OptionalInt.empty();
    }

    private List<Domain.Option> actions(Row row) {
        var index = question.table().outcomeIndex(ACTIONS);
        return row.outcomes().get(index) instanceof Value.Choices(var codes)
                        && question.table().outcomes().get(index).domain() instanceof Domain.Closed(var options)
                ? options.stream()
                        .filter(option -> codes.contains(option.code()))
                        .toList()
                : List.of();
    }
}
