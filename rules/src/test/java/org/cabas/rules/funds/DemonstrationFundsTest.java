package org.cabas.rules.funds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.cabas.rules.exchange.CsvFormat;
import org.cabas.rules.funds.DemonstrationFund.Kind;
import org.cabas.rules.funds.DemonstrationFund.Status;
import org.cabas.rules.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DemonstrationFundsTest {

    @Test
    void every_fund_has_a_rulebook_and_an_id_of_its_own() {
        var funds = DemonstrationFunds.all();

        assertThat(funds).extracting(DemonstrationFund::id).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(funds.stream().map(DemonstrationFund::rulebook).toList()))
                .isEqualTo(new TreeSet<>(DemonstrationFunds.rulebooks()));
        assertThat(funds)
                .allSatisfy(
                        fund -> assertThat(fund.size().treasury().currency()).isEqualTo(fund.currency()));
    }

    @Test
    void the_four_open_funds_of_solicagnole_share_their_tables_and_one_is_an_itinerant_grocery() {
        var open = DemonstrationFunds.all().stream()
                .filter(fund -> fund.rulebook().equals("solicagnole") && fund.status() == Status.OPEN)
                .toList();

        assertThat(open).hasSize(4);
        assertThat(open)
                .filteredOn(fund -> fund.kind() == Kind.ITINERANT_GROCERY)
                .hasSize(1);
        assertThat(open.stream().mapToInt(fund -> fund.size().households()).sum())
                .isEqualTo(102);
        assertThat(open.stream().mapToInt(fund -> fund.size().waiting()).sum()).isEqualTo(6);
        assertThat(open.stream().mapToInt(fund -> fund.size().producers()).sum())
                .isEqualTo(21);
        assertThat(open.stream().mapToInt(fund -> fund.size().shops()).sum()).isEqualTo(4);
        assertThat(DemonstrationFunds.ofId("solicagnole-5").orElseThrow().status())
                .isEqualTo(Status.DESIGNING);
    }

    @Test
    void autunois_opens_in_january_2027_and_tournugeois_has_no_money_yet() {
        var autunois = DemonstrationFunds.ofId("autunois").orElseThrow();
        var tournugeois = DemonstrationFunds.ofId("tournugeois").orElseThrow();

        assertThat(autunois.status()).isEqualTo(Status.DESIGNING);
        assertThat(autunois.opensOn())
                .hasValueSatisfying(day -> assertThat(day).hasYear(2027).hasMonthValue(1));
        assertThat(tournugeois.status()).isEqualTo(Status.DESIGNING);
        assertThat(tournugeois.size().treasury()).isEqualTo(Money.euroCents(0));
    }

    @Test
    void a_fund_that_says_how_many_are_waiting_or_what_it_holds_says_where_that_comes_from() {
        assertThat(DemonstrationFunds.all())
                .filteredOn(fund ->
                        fund.size().treasury().isPositive() || fund.size().households() > 0)
                .allSatisfy(fund -> assertThat(fund.note()).contains("hypothèse"));
    }

    @Test
    void a_rulebook_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> DemonstrationFunds.tables("nulle-part")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void every_table_file_is_listed_with_its_rulebook() throws IOException, URISyntaxException {
        var folder = Path.of(Objects.requireNonNull(DemonstrationFunds.class.getResource("/funds"))
                .toURI());
        var held = new TreeSet<String>();
        try (var files = Files.walk(folder, 2)) {
            files.filter(file -> file.toString().endsWith(".csv")
                            && folder.relativize(file).getNameCount() == 2)
                    .forEach(file -> held.add(folder.relativize(file).toString()));
        }
        var listed = new TreeSet<String>();
        for (var rulebook : DemonstrationFunds.rulebooks()) {
            DemonstrationFunds.tables(rulebook).forEach(table -> listed.add(rulebook + "/" + table.id() + ".csv"));
        }

        assertThat(listed).isEqualTo(held);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulebooks")
    void what_is_written_of_a_rulebook_reads_back_equal(String rulebook) {
        assertThat(DemonstrationFunds.tables(rulebook))
                .isNotEmpty()
                .allSatisfy(table -> assertThat(
                                CsvFormat.read(CsvFormat.writeBytes(table)).expected())
                        .isEqualTo(table));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rulebooks")
    void a_fund_that_is_being_designed_has_drafts_and_one_that_runs_has_published_tables(String rulebook) {
        var runs = DemonstrationFunds.all().stream()
                .anyMatch(fund -> fund.rulebook().equals(rulebook) && fund.status() == Status.OPEN);

        assertThat(DemonstrationFunds.tables(rulebook))
                .allSatisfy(table -> assertThat(table.version() > 0).isEqualTo(runs));
    }

    static List<String> rulebooks() {
        return DemonstrationFunds.rulebooks();
    }
}
