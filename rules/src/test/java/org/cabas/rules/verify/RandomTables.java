package org.cabas.rules.verify;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

/** Small tables of every shape, so small that all their cases can be listed. */
final class RandomTables {
    private static final Column OUTCOME =
            new Column("answer", "Réponse", ColumnType.WHOLE, new Domain.Ordered(0, 9, 1), true, Basis.FIXED);

    private final RandomGenerator random;

    RandomTables(RandomGenerator random) {
        this.random = random;
    }

    DecisionTable any() {
        var columns = new ArrayList<Column>();
        var count = 1 + random.nextInt(4);
        for (var i = 0; i < count; i++) {
            columns.add(column("c" + i));
        }
        return table("anything", HitPolicy.values()[random.nextInt(4)], columns);
    }

    /** Rows with answers of one figure. */
    private DecisionTable table(String id, HitPolicy policy, List<Column> columns) {
        var anyShare = random.nextInt(3);
        var rows = new ArrayList<Row>();
        var count = random.nextInt(9);
        for (var r = 0; r < count; r++) {
            var conditions = new ArrayList<Condition>();
            for (var column : columns) {
                conditions.add(random.nextInt(4) < anyShare ? Condition.ANY : condition(column));
            }
            rows.add(new Row("R" + (r + 1), conditions, List.of(new Value.Quantity(random.nextInt(2))), "", ""));
        }
        if (random.nextInt(4) == 0) {
            rows.add(new Row(
                    "S",
                    columns.stream().map(column -> Condition.ANY).toList(),
                    List.of(new Value.Quantity(1)),
                    "",
                    ""));
        }
        return of(id, policy, columns, List.of(OUTCOME), rows);
    }

    static DecisionTable of(
            String id, HitPolicy policy, List<Column> conditions, List<Column> outcomes, List<Row> rows) {
        var validity = new DecisionTable.Validity(LocalDate.of(2026, 3, 7), null);
        return new DecisionTable(id, "Essai", 0, policy, conditions, outcomes, rows, validity);
    }

    private Column column(String id) {
        var unknown = random.nextInt(3) == 0;
        return switch (random.nextInt(5)) {
            case 0 -> new Column(id, "Réponse " + id, ColumnType.YES_NO, Domain.YES_NO, unknown, Basis.FIXED);
            case 1 ->
                new Column(id, "Choix " + id, ColumnType.CHOICE, list(2 + random.nextInt(4)), unknown, Basis.FIXED);
            case 2 ->
                new Column(id, "Choix " + id, ColumnType.CHOICES, list(1 + random.nextInt(4)), unknown, Basis.FIXED);
            default -> ordered(id, unknown);
        };
    }

    private Column ordered(String id, boolean unknown) {
        var step = new long[] {1, 1, 100, 7}[random.nextInt(4)];
        var minimum = (random.nextInt(5) - 2) * step;
        var maximum = minimum + random.nextInt(9) * step + (step > 1 ? random.nextInt((int) step) : 0);
        var types = new ColumnType[] {ColumnType.MONEY, ColumnType.WHOLE, ColumnType.PERCENT, ColumnType.DATE};
        var type = types[random.nextInt(types.length)];
        return new Column(id, "Mesure " + id, type, new Domain.Ordered(minimum, maximum, step), unknown, Basis.FIXED);
    }

    private static Domain.Closed list(int size) {
        var options = new ArrayList<Domain.Option>();
        for (var i = 0; i < size; i++) {
            options.add(new Domain.Option("o" + i, "option " + i));
        }
        return new Domain.Closed(options);
    }

    Condition condition(Column column) {
        if (column.mayBeUnknown() && random.nextInt(5) == 0) {
            return Condition.UNKNOWN;
        }
        return switch (column.domain()) {
            case Domain.Answers answers -> random.nextBoolean() ? Condition.YES : Condition.NO;
            case Domain.Closed list ->
                random.nextInt(3) == 0 ? new Condition.NoneOf(some(list)) : new Condition.OneOf(some(list));
            case Domain.Ordered range -> {
                var steps = (int) ((range.maximum() - range.minimum()) / range.step());
                var from = range.minimum() + random.nextInt(steps + 1) * range.step();
                var to = range.minimum() + random.nextInt(steps + 1) * range.step();
                yield switch (random.nextInt(8)) {
                    case 0, 1 -> Condition.atLeast(from);
                    case 2, 3 -> Condition.atMost(to);
                    case 4 -> Condition.equalTo(from);
                    case 5 -> new Condition.Between(from, to);
                    default -> new Condition.Between(Math.min(from, to), Math.max(from, to));
                };
            }
        };
    }

    private Set<String> some(Domain.Closed list) {
        var codes = new HashSet<String>();
        codes.add(list.options().get(random.nextInt(list.options().size())).code());
        for (var option : list.options()) {
            if (random.nextInt(3) == 0) {
                codes.add(option.code());
            }
        }
        return codes;
    }
}
