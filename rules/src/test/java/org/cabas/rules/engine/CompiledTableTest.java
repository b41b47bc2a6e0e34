package org.cabas.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.ref.WeakReference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.RandomTables;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompiledTableTest {
    private static final int THREADS = 4;

    private static final Column FAMILY =
            new Column("family", "Famille", ColumnType.CHOICE, Vocabulary.PRODUCT_FAMILIES, true, Basis.FIXED);
    private static final Column LABELS =
            new Column("labels", "Labels", ColumnType.CHOICES, Vocabulary.LABELS, true, Basis.FIXED);
    private static final Column PRICE =
            new Column("price", "Prix", ColumnType.MONEY, new Domain.Ordered(0, 1_000_00, 1), true, Basis.FIXED);
    private static final Column DIRECT =
            new Column("direct", "Vente directe", ColumnType.YES_NO, Domain.YES_NO, true, Basis.FIXED);
    private static final Column POINTS =
            new Column("points", "Points", ColumnType.WHOLE, new Domain.Ordered(0, 100_000, 1), false, Basis.FIXED);

    static LongStream seeds() {
        var first = new Random().nextLong();
        return LongStream.range(0, 400).map(i -> first + i);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_compiled_table_decides_as_its_rows_read_one_by_one(long seed) {
        var random = new RandomTables(new Random(seed));
        var table = random.table();
        var compiled = TableCompiler.compile(table);
        var cases = IntStream.range(0, 60).mapToObj(i -> random.facts(table)).toList();
        var decisions = compiled.decideAll(cases);
        for (var i = 0; i < cases.size(); i++) {
            var expected = readOneByOne(table, cases.get(i));
            assertThat(decisions.get(i)).as("seed %d, %s", seed, cases.get(i)).isEqualTo(expected);
            assertThat(compiled.decide(cases.get(i))).isEqualTo(expected);
        }
    }

    @Test
    void a_wide_table_of_many_rows_decides_as_its_rows_read_one_by_one() {
        var seed = new Random().nextLong();
        var random = new RandomTables(new Random(seed));
        for (var hitPolicy : HitPolicy.values()) {
            var table = random.table(hitPolicy, 12, 400);
            var compiled = TableCompiler.compile(table);
            for (var i = 0; i < 200; i++) {
                var facts = random.facts(table);
                assertThat(compiled.decide(facts))
                        .as("seed %d, %s", seed, facts)
                        .isEqualTo(readOneByOne(table, facts));
            }
        }
    }

    @Test
    void four_threads_at_once_get_the_decisions_of_one() throws InterruptedException, ExecutionException {
        var seed = new Random().nextLong();
        for (var round = 0; round < 10; round++) {
            var random = new RandomTables(new Random(seed + round));
            var table = random.table(HitPolicy.EVERY, 4, 60);
            var compiled = TableCompiler.compile(table, round % 2 == 0 ? 1 : CompiledTable.MEMO_SIZE);
            var cases =
                    IntStream.range(0, 1_000).mapToObj(i -> random.facts(table)).toList();
            var expected =
                    cases.stream().map(facts -> readOneByOne(table, facts)).toList();
            Callable<List<Decision>> inBaskets = () -> {
                var decisions = new ArrayList<Decision>();
                for (var from = 0; from < cases.size(); from += 10) {
                    decisions.addAll(compiled.decideAll(cases.subList(from, from + 10)));
                }
                return decisions;
            };
            try (var threads = Executors.newFixedThreadPool(THREADS)) {
                for (var answer : threads.invokeAll(Collections.nCopies(THREADS, inBaskets))) {
                    assertThat(answer.get()).as("seed %d", seed + round).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void three_thousand_rows_are_built_and_right() {
        var rows = new ArrayList<Row>();
        var families = Vocabulary.PRODUCT_FAMILIES.options();
        for (var i = 0; i < 3_000; i++) {
            var family = Set.of(families.get(i % 15).code());
            var from = i / 15 * 100L;
            rows.add(row("R" + i, new Condition.OneOf(family), new Condition.Between(from, from + 99), i));
        }
        var table = table(HitPolicy.UNIQUE, List.of(FAMILY, PRICE), rows);
        var compiled = TableCompiler.compile(table);
        for (var i = 0; i < 3_000; i++) {
            var facts = table.facts(Map.of(
                    "family", new Value.Choice(families.get(i % 15).code()),
                    "price", new Value.Quantity(i / 15 * 100L + i % 100)));
            assertThat(compiled.decide(facts).row().orElseThrow().id()).isEqualTo("R" + i);
        }
    }

    @Test
    void an_unknown_fact_meets_the_rows_that_say_so_and_no_bound() {
        var table = table(
                HitPolicy.EVERY,
                List.of(PRICE, FAMILY, LABELS, DIRECT),
                List.of(
                        row("at_most", 0, Condition.atMost(100), Condition.ANY, Condition.ANY, Condition.ANY),
                        row("at_least", 0, Condition.atLeast(0), Condition.ANY, Condition.ANY, Condition.ANY),
                        row("zero", 0, Condition.equalTo(0), Condition.ANY, Condition.ANY, Condition.ANY),
                        row("price_unknown", 0, Condition.UNKNOWN, Condition.ANY, Condition.ANY, Condition.ANY),
                        row("no", 0, Condition.ANY, Condition.ANY, Condition.ANY, Condition.NO),
                        row(
                                "not_meat",
                                0,
                                Condition.ANY,
                                new Condition.NoneOf(Set.of("meat")),
                                Condition.ANY,
                                Condition.ANY),
                        row(
                                "not_bio",
                                0,
                                Condition.ANY,
                                Condition.ANY,
                                new Condition.NoneOf(Set.of("en:organic")),
                                Condition.ANY),
                        row("no_label_known", 0, Condition.ANY, Condition.ANY, Condition.UNKNOWN, Condition.ANY),
                        row("otherwise", 0, Condition.ANY, Condition.ANY, Condition.ANY, Condition.ANY)));
        var compiled = TableCompiler.compile(table);
        assertThat(ids(compiled.decide(table.facts(Map.of()))))
                .containsExactly("price_unknown", "no_label_known", "otherwise");
        var known = Map.of(
                "price", new Value.Quantity(0),
                "family", new Value.Choice("fruits"),
                "labels", new Value.Choices(Set.of()),
                "direct", new Value.YesNo(false));
        assertThat(ids(compiled.decide(table.facts(Map.copyOf(known)))))
                .containsExactly("at_most", "at_least", "zero", "no", "not_meat", "not_bio", "otherwise");
    }

    @Test
    void hit_policies_keep_the_first_row_or_all_of_them() {
        var rows = List.of(
                row("R1", new Condition.OneOf(Set.of("meat")), Condition.ANY, 1),
                row("R2", Condition.ANY, Condition.atMost(500), 10),
                row("R3", Condition.ANY, Condition.ANY, 100));
        for (var hitPolicy : HitPolicy.values()) {
            var table = table(hitPolicy, List.of(FAMILY, PRICE), rows);
            var facts = table.facts(Map.of("family", new Value.Choice("fruits"), "price", new Value.Quantity(500)));
            var decision = TableCompiler.compile(table).decide(facts);
            assertThat(decision.table()).isSameAs(table);
            assertThat(decision.total("points")).isEqualTo(hitPolicy == HitPolicy.FIRST ? 10 : 110);
            switch (hitPolicy) {
                case FIRST -> assertThat(decision.row()).contains(rows.get(1));
                case UNIQUE, POINTS, EVERY -> {
                    assertThat(decision.row()).isEmpty();
                    assertThat(decision.rows()).containsExactly(rows.get(1), rows.get(2));
                }
            }
        }
    }

    @Test
    void text_in_a_table_stays_text() {
        var hostile = List.of(
                "\"); System.exit(3); //",
                "\\\"); System.exit(3); //",
                "\\",
                "\"\"\"",
                "*/ System.exit(3); /*",
                "function(x) external {java: {class: \"java.lang.System\"}}",
                "<script>alert(1)</script>",
                "${System.exit(3)} #{T(java.lang.System).exit(3)}",
                "then end rule \"x\" when eval(true)",
                "null");
        var options =
                hostile.stream().map(text -> new Domain.Option(text, text)).toList();
        var list = new Domain.Closed(options);
        var choice = new Column("choice", "\"); System.exit(3); //", ColumnType.CHOICE, list, false, Basis.FIXED);
        var choices = new Column("choices", "*/", ColumnType.CHOICES, list, false, Basis.FIXED);
        var rows = new ArrayList<Row>();
        for (var text : hostile) {
            var one = new Condition.OneOf(Set.of(text));
            rows.add(new Row(
                    "R" + rows.size(), List.of(one, Condition.ANY), List.of(new Value.Quantity(1)), text, text));
            rows.add(new Row(
                    "S" + rows.size(),
                    List.of(new Condition.NoneOf(Set.of(text)), one),
                    List.of(new Value.Quantity(1)),
                    text,
                    text));
        }
        var table = table(HitPolicy.EVERY, List.of(choice, choices), rows);
        var compiled = TableCompiler.compile(table);
        for (var text : hostile) {
            for (var other : hostile) {
                var facts = table.facts(
                        Map.of("choice", new Value.Choice(text), "choices", new Value.Choices(Set.of(other))));
                assertThat(compiled.decide(facts)).isEqualTo(readOneByOne(table, facts));
                assertThat(compiled.decide(facts).rows()).isNotEmpty();
            }
        }
    }

    @Test
    void two_versions_of_a_table_live_side_by_side() {
        var first = table(HitPolicy.FIRST, List.of(FAMILY, PRICE), otherwise());
        var second = table(
                        HitPolicy.FIRST,
                        List.of(FAMILY, PRICE),
                        List.of(row("R1", Condition.ANY, Condition.UNKNOWN, 2)))
                .withVersion(2);
        var facts = first.facts(Map.of("price", new Value.Quantity(1)));
        var inForce = TableCompiler.compile(first);
        var next = TableCompiler.compile(second);
        assertThat(inForce.decide(facts).outcome("points")).contains(new Value.Quantity(1));
        assertThat(next.decide(facts).row()).isEmpty();
        assertThat(next.decide(second.facts(Map.of())).table().version()).isEqualTo(2);
        assertThat(inForce.decide(facts).table().version()).isZero();
    }

    @Test
    void decisions_are_remembered_and_the_memo_stays_bounded() {
        var table = table(HitPolicy.FIRST, List.of(FAMILY, PRICE), otherwise());
        var compiled = TableCompiler.compile(table, 100);
        var facts = IntStream.range(0, 5_000)
                .mapToObj(i -> table.facts(Map.of("price", new Value.Quantity(i))))
                .toList();
        facts.forEach(compiled::decide);
        assertThat(compiled.memoMisses()).isEqualTo(5_000);
        assertThat(compiled.memoHits()).isZero();
        assertThat(compiled.remembered()).isLessThanOrEqualTo(200);
        var one = compiled.decide(facts.getFirst());
        assertThat(compiled.decide(facts.getFirst())).isSameAs(one);
        assertThat(compiled.memoHits()).isPositive();
    }

    @Test
    void a_case_asked_twice_in_one_basket_is_decided_once() {
        var table = table(HitPolicy.FIRST, List.of(FAMILY, PRICE), otherwise());
        var compiled = TableCompiler.compile(table);
        var facts = table.facts(Map.of("price", new Value.Quantity(5)));
        var same = table.facts(Map.of("price", new Value.Quantity(5)));
        assertThat(compiled.decideAll(List.of(facts, same))).hasSize(2);
        assertThat(compiled.memoMisses()).isEqualTo(1);
        assertThat(compiled.decideAll(List.of())).isEmpty();
    }

    @Test
    void facts_of_another_table_are_refused() {
        var table = table(HitPolicy.FIRST, List.of(FAMILY, PRICE), otherwise());
        var other = table(HitPolicy.FIRST, List.of(PRICE), List.of(row("R1", 1, Condition.ANY)));
        var compiled = TableCompiler.compile(table);
        assertThatIllegalArgumentException().isThrownBy(() -> compiled.decide(other.facts(Map.of())));
        assertThat(compiled.decide(table.facts(Map.of())).row()).isPresent();
    }

    @Test
    void a_replaced_table_is_garbage_once_nobody_asks_it() {
        var left = usedAndForgotten();
        for (var i = 0; i < 50 && left.get() != null; i++) {
            System.gc();
        }
        assertThat(left.get()).isNull();
    }

    private static WeakReference<CompiledTable> usedAndForgotten() {
        var random = new RandomTables(new Random(1));
        var table = random.table(HitPolicy.FIRST, 4, 30);
        var compiled = TableCompiler.compile(table);
        for (var i = 0; i < 100; i++) {
            compiled.decide(random.facts(table));
        }
        return new WeakReference<>(compiled);
    }

    static Decision readOneByOne(DecisionTable table, Facts facts) {
        var rows = table.rows().stream().filter(row -> row.matches(facts));
        return new Decision(
                table, table.hitPolicy() == HitPolicy.FIRST ? rows.limit(1).toList() : rows.toList());
    }

    private static List<Row> otherwise() {
        return List.of(row("R1", Condition.ANY, Condition.ANY, 1));
    }

    private static List<String> ids(Decision decision) {
        return decision.rows().stream().map(Row::id).toList();
    }

    private static DecisionTable table(HitPolicy hitPolicy, List<Column> conditions, List<Row> rows) {
        var always = new DecisionTable.Validity(LocalDate.of(2026, 1, 1), null);
        return new DecisionTable("points", "Points", 0, hitPolicy, conditions, List.of(POINTS), rows, always);
    }

    private static Row row(String id, Condition first, Condition second, long points) {
        return row(id, points, first, second);
    }

    private static Row row(String id, long points, Condition... conditions) {
        return new Row(id, List.of(conditions), List.of(new Value.Quantity(points)), "", "");
    }
}
