package org.cabas.rules.policy;

import java.util.ArrayList;
import java.util.List;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;

/** Who pays which share: every outcome column of the table is a funder and holds its percentage. */
final class Sharing {
    static final String TABLE = "cofunding";

    private final Question question;

    Sharing(Question question) {
        this.question = question;
    }

    Answer<CoFunding> shares(Money price, FactSheet sheet) {
        return question.answer(sheet, row -> question.given(row, shares(price.shares(weights(row)))));
    }

    /** The percentages of a row, in the order of the funders. */
    static List<Long> weights(Row row) {
        return row.outcomes().stream()
                .map(value -> value instanceof Value.Quantity(var hundredths) ? hundredths : 0L)
                .toList();
    }

    private CoFunding shares(List<Money> amounts) {
        var shares = new ArrayList<CoFunding.Share>();
        var funders = question.table().outcomes();
        for (var i = 0; i < funders.size(); i++) {
            shares.add(new CoFunding.Share(funders.get(i).id(), funders.get(i).label(), amounts.get(i)));
        }
        return new CoFunding(shares);
    }
}
