package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.Value;

/** Every case of a small table, one by one. */
final class Cases {
    private Cases() {}

    static List<Facts> of(DecisionTable table) {
        var cases = new ArrayList<Facts>();
        add(table, 0, new HashMap<>(), cases);
        return cases;
    }

    private static void add(DecisionTable table, int index, Map<String, Value> values, List<Facts> cases) {
        if (index == table.conditions().size()) {
            cases.add(table.facts(values));
            return;
        }
        var column = table.conditions().get(index);
        for (var value : values(column)) {
            values.put(column.id(), value);
            add(table, index + 1, values, cases);
        }
    }

    static List<Value> values(Column column) {
        var values = new ArrayList<Value>();
        switch (column.domain()) {
            case Domain.Answers answers -> {
                values.add(new Value.YesNo(true));
                values.add(new Value.YesNo(false));
            }
            case Domain.Ordered range -> {
                for (var units = range.minimum(); units <= range.maximum(); units += range.step()) {
                    values.add(new Value.Quantity(units));
                }
            }
            case Domain.Closed list -> {
                if (column.type() == ColumnType.CHOICE) {
                    list.options().forEach(option -> values.add(new Value.Choice(option.code())));
                } else {
                    for (var subset = 0; subset < 1 << list.options().size(); subset++) {
                        var codes = new HashSet<String>();
                        for (var i = 0; i < list.options().size(); i++) {
                            if ((subset >> i & 1) != 0) {
                                codes.add(list.options().get(i).code());
                            }
                        }
                        values.add(new Value.Choices(codes));
                    }
                }
            }
        }
        if (column.mayBeUnknown()) {
            values.add(Value.UNKNOWN);
        }
        return values;
    }
}
