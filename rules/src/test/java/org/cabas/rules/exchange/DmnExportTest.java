package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.RandomTables;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DmnExportTest {

    static LongStream seeds() {
        var first = new Random().nextLong();
        return LongStream.range(0, 60).map(i -> first + i);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_file_is_valid_dmn(long seed) throws IOException {
        var table = new RandomTables(new Random(seed)).table();
        assertThat(DmnVerdicts.violations(DmnFormat.write(table)))
                .as("seed %d", seed)
                .isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void another_engine_gives_the_same_answer_by_the_same_row(long seed) {
        var random = new RandomTables(new Random(seed));
        var table = random.table();
        var drools = new DmnInDrools(table);
        for (var i = 0; i < 30; i++) {
            var facts = random.facts(table);
            agrees(drools, table, facts, "seed " + seed + ", " + facts);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void another_engine_adds_up_the_same_points(long seed) {
        var random = new RandomTables(new Random(seed));
        var table = pointsOfOneFigure(random);
        var drools = new DmnInDrools(table);
        for (var i = 0; i < 30; i++) {
            var facts = random.facts(table);
            agrees(drools, table, facts, "seed " + seed + ", " + facts);
        }
    }

    @ParameterizedTest
    @MethodSource("demonstrationTables")
    void demonstration_tables_are_valid_and_run_elsewhere(DecisionTable table) throws IOException {
        assertThat(DmnVerdicts.violations(DmnFormat.write(table))).isEmpty();
        var drools = new DmnInDrools(table);
        var random = new RandomTables(new Random(1));
        for (var i = 0; i < 50; i++) {
            agrees(drools, table, random.factsNearARow(table), table.id());
        }
    }

    @ParameterizedTest
    @MethodSource("demonstrationTables")
    void kie_dmn_validation_has_nothing_against_a_demonstration_table(DecisionTable table) {
        assertThat(DmnVerdicts.objections(DmnFormat.write(table))).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void kie_dmn_validation_has_nothing_against_any_table(long seed) {
        var table = new RandomTables(new Random(seed)).table();
        assertThat(DmnVerdicts.objections(DmnFormat.write(table)))
                .as("seed %d", seed)
                .isEmpty();
    }

    static Stream<DecisionTable> demonstrationTables() {
        return DemonstrationFunds.rulebooks().stream().flatMap(book -> DemonstrationFunds.tables(book).stream());
    }

    private static DecisionTable pointsOfOneFigure(RandomTables random) {
        while (true) {
            var table = random.table(HitPolicy.POINTS, 2, 8);
            if (DmnFacts.isAddedUp(table)) {
                return table;
            }
        }
    }

    private static void agrees(DmnInDrools drools, DecisionTable table, Facts facts, String about) {
        var matching = table.rows().stream().filter(row -> row.matches(facts)).toList();
        if (table.hitPolicy() == HitPolicy.UNIQUE && matching.size() > 1) {
            return; // an error elsewhere, a finding here
        }
        var answer = drools.answer(DmnFacts.decision(table), facts);
        switch (table.hitPolicy()) {
            case FIRST, UNIQUE ->
                assertThat(answer).as(about).isEqualTo(matching.isEmpty() ? null : answer(table, matching.getFirst()));
            case EVERY -> assertThat(answer).as(about).isEqualTo(answers(table, matching));
            case POINTS -> {
                if (!DmnFacts.isAddedUp(table)) {
                    assertThat(answer).as(about).isEqualTo(answers(table, matching));
                    return;
                }
                var column = table.outcomes().getFirst();
                var total = new Decision(table, matching).total(column.id());
                assertThat(answer)
                        .as(about)
                        .isEqualTo(matching.isEmpty() ? null : DmnFacts.value(column, new Value.Quantity(total)));
                assertThat(drools.answer(DmnFacts.rowsDecision(table), facts))
                        .as(about)
                        .isEqualTo(matching.stream().map(Row::id).toList());
            }
        }
    }

    private static List<Map<String, @Nullable Object>> answers(DecisionTable table, List<Row> rows) {
        return rows.stream().map(row -> answer(table, row)).toList();
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
}
