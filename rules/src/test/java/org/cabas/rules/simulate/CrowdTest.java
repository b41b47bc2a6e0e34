package org.cabas.rules.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.rules.simulate.Fair.edited;
import static org.cabas.rules.simulate.Fair.line;
import static org.cabas.rules.simulate.Fair.policy;
import static org.cabas.rules.simulate.Fair.table;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.table.DecisionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is told of fewer than eleven people, nor can it be subtracted. */
class CrowdTest {
    private static final DecisionTable PAID = table("eligibility", """
            Colonne;product_family;coverage
            Rôle;si;alors
            Type;choix;pourcentage
            De;;0 %
            À;;100 %
            Pas;;1 %
            Valeurs;@familles;
            Inconnu;oui;non
            Base;;
            Ligne;Famille;Prise en charge;Note;Vote
            R1;légumes;50 %;;
            R2;fruits;60 %;;
            R3;viande;70 %;;
            R4;sinon;80 %;;
            """);

    private static Fair people(int alone) {
        var fair = new Fair("2026-03-01", "2026-03-31");
        for (var i = 0; i < alone; i++) {
            fair.home(1, 0, 1_000_00);
        }
        fair.place("market_stall", Map.of());
        fair.place("farmer", Map.of());
        return fair;
    }

    private static Policy withVegetablesPaid() {
        return policy(edited(PAID, "légumes;50 %", "légumes;100 %"));
    }

    @Test
    void a_change_for_ten_people_is_not_told_not_even_in_the_total() {
        var fair = people(30);
        for (var home = 0; home < 30; home++) {
            fair.buy(home, 0, "2026-03-10", line(home < 10 ? "vegetables" : "honey", 5_00));
        }
        var compared = fair.compared(policy(PAID), withVegetablesPaid());
        assertThat(compared.bought()).isNull();
        assertThat(compared.families()).isEmpty();
        assertThat(compared.places()).isEmpty();
        assertThat(compared.months()).isEmpty();
        assertThat(compared.rows()).isEmpty();
        assertThat(compared.stages()).isEmpty();
        assertThat(compared.balances()).isNull();
        assertThat(compared.sizes()).isEmpty();
    }

    @Test
    void a_change_for_eleven_people_is_told() {
        var fair = people(30);
        for (var home = 0; home < 30; home++) {
            fair.buy(home, 0, "2026-03-10", line(home < 11 ? "vegetables" : "honey", 5_00));
        }
        var compared = fair.compared(policy(PAID), withVegetablesPaid());
        assertThat(compared.bought()).isNotNull();
        assertThat(compared.bought() == null ? 0 : compared.bought().changed()).isEqualTo(11);
        assertThat(compared.sizes())
                .singleElement()
                .satisfies(group -> assertThat(group.better()).isEqualTo(11));
    }

    @Test
    void a_place_with_few_customers_is_merged_with_the_smallest_other_one() {
        var fair = people(40);
        fair.place("amap", Map.of());
        for (var home = 0; home < 40; home++) {
            fair.buy(home, home < 3 ? 2 : home < 16 ? 1 : 0, "2026-03-10", line("vegetables", 5_00));
        }
        var compared = fair.compared(policy(PAID), withVegetablesPaid());
        assertThat(compared.places())
                .extracting(Comparison.Part::of)
                .containsExactlyInAnyOrder(List.of("lieu-0"), List.of("lieu-2", "lieu-1"));
    }

    @Test
    void a_contribution_that_changes_for_one_household_is_not_told_in_the_total() {
        var tables = DemonstrationFunds.tables("joigny");
        var contribution = tables.stream()
                .filter(table -> table.id().equals("contribution"))
                .findFirst()
                .orElseThrow();
        var raised = edited(contribution, "1 401 € à 1 500 €;20 €", "1 401 € à 1 500 €;22 €");
        var fair = new Fair("2026-03-01", "2026-03-31");
        for (var i = 0; i < 40; i++) {
            var income = i == 0 ? 1_450_00 : 2_000_00;
            fair.home(1, 0, FactSheet.means(Money.euroCents(income), null, null), 0);
        }
        var draft = Stream.concat(tables.stream().filter(table -> table != contribution), Stream.of(raised))
                .toList();
        var compared = fair.compared(Policy.compile(1, tables), Policy.compile(1, draft));
        assertThat(compared.amounts()).anySatisfy(amounts -> {
            assertThat(amounts.question()).isEqualTo("contribution");
            assertThat(amounts.monthly()).isNull();
            assertThat(amounts.changed()).isNull();
        });
        assertThat(compared.rows()).isEmpty();
        assertThat(compared.brackets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void in_random_towns_every_group_is_nobody_or_eleven_and_every_breakdown_adds_up(long seed) {
        var random = new Random(seed);
        var fair = new Fair("2026-03-01", "2026-06-30");
        var homes = 10 + random.nextInt(60);
        for (var i = 0; i < homes; i++) {
            fair.home(1 + random.nextInt(2), random.nextInt(4), 200_00);
        }
        for (var i = 0; i < 6; i++) {
            fair.place("farmer", Map.of());
        }
        var families = List.of("vegetables", "fruits", "meat", "honey", "bread");
        for (var i = 0; i < 400; i++) {
            var family = families.get(Math.min(random.nextInt(5), random.nextInt(5)));
            var day = "2026-0%d-%02d".formatted(3 + i / 100, 1 + random.nextInt(28));
            fair.buy(
                    Math.min(random.nextInt(homes), random.nextInt(homes)),
                    Math.min(random.nextInt(6), random.nextInt(6)),
                    day,
                    line(family, 1 + random.nextInt(30_00)));
        }
        var draft = policy(edited(edited(PAID, "légumes;50 %", "légumes;55 %"), "viande;70 %", "viande;10 %"));
        var compared = fair.compared(policy(PAID), draft);
        for (var group : compared.sizes()) {
            var three = List.of(
                    Objects.requireNonNull(group.better()),
                    Objects.requireNonNull(group.same()),
                    Objects.requireNonNull(group.worse()));
            assertThat(three)
                    .as("seed %s", seed)
                    .allSatisfy(count ->
                            assertThat(count == 0 || count >= Crowd.LEAST).isTrue());
            assertThat(three.stream().mapToInt(Integer::intValue).sum()).isEqualTo(group.people());
        }
        var bought = compared.bought();
        for (var parts : List.of(compared.families(), compared.places(), compared.months())) {
            if (!parts.isEmpty() && bought != null) {
                assertThat(parts.stream()
                                .mapToLong(p -> p.figures().approved().change().cents())
                                .sum())
                        .as("seed %s", seed)
                        .isEqualTo(bought.approved().change().cents());
            }
        }
        if (bought != null && !compared.stages().isEmpty()) {
            assertThat(compared.stages().stream()
                            .mapToLong(s -> s.change().cents())
                            .sum())
                    .isEqualTo(bought.approved().change().cents());
        }
    }
}
