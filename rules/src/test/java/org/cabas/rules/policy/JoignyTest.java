package org.cabas.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Vocabulary;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Marchés Solidaires: the guide of contributions from 7 March 2026, and what its markets sell. */
class JoignyTest {
    private static final Policies POLICIES = new Policies();
    private static final Policy JOIGNY = POLICIES.of("joigny");
    private static final FactSheet GROWER = FactSheet.merchant("farmer", "certified", true, 8, 100, 100, Map.of());
    private static final FactSheet CHEESEMAKER = FactSheet.merchant("farmer", "none", true, 25, 0, 100, Map.of());
    private static final FactSheet AMAP = FactSheet.merchant("amap", "none", false, 12, 50, 100, Map.of());
    private static final FactSheet SUPERMARKET = FactSheet.merchant("supermarket", "none", false, 2, 5, 5, Map.of());

    @ParameterizedTest(name = "{0} € of income pays {1} €")
    @CsvSource({
        "0, 5",
        "600, 5",
        "601, 10",
        "1000, 10",
        "1001, 15",
        "1400, 15",
        "1401, 20",
        "1500, 20",
        "1501, 25",
        "1800, 25",
        "1801, 30",
        "2100, 30",
        "2101, 35",
        "2400, 35",
        "2401, 45",
        "2700, 45",
        "2701, 55",
        "3100, 55",
        "3101, 65",
        "100000, 65",
        "250000, 65"
    })
    void a_household_contributes_by_the_bracket_of_its_income(long income, long contribution) {
        var answer = JOIGNY.contribution(FactSheet.means(euros(income), null, null));

        assertThat(answer).isInstanceOfSatisfying(Answer.Given.class, given -> {
            assertThat(given.value()).isEqualTo(euros(contribution));
            assertThat(given.rule().table()).isEqualTo("contribution");
        });
    }

    @Test
    void cents_of_income_never_fall_between_two_brackets() {
        var answer = JOIGNY.contribution(FactSheet.means(Money.euroCents(60_050), null, null));

        assertThat(answer).isEqualTo(new Answer.Given<>(euros(5), new Rule("contribution", 1, "R1"), ""));
    }

    @Test
    void an_income_that_nobody_declared_is_neither_zero_nor_rich_but_talked_over() {
        assertThat(JOIGNY.contribution(FactSheet.EMPTY))
                .isInstanceOfSatisfying(
                        Answer.LeftToPeople.class,
                        left -> assertThat(left.rule()).isEqualTo(new Rule("contribution", 1, "R11")));
    }

    @ParameterizedTest
    @CsvSource({"0", "500", "6500", "12000"})
    void everyone_receives_65_euros_whatever_they_pay(long paidCents) {
        var answer = JOIGNY.allocation(FactSheet.contributed(1, Money.euroCents(paidCents)));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Given.class, given -> assertThat(given.value()).isEqualTo(euros(65)));
    }

    @Test
    void a_mixed_basket_at_the_market_gardener_s_has_lines_that_are_covered_and_lines_that_are_not() {
        var organicLeeks = product("vegetables", Set.of("fr:ab-agriculture-biologique"), null, false);
        var cider = product("alcohol", Set.of("fr:ab-agriculture-biologique"), null, true);
        var soap = product("hygiene", Set.of(), null, true);
        var crisps = product("prepared", Set.of(), 4, true);

        var answers = JOIGNY.coverages(
                List.of(GROWER.and(organicLeeks), GROWER.and(cider), GROWER.and(soap), GROWER.and(crisps)));

        assertThat(answers).map(answer -> answer.orElseThrow().hundredths()).containsExactly(10_000L, 0L, 0L, 0L);
        assertThat(answers).map(answer -> answer.orElseThrow().rule().row()).containsExactly("R7", "R1", "R2", "R6");
        assertThat(answers.get(1).orElseThrow().note()).isEqualTo("L'alcool n'est jamais pris en charge.");
    }

    @Test
    void what_the_market_sells_is_covered_without_a_label() {
        assertThat(rate(CHEESEMAKER, product("dairy", Set.of(), 1, false))).contains(10_000L);
        assertThat(rate(CHEESEMAKER, product("dairy", null, null, null))).contains(10_000L);
        assertThat(rate(AMAP, product("vegetables", null, null, false))).contains(10_000L);
    }

    @Test
    void a_supermarket_is_neither_direct_sale_nor_a_short_circuit() {
        assertThat(coverage(SUPERMARKET, product("vegetables", Set.of("en:eu-organic"), 1, false)))
                .hasValueSatisfying(coverage -> {
                    assertThat(coverage.isNothing()).isTrue();
                    assertThat(coverage.rule()).isEqualTo(new Rule("eligibility", 1, "R4"));
                });
    }

    @Test
    void an_unknown_nova_group_is_not_group_one() {
        assertThat(rate(GROWER, product("drinks", Set.of(), 1, true))).contains(10_000L);
        assertThat(rate(GROWER, product("drinks", Set.of(), null, true))).contains(5_000L);
        assertThat(rate(GROWER, product("drinks", Set.of(), null, false))).contains(10_000L);
        assertThat(rate(GROWER, product("drinks", Set.of(), null, null))).contains(0L);
        assertThat(rate(GROWER, product("drinks", Set.of(), 4, true))).contains(0L);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("merchantKinds")
    void alcohol_is_never_covered_anywhere_whatever_else_is_known(String kind) {
        for (var direct : new Boolean[] {true, false, null}) {
            for (var nova : new Integer[] {1, 2, 3, 4, null}) {
                for (var packaged : new Boolean[] {true, false, null}) {
                    for (var labels : everyLabelling()) {
                        var merchant = FactSheet.merchant(kind, "certified", direct, 1, 100, 100, Map.of());
                        var alcohol = FactSheet.product("alcohol", labels, nova, "local", packaged);
                        assertThat(rate(merchant, alcohol)).contains(0L);
                    }
                }
            }
        }
    }

    static List<String> merchantKinds() {
        return Vocabulary.MERCHANT_KINDS.options().stream()
                .map(Domain.Option::code)
                .toList();
    }

    @Test
    void there_is_no_ceiling() {
        assertThat(JOIGNY.hasCeilings()).isFalse();
        assertThat(JOIGNY.ceilings(GROWER.and(product("vegetables", Set.of(), 1, false))))
                .isEmpty();
    }

    @Test
    void a_market_gardener_is_conventioned_by_its_points_and_a_supermarket_refused_whatever_its_points() {
        var grower = GROWER.with("charter_signed", new Value.YesNo(true)).with("workers", new Value.Quantity(2));
        assertThat(JOIGNY.conventioning(grower)).isInstanceOfSatisfying(Answer.Given.class, given -> {
            var conventioning = (Conventioning) given.value();
            assertThat(conventioning.verdict()).isEqualTo(Verdict.ADMITTED);
            assertThat(conventioning.points()).isEqualTo(100);
            assertThat(conventioning.scored())
                    .extracting(scored -> scored.rule().row())
                    .containsExactly("P1", "P3", "P5", "P7", "P8");
        });
        assertThat(JOIGNY.conventioning(SUPERMARKET)).isInstanceOfSatisfying(Answer.Given.class, given -> {
            assertThat(((Conventioning) given.value()).verdict()).isEqualTo(Verdict.REFUSED);
            assertThat(given.rule().row()).isEqualTo("R1");
        });
    }

    @Test
    void a_household_waits_when_all_places_are_taken() {
        var household = FactSheet.of(Map.of("resident", new Value.YesNo(true), "workshops", new Value.YesNo(true)));

        assertThat(verdict(household.with("free_places", new Value.Quantity(0))))
                .contains(Verdict.WAITING);
        assertThat(verdict(household.with("free_places", new Value.Quantity(1))))
                .contains(Verdict.ADMITTED);
        assertThat(verdict(household)).contains(Verdict.REVIEW);
    }

    private static Set<Set<String>> labellings() {
        var all = new HashSet<Set<String>>();
        all.add(Set.of());
        Vocabulary.LABELS.options().forEach(label -> all.add(Set.of(label.code())));
        return all;
    }

    private static List<@Nullable Set<String>> everyLabelling() {
        var all = new ArrayList<@Nullable Set<String>>(labellings());
        all.add(null);
        return all;
    }

    private static Optional<Verdict> verdict(FactSheet household) {
        return JOIGNY.admission(household) instanceof Answer.Given<Verdict>(var verdict, var rule, var note)
                ? Optional.of(verdict)
                : Optional.empty();
    }

    private static FactSheet product(
            String family, @Nullable Set<String> labels, @Nullable Integer nova, @Nullable Boolean packaged) {
        return FactSheet.product(family, labels, nova, null, packaged);
    }

    private static Optional<Coverage> coverage(FactSheet merchant, FactSheet product) {
        return JOIGNY.coverage(merchant.and(product));
    }

    private static Optional<Long> rate(FactSheet merchant, FactSheet product) {
        return coverage(merchant, product).map(Coverage::hundredths);
    }

    private static Money euros(long euros) {
        return Money.euroCents(100).times(euros);
    }
}
