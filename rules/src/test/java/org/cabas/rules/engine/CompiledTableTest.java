package org.cabas.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.cabas.rules.table.Decision;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Facts;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.table.RandomTables;
import org.cabas.rules.table.Row;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompiledTableTest {

    static LongStream seeds() {
        var first = new Random().nextLong();
        return LongStream.range(0, 300).map(i -> first + i);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_compiled_table_decides_as_its_rows_read_one_by_one(long seed) {
        var random = new RandomTables(new Random(seed));
        var table = random.table();
        var compiled = TableCompiler.compile(table);
        var cases = new ArrayList<Facts>();
        for (var i = 0; i < 60; i++) {
            cases.add(random.facts(table));
        }
        var decisions = compiled.decideAll(cases);
        for (var i = 0; i < cases.size(); i++) {
            var expected = readOneByOne(table, cases.get(i));
            assertThat(decisions.get(i)).as("seed %d, %s", seed, cases.get(i)).isEqualTo(expected);
            assertThat(compiled.decide(cases.get(i))).isEqualTo(expected);
        }
    }

    static Decision readOneByOne(DecisionTable table, Facts facts) {
        List<Row> rows = table.rows().stream().filter(row -> row.matches(facts)).toList();
        return new Decision(
                table,
                table.hitPolicy() == HitPolicy.FIRST ? rows.stream().limit(1).toList() : rows);
    }
}
