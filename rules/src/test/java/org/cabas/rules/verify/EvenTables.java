package org.cabas.rules.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;

/** Small tables of whole units whose bounds all lie on every second step: between any two of them there is a step. */
final class EvenTables {
    private static final Column ANSWER =
            new Column("answer", "Réponse", ColumnType.WHOLE, new Domain.Ordered(0, 9, 1), false, Basis.FIXED);
    private static final List<ColumnType> ORDERED =
            List.of(ColumnType.MONEY, ColumnType.WHOLE, ColumnType.PERCENT, ColumnType.NUMBER, ColumnType.DATE);

    private final RandomGenerator random;

    EvenTables(RandomGenerator random) {
        this.random = random;
    }

    /** One where one row decides, of 1 to 3 columns and 1 to 6 rows, none of them impossible. */
    DecisionTable unique(String id) {
        var columns = new ArrayList<Column>();
        var count = 1 + random.nextInt(3);
        for (var i = 0; i < count; i++) {
            columns.add(column("c" + i));
        }
        var rows = new ArrayList<Row>();
        var most = 1 + random.nextInt(6);
        for (var i = 1; i <= most; i++) {
            var cells = columns.stream().map(this::cell).toList();
            rows.add(new Row("R" + i, cells, List.of(new Value.Quantity(random.nextInt(2))), "", ""));
        }
        return RandomTables.of(id, HitPolicy.UNIQUE, columns, List.of(ANSWER), rows);
    }

    private Column column(String id) {
        var unknown = random.nextInt(6) == 0;
        return switch (random.nextInt(4)) {
            case 0 -> new Column(id, "Réponse " + id, ColumnType.YES_NO, Domain.YES_NO, unknown, Basis.FIXED);
            case 1 ->
                new Column(id, "Choix " + id, ColumnType.CHOICE, list(2 + random.nextInt(3)), unknown, Basis.FIXED);
            default -> {
                var type = ORDERED.get(random.nextInt(ORDERED.size()));
                var step = Math.powExact(10L, type.decimals());
                var domain = new Domain.Ordered(0, 2 * step * (2 + random.nextInt(5)), step);
                yield new Column(id, "Mesure " + id, type, domain, unknown, Basis.FIXED);
            }
        };
    }

    private static Domain.Closed list(int size) {
        var options = new ArrayList<Domain.Option>();
        for (var i = 0; i < size; i++) {
            options.add(new Domain.Option("o" + i, "option " + i));
        }
        return new Domain.Closed(options);
    }

    private Condition cell(Column column) {
        if (random.nextInt(4) == 0) {
            return Condition.ANY;
        }
        if (column.mayBeUnknown() && random.nextInt(5) == 0) {
            return Condition.UNKNOWN;
        }
        return switch (column.domain()) {
            case Domain.Answers answers -> random.nextBoolean() ? Condition.YES : Condition.NO;
            case Domain.Closed list -> options(list);
            case Domain.Ordered range -> {
                var from = even(range);
                var to = even(range);
                yield switch (random.nextInt(5)) {
                    case 0 -> Condition.atLeast(from);
                    case 1 -> Condition.atMost(to);
                    case 2 -> Condition.equalTo(from);
                    default -> new Condition.Between(Math.min(from, to), Math.max(from, to));
                };
            }
        };
    }

    private long even(Domain.Ordered range) {
        return 2 * range.step() * random.nextLong(range.maximum() / range.step() / 2 + 1);
    }

    private Condition options(Domain.Closed list) {
        var codes = new HashSet<String>();
        codes.add(list.options().get(random.nextInt(list.options().size())).code());
        for (var option : list.options()) {
            if (random.nextInt(3) == 0) {
                codes.add(option.code());
            }
        }
        return random.nextInt(4) == 0 && codes.size() < list.options().size()
                ? new Condition.NoneOf(codes)
                : new Condition.OneOf(codes);
    }
}
