package org.cabas.rules.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.rules.simulate.Fair.edited;
import static org.cabas.rules.simulate.Fair.line;
import static org.cabas.rules.simulate.Fair.policy;
import static org.cabas.rules.simulate.Fair.table;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.cabas.rules.policy.Period;
import org.cabas.rules.table.DecisionTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ceilings against a recount that keeps no counter: it looks at everything that was paid before. */
class CeilingsReplayedTest {
    private static final DecisionTable ALL_PAID = table("eligibility", """
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
            R1;sinon;100 %;;
            """);
    private static final DecisionTable CEILINGS = table("ceilings", "toutes les lignes qui conviennent", """
            Colonne;product_family;per_purchase;per_day;per_week;per_month
            Rôle;si;alors;alors;alors;alors
            Type;choix;montant;montant;montant;montant
            De;;0 €;0 €;0 €;0 €
            À;;1000 €;1000 €;1000 €;1000 €
            Pas;;0,01 €;0,01 €;0,01 €;0,01 €
            Valeurs;@familles;;;;
            Inconnu;oui;oui;oui;oui;oui
            Base;;;;;
            Ligne;Famille;Achat;Jour;Semaine;Mois;Note;Vote
            C1;;30 €;45 €;inconnu;200 €;;
            C2;viande;inconnu;inconnu;20 €;inconnu;;
            """);
    private static final Instant START = Instant.parse("2026-03-20T09:00:00Z");

    private record Limit(String family, Period period, long cents) {}

    private static final List<Limit> TODAY = List.of(
            new Limit("", Period.PURCHASE, 30_00),
            new Limit("", Period.DAY, 45_00),
            new Limit("", Period.MONTH, 200_00),
            new Limit("meat", Period.WEEK, 20_00));
    private static final List<Limit> DRAFT = List.of(
            new Limit("", Period.PURCHASE, 30_00),
            new Limit("", Period.DAY, 45_00),
            new Limit("", Period.MONTH, 120_00),
            new Limit("meat", Period.WEEK, 35_50));

    /** What was paid, and what was left of it after what was given back. */
    private static final class Paid {
        private final int home;
        private final LocalDate day;
        private final String family;
        private long left;

        private Paid(int home, LocalDate day, String family, long left) {
            this.home = home;
            this.day = day;
            this.family = family;
            this.left = left;
        }
    }

    /** A reading of the limits that sums up the past at each purchase. */
    private static final class Recount {
        private final List<Limit> limits;
        private final List<Paid> paid = new ArrayList<>();
        private final Map<String, Paid> byNumber = new HashMap<>();
        private long total;

        private Recount(List<Limit> limits) {
            this.limits = limits;
        }

        private void buy(String number, int home, LocalDate day, String family, long cents) {
            var approved = cents;
            for (var limit : limits) {
                if (limit.family().isEmpty() || limit.family().equals(family)) {
                    approved = Math.min(approved, Math.max(0, limit.cents() - used(limit, home, day)));
                }
            }
            total += approved;
            var purchase = new Paid(home, day, family, approved);
            paid.add(purchase);
            byNumber.put(number, purchase);
        }

        private long used(Limit limit, int home, LocalDate day) {
            return limit.period() == Period.PURCHASE
                    ? 0
                    : paid.stream()
                            .filter(p -> p.home == home
                                    && (limit.family().isEmpty()
                                            || limit.family().equals(p.family))
                                    && limit.period()
                                            .windowStart(p.day)
                                            .equals(limit.period().windowStart(day)))
                            .mapToLong(p -> p.left)
                            .sum();
        }

        private void giveBackAll(String number) {
            var purchase = Objects.requireNonNull(byNumber.get(number));
            total -= purchase.left;
            purchase.left = 0;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20260307})
    void counters_equal_a_recount_through_months_weeks_refunds_and_the_changes_of_the_clock(long seed) {
        var random = new Random(seed);
        var fair = new Fair("2026-03-01", "2027-03-31");
        for (var home = 0; home < 12; home++) {
            fair.home(1, 0, 1_000_000_00);
        }
        var stall = fair.place("market_stall", Map.of());
        var today = new Recount(TODAY);
        var draft = new Recount(DRAFT);
        var at = START;
        for (var i = 0; i < 1500; i++) {
            // Through the end of March, when a day has 23 hours, and the end of October, when one has 25.
            at = at.plus(Duration.ofMinutes(random.nextInt(500)));
            var home = random.nextInt(12);
            var family = random.nextBoolean() ? "meat" : "fruits";
            var cents = 1 + random.nextInt(40_00);
            var undone = random.nextInt(6) == 0;
            var number = fair.buy(home, stall, at, undone, line(family, cents));
            var day = LocalDate.ofInstant(at, Fair.PARIS);
            today.buy(number, home, day, family, cents);
            draft.buy(number, home, day, family, cents);
            if (undone) {
                fair.giveBack(number, home, day.toString(), List.of(1L), List.of(1L));
                today.giveBackAll(number);
                draft.giveBackAll(number);
            }
        }
        var other = policy(ALL_PAID, edited(edited(CEILINGS, "200 €", "120 €"), "20 €;inconnu", "35,50 €;inconnu"));
        var bought = fair.compared(policy(ALL_PAID, CEILINGS), other).bought();
        assertThat(bought).as("seed %s", seed).isNotNull().satisfies(figures -> {
            assertThat(figures.approved().before().cents()).isEqualTo(today.total);
            assertThat(figures.approved().after().cents()).isEqualTo(draft.total);
            assertThat(figures.changed()).isPositive();
        });
    }

    @Test
    void midnight_is_that_of_paris_and_the_last_day_of_a_month_is_of_that_month() {
        var fair = new Fair("2026-03-01", "2026-04-30");
        for (var home = 0; home < 12; home++) {
            fair.home(1, 0, 1_000_00);
        }
        var stall = fair.place("market_stall", Map.of());
        for (var home = 0; home < 12; home++) {
            // 23:30 on the 28th in Paris, still winter time; then 00:30 on the 29th: another day for the ceiling of 45
            // €.
            fair.buy(home, stall, Instant.parse("2026-03-28T22:00:00Z"), false, line("fruits", 30_00));
            fair.buy(home, stall, Instant.parse("2026-03-28T22:30:00Z"), false, line("fruits", 30_00));
            fair.buy(home, stall, Instant.parse("2026-03-28T23:30:00Z"), false, line("fruits", 30_00));
            // 23:59 on 31 March in Paris, summer time, is 21:59 of the universal clock.
            fair.buy(home, stall, Instant.parse("2026-03-31T21:59:00Z"), false, line("fruits", 30_00));
            fair.buy(home, stall, Instant.parse("2026-03-31T22:00:00Z"), false, line("fruits", 30_00));
        }
        var compared = fair.compared(policy(ALL_PAID, CEILINGS), policy(ALL_PAID, CEILINGS));
        assertThat(compared.months()).hasSize(2);
        assertThat(compared.months().getFirst().figures().approved().before().cents())
                .isEqualTo(12 * (30_00 + 15_00 + 30_00 + 30_00));
        assertThat(compared.months().getLast().figures().approved().before().cents())
                .isEqualTo(12 * 30_00);
    }
}
