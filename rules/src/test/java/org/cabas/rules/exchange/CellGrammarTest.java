package org.cabas.rules.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.cabas.rules.table.Basis;
import org.cabas.rules.table.Column;
import org.cabas.rules.table.ColumnType;
import org.cabas.rules.table.Condition;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellGrammarTest {
    private static final Column INCOME = ordered(ColumnType.MONEY, -100_00, 100_000_00, 1_00);
    private static final Column KILOMETRES = ordered(ColumnType.NUMBER, 0, 1_000_0000, 5000);
    private static final Column PEOPLE = ordered(ColumnType.WHOLE, 0, 100, 1);
    private static final Column SHARE = ordered(ColumnType.PERCENT, 0, 100_00, 50);
    private static final Column DAY = ordered(
            ColumnType.DATE,
            LocalDate.of(2020, 1, 1).toEpochDay(),
            LocalDate.of(2030, 12, 31).toEpochDay(),
            1);
    private static final Column MONTH = ordered(ColumnType.MONTH, 1, 12, 1);
    private static final Column FAMILY = closed(ColumnType.CHOICE, Vocabulary.PRODUCT_FAMILIES);
    private static final Column LABELS = closed(ColumnType.CHOICES, Vocabulary.LABELS);
    private static final Column DIRECT =
            new Column("direct", "Vente directe", ColumnType.YES_NO, Domain.YES_NO, true, Basis.FIXED);

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "-", "–", "*", "tous", "Toutes", "peu importe", "Indifférent", "sinon"})
    void nothing_or_a_word_for_it_means_any(String cell) {
        for (var column : List.of(INCOME, FAMILY, LABELS, DIRECT, DAY)) {
            assertThat(CellGrammar.condition(column, cell)).isEqualTo(Parsed.good(Condition.ANY));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inconnu", "Inconnue", " INCONNU "})
    void unknown_is_a_word_of_every_column_that_may_be_unknown(String cell) {
        for (var column : List.of(INCOME, FAMILY, LABELS, DIRECT, DAY)) {
            assertThat(CellGrammar.condition(column, cell)).isEqualTo(Parsed.good(Condition.UNKNOWN));
            assertThat(CellGrammar.value(column, cell)).isEqualTo(Parsed.good(Value.UNKNOWN));
        }
    }

    @Test
    void unknown_is_refused_where_the_fact_is_always_known() {
        var column = new Column("adults", "Adultes", ColumnType.WHOLE, PEOPLE.domain(), false, Basis.FIXED);
        assertThat(messages(CellGrammar.condition(column, "inconnu")))
                .singleElement()
                .asString()
                .contains("toujours connue", "Inconnu");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 450 €                  | 145000
            1450                     | 145000
            1 450,00                 | 145000
            1450.00 euros            | 145000
            1\u00a0450\u00a0€        | 145000
            1\u202f450\u202f€        | 145000
            -5 €                     | -500
            \u2212 5 €               | -500
            +5                       | 500
            = 600 €                  | 60000
            égal à 600               | 60000
            """)
    void an_amount_alone_is_equality(String cell, long cents) {
        assertThat(CellGrammar.condition(INCOME, cell)).isEqualTo(Parsed.good(Condition.equalTo(cents)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "≥ 600 €",
                ">= 600",
                "=> 600",
                "≥600€",
                "600 € et plus",
                "600 et +",
                "à partir de 600 €",
                "A PARTIR DE 600",
                "au moins 600 €",
                "dès 600 €",
                "plus de 599 €",
                "> 599",
                "supérieur à 599 €",
                "Supérieure ou égale à 600",
                "600 € ou plus",
                "au-delà de 599 €",
                "600 minimum"
            })
    void a_lower_bound_is_said_in_many_ways(String cell) {
        assertThat(CellGrammar.condition(INCOME, cell)).isEqualTo(Parsed.good(Condition.atLeast(600_00)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "≤ 600 €",
                "<= 600",
                "jusqu'à 600 €",
                "jusqu’à 600",
                "au plus 600",
                "moins de 601 €",
                "< 601",
                "600 € et moins",
                "inférieur ou égal à 600",
                "inférieur à 601 €",
                "600 maximum",
                "600 ou moins"
            })
    void an_upper_bound_is_said_in_many_ways(String cell) {
        assertThat(CellGrammar.condition(INCOME, cell)).isEqualTo(Parsed.good(Condition.atMost(600_00)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 à 600 €",
                "0 € à 600 €",
                "de 0 à 600 €",
                "entre 0 et 600 €",
                "0 – 600 €",
                "0–600",
                "0 - 600",
                "0-600",
                "0€-600€",
                "0 a 600",
                "0 — 600"
            })
    void two_bounds_are_said_in_many_ways(String cell) {
        assertThat(CellGrammar.condition(INCOME, cell)).isEqualTo(Parsed.good(new Condition.Between(0, 600_00)));
    }

    @Test
    void other_types_are_read_in_their_own_units() {
        assertThat(CellGrammar.condition(KILOMETRES, "jusqu'à 12,5 km"))
                .isEqualTo(Parsed.good(Condition.atMost(12_5000)));
        assertThat(CellGrammar.condition(PEOPLE, "3 pers.")).isEqualTo(Parsed.good(Condition.equalTo(3)));
        assertThat(CellGrammar.condition(PEOPLE, "2 à 4 enfants")).isEqualTo(Parsed.good(new Condition.Between(2, 4)));
        assertThat(CellGrammar.condition(SHARE, "12,5 % à 70 %"))
                .isEqualTo(Parsed.good(new Condition.Between(12_50, 70_00)));
        assertThat(CellGrammar.condition(MONTH, "mars à juin")).isEqualTo(Parsed.good(new Condition.Between(3, 6)));
        assertThat(CellGrammar.condition(MONTH, "à partir d'AOUT")).isEqualTo(Parsed.good(Condition.atLeast(8)));
        assertThat(CellGrammar.condition(MONTH, "mars-juin")).isEqualTo(Parsed.good(new Condition.Between(3, 6)));
        assertThat(CellGrammar.value(MONTH, "Février")).isEqualTo(Parsed.good(new Value.Quantity(2)));
        assertThat(CellGrammar.condition(DIRECT, "= OUI")).isEqualTo(Parsed.good(Condition.YES));
        assertThat(CellGrammar.condition(DIRECT, "n")).isEqualTo(Parsed.good(Condition.NO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7 mars 2026", "07/03/2026", "7/3/2026", "2026-03-07", "7 MARS 2026"})
    void a_day_is_written_in_three_ways(String cell) {
        var day = LocalDate.of(2026, 3, 7).toEpochDay();
        assertThat(CellGrammar.value(DAY, cell)).isEqualTo(Parsed.good(new Value.Quantity(day)));
        assertThat(CellGrammar.condition(DAY, "à partir du " + cell)).isEqualTo(Parsed.good(Condition.atLeast(day)));
        assertThat(CellGrammar.condition(DAY, "après le " + cell)).isEqualTo(Parsed.good(Condition.atLeast(day + 1)));
        assertThat(CellGrammar.condition(DAY, "avant le " + cell)).isEqualTo(Parsed.good(Condition.atMost(day - 1)));
        assertThat(CellGrammar.condition(DAY, "jusqu'au " + cell)).isEqualTo(Parsed.good(Condition.atMost(day)));
        assertThat(CellGrammar.condition(DAY, "du 1er mars 2026 au " + cell))
                .isEqualTo(Parsed.good(new Condition.Between(day - 6, day)));
    }

    @Test
    void options_are_read_by_label_or_code_without_regard_to_case_and_accents() {
        for (var cell : List.of("Légumes", "légumes", " LÉGUMES ", "vegetables", "= légumes")) {
            assertThat(CellGrammar.condition(FAMILY, cell))
                    .isEqualTo(Parsed.good(new Condition.OneOf(Set.of("vegetables"))));
        }
        for (var cell :
                List.of("fruits | légumes", "fruits ou Légumes", "FRUITS|vegetables", "légumes | fruits | fruits")) {
            assertThat(CellGrammar.condition(FAMILY, cell))
                    .isEqualTo(Parsed.good(new Condition.OneOf(Set.of("fruits", "vegetables"))));
        }
        for (var cell :
                List.of("sauf alcool | sucreries", "Sauf alcool ou sucreries", "tous sauf sucreries | ALCOOL")) {
            assertThat(CellGrammar.condition(FAMILY, cell))
                    .isEqualTo(Parsed.good(new Condition.NoneOf(Set.of("alcohol", "sweets"))));
        }
    }

    @Test
    void a_spelling_that_fits_two_options_is_refused_rather_than_guessed() {
        assertThat(messages(CellGrammar.condition(FAMILY, "legumes")))
                .singleElement()
                .asString()
                .contains("«\u00a0légumes\u00a0»", "«\u00a0légumineuses\u00a0»");
    }

    @Test
    void an_option_with_ou_in_its_label_is_one_option() {
        var list = new Domain.Closed(List.of(
                new Domain.Option("a", "pain ou lait"),
                new Domain.Option("b", "pain"),
                new Domain.Option("c", "lait")));
        var column = closed(ColumnType.CHOICE, list);
        assertThat(CellGrammar.condition(column, "pain ou lait"))
                .isEqualTo(Parsed.good(new Condition.OneOf(Set.of("a"))));
        assertThat(CellGrammar.condition(column, "lait ou pain"))
                .isEqualTo(Parsed.good(new Condition.OneOf(Set.of("b", "c"))));
    }

    @Test
    void no_choice_at_all_has_a_word() {
        assertThat(CellGrammar.value(LABELS, "aucun")).isEqualTo(Parsed.good(new Value.Choices(Set.of())));
        assertThat(CellGrammar.value(LABELS, "AOP | bio"))
                .isEqualTo(Parsed.good(new Value.Choices(Set.of("en:pdo", "en:organic"))));
        var none = CellGrammar.condition(LABELS, "aucun");
        assertThat(none).isInstanceOfSatisfying(Parsed.Good.class, good -> {
            var condition = (Condition) good.value();
            assertThat(condition.holdsFor(new Value.Choices(Set.of()))).isTrue();
            assertThat(condition.holdsFor(new Value.Choices(Set.of("en:pdo")))).isFalse();
            assertThat(condition.holdsFor(Value.UNKNOWN)).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            600,50 €           | entre deux pas
            600,505 €          | trop précis
            1.450 €            | deux façons
            1,450 €            | trop précis
            100 001 €          | hors des bornes
            plus de 100 000 €  | hors des bornes
            9999999999999999   | trop grand
            12 km              | n'est pas un montant
            10 mille           | n'est pas un montant
            1 45 0             | n'est pas un montant
            =SUM(A1:A3)        | formule
            0 € ou 5 €         | une ligne par intervalle
            sauf 5 €           | une ligne par intervalle
            abc                | n'est pas un montant
            0 à abc            | n'est pas un montant
            1E9                | n'est pas un montant
            """)
    void what_is_no_amount_of_the_column_is_told(String cell, String told) {
        assertThat(messages(CellGrammar.condition(INCOME, cell))).anyMatch(message -> message.contains(told));
    }

    @Test
    void a_list_tells_every_value_it_does_not_know_and_guesses_what_was_meant() {
        assertThat(messages(CellGrammar.condition(FAMILY, "fruit | legumse | pain | xyzzy")))
                .hasSize(3)
                .anyMatch(message -> message.contains("vouliez-vous dire «\u00a0fruits\u00a0»"))
                .anyMatch(message -> message.contains("vouliez-vous dire «\u00a0légumes\u00a0»"))
                .anyMatch(message -> message.contains("«\u00a0xyzzy\u00a0»") && message.contains("fruits, légumes,"));
        assertThat(messages(CellGrammar.condition(FAMILY, "fruits | "))).hasSize(1);
        assertThat(messages(CellGrammar.condition(FAMILY, "≥ 5"))).hasSize(1);
        assertThat(messages(CellGrammar.condition(DIRECT, "peut-être")))
                .singleElement()
                .asString()
                .contains("oui ou non, ou inconnu");
        assertThat(messages(CellGrammar.value(DAY, "31/02/2026")))
                .singleElement()
                .asString()
                .contains("calendrier");
        assertThat(messages(CellGrammar.value(MONTH, "marss")))
                .singleElement()
                .asString()
                .contains("mars");
        assertThat(messages(CellGrammar.value(PEOPLE, "2,5")))
                .singleElement()
                .asString()
                .contains("entier");
        assertThat(messages(CellGrammar.value(PEOPLE, " ")))
                .singleElement()
                .asString()
                .contains("vide");
    }

    @Test
    void a_message_never_carries_the_control_characters_of_a_cell() {
        var hostile = "\u001b[2J\u202e" + "x".repeat(500);
        assertThat(messages(CellGrammar.condition(FAMILY, hostile)))
                .singleElement()
                .asString()
                .doesNotContain("\u001b", "\u202e");
        assertThat(messages(CellGrammar.condition(FAMILY, hostile)).getFirst().length())
                .isLessThan(700);
    }

    private static List<String> messages(Parsed<?> parsed) {
        return switch (parsed) {
            case Parsed.Good<?> good -> throw new AssertionError("read as " + good);
            case Parsed.Bad<?>(var messages) -> messages;
        };
    }

    private static Column ordered(ColumnType type, long minimum, long maximum, long step) {
        return new Column("criterion", "Critère", type, new Domain.Ordered(minimum, maximum, step), true, Basis.FIXED);
    }

    private static Column closed(ColumnType type, Domain.Closed list) {
        return new Column("criterion", "Critère", type, list, true, Basis.FIXED);
    }
}
