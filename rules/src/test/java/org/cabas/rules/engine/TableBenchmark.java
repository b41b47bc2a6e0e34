package org.cabas.rules.engine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Vocabulary;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * An eligibility table of four columns, read "first match", asked about the 30 lines of a basket: compiled without
 * memo, compiled with all of the basket remembered, and read row by row in a bare loop. Figures are per line; the
 * building of the table is measured apart.
 *
 * <p>{@code ./mvnw -q -pl rules test-compile exec:exec@table-benchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TableBenchmark {
    private static final int LINES = 30;
    private static final int BASKETS = 64;
    private static final long SEED = 20260307;

    @Param({"30", "300"})
    private int rows;

    private DecisionTable table;
    private CompiledTable compiled;
    private List<List<Facts>> baskets;
    private int next;

    @SuppressWarnings("NullAway.Init") // JMH calls setUp first
    public TableBenchmark() {}

    @Setup
    public void setUp() {
        var random = new Random(SEED);
        table = table(random, rows);
        compiled = TableCompiler.compile(table);
        baskets = new ArrayList<>();
        for (var i = 0; i < BASKETS; i++) {
            var basket = new ArrayList<Facts>();
            for (var line = 0; line < LINES; line++) {
                basket.add(facts(random, table));
            }
            baskets.add(basket);
            compiled.decideAll(basket);
        }
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public List<Decision> compiledBasketWithoutMemo() {
        return compiled.decideAfresh(basket());
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public List<Decision> compiledBasketRemembered() {
        return compiled.decideAll(basket());
    }

    @Benchmark
    public Decision compiledLineWithoutMemo() {
        return compiled.decideAfresh(basket().subList(0, 1)).getFirst();
    }

    @Benchmark
    public Decision compiledLineRemembered() {
        return compiled.decide(basket().getFirst());
    }

    @Benchmark
    @OperationsPerInvocation(LINES)
    public List<Decision> bareLoopBasket() {
        var decisions = new ArrayList<Decision>(LINES);
        for (var facts : basket()) {
            decisions.add(bareLoop(facts));
        }
        return decisions;
    }

    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public CompiledTable build() {
        return TableCompiler.compile(table);
    }

    private Decision bareLoop(Facts facts) {
        for (var row : table.rows()) {
            if (row.matches(facts)) {
                return new Decision(table, List.of(row));
            }
        }
        return new Decision(table, List.of());
    }

    private List<Facts> basket() {
        next = (next + 1) % BASKETS;
        return baskets.get(next);
    }

    private static DecisionTable table(Random random, int rowCount) {
        var conditions = List.of(
                new Column("family", "Famille", ColumnType.CHOICE, Vocabulary.PRODUCT_FAMILIES, true, Basis.FIXED),
                new Column("organic", "Bio", ColumnType.YES_NO, Domain.YES_NO, true, Basis.FIXED),
                new Column("price", "Prix", ColumnType.MONEY, new Domain.Ordered(0, 100_00, 1), true, Basis.FIXED),
                new Column("labels", "Labels", ColumnType.CHOICES, Vocabulary.LABELS, true, Basis.FIXED));
        var share = new Domain.Ordered(0, 100_00, 1_00);
        var outcome = new Column("coverage", "Prise en charge", ColumnType.PERCENT, share, false, Basis.FIXED);
        var rows = new ArrayList<Row>();
        for (var i = 1; i < rowCount; i++) {
            var from = random.nextLong(80_00);
            List<Condition> cells = List.of(
                    random.nextInt(4) > 0
                            ? new Condition.OneOf(some(random, Vocabulary.PRODUCT_FAMILIES, 1))
                            : Condition.ANY,
                    random.nextInt(3) > 0 ? new Condition.Is(random.nextBoolean()) : Condition.ANY,
                    random.nextInt(3) > 0 ? new Condition.Between(from, from + random.nextLong(20_00)) : Condition.ANY,
                    random.nextInt(3) > 0 ? Condition.ANY : new Condition.OneOf(some(random, Vocabulary.LABELS, 2)));
            rows.add(new Row("R" + i, cells, List.of(new Value.Quantity(random.nextLong(100) * 1_00)), "", ""));
        }
        var any = List.of(Condition.ANY, Condition.ANY, Condition.ANY, Condition.ANY);
        rows.add(new Row("R" + rowCount, any, List.of(new Value.Quantity(0)), "", ""));
        var always = new DecisionTable.Validity(LocalDate.of(2026, 3, 7), null);
        return new DecisionTable(
                "eligibility", "Produits", 1, HitPolicy.FIRST, conditions, List.of(outcome), rows, always);
    }

    private static Facts facts(Random random, DecisionTable table) {
        var values = new HashMap<String, Value>();
        values.put(
                "family",
                new Value.Choice(
                        some(random, Vocabulary.PRODUCT_FAMILIES, 1).iterator().next()));
        values.put("organic", new Value.YesNo(random.nextBoolean()));
        values.put("price", new Value.Quantity(random.nextLong(100_00)));
        values.put("labels", new Value.Choices(some(random, Vocabulary.LABELS, 2)));
        return table.facts(values);
    }

    private static Set<String> some(Random random, Domain.Closed list, int count) {
        var codes = new TreeSet<String>();
        while (codes.size() < count) {
            codes.add(list.options().get(random.nextInt(list.options().size())).code());
        }
        return codes;
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder().include(TableBenchmark.class.getName()).build()).run();
    }
}
