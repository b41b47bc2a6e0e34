package org.cabas.rules.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Columns, conditions and answers inside sentences; a plain space stands for a non-breaking one. */
class SpeechTest {
    private static final Domain.Ordered MONEY = new Domain.Ordered(0, 1_000_00, 1_00);

    @Test
    void a_label_is_spoken_with_its_article_where_it_is_a_noun_and_in_guillemets_where_it_isn_t() {
        assertThat(name("Revenu mensuel net", ColumnType.MONEY, MONEY)).isEqualTo("le revenu mensuel net");
        assertThat(name("Allocation", ColumnType.MONEY, MONEY)).isEqualTo("l'allocation");
        assertThat(name("Cotisation", ColumnType.MONEY, MONEY)).isEqualTo("la cotisation");
        assertThat(name("Places libres", ColumnType.WHOLE, MONEY)).isEqualTo("« Places libres »");
        assertThat(name("Produit bio", ColumnType.YES_NO, Domain.YES_NO)).isEqualTo("« Produit bio »");
        assertThat(name("Revenu ou quotient, au choix", ColumnType.MONEY, MONEY))
                .isEqualTo("« Revenu ou quotient, au choix »");
        assertThat(SpokenName.of(column("Allocation", ColumnType.MONEY, MONEY)).ofName())
                .isEqualTo("de l'allocation");
        assertThat(SpokenName.of(column("Prix", ColumnType.MONEY, MONEY)).ofName())
                .isEqualTo("du prix");
        assertThat(SpokenName.of(column("Part du bio", ColumnType.MONEY, MONEY)).atStart())
                .isEqualTo("La part du bio");
    }

    @Test
    void conditions_are_clauses() {
        var income = column("Revenu", ColumnType.MONEY, MONEY);
        assertThat(condition(income, Condition.atMost(600_00))).isEqualTo("le revenu est d'au plus 600 €");
        assertThat(condition(income, Condition.atLeast(600_00))).isEqualTo("le revenu est d'au moins 600 €");
        assertThat(condition(income, Condition.equalTo(600_00))).isEqualTo("le revenu est de 600 €");
        assertThat(condition(income, Condition.UNKNOWN)).isEqualTo("le revenu n'est pas connu");
        var month = column("Mois de l'achat", ColumnType.MONTH, new Domain.Ordered(1, 12, 1));
        assertThat(condition(month, new Condition.Between(4, 10))).isEqualTo("le mois de l'achat va d'avril à octobre");
        assertThat(condition(month, Condition.atLeast(3))).isEqualTo("le mois de l'achat est mars ou après");
        var day = column("Date d'entrée", ColumnType.DATE, new Domain.Ordered(0, 30_000, 1));
        assertThat(condition(day, new Condition.Between(59, 90)))
                .isEqualTo("la date d'entrée va du 1er mars 1970 au 1er avril 1970");
        var family = column("Famille", ColumnType.CHOICE, Vocabulary.PRODUCT_FAMILIES);
        assertThat(condition(family, new Condition.OneOf(Set.of("bread", "fruits", "meat"))))
                .isEqualTo("la famille est « fruits », « pain » ou « viande »");
        assertThat(condition(family, new Condition.NoneOf(Set.of("bread", "fruits"))))
                .isEqualTo("la famille n'est ni « fruits » ni « pain »");
        var labels = column("Labels", ColumnType.CHOICES, Vocabulary.LABELS);
        assertThat(condition(labels, new Condition.NoneOf(Set.of("en:pdo"))))
                .isEqualTo("« Labels » ne comprend pas « AOP »");
    }

    private static Column column(String label, ColumnType type, Domain domain) {
        return new Column("asked", label, type, domain, true, Basis.FIXED);
    }

    private static String name(String label, ColumnType type, Domain domain) {
        return plain(SpokenName.of(column(label, type, domain)).name());
    }

    private static String condition(Column column, Condition condition) {
        return plain(Speech.condition(column, condition));
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
    }
}
