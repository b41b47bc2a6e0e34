package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.cabas.rules.exchange.WrittenTable.CellProblem;
import org.cabas.rules.exchange.WrittenTable.Read.NotYet;
import org.cabas.rules.exchange.WrittenTable.Read.Whole;
import org.cabas.rules.exchange.WrittenTable.WrittenRow;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.table.DecisionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people write is kept as they wrote it, and read as soon as it can be. */
class WrittenTableTest {
    private static final WrittenTable JOIGNY = WrittenTable.of(DemonstrationFunds.tables("joigny").stream()
            .filter(table -> table.id().equals("contribution"))
            .findFirst()
            .orElseThrow());

    static Stream<DecisionTable> everyTable() {
        return DemonstrationFunds.all().stream()
                .map(fund -> fund.rulebook())
                .distinct()
                .flatMap(rulebook -> DemonstrationFunds.tables(rulebook).stream());
    }

    @ParameterizedTest
    @MethodSource("everyTable")
    void what_is_written_of_a_table_reads_as_that_table(DecisionTable table) {
        assertThat(WrittenTable.of(table).read()).isEqualTo(new Whole(table.withVersion(0)));
    }

    @ParameterizedTest
    @MethodSource("everyTable")
    void what_is_kept_comes_back_as_it_was_written(DecisionTable table) {
        var written = WrittenTable.of(table);
        assertThat(WrittenTable.parse(written.csv())).isEqualTo(written);
    }

    @Test
    void text_that_says_nothing_yet_is_kept_with_all_its_quotes_formulas_and_line_breaks() {
        var odd = JOIGNY.withCell("R3", "contribution", "peut-être \"15\"; ou\n<b>16</b> \\ =1+1")
                .withCell("R3", WrittenTable.NOTE, "=HYPERLINK(\"x\")")
                .withRow(new WrittenRow("R12", List.of("", ""), "", ""), "R2");
        assertThat(WrittenTable.parse(odd.csv())).isEqualTo(odd);
    }

    @Test
    void a_cell_that_can_t_be_read_is_told_by_its_row_and_column() {
        var read = JOIGNY.withCell("R4", "contribution", "vingt").read();
        assertThat(read)
                .isInstanceOfSatisfying(
                        NotYet.class,
                        not -> assertThat(not.problems())
                                .extracting(CellProblem::row, CellProblem::column)
                                .containsExactly(org.assertj.core.groups.Tuple.tuple("R4", "contribution")));
    }

    @Test
    void what_can_be_read_is_written_as_the_grid_writes_it_and_what_can_t_stays() {
        assertThat(JOIGNY.tidied("income", "1401 - 1500").replace('\u00a0', ' ').replace('\u202f', ' '))
                .isEqualTo("1 401 € à 1 500 €");
        assertThat(JOIGNY.tidied("contribution", "vingt")).isEqualTo("vingt");
        assertThat(JOIGNY.tidied("income", "Sinon")).isEqualTo("sinon");
        assertThat(JOIGNY.tidied(WrittenTable.NOTE, " à voir ")).isEqualTo(" à voir ");
    }

    @Test
    void rows_are_added_below_one_moved_and_removed_and_the_others_keep_their_order() {
        var added = JOIGNY.withRow(new WrittenRow("R12", List.of("≥ 5 000 €", "80 €"), "", ""), "R10");
        assertThat(ids(added)).endsWith("R10", "R12", "R11");
        var moved = added.withRow(added.row("R12").orElseThrow(), "");
        assertThat(ids(moved)).startsWith("R12", "R1", "R2").hasSize(12);
        assertThat(ids(moved.withoutRow("R12"))).isEqualTo(ids(JOIGNY));
    }

    @Test
    void a_table_without_rows_says_so() {
        assertThat(new WrittenTable(JOIGNY.frame(), List.of()).read())
                .isInstanceOfSatisfying(
                        NotYet.class,
                        not -> assertThat(not.problems().getFirst().message()).contains("aucune ligne"));
    }

    private static List<String> ids(WrittenTable table) {
        return table.rows().stream().map(WrittenRow::id).toList();
    }
}
