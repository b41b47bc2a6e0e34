package org.cabas.rules.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.HitPolicy;
import org.cabas.rules.verify.Finding.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Large tables are checked completely with few looks at rows, a count that is the same on every machine. The times that are
 * printed are of this machine, with what it has to do besides: the first run, and the best of some.
 */
class LargeTablesTest {
    private static final long SEED = 1;
    private static final int RUNS = 5;

    static List<Arguments> tables() {
        var big = new BigTables(new Random(SEED));
        var wide = big.partition(300, 6);
        var long4 = big.partition(5_000, 4);
        return List.of(
                Arguments.of("300 rows of 6 columns that divide all cases", wide, 100_000),
                Arguments.of("the same, one row missing", BigTables.without(wide, 150), 200_000),
                Arguments.of("the same, read top down", BigTables.as(HitPolicy.FIRST, wide), 300_000),
                Arguments.of(
                        "300 rows of 6 columns, half of the cells empty", big.overlapping(300, 6, 50, 40), 1_000_000),
                Arguments.of("300 rows of 6 wide columns, none empty", big.overlapping(300, 6, 0, 90), 1_000_000),
                Arguments.of("300 rows with labels", big.labelled(300, 50), 1_000_000),
                Arguments.of("3 000 rows, 300 codes in 10 brackets", BigTables.grid(300, 10), 10_000_000),
                Arguments.of("5 000 rows of 4 columns that divide all cases", long4, 20_000_000),
                Arguments.of("the same, read top down", BigTables.as(HitPolicy.FIRST, long4), 20_000_000),
                Arguments.of(
                        "5 000 rows of 4 columns, half of the cells empty",
                        big.overlapping(5_000, 4, 50, 20),
                        TableVerifier.MOST_LOOKS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void a_large_table_is_checked_completely(String name, DecisionTable table, long looks) {
        var first = 0L;
        var best = Long.MAX_VALUE;
        for (var run = 0; run < (table.rows().size() > 1_000 ? 1 : RUNS); run++) {
            var start = System.nanoTime();
            var findings = TableVerifier.verify(table, List.of(), looks);
            var took = (System.nanoTime() - start) / 1_000_000;
            first = run == 0 ? took : first;
            best = Math.min(best, took);
            assertThat(findings).extracting(Finding::kind).doesNotContain(Kind.TOO_INTRICATE);
        }
        System.out.printf("%s: %d ms, then %d ms%n", name, first, best);
    }

    @Test
    void a_table_that_divides_all_cases_has_no_fault_and_without_a_row_just_that_row_is_missing() {
        for (var seed = SEED; seed < SEED + 40; seed++) {
            var random = new Random(seed);
            var table = new BigTables(random).partition(100 + random.nextInt(200), 1 + random.nextInt(6));
            assertThat(TableVerifier.verify(table)).as("seed " + seed).isEmpty();

            var missing = random.nextInt(table.rows().size());
            assertThat(TableVerifier.verify(BigTables.without(table, missing)))
                    .as("seed " + seed)
                    .singleElement()
                    .satisfies(gap -> {
                        assertThat(gap.kind()).isEqualTo(Kind.GAP);
                        var example = Objects.requireNonNull(gap.example());
                        assertThat(table.rows().get(missing).matches(example)).isTrue();
                    });
        }
    }

    @Test
    void what_is_too_large_or_too_intricate_is_said_to_be() {
        var random = new Random(SEED);
        assertThat(TableVerifier.verify(BigTables.tangled(random, Search.MOST_COLUMNS + 1, 100)))
                .extracting(Finding::kind)
                .contains(Kind.TOO_INTRICATE);
        assertThat(TableVerifier.verify(BigTables.tangled(random, Search.MOST_COLUMNS, 282), List.of(), 100_000))
                .extracting(Finding::kind)
                .contains(Kind.TOO_INTRICATE);
    }
}
