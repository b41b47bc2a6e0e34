package org.cabas.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Value.Choice;
import org.cabas.rules.table.Value.Quantity;
import org.cabas.rules.table.Value.YesNo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactSheetTest {

    @Test
    void what_nobody_told_is_not_on_the_sheet() {
        assertThat(FactSheet.product(null, null, null, null, null)).isEqualTo(FactSheet.EMPTY);
        assertThat(FactSheet.means(null, null, null)).isEqualTo(FactSheet.EMPTY);
        assertThat(FactSheet.merchant(null, null, null, null, null, null, Map.of()))
                .isEqualTo(FactSheet.EMPTY);
        assertThat(FactSheet.of(Map.of("income", Value.UNKNOWN))).isEqualTo(FactSheet.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fr:ab-agriculture-biologique",
                "en:eu-organic",
                "en:organic",
                "en:demeter",
                "fr:nature-et-progres"
            })
    void a_product_with_an_organic_label_is_organic(String label) {
        var product = FactSheet.product("vegetables", Set.of("fr:label-rouge", label), null, null, null);

        assertThat(product.value("organic")).contains(new YesNo(true));
    }

    @Test
    void a_product_without_a_label_is_not_organic_and_one_whose_labels_nobody_knows_may_be() {
        assertThat(FactSheet.product("meat", Set.of(), null, null, null).value("organic"))
                .contains(new YesNo(false));
        assertThat(FactSheet.product("meat", Set.of("fr:haute-valeur-environnementale"), null, null, null)
                        .value("organic"))
                .contains(new YesNo(false));
        assertThat(FactSheet.product("meat", null, null, null, null).value("organic"))
                .isEmpty();
    }

    @Test
    void figures_are_held_in_the_units_of_their_columns() {
        var merchant = FactSheet.merchant("farmer", "certified", true, 12, 80, 100, Map.of("hens", new Quantity(40)));

        assertThat(merchant.asMap())
                .containsEntry("merchant_kind", new Choice("farmer"))
                .containsEntry("distance", new Quantity(120_000))
                .containsEntry("organic_share", new Quantity(8_000))
                .containsEntry("local_share", new Quantity(10_000))
                .containsEntry("hens", new Quantity(40));
        assertThat(FactSheet.means(Money.euroCents(145_000), null, "ccas").asMap())
                .containsOnly(Map.entry("income", new Quantity(145_000)), Map.entry("referral", new Choice("ccas")));
    }

    @Test
    void a_household_is_its_adults_and_children_and_all_of_them() {
        assertThat(FactSheet.household(2, 1).asMap())
                .containsOnly(
                        Map.entry("adults", new Quantity(2)),
                        Map.entry("children", new Quantity(1)),
                        Map.entry("people", new Quantity(3)));
    }

    @Test
    void the_month_comes_from_the_day_of_the_purchase() {
        assertThat(FactSheet.purchasedOn(LocalDate.of(2026, 11, 22)).value("month"))
                .contains(new Quantity(11));
    }

    @Test
    void two_sheets_make_one_and_the_later_fact_counts() {
        var merchant = FactSheet.of(Map.of("direct_sale", new YesNo(true), "hens", new Quantity(1)));
        var product = FactSheet.of(Map.of("hens", new Quantity(2), "nova_group", new Quantity(3)));
        var day = FactSheet.purchasedOn(LocalDate.of(2026, 3, 14));

        var both = merchant.and(product).and(day);

        assertThat(both.asMap())
                .containsOnly(
                        Map.entry("direct_sale", new YesNo(true)),
                        Map.entry("hens", new Quantity(2)),
                        Map.entry("nova_group", new Quantity(3)),
                        Map.entry("month", new Quantity(3)));
        assertThat(merchant.and(product.and(day))).isEqualTo(both).hasSameHashCodeAs(both);
        assertThat(both.and(FactSheet.EMPTY)).isEqualTo(both);
        assertThat(FactSheet.EMPTY.and(both)).isEqualTo(both);
    }

    @Test
    void a_fact_can_be_replaced_and_forgotten() {
        var sheet = FactSheet.household(1, 0).with("children", new Quantity(2));

        assertThat(sheet.value("children")).contains(new Quantity(2));
        assertThat(sheet.with("children", Value.UNKNOWN).value("children")).isEmpty();
        assertThat(sheet.with("children", Value.UNKNOWN).value("adults")).contains(new Quantity(1));
    }
}
