package org.cabas.rules.verify;

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
import org.cabas.rules.table.Vocabulary;

/** Tables as large as committees could ever get them. */
final class BigTables {
    private static final Column ANSWER = new Column(
            "answer", "Réponse", ColumnType.MONEY, new Domain.Ordered(0, 1_000_000_00, 100), false, Basis.FIXED);

    private static final List<Column> COLUMNS = List.of(
            ordered("income", ColumnType.MONEY, 0, 100_000_00, 100),
            new Column("family", "Famille", ColumnType.CHOICE, Vocabulary.PRODUCT_FAMILIES, true, Basis.FIXED),
            ordered("distance", ColumnType.NUMBER, 0, 2_000_0000, 1_0000),
            ordered("people", ColumnType.WHOLE, 1, 40, 1),
            ordered("month", ColumnType.MONTH, 1, 12, 1),
            new Column("organic", "Bio", ColumnType.YES_NO, Domain.YES_NO, false, Basis.FIXED));

    private static final Column LABELS =
            new Column("labels", "Labels", ColumnType.CHOICES, Vocabulary.LABELS, false, Basis.FIXED);

    private final RandomGenerator random;

    BigTables(RandomGenerator random) {
        this.random = random;
    }

    /** Rows that divide all cases among them: a box is cut in two, again and again. */
    DecisionTable partition(int rows, int width) {
        var columns = known(width);
        var boxes = new ArrayList<List<Condition>>();
        boxes.add(columns.stream().map(column -> Condition.ANY).toList());
        while (boxes.size() < rows) {
            var index = random.nextInt(boxes.size());
            var box = boxes.get(index);
            var c = random.nextInt(width);
            var halves = halves(columns.get(c), box.get(c));
            if (halves.size() == 2) {
                boxes.set(index, with(box, c, halves.getFirst()));
                boxes.add(with(box, c, halves.getLast()));
            }
        }
        return table(HitPolicy.UNIQUE, columns, boxes);
    }

    private static List<Column> known(int width) {
        return COLUMNS.subList(0, width).stream()
                .map(c -> new Column(c.id(), c.label(), c.type(), c.domain(), false, Basis.FIXED))
                .toList();
    }

    private static List<Condition> with(List<Condition> box, int column, Condition condition) {
        var changed = new ArrayList<>(box);
        changed.set(column, condition);
        return changed;
    }

    private List<Condition> halves(Column column, Condition condition) {
        return switch (column.domain()) {
            case Domain.Answers answers ->
                condition instanceof Condition.Any ? List.of(Condition.YES, Condition.NO) : List.of();
            case Domain.Closed list -> {
                var codes = condition instanceof Condition.OneOf(var some)
                        ? List.copyOf(some)
                        : list.options().stream().map(Domain.Option::code).toList();
                yield codes.size() < 2
                        ? List.of()
                        : List.of(
                                new Condition.OneOf(Set.copyOf(codes.subList(0, codes.size() / 2))),
                                new Condition.OneOf(Set.copyOf(codes.subList(codes.size() / 2, codes.size()))));
            }
            case Domain.Ordered range -> {
                var whole = condition instanceof Condition.Between between
                        ? between
                        : new Condition.Between(range.minimum(), range.maximum());
                var steps = (whole.to() - whole.from()) / range.step();
                if (steps < 1) {
                    yield List.of();
                }
                var cut = whole.from() + random.nextLong(steps) * range.step();
                yield List.of(
                        new Condition.Between(whole.from(), cut),
                        new Condition.Between(cut + range.step(), whole.to()));
            }
        };
    }

    /** Rows of random cells, read top down, some cells empty, with an otherwise at the end. */
    DecisionTable overlapping(int rows, int width, int percentAny, int percentWidth) {
        return overlapping(rows, COLUMNS.subList(0, width), percentAny, percentWidth);
    }

    /** The same over several-choices columns too. */
    DecisionTable labelled(int rows, int percentAny) {
        return overlapping(rows, List.of(COLUMNS.get(1), LABELS, COLUMNS.get(3), COLUMNS.get(5)), percentAny, 40);
    }

    private DecisionTable overlapping(int rows, List<Column> columns, int percentAny, int percentWidth) {
        var boxes = new ArrayList<List<Condition>>();
        for (var i = 0; i + 1 < rows; i++) {
            boxes.add(columns.stream()
                    .map(column -> random.nextInt(100) < percentAny ? Condition.ANY : cell(column, percentWidth))
                    .toList());
        }
        boxes.add(columns.stream().map(column -> Condition.ANY).toList());
        return table(HitPolicy.FIRST, columns, boxes);
    }

    private Condition cell(Column column, int percentWidth) {
        return switch (column.domain()) {
            case Domain.Answers answers -> random.nextBoolean() ? Condition.YES : Condition.NO;
            case Domain.Closed list -> {
                var codes = new HashSet<String>();
                for (var i = 0; i <= random.nextInt(1 + list.options().size() * percentWidth / 100); i++) {
                    codes.add(list.options()
                            .get(random.nextInt(list.options().size()))
                            .code());
                }
                yield random.nextInt(5) == 0 ? new Condition.NoneOf(codes) : new Condition.OneOf(codes);
            }
            case Domain.Ordered range -> {
                var steps = (range.maximum() - range.minimum()) / range.step();
                var size = random.nextLong(1 + steps * percentWidth / 100);
                var from = range.minimum() + random.nextLong(1 + steps - size) * range.step();
                yield new Condition.Between(from, from + size * range.step());
            }
        };
    }

    /** A row for each of many codes and each of some brackets. */
    static DecisionTable grid(int codes, int brackets) {
        var options = new ArrayList<Domain.Option>();
        for (var i = 0; i < codes; i++) {
            options.add(new Domain.Option("p" + i, "produit " + i));
        }
        var code = new Column("code", "Code", ColumnType.CHOICE, new Domain.Closed(options), false, Basis.FIXED);
        var columns = List.of(code, known(1).getFirst());
        var boxes = new ArrayList<List<Condition>>();
        for (var option : options) {
            for (var b = 0; b < brackets; b++) {
                var from = b * 500_00L;
                boxes.add(List.of(
                        new Condition.OneOf(Set.of(option.code())),
                        b + 1 == brackets ? Condition.atLeast(from) : new Condition.Between(from, from + 499_00)));
            }
        }
        return table(HitPolicy.UNIQUE, columns, boxes);
    }

    /** Questions of yes and no, each row asking three of them: as hard as tables get. */
    static DecisionTable tangled(RandomGenerator random, int width, int rows) {
        var columns = new ArrayList<Column>();
        for (var i = 0; i < width; i++) {
            columns.add(new Column("c" + i, "Question " + i, ColumnType.YES_NO, Domain.YES_NO, false, Basis.FIXED));
        }
        var boxes = new ArrayList<List<Condition>>();
        for (var i = 0; i < rows; i++) {
            var box = new ArrayList<Condition>(
                    columns.stream().map(column -> Condition.ANY).toList());
            for (var n = 0; n < 3; n++) {
                box.set(random.nextInt(width), random.nextBoolean() ? Condition.YES : Condition.NO);
            }
            boxes.add(box);
        }
        return table(HitPolicy.FIRST, columns, boxes);
    }

    static DecisionTable without(DecisionTable table, int row) {
        var rows = new ArrayList<>(table.rows());
        rows.remove(row);
        return RandomTables.of(table.id(), table.hitPolicy(), table.conditions(), table.outcomes(), rows);
    }

    static DecisionTable as(HitPolicy policy, DecisionTable table) {
        return RandomTables.of(table.id(), policy, table.conditions(), table.outcomes(), table.rows());
    }

    private static DecisionTable table(HitPolicy policy, List<Column> columns, List<List<Condition>> boxes) {
        var rows = new ArrayList<Row>();
        for (var box : boxes) {
            rows.add(new Row(
                    "R" + (rows.size() + 1), box, List.of(new Value.Quantity(rows.size() % 50 * 100L)), "", ""));
        }
        return RandomTables.of("big", policy, columns, List.of(ANSWER), rows);
    }

    private static Column ordered(String id, ColumnType type, long minimum, long maximum, long step) {
        return new Column(id, id, type, new Domain.Ordered(minimum, maximum, step), false, Basis.FIXED);
    }
}
