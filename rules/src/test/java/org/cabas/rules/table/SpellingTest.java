package org.cabas.rules.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingTest {

    @Test
    void case_accents_ligatures_apostrophes_and_spaces_do_not_make_another_word() {
        assertThat(Spelling.same("Œufs", "oeufs")).isTrue();
        assertThat(Spelling.same("hors d’Europe", " HORS  d'europe")).isTrue();
        assertThat(Spelling.same("1\u202f450\u00a0€", "1 450 €")).isTrue();
        assertThat(Spelling.same("légumes", "légume")).isFalse();
        assertThat(Spelling.sameAccents("Légumes", " légumes")).isTrue();
        assertThat(Spelling.sameAccents("Légumes", "legumes")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " pain",
                "pain ",
                "pain | lait",
                "a = b",
                "=SUM(A1)",
                "+1",
                "-1",
                "@x",
                "'x",
                "pain\nlait",
                "inconnu",
                "Inconnue",
                "tous",
                "SINON",
                "-",
                "*",
                "peu importe",
                "sauf pain",
                "Tous sauf pain"
            })
    void an_option_never_looks_like_the_grammar_around_it(String text) {
        assertThat(Spelling.canNameAnOption(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> new Domain.Option("code", text));
        assertThatIllegalArgumentException().isThrownBy(() -> new Domain.Option(text, "libellé"));
    }

    @Test
    void every_shared_option_can_be_named() {
        for (var list : Vocabulary.BY_NAME.values()) {
            for (var option : list.options()) {
                assertThat(Spelling.canNameAnOption(option.label())).isTrue();
                assertThat(Spelling.canNameAnOption(option.code())).isTrue();
            }
        }
    }

    @Test
    void none_of_several_choices_is_no_option_of_their_list() {
        var list = new Domain.Closed(List.of(new Domain.Option("none", "Aucun"), new Domain.Option("some", "un peu")));
        assertThat(new Column("packaging", "Emballage", ColumnType.CHOICE, list, true, Basis.FIXED))
                .isNotNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Column("packaging", "Emballage", ColumnType.CHOICES, list, true, Basis.FIXED));
    }

    @Test
    void ids_are_fit_for_code_traces_and_files() {
        assertThat(List.of("income", "nova_group", "q1")).allMatch(Spelling::isColumnId);
        assertThat(List.of("", "Income", "1q", "a-b", "é", "row", "note", "a".repeat(61)))
                .noneMatch(Spelling::isColumnId);
        assertThat(List.of("follow-up", "conventioning_points")).allMatch(Spelling::isTableId);
        assertThat(List.of("", "A", "a b", "../a", "a/b")).noneMatch(Spelling::isTableId);
        assertThat(List.of("R1", "1", "ligne-été.2")).allMatch(Spelling::isRowId);
        assertThat(List.of("", " R1", "=R1", "-1", "R 1", "R;1", "R".repeat(41)))
                .noneMatch(Spelling::isRowId);
    }

    @Test
    void a_condition_stays_within_what_its_column_holds() {
        var price =
                new Column("price", "Prix", ColumnType.MONEY, new Domain.Ordered(0, 100_00, 50), false, Basis.FIXED);
        assertThat(Condition.atMost(100_00).fits(price)).isTrue();
        assertThat(Condition.atMost(100_50).fits(price)).isFalse();
        assertThat(Condition.atLeast(-50).fits(price)).isFalse();
        assertThat(Condition.equalTo(25).fits(price)).isFalse();
        assertThat(new Condition.Between(100_00, 0).fits(price)).isTrue();
        assertThat(new Condition.Between(Long.MIN_VALUE, Long.MAX_VALUE).fits(price))
                .isFalse();
        assertThat(Condition.UNKNOWN.fits(price)).isFalse();
        assertThat(Condition.YES.fits(price)).isFalse();
        assertThat(new Condition.OneOf(Set.of("x")).fits(price)).isFalse();
    }

    @Test
    void months_and_days_of_a_column_exist() {
        assertThatIllegalArgumentException().isThrownBy(() -> ordered(ColumnType.MONTH, 0, 12));
        assertThatIllegalArgumentException().isThrownBy(() -> ordered(ColumnType.MONTH, 1, 13));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ordered(ColumnType.DATE, 0, LocalDate.of(10_000, 1, 1).toEpochDay()));
    }

    private static Column ordered(ColumnType type, long minimum, long maximum) {
        return new Column("when", "Quand", type, new Domain.Ordered(minimum, maximum, 1), false, Basis.FIXED);
    }
}
