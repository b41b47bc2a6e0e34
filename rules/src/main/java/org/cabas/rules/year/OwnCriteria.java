package org.cabas.rules.year;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;

/**
 * What a fund asks households besides what every fund may ask: how many shares they choose, whether they come to workshops. Nobody
 * has answered yet, so each answer that the tables in force know of is as likely as any other; of a count, one to four, for what is
 * counted by hand is small. Amounts, rates and dates of a fund's own stay unknown: any figure would be out of thin air.
 */
final class OwnCriteria {
    private static final Set<String> OF_HOUSEHOLDS = Set.of("contribution", "allocation", "basket_price");
    private static final long SMALL = 4;

    private final List<Column> columns = new ArrayList<>();

    OwnCriteria(Policy policy) {
        var seen = new HashSet<String>();
        for (var table : policy.tables()) {
            for (var column : table.conditions()) {
                if (OF_HOUSEHOLDS.contains(table.id()) && isDrawn(column) && seen.add(column.id())) {
                    columns.add(column);
                }
            }
        }
    }

    private static boolean isDrawn(Column column) {
        return Fact.ofId(column.id()).isEmpty()
                && (column.type() == ColumnType.WHOLE || !column.type().isOrdered());
    }

    FactSheet drawn(SplittableRandom random) {
        var facts = new HashMap<String, Value>();
        for (var column : columns) {
            facts.put(column.id(), value(random, column));
        }
        return FactSheet.of(facts);
    }

    private static Value value(SplittableRandom random, Column column) {
        return switch (column.domain()) {
            case Domain.Answers answers -> new Value.YesNo(random.nextBoolean());
            case Domain.Closed list -> {
                var code = list.options()
                        .get(random.nextInt(list.options().size()))
                        .code();
                yield column.type() == ColumnType.CHOICES ? new Value.Choices(Set.of(code)) : new Value.Choice(code);
            }
            case Domain.Ordered range ->
                new Value.Quantity(Math.min(
                        range.maximum(), Math.max(range.minimum(), 0) + range.step() * random.nextLong(1, SMALL + 1)));
        };
    }
}
