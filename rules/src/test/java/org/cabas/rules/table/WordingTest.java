package org.cabas.rules.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordingTest {
    private static final Column INCOME = ordered("Revenu mensuel net du foyer", ColumnType.MONEY, 0, 1_000_000, 100);
    private static final Column SHARE = ordered("Part bio", ColumnType.PERCENT, 0, 10_000, 50);
    private static final Column DISTANCE = ordered("Distance", ColumnType.NUMBER, 0, 1_000_0000, 5_000);
    private static final Column PEOPLE = ordered("Personnes", ColumnType.WHOLE, 0, 12_000, 1);
    private static final Column DAY = ordered("Jour", ColumnType.DATE, 0, 30_000, 1);
    private static final Column MONTH = ordered("Mois", ColumnType.MONTH, 1, 12, 1);
    private static final Column FAMILY =
            new Column("family", "Famille", ColumnType.CHOICE, Vocabulary.PRODUCT_FAMILIES, false, Basis.FIXED);
    private static final Column LABELS =
            new Column("labels", "Labels", ColumnType.CHOICES, Vocabulary.LABELS, true, Basis.FIXED);
    private static final Column DIRECT =
            new Column("direct", "Vente directe", ColumnType.YES_NO, Domain.YES_NO, true, Basis.FIXED);

    @Test
    void a_condition_is_written_in_the_closed_grammar() {
        assertThat(Wording.written(INCOME, Condition.ANY)).isEmpty();
        assertThat(Wording.written(DIRECT, Condition.UNKNOWN)).isEqualTo("inconnu");
        assertThat(Wording.written(DIRECT, Condition.YES)).isEqualTo("oui");
        assertThat(Wording.written(DIRECT, Condition.NO)).isEqualTo("non");
        assertThat(Wording.written(INCOME, Condition.equalTo(600_00))).isEqualTo("600\u00a0€");
        assertThat(Wording.written(INCOME, new Condition.Between(0, 600_00))).isEqualTo("0\u00a0€ à 600\u00a0€");
        assertThat(Wording.written(INCOME, Condition.atLeast(3_101_00))).isEqualTo("≥ 3\u202f101\u00a0€");
        assertThat(Wording.written(INCOME, Condition.atMost(600_00))).isEqualTo("≤ 600\u00a0€");
        assertThat(Wording.written(INCOME, new Condition.Between(600_00, 0))).isEqualTo("600\u00a0€ à 0\u00a0€");
        assertThat(Wording.written(MONTH, new Condition.Between(3, 5))).isEqualTo("mars à mai");
    }

    @Test
    void options_come_in_the_order_of_their_list() {
        assertThat(Wording.written(FAMILY, new Condition.OneOf(Set.of("vegetables", "fruits"))))
                .isEqualTo("fruits | légumes");
        assertThat(Wording.written(FAMILY, new Condition.NoneOf(Set.of("sweets", "alcohol"))))
                .isEqualTo("sauf alcool | sucreries");
        assertThat(Wording.written(LABELS, new Value.Choices(Set.of("en:pdo", "en:organic"))))
                .isEqualTo("bio | AOP");
    }

    @Test
    void a_value_is_written_in_its_unit_without_idle_zeros() {
        assertThat(Wording.written(INCOME, new Value.Quantity(1_450_00))).isEqualTo("1\u202f450\u00a0€");
        assertThat(Wording.written(INCOME, new Value.Quantity(65_50))).isEqualTo("65,50\u00a0€");
        assertThat(Wording.written(SHARE, new Value.Quantity(70_00))).isEqualTo("70\u00a0%");
        assertThat(Wording.written(SHARE, new Value.Quantity(12_50))).isEqualTo("12,5\u00a0%");
        assertThat(Wording.written(DISTANCE, new Value.Quantity(12_5000))).isEqualTo("12,5");
        assertThat(Wording.written(DISTANCE, new Value.Quantity(1_000_0000))).isEqualTo("1\u202f000");
        assertThat(Wording.written(PEOPLE, new Value.Quantity(10_000))).isEqualTo("10\u202f000");
        assertThat(Wording.written(DAY, day(2026, 3, 7))).isEqualTo("7 mars 2026");
        assertThat(Wording.written(DAY, day(2026, 3, 1))).isEqualTo("1er mars 2026");
        assertThat(Wording.written(MONTH, new Value.Quantity(8))).isEqualTo("août");
        assertThat(Wording.written(FAMILY, new Value.Choice("eggs"))).isEqualTo("œufs");
        assertThat(Wording.written(LABELS, new Value.Choices(Set.of()))).isEqualTo("aucun");
        assertThat(Wording.written(LABELS, Value.UNKNOWN)).isEqualTo("inconnu");
    }

    @Test
    void a_case_is_spoken_label_by_label() {
        var table = new DecisionTable(
                "eligibility",
                "Produits",
                0,
                HitPolicy.FIRST,
                List.of(FAMILY, INCOME),
                List.of(SHARE),
                List.of(),
                new DecisionTable.Validity(LocalDate.of(2026, 3, 7), null));
        var facts =
                table.facts(Map.of("family", new Value.Choice("fruits"), INCOME.id(), new Value.Quantity(1_450_00)));
        assertThat(Wording.spoken(table.conditions(), facts))
                .isEqualTo("Famille\u00a0: fruits\u202f; Revenu mensuel net du foyer\u00a0: 1\u202f450\u00a0€");
    }

    @Test
    void what_a_column_holds_is_said_with_its_bounds_or_its_list() {
        assertThat(Wording.holds(INCOME)).isEqualTo("montant de 0\u00a0€ à 10\u202f000\u00a0€, par pas de 1\u00a0€");
        assertThat(Wording.holds(PEOPLE)).isEqualTo("nombre entier de 0 à 12\u202f000");
        assertThat(Wording.holds(MONTH)).isEqualTo("mois de janvier à décembre");
        assertThat(Wording.holds(DIRECT)).isEqualTo("oui ou non, ou inconnu");
        assertThat(Wording.holds(LABELS)).isEqualTo("des choix dans la liste «\u00a0labels\u00a0», ou inconnu");
        var own = new Domain.Closed(List.of(new Domain.Option("a", "petit"), new Domain.Option("b", "grand")));
        assertThat(Wording.holds(new Column("size", "Taille", ColumnType.CHOICE, own, false, Basis.FIXED)))
                .isEqualTo("un choix parmi\u00a0: petit | grand");
    }

    @Test
    void who_answers_in_a_form_is_told_the_bounds_alone() {
        assertThat(Wording.typed(INCOME)).isEqualTo("Montant de 0\u00a0€ à 10\u202f000\u00a0€");
        assertThat(Wording.typed(PEOPLE)).isEqualTo("Nombre entier de 0 à 12\u202f000");
        assertThat(Wording.typed(MONTH)).isEqualTo("Mois de janvier à décembre");
    }

    private static Value day(int year, int month, int day) {
        return new Value.Quantity(LocalDate.of(year, month, day).toEpochDay());
    }

    private static Column ordered(String label, ColumnType type, long minimum, long maximum, long step) {
        var id = Spelling.fold(label).replaceAll("[^a-z]+", "_");
        return new Column(id, label, type, new Domain.Ordered(minimum, maximum, step), false, Basis.FIXED);
    }
}
