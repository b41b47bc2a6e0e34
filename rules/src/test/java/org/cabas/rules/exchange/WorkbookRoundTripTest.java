package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.cabas.rules.table.RandomTables;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkbookRoundTripTest {

    static LongStream seeds() {
        var first = new Random().nextLong();
        return LongStream.range(0, 200).map(i -> first + i);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_was_written_reads_back_equal(long seed) {
        var table = new RandomTables(new Random(seed)).table();
        for (var format : Format.values()) {
            var file = Exchange.write(List.of(table), format).getFirst();
            assertThat(Exchange.read(file.name(), file.bytes()))
                    .as("%s, seed %d", format, seed)
                    .isEqualTo(new FileReading.Tables(List.of(table), List.of()));
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void demonstration_tables_read_back_equal(Format format) {
        Demonstration.tables().forEach(table -> {
            var file = Exchange.write(List.of(table), format).getFirst();
            assertThat(Exchange.read(file.name(), file.bytes()))
                    .as(table.id())
                    .isEqualTo(new FileReading.Tables(List.of(table), List.of()));
        });
    }
}
