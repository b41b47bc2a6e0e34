package org.cabas.rules.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.cabas.rules.verify.Finding.Kind;
import org.junit.jupiter.api.Test;

/** The sanity checks say of random small tables what working out both sides of every single step says. */
class SanityAgainstEveryStepTest {
    private static final int TABLES = 3_000;
    private static final long SEED = 20270101;

    /** Amounts and counts that a table doesn't ask for are tried as nothing, and as more than any figure makes up for. */
    private static final List<String> FREE = List.of("guests", "adults", "children", "allocation");

    private static final long MORE = 1_000_000_00;

    private static final Column REFERRED =
            new Column("referred", "Orienté", ColumnType.YES_NO, Domain.YES_NO, true, Basis.FIXED);

    @Test
    void contributions_agree_with_every_step_of_income() {
        for (var seed = SEED; seed < SEED + TABLES; seed++) {
            var random = new Random(seed);
            var income = new Column(
                    "income",
                    "Revenu",
                    ColumnType.MONEY,
                    new Domain.Ordered(0, 900_00 + random.nextInt(400_00), 100_00),
                    random.nextInt(3) == 0,
                    Basis.FIXED);
            var bases = List.of(Basis.FIXED, new Basis.ShareOf("income"), new Basis.ShareOf("allocation"));
            var table = table(
                    random,
                    "contribution",
                    random.nextBoolean() ? List.of(income) : List.of(REFERRED, income),
                    parts(random, "contribution", bases));
            var findings = TableVerifier.verify(table);
            Supplier<String> about = about(seed, table, findings);
            compare(table, findings, "income", Kind.CONTRIBUTION_FALLS, about);
            compare(table, findings, "income", Kind.STEEP_STEP, about);
        }
    }

    @Test
    void allocations_agree_with_every_step_of_household_size() {
        for (var seed = SEED; seed < SEED + TABLES; seed++) {
            var random = new Random(seed);
            var adults = count(random, "adults");
            var children = count(random, "children");
            var bases =
                    List.of(Basis.FIXED, new Basis.Per("adults"), new Basis.Per("children"), new Basis.Per("guests"));
            var columns = switch (random.nextInt(3)) {
                case 0 -> List.of(adults);
                case 1 -> List.of(adults, children);
                default -> List.of(children, REFERRED, adults);
            };
            var table = table(random, "allocation", columns, parts(random, "allocation", bases));
            var findings = TableVerifier.verify(table);
            Supplier<String> about = about(seed, table, findings);
            for (var column : columns) {
                if (column.type() == ColumnType.WHOLE) {
                    compare(table, findings, column.id(), Kind.ALLOCATION_SHRINKS, about);
                }
            }
        }
    }

    private static Supplier<String> about(long seed, DecisionTable table, List<Finding> findings) {
        return () -> "seed " + seed + ": " + table + "\n" + findings;
    }

    private static Column count(Random random, String id) {
        var range = new Domain.Ordered(0, random.nextInt(5), 1);
        return new Column(id, id, ColumnType.WHOLE, range, random.nextInt(4) == 0, Basis.FIXED);
    }

    private static List<Column> parts(Random random, String amount, List<Basis> bases) {
        var parts = new ArrayList<Column>();
        for (var i = 0; i <= random.nextInt(2); i++) {
            var basis = bases.get(random.nextInt(bases.size()));
            var type = basis instanceof Basis.ShareOf ? ColumnType.PERCENT : ColumnType.MONEY;
            var id = i == 0 ? amount : amount + "_" + i;
            parts.add(new Column(id, id, type, new Domain.Ordered(-100_00, 100_00, 1), true, basis));
        }
        parts.add(new Column("contributions", "n", ColumnType.MONEY, new Domain.Ordered(0, 9, 1), false, Basis.FIXED));
        return parts;
    }

    private static DecisionTable table(Random random, String id, List<Column> columns, List<Column> outcomes) {
        var cells = new RandomTables(random);
        var rows = new ArrayList<Row>();
        for (var r = 0; r < 1 + random.nextInt(6); r++) {
            var conditions = new ArrayList<Condition>();
            columns.forEach(column -> conditions.add(random.nextInt(4) == 0 ? Condition.ANY : cells.condition(column)));
            var answers = new ArrayList<Value>();
            for (var outcome : outcomes) {
                var units = random.nextInt(4) * 15_00L - (random.nextInt(5) == 0 ? 20_00 : 0);
                answers.add(
                        outcome.id().equals("contributions")
                                ? new Value.Quantity(random.nextInt(10))
                                : random.nextInt(12) == 0 ? Value.UNKNOWN : new Value.Quantity(units));
            }
            rows.add(new Row("R" + (r + 1), conditions, answers, "", ""));
        }
        return RandomTables.of(id, random.nextBoolean() ? HitPolicy.FIRST : HitPolicy.UNIQUE, columns, outcomes, rows);
    }

    private static void compare(
            DecisionTable table, List<Finding> findings, String stepped, Kind kind, Supplier<String> about) {
        var expected = new TreeSet<String>();
        var column = table.conditions().stream().map(Column::id).toList().indexOf(stepped);
        var step = ((Domain.Ordered) table.conditions().get(column).domain()).step();
        for (var before : Cases.of(table)) {
            var after = moved(table, before, column, step);
            var low = first(table, before);
            var high = after.flatMap(facts -> first(table, facts));
            if (low.isPresent()
                    && high.isPresent()
                    && objects(table, kind, before, low.get(), after.orElseThrow(), high.get())) {
                expected.add(high.get().id() + " " + low.get().id());
            }
        }
        var told = findings.stream()
                .filter(finding -> finding.kind() == kind && stepped.equals(finding.column()))
                .toList();
        var pairs = new TreeSet<String>();
        told.forEach(finding ->
                pairs.add(finding.rows().getFirst() + " " + finding.rows().getLast()));
        if (expected.size() <= Sanity.MOST_STEPS) {
            assertThat(pairs).as(about).isEqualTo(expected);
        }
        for (var finding : told) {
            var after = Optional.ofNullable(finding.example()).orElseThrow();
            var before = moved(table, after, column, -step).orElseThrow();
            var low = first(table, before).orElseThrow();
            var high = first(table, after).orElseThrow();
            assertThat(List.of(high.id(), low.id()))
                    .as(about)
                    .isEqualTo(List.of(finding.rows().getFirst(), finding.rows().getLast()));
            assertThat(objects(table, kind, before, low, after, high)).as(about).isTrue();
        }
    }

    private static Optional<Facts> moved(DecisionTable table, Facts facts, int column, long by) {
        if (!(facts.at(column) instanceof Value.Quantity(var units))
                || !table.conditions().get(column).accepts(new Value.Quantity(units + by))) {
            return Optional.empty();
        }
        var values = new HashMap<String, Value>();
        for (var c = 0; c < facts.size(); c++) {
            values.put(table.conditions().get(c).id(), c == column ? new Value.Quantity(units + by) : facts.at(c));
        }
        return Optional.of(table.facts(values));
    }

    private static Optional<Row> first(DecisionTable table, Facts facts) {
        return table.rows().stream().filter(row -> row.matches(facts)).findFirst();
    }

    private static boolean objects(DecisionTable table, Kind kind, Facts before, Row low, Facts after, Row high) {
        var objects = false;
        for (var tried = 0; tried < 1 << FREE.size(); tried++) {
            var free = new HashMap<String, Long>();
            for (var i = 0; i < FREE.size(); i++) {
                free.put(FREE.get(i), (tried >> i & 1) * MORE);
            }
            var first = amount(table, before, low, free);
            var second = amount(table, after, high, free);
            if (first.isEmpty() || second.isEmpty()) {
                return false;
            }
            var rise = second.get().minus(first.get());
            if (kind == Kind.STEEP_STEP) {
                // Where the step depends on an amount that isn't known here, nothing is said of it.
                var still = amount(table, after, high, Map.of("allocation", 0L))
                        .orElseThrow()
                        .minus(amount(table, before, low, Map.of("allocation", 0L))
                                .orElseThrow());
                if (!still.equals(rise)) {
                    return false;
                }
                objects |= rise.compareTo(Sanity.STEEPEST_STEP) > 0;
            } else {
                objects |= rise.cents() < 0;
            }
        }
        return objects;
    }

    /** The sum of the parts of the amount, the plain way; none when a part, or a count it needs, isn't known. */
    private static Optional<Money> amount(DecisionTable table, Facts facts, Row row, Map<String, Long> free) {
        var sum = Money.zero(Money.EURO);
        for (var c = 0; c < table.outcomes().size(); c++) {
            var column = table.outcomes().get(c);
            if (column.id().equals("contributions")) {
                continue;
            }
            if (!(row.outcomes().get(c) instanceof Value.Quantity(var units))) {
                return Optional.empty();
            }
            var figure = Money.euroCents(units);
            switch (column.basis()) {
                case Basis.Fixed fixed -> sum = sum.plus(figure);
                case Basis.Per(var count) -> {
                    var people = named(table, facts, count, free);
                    if (people.isEmpty() && units != 0) {
                        return Optional.empty();
                    }
                    sum = sum.plus(figure.times(people.orElse(0L)));
                }
                case Basis.ShareOf(var whole) ->
                    sum = sum.plus(
                            Money.euroCents(named(table, facts, whole, free).orElse(0L))
                                    .percent(units));
            }
        }
        return Optional.of(sum);
    }

    private static Optional<Long> named(DecisionTable table, Facts facts, String id, Map<String, Long> free) {
        var column = table.conditions().stream().map(Column::id).toList().indexOf(id);
        if (column < 0) {
            return Optional.of(free.getOrDefault(id, 0L));
        }
        return facts.at(column) instanceof Value.Quantity(var units) ? Optional.of(units) : Optional.empty();
    }
}
