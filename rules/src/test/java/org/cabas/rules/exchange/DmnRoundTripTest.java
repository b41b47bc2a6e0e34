package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.RandomTables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DmnRoundTripTest {

    static LongStream seeds() {
        var first = new Random().nextLong();
        return LongStream.range(0, 500).map(i -> first + i);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_was_written_reads_back_equal(long seed) {
        var table = new RandomTables(new Random(seed)).table();
        assertThat(DmnFormat.read(DmnFormat.write(table)))
                .as("seed %d", seed)
                .isEqualTo(new FileReading.Tables(List.of(table), List.of()));
    }

    @ParameterizedTest
    @MethodSource("org.cabas.rules.exchange.Demonstration#tables")
    void a_demonstration_table_reads_back_equal(DecisionTable table) {
        assertThat(DmnFormat.read(DmnFormat.write(table))).isEqualTo(new FileReading.Tables(List.of(table), List.of()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_damaged_file_is_told_and_never_breaks_the_reader(long seed) {
        var random = new Random(seed);
        var file = DmnFormat.write(new RandomTables(random).table());
        for (var i = 0; i <= random.nextInt(4); i++) {
            file[random.nextInt(file.length)] = (byte) "<>\"&?()[]-0a,;. ".charAt(random.nextInt(16));
        }
        switch (DmnFormat.read(file)) {
            case FileReading.Tables(var tables, var notes) ->
                assertThat(DmnFormat.read(DmnFormat.write(tables.getFirst())))
                        .as("seed %d", seed)
                        .isEqualTo(new FileReading.Tables(List.of(tables.getFirst()), List.of()));
            case FileReading.Unreadable(var problems) ->
                assertThat(problems).as("seed %d", seed).isNotEmpty();
        }
    }
}
