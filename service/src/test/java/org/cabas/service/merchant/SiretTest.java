package org.cabas.service.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiretTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"73282932000074", "732 829 320 00074", "732.829.320-00074", "732\u00a0829\u00a0320\u00a000074"})
    void a_siret_is_read_as_people_write_it(String typed) {
        assertThat(Siret.read(typed)).map(Siret::digits).hasValue("73282932000074");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7328293200007",
                "732829320000740",
                "73282932000075",
                "00000000000000",
                "7328293200007a",
                "٧٣٢٨٢٩٣٢٠٠٠٠٧٤"
            })
    void what_has_not_14_digits_with_a_right_check_digit_is_none(String typed) {
        assertThat(Siret.read(typed)).isEmpty();
    }

    @Test
    void every_wrong_digit_is_noticed() {
        var right = "73282932000074";
        for (var at = 0; at < right.length(); at++) {
            for (var digit = '0'; digit <= '9'; digit++) {
                if (digit != right.charAt(at)) {
                    assertThat(Siret.read(right.substring(0, at) + digit + right.substring(at + 1)))
                            .isEmpty();
                }
            }
        }
    }

    @Test
    void an_establishment_of_la_poste_adds_up_to_a_multiple_of_five_instead() {
        assertThat(Siret.read("35600000000048")).as("its seat, by Luhn").isPresent();
        assertThat(Siret.read("35600000009075")).as("by the sum of its digits").isPresent();
        assertThat(Siret.read("35600000009076")).isEmpty();
        assertThat(Siret.read("73282932000007"))
                .as("another business has no such right")
                .isEmpty();
    }

    @Test
    void it_is_shown_in_groups() {
        assertThat(new Siret("73282932000074").spaced()).isEqualTo("732\u00a0829\u00a0320\u00a000074");
    }
}
