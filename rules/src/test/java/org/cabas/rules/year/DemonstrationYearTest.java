package org.cabas.rules.year;

import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.policy.Fact;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.purchase.Basket;
import org.cabas.rules.simulate.Backtest;
import org.cabas.rules.simulate.Event;
import org.cabas.rules.simulate.Home;
import org.cabas.rules.simulate.Watch;
import org.cabas.rules.table.Value;
import org.junit.jupiter.api.Test;

/** A year that is drawn, for each fund of the demonstration that pays on cards. */
class DemonstrationYearTest {
    private static final Policy JOIGNY = Policy.compile(1, DemonstrationFunds.tables("joigny"));

    private static DemonstrationYear year(long seed, int households) {
        return year(seed, households, JOIGNY);
    }

    private static DemonstrationYear year(long seed, int households, Policy policy) {
        return new DemonstrationYear(
                new DemonstrationYear.Setting(
                        seed, LocalDate.of(2026, 1, 1), Set.of(WEDNESDAY, SATURDAY), households, List.of(), List.of()),
                policy);
    }

    private static List<Event.Bought> purchases(DemonstrationYear year) {
        var purchases = new ArrayList<Event.Bought>();
        year.tell(event -> {
            if (event instanceof Event.Bought bought) {
                purchases.add(bought);
            }
            return true;
        });
        return purchases;
    }

    private static List<String> written(DemonstrationYear year) {
        var written = new ArrayList<String>();
        year.tell(event -> written.add(
                event instanceof Event.Bought bought
                        ? bought.home() + " " + bought.place() + " " + bought.basket()
                        : event.toString()));
        return written;
    }

    @Test
    void the_same_seed_gives_the_same_year_and_another_seed_another_one() {
        assertThat(written(year(7, 30))).isEqualTo(written(year(7, 30)));
        assertThat(written(year(7, 30))).isNotEqualTo(written(year(8, 30)));
    }

    @Test
    void a_household_buys_about_sixty_times_a_year_one_to_twenty_lines() {
        var purchases = purchases(year(1, 400));
        assertThat(purchases.size() / 400.0).isBetween(54.0, 66.0);
        assertThat(purchases).allSatisfy(bought -> {
            assertThat(bought.basket().lines()).hasSizeLessThanOrEqualTo(20);
            assertThat(bought.basket().amount()).isPositive();
            if (!bought.basket().lines().isEmpty()) {
                assertThat(bought.basket().lines().stream()
                                .mapToLong(Basket.Line::amount)
                                .sum())
                        .isEqualTo(bought.basket().amount());
            }
        });
    }

    @Test
    void markets_stand_on_market_days_and_the_end_of_a_month_is_quieter() {
        var year = year(2, 300);
        var purchases = purchases(year);
        assertThat(purchases)
                .filteredOn(bought -> year.places().get(bought.place()).kind().equals("market_stall"))
                .isNotEmpty()
                .allSatisfy(bought -> assertThat(bought.day().getDayOfWeek()).isIn(WEDNESDAY, SATURDAY));
        var first =
                purchases.stream().filter(b -> b.day().getDayOfMonth() <= 10).count();
        var last = purchases.stream().filter(b -> b.day().getDayOfMonth() >= 21).count();
        assertThat(last / 10.4).isLessThan(0.8 * first / 10.0);
    }

    @Test
    void more_fruit_is_bought_in_summer() {
        var purchases = purchases(year(3, 300));
        assertThat(share(purchases, "fruits", 7)).isGreaterThan(1.2 * share(purchases, "fruits", 1));
    }

    private static double share(List<Event.Bought> purchases, String family, int month) {
        var lines = purchases.stream()
                .filter(bought -> bought.day().getMonthValue() == month)
                .flatMap(bought -> bought.basket().lines().stream())
                .toList();
        var of = lines.stream()
                .filter(line -> line.item() != null && line.item().family().equals(family))
                .count();
        return of / (double) lines.size();
    }

    @Test
    void incomes_pass_through_the_deciles_of_insee() {
        var alone = Households.drawn(new SplittableRandom(4), 40_000, new OwnCriteria(JOIGNY)).stream()
                .filter(home -> home.people() == 1)
                .flatMap(home -> home.situation().value(Fact.INCOME.id()).stream())
                .map(value -> value instanceof Value.Quantity(var cents) ? cents : 0L)
                .sorted()
                .toList();
        assertThat(alone.get(alone.size() / 10) * 12 / 100).isBetween(12_400L, 13_500L);
        assertThat(alone.get(alone.size() / 2) * 12 / 100).isBetween(23_700L, 24_900L);
        assertThat(alone.get(alone.size() * 9 / 10) * 12 / 100).isBetween(42_400L, 45_300L);
    }

    @Test
    void the_funds_own_households_and_sizes_are_kept() {
        var homes = List.of(new Home(2, 3, FactSheet.EMPTY, true, 12_00), new Home(1, 0, FactSheet.EMPTY, false, 0));
        var year = new DemonstrationYear(
                new DemonstrationYear.Setting(5, LocalDate.of(2026, 1, 1), Set.of(SATURDAY), 0, homes, List.of()),
                JOIGNY);
        assertThat(year.homes().getFirst().children()).isEqualTo(3);
        assertThat(purchases(year)).extracting(Event.Bought::home).containsOnly(0);
    }

    @Test
    void every_rulebook_with_cards_has_a_year_that_its_own_tables_do_not_change() {
        for (var rulebook : List.of("joigny", "solicagnole", "autunois", "tournugeois", "gers")) {
            var policy = Policy.compile(1, DemonstrationFunds.tables(rulebook));
            var compared = Backtest.compare(policy, policy, year(6, 40, policy), Watch.NOBODY)
                    .orElseThrow();
            assertThat(compared.bought()).as(rulebook).isNotNull().satisfies(bought -> {
                assertThat(bought.changed()).isZero();
                assertThat(bought.approved().before().isPositive()).as(rulebook).isTrue();
            });
            assertThat(compared.rows()).isEmpty();
        }
    }
}
