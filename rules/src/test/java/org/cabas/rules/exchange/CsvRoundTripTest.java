package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.cabas.rules.table.RandomTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CsvRoundTripTest {

    static LongStream seeds() {
        var first = new Random().nextLong();
        return LongStream.range(0, 500).map(i -> first + i);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_was_written_reads_back_equal(long seed) {
        var table = new RandomTables(new Random(seed)).table();
        var file = CsvFormat.writeBytes(table);
        assertThat(CsvFormat.read(file)).as("seed %d", seed).isEqualTo(new Reading.Readable(table));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_damaged_file_is_told_and_never_breaks_the_reader(long seed) {
        var random = new Random(seed);
        var file = CsvFormat.writeBytes(new RandomTables(random).table());
        for (var i = 0; i <= random.nextInt(10); i++) {
            file[random.nextInt(file.length)] = (byte) ";;;\n\n\"=-@|à 0ù€".charAt(random.nextInt(15));
        }
        switch (CsvFormat.read(file)) {
            case Reading.Readable(var table) ->
                assertThat(CsvFormat.read(CsvFormat.writeBytes(table)).expected())
                        .as("seed %d", seed)
                        .isEqualTo(table);
            case Reading.Unreadable(var problems) ->
                assertThat(problems).as("seed %d", seed).isNotEmpty();
        }
    }

    @Test
    void no_cell_of_free_text_starts_a_formula() {
        for (var text : new String[] {"=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1", "'=1", "''=1", "\uff1d1"}) {
            assertThat(SafeText.neutralised(text)).startsWith("'");
            assertThat(SafeText.restored(SafeText.neutralised(text))).isEqualTo(text);
        }
        for (var text : new String[] {"", "'", "l'ail", "'tis", "1=1"}) {
            assertThat(SafeText.neutralised(text)).isEqualTo(text);
            assertThat(SafeText.restored(text)).isEqualTo(text);
        }
    }
}
