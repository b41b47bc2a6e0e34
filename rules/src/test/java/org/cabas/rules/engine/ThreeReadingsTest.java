package org.cabas.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.cabas.rules.exchange.DmnFacts;
import org.cabas.rules.exchange.DmnFormat;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.RandomTables;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kie.api.io.Resource;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.internal.io.ResourceFactory;

/**
 * Thousands of random tables, each read in three ways that share no code: the compiled table, its rows one by one, and Drools
 * DMN on the exported file. A runtime of Drools DMN is dear to build and cheap to ask, so that files are loaded many at a time;
 * each is a model of its own there, as it was exported.
 */
class ThreeReadingsTest {
    private static final int TABLES = 10_000;
    private static final int FILES_TOGETHER = 100;
    private static final int CASES = 3;

    private final Map<String, Integer> seen = new ConcurrentSkipListMap<>();
    private final AtomicInteger compared = new AtomicInteger();

    /** A table with cases to ask it about. */
    private record Asked(DecisionTable table, List<Facts> cases) {}

    @Test
    void the_compiled_table_its_rows_one_by_one_and_drools_dmn_agree_on_outcome_and_row() {
        var seed = new Random().nextLong();
        var start = System.nanoTime();
        System.out.println("seed " + seed);
        IntStream.range(0, TABLES / FILES_TOGETHER).parallel().forEach(batch -> agree(seed, batch));
        System.out.printf(
                "%d cases of %d tables compared in %d s: %s%n",
                compared.get(), TABLES, (System.nanoTime() - start) / 1_000_000_000, seen);
        assertThat(compared).hasValue(TABLES * CASES);
        for (var type : ColumnType.values()) {
            assertThat(seen).containsKey("column of " + type);
        }
        assertThat(seen).containsKeys("any", "unknown", "yes or no", "range", "one of", "none of", "unknown fact");
        for (var policy : HitPolicy.values()) {
            assertThat(seen.get(policy + " answered"))
                    .as("%s answered", policy)
                    .isGreaterThan(TABLES * CASES / HitPolicy.values().length / 2);
        }
        assertThat(seen)
                .containsKeys("FIRST without row", "UNIQUE without row", "UNIQUE with several rows", "added up");
    }

    private void agree(long seed, int batch) {
        var asked = new ArrayList<Asked>();
        for (var i = batch * FILES_TOGETHER; i < (batch + 1) * FILES_TOGETHER; i++) {
            asked.add(asked(new RandomTables(new Random(seed + i)), i));
        }
        var drools = runtime(asked.stream().map(Asked::table).toList());
        for (var i = 0; i < asked.size(); i++) {
            var table = asked.get(i).table();
            var model = drools.getModel("urn:cabas:table:" + table.id(), DmnFacts.decision(table));
            assertThat(model.getMessages()).as("seed %d", seed).isEmpty();
            var decisions = TableCompiler.compile(table).decideAll(asked.get(i).cases());
            for (var c = 0; c < CASES; c++) {
                var facts = asked.get(i).cases().get(c);
                var about = "seed %d, table %d: %s%n%s".formatted(seed, batch * FILES_TOGETHER + i, facts, table);
                agree(drools, model, facts, decisions.get(c), about);
                compared.incrementAndGet();
            }
        }
    }

    private Asked asked(RandomTables random, int number) {
        var policy = HitPolicy.values()[number % HitPolicy.values().length];
        var columns = 1 + number / 4 % 3;
        var rows = 1 + number / 12 % 6;
        // Of a table where one row has to match, cases of several rows have no outcome to compare: most have none.
        var drawn = policy == HitPolicy.UNIQUE && number % 32 != 1
                ? random.disjoint(policy, columns, rows)
                : random.table(policy, columns, rows);
        var table = new DecisionTable(
                "table-" + number,
                drawn.title(),
                drawn.version(),
                policy,
                drawn.conditions(),
                drawn.outcomes(),
                drawn.rows(),
                drawn.validity());
        drawn.conditions().forEach(column -> see("column of " + column.type()));
        drawn.rows().forEach(row -> row.conditions().forEach(cell -> see(kind(cell))));
        return new Asked(
                table,
                IntStream.range(0, CASES)
                        .mapToObj(each -> each == 0 ? random.facts(table) : random.factsNearARow(table))
                        .toList());
    }

    private static String kind(Condition cell) {
        return switch (cell) {
            case Condition.Any any -> "any";
            case Condition.IsUnknown unknown -> "unknown";
            case Condition.Is is -> "yes or no";
            case Condition.Between between -> "range";
            case Condition.OneOf oneOf -> "one of";
            case Condition.NoneOf noneOf -> "none of";
        };
    }

    private static DMNRuntime runtime(List<DecisionTable> tables) {
        var files = new ArrayList<Resource>();
        for (var table : tables) {
            files.add(
                    ResourceFactory.newByteArrayResource(DmnFormat.write(table)).setSourcePath(table.id() + ".dmn"));
        }
        return DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromResources(files)
                .getOrElseThrow(e -> new IllegalStateException("a file that Drools can't read", e));
    }

    private void agree(DMNRuntime drools, DMNModel model, Facts facts, Decision decision, String about) {
        var table = decision.table();
        for (var i = 0; i < facts.size(); i++) {
            if (facts.at(i) instanceof Value.Unknown) {
                see("unknown fact");
            }
        }
        assertThat(decision).as(about).isEqualTo(new Decision(table, readOneByOne(table, facts)));
        var context = drools.newContext();
        DmnFacts.facts(table, facts).forEach(context::set);
        var result = drools.evaluateAll(model, context);
        var answer = result.getDecisionResultByName(DmnFacts.decision(table)).getResult();
        if (table.hitPolicy() == HitPolicy.UNIQUE && decision.rows().size() > 1) {
            // DMN answers nothing, even where the rows agree and Cabas takes the first.
            see("UNIQUE with several rows");
            assertThat(result.hasErrors()).as(about).isTrue();
            assertThat(answer).as(about).isNull();
            return;
        }
        assertThat(result.getMessages(DMNMessage.Severity.ERROR)).as(about).isEmpty();
        see(table.hitPolicy() + (decision.rows().isEmpty() ? " without row" : " answered"));
        switch (table.hitPolicy()) {
            case FIRST, UNIQUE -> {
                var row = decision.row().map(each -> answer(table, each)).orElse(null);
                assertThat(answer).as(about).isEqualTo(row);
            }
            case EVERY -> assertThat(answer).as(about).isEqualTo(answers(decision));
            case POINTS -> {
                if (!DmnFacts.isAddedUp(table)) {
                    assertThat(answer).as(about).isEqualTo(answers(decision));
                    return;
                }
                see("added up");
                assertThat(answer instanceof BigDecimal sum ? plain(sum) : answer)
                        .as(about)
                        .isEqualTo(total(decision));
                assertThat(result.getDecisionResultByName(DmnFacts.rowsDecision(table))
                                .getResult())
                        .as(about)
                        .isEqualTo(decision.rows().stream().map(Row::id).toList());
            }
        }
    }

    private static List<Row> readOneByOne(DecisionTable table, Facts facts) {
        var matching = table.rows().stream().filter(row -> row.matches(facts));
        return (table.hitPolicy() == HitPolicy.FIRST ? matching.limit(1) : matching).toList();
    }

    private static @Nullable Object total(Decision decision) {
        var column = decision.table().outcomes().getFirst();
        return decision.rows().isEmpty()
                ? null
                : DmnFacts.value(column, new Value.Quantity(decision.total(column.id())));
    }

    private static List<Map<String, @Nullable Object>> answers(Decision decision) {
        return decision.rows().stream()
                .map(row -> answer(decision.table(), row))
                .toList();
    }

    private static Map<String, @Nullable Object> answer(DecisionTable table, Row row) {
        var answer = new LinkedHashMap<String, @Nullable Object>();
        for (var i = 0; i < table.outcomes().size(); i++) {
            var column = table.outcomes().get(i);
            answer.put(
                    DmnFacts.name(column), DmnFacts.value(column, row.outcomes().get(i)));
        }
        answer.put(DmnFacts.ROW, row.id());
        return answer;
    }

    /** A sum keeps zeros that no figure of the table has. */
    private static BigDecimal plain(BigDecimal sum) {
        var number = sum.stripTrailingZeros();
        return number.scale() < 0 ? number.setScale(0) : number;
    }

    private void see(String what) {
        seen.merge(what, 1, Integer::sum);
    }
}
