package org.cabas.rules.table;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Any table that the model allows, and cases to ask it about; small domains, so that rows meet cases and one another.
 */
public final class RandomTables {
    private static final List<String> NASTY = List.of(
            "\"); java.lang.System.exit(3); //",
            "\\\" + Runtime.getRuntime() + \\\"",
            "function(x) external {java: {class: \"java.lang.System\"}}",
            "<script>alert(1)</script>",
            "${7*7} #{7*7} @{x}",
            "'; DROP TABLE rows; --",
            "a;b\tc",
            "œuf, « à la coque »",
            "\u202edroite à gauche",
            "ligne\nsuivante\r\net fin",
            "é\u0301\ud83e\uddfa",
            "=SUM(A1:A3)",
            "+1",
            "-1",
            "@cmd",
            "'=déjà",
            "''",
            " blancs autour ",
            "\\",
            "#commentaire",
            "");

    /** In one order everywhere, so that a seed is one table everywhere. */
    private static final List<Domain.Closed> SHARED = Vocabulary.BY_NAME.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(Map.Entry::getValue)
            .toList();

    /** How often something is drawn again that didn't fit. */
    private static final int DRAWS = 30;

    private final RandomGenerator random;

    public RandomTables(RandomGenerator random) {
        this.random = random;
    }

    /** One of 1 to 5 conditions, 1 to 3 outcomes and 1 to 25 rows. */
    public DecisionTable table() {
        return table(any(List.of(HitPolicy.values())), 1 + random.nextInt(5), 1 + random.nextInt(25));
    }

    /** One of that size. */
    public DecisionTable table(HitPolicy hitPolicy, int conditionCount, int rowCount) {
        return table(hitPolicy, conditionCount, rowCount, false);
    }

    /** One in which no case has two rows: of that size, or with fewer rows where there is no room for more. */
    public DecisionTable disjoint(HitPolicy hitPolicy, int conditionCount, int mostRows) {
        return table(hitPolicy, conditionCount, mostRows, true);
    }

    private DecisionTable table(HitPolicy hitPolicy, int conditionCount, int rowCount, boolean isDisjoint) {
        var conditions = new ArrayList<Column>();
        for (var i = 0; i < conditionCount; i++) {
            conditions.add(column("question_" + i, false));
        }
        var outcomes = new ArrayList<Column>();
        for (var i = 0; i <= random.nextInt(3); i++) {
            outcomes.add(column("answer_" + i, true));
        }
        var rows = new ArrayList<Row>();
        for (var i = 0; i < rowCount; i++) {
            var cells = isDisjoint
                    ? beside(conditions, rows)
                    : conditions.stream().map(this::condition).toList();
            if (cells.isEmpty()) {
                break;
            }
            var answers = outcomes.stream().map(this::answer).toList();
            rows.add(new Row(rowId(i), cells, answers, text(), text()));
        }
        var from = LocalDate.of(2000, 1, 1).plusDays(random.nextInt(20_000));
        var until = random.nextBoolean() ? null : from.plusDays(random.nextInt(1_000));
        return new DecisionTable(
                "table-" + random.nextInt(100),
                "Titre " + text(),
                random.nextInt(5),
                hitPolicy,
                conditions,
                outcomes,
                rows,
                new DecisionTable.Validity(from, until));
    }

    /** Conditions that no case of the rows satisfies; none where many a draw finds none. */
    private List<Condition> beside(List<Column> columns, List<Row> rows) {
        for (var draw = 0; draw < DRAWS; draw++) {
            var cells = columns.stream().map(this::condition).toList();
            if (rows.stream().allMatch(row -> areApart(columns, row.conditions(), cells))) {
                return cells;
            }
        }
        return List.of();
    }

    private static boolean areApart(List<Column> columns, List<Condition> some, List<Condition> others) {
        return IntStream.range(0, columns.size()).anyMatch(i -> areApart(columns.get(i), some.get(i), others.get(i)));
    }

    /** Whether no value satisfies both; may say no of two that are. */
    private static boolean areApart(Column column, Condition one, Condition other) {
        if (one instanceof Condition.Any || other instanceof Condition.Any) {
            return false;
        }
        if (one instanceof Condition.IsUnknown || other instanceof Condition.IsUnknown) {
            return !one.equals(other);
        }
        return switch (column.domain()) {
            case Domain.Answers answers -> !one.equals(other);
            case Domain.Ordered range ->
                one instanceof Condition.Between(var from, var to)
                        && other instanceof Condition.Between(var start, var end)
                        && (to < start || end < from);
            case Domain.Closed list ->
                column.type() == ColumnType.CHOICE
                        && list.options().stream()
                                .map(option -> new Value.Choice(option.code()))
                                .noneMatch(value -> one.holdsFor(value) && other.holdsFor(value));
        };
    }

    /**
     * A case that one of the table's rows, any one, was drawn for: each fact satisfies the row's condition where some fact does, mostly by
     * being one of its bounds, or lies just beside it now and then.
     */
    public Facts factsNearARow(DecisionTable table) {
        var row = any(table.rows());
        return table.facts((Column column) ->
                near(column, row.conditions().get(table.conditions().indexOf(column))));
    }

    private @Nullable Value near(Column column, Condition condition) {
        return switch (condition) {
            case Condition.Any any -> fact(column);
            case Condition.IsUnknown unknown -> random.nextInt(8) == 0 ? known(column) : null;
            case Condition.Is(var yes) -> new Value.YesNo(yes != (random.nextInt(8) == 0));
            case Condition.Between(var from, var to)
            when column.domain() instanceof Domain.Ordered range -> new Value.Quantity(near(range, from, to));
            case Condition.Between between -> fact(column);
            case Condition.OneOf oneOf -> chosen(column, condition);
            case Condition.NoneOf noneOf -> chosen(column, condition);
        };
    }

    private long near(Domain.Ordered range, long from, long to) {
        var lowest = Math.max(from, range.minimum());
        var highest = Math.min(to, range.maximum());
        return switch (random.nextInt(8)) {
            case 0 -> Math.max(range.minimum(), lowest - range.step());
            case 1 -> Math.min(range.maximum(), highest + range.step());
            case 2, 3 -> lowest;
            case 4, 5 -> range.onStep(highest);
            default -> lowest > highest ? onStep(range) : range.onStep(random.nextLong(lowest, highest + 1));
        };
    }

    /** One that satisfies the condition, if a few draws find one. */
    private @Nullable Value chosen(Column column, Condition condition) {
        var value = fact(column);
        for (var draw = 0; draw < DRAWS && (value == null || !condition.holdsFor(value)); draw++) {
            value = fact(column);
        }
        return value;
    }

    /** A case of the table; the values are those that its columns hold, unknown ones too. */
    public Facts facts(DecisionTable table) {
        return table.facts(this::fact);
    }

    private @Nullable Value fact(Column column) {
        return column.mayBeUnknown() && random.nextInt(8) == 0 ? null : known(column);
    }

    private String rowId(int index) {
        return switch (random.nextInt(3)) {
            case 0 -> "R" + index;
            case 1 -> "é" + index + ".b_c-d";
            default -> Integer.toString(index);
        };
    }

    private Column column(String id, boolean outcome) {
        var type = any(List.of(ColumnType.values()));
        var domain = domain(type);
        var label = random.nextInt(3) == 0 ? "= " + id + " " + text() : "Libellé de " + id;
        return new Column(id, label, type, domain, random.nextBoolean(), outcome ? basis(type) : Basis.FIXED);
    }

    private Basis basis(ColumnType type) {
        if (random.nextBoolean()) {
            return Basis.FIXED;
        }
        return switch (type) {
            case MONEY -> new Basis.Per("adults");
            case PERCENT -> new Basis.ShareOf("allocation");
            case NUMBER, WHOLE, CHOICE, CHOICES, YES_NO, DATE, MONTH -> Basis.FIXED;
        };
    }

    private Domain domain(ColumnType type) {
        return switch (type) {
            case MONEY, NUMBER, WHOLE, PERCENT -> {
                var step = any(List.of(1L, 7L, 50L, 100L, 2_500L, 10_000L));
                var minimum = step * random.nextLong(-5, 5);
                yield new Domain.Ordered(
                        minimum, minimum + step * random.nextLong(1, 30) + random.nextLong(step), step);
            }
            case DATE -> {
                var step = any(List.of(1L, 7L));
                var minimum = step * random.nextLong(-300, 3_000);
                yield new Domain.Ordered(minimum, minimum + random.nextLong(1, 100), step);
            }
            case MONTH -> new Domain.Ordered(1, 12, 1);
            case CHOICE, CHOICES -> random.nextBoolean() ? any(SHARED) : ownList();
            case YES_NO -> Domain.YES_NO;
        };
    }

    private Domain.Closed ownList() {
        var options = new ArrayList<Domain.Option>();
        var used = new HashSet<String>();
        for (var i = 0; i <= random.nextInt(6); i++) {
            var nasty = any(NASTY);
            var label = used.add(nasty) && Spelling.canNameAnOption(nasty) ? nasty : "pain ou lait " + i;
            options.add(new Domain.Option(random.nextBoolean() ? "code_" + i : i + ":" + label, label));
        }
        return new Domain.Closed(options);
    }

    private Condition condition(Column column) {
        if (random.nextInt(4) == 0) {
            return Condition.ANY;
        }
        if (column.mayBeUnknown() && random.nextInt(6) == 0) {
            return Condition.UNKNOWN;
        }
        return switch (column.domain()) {
            case Domain.Answers answers -> random.nextBoolean() ? Condition.YES : Condition.NO;
            case Domain.Ordered range -> {
                var one = onStep(range);
                var other = random.nextInt(5) == 0 ? one : onStep(range);
                yield switch (random.nextInt(4)) {
                    case 0 -> Condition.atLeast(one);
                    case 1 -> Condition.atMost(one);
                    case 2 -> new Condition.Between(one, other);
                    default -> new Condition.Between(Math.min(one, other), Math.max(one, other));
                };
            }
            case Domain.Closed list -> {
                var codes = some(list, 1);
                yield random.nextBoolean() ? new Condition.OneOf(codes) : new Condition.NoneOf(codes);
            }
        };
    }

    private Value answer(Column column) {
        return column.mayBeUnknown() && random.nextInt(5) == 0 ? Value.UNKNOWN : known(column);
    }

    private Value known(Column column) {
        return switch (column.domain()) {
            case Domain.Answers answers -> new Value.YesNo(random.nextBoolean());
            case Domain.Ordered range -> new Value.Quantity(onStep(range));
            case Domain.Closed list ->
                column.type() == ColumnType.CHOICE
                        ? new Value.Choice(any(list.options()).code())
                        : new Value.Choices(some(list, 0));
        };
    }

    private long onStep(Domain.Ordered range) {
        return range.onStep(random.nextLong(range.minimum(), range.maximum() + 1));
    }

    private Set<String> some(Domain.Closed list, int least) {
        var codes = new HashSet<String>();
        for (var i = 0; i < least + random.nextInt(3); i++) {
            codes.add(any(list.options()).code());
        }
        return codes;
    }

    private String text() {
        return any(NASTY) + (random.nextInt(3) == 0 ? any(NASTY) : "");
    }

    private <T> T any(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
