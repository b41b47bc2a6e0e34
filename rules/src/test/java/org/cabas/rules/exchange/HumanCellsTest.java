package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.cabas.rules.exchange.OneCell.Place;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Row;
import org.cabas.rules.table.Value;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a human would understand is read, in whatever file it stands; what can be understood in two ways is asked about. */
class HumanCellsTest {
    private static final List<Format> SHEETS = List.of(Format.XLSX, Format.ODS, Format.CSV);

    private record Written(String text, Condition understood) {}

    private static Stream<Arguments> everywhere(Stream<Written> cells) {
        return cells.flatMap(
                cell -> SHEETS.stream().map(format -> Arguments.of(format, cell.text(), cell.understood())));
    }

    static Stream<Arguments> amounts() {
        var exactly1401 = new Condition.Between(1_401_00, 1_401_00);
        var from3101 = Condition.atLeast(3_101_00);
        var bracket = new Condition.Between(601_00, 1_000_00);
        return everywhere(Stream.of(
                // Decimal commas and points.
                new Written("12,50", new Condition.Between(12_50, 12_50)),
                new Written("12.50", new Condition.Between(12_50, 12_50)),
                new Written("12.5 €", new Condition.Between(12_50, 12_50)),
                new Written("1 401,00", exactly1401),
                // Non-breaking spaces, wide and narrow, and those of French typography around the sign.
                new Written("1\u00a0401\u00a0€", exactly1401),
                new Written("1\u202f401\u202f€", exactly1401),
                new Written("\u00a01\u2009401 €\u00a0", exactly1401),
                // Euro signs, euros in words, and none.
                new Written("1401€", exactly1401),
                new Written("1 401 euros", exactly1401),
                new Written("1401", exactly1401),
                // « 3 101 et + », as the guide of contributions is printed.
                new Written("3 101 et +", from3101),
                new Written("3\u00a0101 € et +", from3101),
                new Written("3101 et plus", from3101),
                new Written("≥ 3101", from3101),
                new Written(">= 3 101 €", from3101),
                new Written("601 - 1 000", bracket),
                new Written("de 601 € à 1 000 €", bracket)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("amounts")
    void decimal_commas_and_points_non_breaking_spaces_euro_signs_and_3_101_et_plus_are_read(
            Format format, String text, Condition understood) throws IOException {
        assertThat(read(format, Place.INCOME, text).conditions().getFirst()).isEqualTo(understood);
    }

    static Stream<Arguments> dates() {
        var day = LocalDate.of(2026, 3, 7).toEpochDay();
        var thatDay = new Condition.Between(day, day);
        return everywhere(Stream.of(
                new Written("7 mars 2026", thatDay),
                new Written("07/03/2026", thatDay),
                new Written("7/3/2026", thatDay),
                new Written("2026-03-07", thatDay),
                new Written("7\u00a0MARS\u00a02026", thatDay),
                new Written("à partir du 7 mars 2026", Condition.atLeast(day)),
                new Written("jusqu’au 07/03/2026", Condition.atMost(day))));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("dates")
    void dates_as_text_are_read(Format format, String text, Condition understood) throws IOException {
        assertThat(read(format, Place.SINCE, text).conditions().get(1)).isEqualTo(understood);
    }

    static Stream<Arguments> fees() {
        return SHEETS.stream()
                .flatMap(format -> Stream.of("12,50 €", "12.50", "12,5", "12,50\u00a0euros", "\u202f12,50\u202f€")
                        .map(text -> Arguments.of(format, text)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("fees")
    void amounts_that_a_row_answers_are_read_alike(Format format, String text) throws IOException {
        assertThat(read(format, Place.AMOUNT, text).outcomes()).containsExactly(new Value.Quantity(12_50));
    }

    static Stream<Arguments> riddles() {
        return SHEETS.stream()
                .flatMap(format -> Stream.of(
                        Arguments.of(format, Place.INCOME, "1.401", "deux façons"),
                        Arguments.of(format, Place.INCOME, "environ 1 400", "n'est pas un montant"),
                        Arguments.of(format, Place.INCOME, "1 400 $", "n'est pas un montant"),
                        Arguments.of(format, Place.SINCE, "03/07/26", "n'est pas une date"),
                        Arguments.of(format, Place.SINCE, "31/02/2026", "n'existe pas dans le calendrier"),
                        Arguments.of(format, Place.PLACE, "Fermes", "vouliez-vous dire «\u00a0Ferme\u00a0»"),
                        Arguments.of(format, Place.AMOUNT, "gratuit", "n'est pas un montant")));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("riddles")
    void what_a_human_would_ask_about_is_refused_at_its_cell_in_one_sentence(
            Format format, Place place, String text, String told) throws IOException {
        assertThat(Refusals.of("table." + format.extension(), OneCell.file(format, place, text)))
                .singleElement()
                .asString()
                .contains(place.cell() + " (" + place.label + ")", told)
                .endsWith(".");
    }

    private static Row read(Format format, Place place, String text) throws IOException {
        return Refusals.tables("table." + format.extension(), OneCell.file(format, place, text))
                .tables()
                .getFirst()
                .rows()
                .getFirst();
    }
}
