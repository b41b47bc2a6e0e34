package org.cabas.rules.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cabas.rules.simulate.Fair.edited;
import static org.cabas.rules.simulate.Fair.line;
import static org.cabas.rules.simulate.Fair.policy;
import static org.cabas.rules.simulate.Fair.table;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cabas.rules.funds.DemonstrationFunds;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.purchase.Basket;
import org.cabas.rules.purchase.Decision.Given;
import org.cabas.rules.purchase.Reason;
import org.cabas.rules.simulate.Comparison.Balances;
import org.cabas.rules.simulate.Comparison.Cause;
import org.cabas.rules.simulate.Comparison.Figures;
import org.cabas.rules.simulate.Comparison.Moved;
import org.cabas.rules.simulate.Comparison.Stage;
import org.cabas.rules.simulate.Standing.Fate;
import org.cabas.rules.table.DecisionTable;
import org.cabas.rules.table.Value;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Small funds, reckoned by hand to the cent. */
class BacktestTest {
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
            R2;fruits | viande;100 %;;
            R3;sinon;0 %;;
            """);
    private static final DecisionTable PAID_MORE = edited(PAID, "légumes;50 %", "légumes;70 %");
    private static final DecisionTable CEILINGS = table("ceilings", "toutes les lignes qui conviennent", """
            Colonne;product_family;per_week
            Rôle;si;alors
            Type;choix;montant
            De;;0 €
            À;;1000 €
            Pas;;0,01 €
            Valeurs;@familles;
            Inconnu;oui;oui
            Base;;
            Ligne;Famille;Par semaine;Note;Vote
            C1;viande;20 €;;
            """);
    private static final DecisionTable CRITERIA = table("conventioning", """
            Colonne;workers;decision
            Rôle;si;alors
            Type;nombre entier;choix
            De;0;
            À;10000;
            Pas;1;
            Valeurs;;admitted = conventionné | review = à examiner | refused = non conventionné
            Inconnu;oui;non
            Base;;
            Ligne;Personnes;Décision;Note;Vote
            R1;≤ 10;conventionné;;
            R2;inconnu;à examiner;;
            R3;sinon;non conventionné;;
            """);

    private static Money euros(long cents) {
        return Money.euroCents(cents);
    }

    private static Moved moved(long before, long after) {
        return new Moved(euros(before), euros(after));
    }

    private static Figures bought(Comparison compared) {
        return Objects.requireNonNull(compared.bought());
    }

    private static Balances balances(Comparison compared) {
        return Objects.requireNonNull(compared.balances());
    }

    private static Value workers(long count) {
        return new Value.Quantity(count);
    }

    /** Twelve people, each alone, with 100 € on the card. */
    private static Fair twelve() {
        var fair = new Fair("2026-03-01", "2026-03-31");
        for (var i = 0; i < 12; i++) {
            fair.home(1, 0, 100_00);
        }
        return fair;
    }

    @Nested
    class Of_what_is_paid {
        @Test
        void a_higher_rate_is_rounded_by_line_and_summed_to_the_cent() {
            var fair = twelve();
            var stall = fair.place("market_stall", Map.of());
            for (var home = 0; home < 12; home++) {
                fair.buy(home, stall, "2026-03-14", line("vegetables", 10_01), line("fruits", 3_33));
            }
            var compared = fair.compared(policy(PAID), policy(PAID_MORE));

            // 50 % of 10,01 € is 5,005 €, so 5,01 €; 70 % is 7,007 €, so 7,01 €; the fruits are paid whole.
            assertThat(bought(compared).approved()).isEqualTo(moved(12 * 8_34, 12 * 10_34));
            assertThat(bought(compared).changed()).isEqualTo(12);
            assertThat(bought(compared).more()).isEqualTo(12);
            assertThat(compared.stages()).containsExactly(new Stage(List.of(Cause.ELIGIBILITY), 12, euros(12 * 2_00)));
            assertThat(compared.questions()).containsExactly("eligibility");
        }

        @Test
        void the_row_is_named_with_an_example_about_nobody() {
            var fair = twelve();
            var stall = fair.place("market_stall", Map.of());
            for (var home = 0; home < 12; home++) {
                fair.buy(home, stall, "2026-03-14", line("vegetables", 7_77));
            }
            var row = fair.compared(policy(PAID), policy(PAID_MORE)).rows().getFirst();

            assertThat(row.of().getFirst().row()).isEqualTo("R1");
            assertThat(row.decisions()).isEqualTo(12);
            assertThat(row.examples())
                    .containsExactly(
                            "Légumes, stand de marché\u00a0: sur 10\u00a0€, la carte paierait 7\u00a0€ au lieu de"
                                    + " 5\u00a0€.");
        }

        @Test
        void families_and_months_and_places_add_up_to_the_whole() {
            var fair = new Fair("2026-03-01", "2026-04-30");
            for (var home = 0; home < 12; home++) {
                fair.home(1, 0, 100_00);
            }
            var stall = fair.place("market_stall", Map.of());
            var farm = fair.place("farmer", Map.of());
            for (var home = 0; home < 12; home++) {
                fair.buy(home, stall, "2026-03-31", line("vegetables", 4_00 + home));
                fair.buy(home, farm, "2026-04-01", line("vegetables", 2_00), line("meat", 1_00 + home));
            }
            var compared = fair.compared(policy(PAID), policy(PAID_MORE));
            for (var parts : List.of(compared.families(), compared.months(), compared.places())) {
                assertThat(parts).hasSize(2);
                assertThat(parts.stream()
                                .mapToLong(p -> p.figures().approved().before().cents())
                                .sum())
                        .isEqualTo(bought(compared).approved().before().cents());
                assertThat(parts.stream()
                                .mapToLong(p -> p.figures().approved().after().cents())
                                .sum())
                        .isEqualTo(bought(compared).approved().after().cents());
            }
        }

        @Test
        void the_same_tables_change_nothing() {
            var fair = twelve();
            var stall = fair.place("market_stall", Map.of());
            for (var home = 0; home < 12; home++) {
                fair.buy(home, stall, "2026-03-14", line("vegetables", 123), line("meat", 30_00), line("honey", 5));
            }
            var compared = fair.compared(policy(PAID, CEILINGS), policy(PAID, CEILINGS));
            assertThat(bought(compared).changed()).isZero();
            assertThat(bought(compared).approved().change().cents()).isZero();
            assertThat(compared.questions()).isEmpty();
            assertThat(compared.rows()).isEmpty();
            assertThat(compared.stages()).isEmpty();
        }
    }

    @Nested
    class Of_the_way_of_a_decision {
        @Test
        void each_cent_belongs_to_one_stretch_of_it() {
            var fair = twelve();
            var stall = fair.place("market_stall", Map.of());
            for (var home = 0; home < 12; home++) {
                // Covered 15 € + 30 €; the ceiling leaves 20 € of meat; 100 € are on the card.
                fair.buy(home, stall, "2026-03-10", line("vegetables", 30_00), line("meat", 30_00));
                // Of the 65 € that are left, or the 59 € under the draft, 50 € of fruits; then there are 15 €, or 9 €,
                // for 20 €.
                fair.buy(home, stall, "2026-03-11", line("fruits", 50_00));
                fair.buy(home, stall, "2026-03-12", line("fruits", 20_00));
            }
            var compared = fair.compared(policy(PAID, CEILINGS), policy(PAID_MORE, CEILINGS));

            assertThat(compared.stages())
                    .containsExactlyInAnyOrder(
                            new Stage(List.of(Cause.ELIGIBILITY), 12, euros(12 * 6_00)),
                            new Stage(List.of(Cause.BALANCE), 12, euros(12 * -6_00)));
            assertThat(bought(compared).approved().change()).isEqualTo(euros(0));
            assertThat(bought(compared).changed()).isEqualTo(24);
            assertThat(balances(compared).missing()).isEqualTo(moved(12 * 5_00, 12 * 11_00));
            assertThat(balances(compared).left()).isEqualTo(moved(0, 0));
            assertThat(compared.ceilings().getFirst().cut()).isEqualTo(moved(12 * 10_00, 12 * 10_00));
        }

        @Test
        void a_till_that_takes_all_or_nothing_is_a_stretch_of_its_own() {
            var fair = twelve();
            var stall = fair.place("market_stall", Map.of());
            for (var home = 0; home < 12; home++) {
                fair.buy(home, stall, LocalDate.parse("2026-03-10"), false, false, line("vegetables", 8_00));
            }
            var whole = policy(edited(PAID, "légumes;50 %", "légumes;100 %"));
            assertThat(fair.compared(policy(PAID), whole).stages())
                    .containsExactlyInAnyOrder(
                            new Stage(List.of(Cause.ELIGIBILITY), 12, euros(12 * 4_00)),
                            new Stage(List.of(Cause.PARTIAL), 12, euros(12 * 4_00)));
        }

        @Test
        void a_lower_ceiling_cuts_and_is_named() {
            var fair = twelve();
            var stall = fair.place("market_stall", Map.of());
            for (var home = 0; home < 12; home++) {
                fair.buy(home, stall, "2026-03-10", line("meat", 15_00));
            }
            var lower = policy(PAID, edited(CEILINGS, "20 €", "12,50 €"));
            var compared = fair.compared(policy(PAID, CEILINGS), lower);
            assertThat(compared.stages()).containsExactly(new Stage(List.of(Cause.CEILINGS), 12, euros(12 * -2_50)));
            assertThat(compared.rows().getFirst().of().getFirst().row()).isEqualTo("C1");
            assertThat(compared.ceilings().getFirst().timesBefore()).isZero();
            assertThat(compared.ceilings().getFirst().timesAfter()).isEqualTo(12);
        }
    }

    @Nested
    class Of_refunds {
        @Test
        void a_refund_makes_room_under_the_ceiling_and_on_the_card() {
            var fair = twelve();
            var stall = fair.place("market_stall", Map.of());
            for (var home = 0; home < 12; home++) {
                var first = fair.buy(home, stall, LocalDate.parse("2026-03-10"), true, true, line("meat", 18_00));
                fair.giveBack(first, home, "2026-03-11", List.of(9_00L), List.of(18_00L));
                fair.buy(home, stall, "2026-03-12", line("meat", 18_00));
            }
            var lower = policy(PAID, edited(CEILINGS, "20 €", "10 €"));
            var compared = fair.compared(policy(PAID, CEILINGS), lower);

            // Today 18 €, 9 € back, then 11 € up to the ceiling. Under the draft 10 €, half of it back, then 5 €.
            assertThat(bought(compared).approved()).isEqualTo(moved(12 * 20_00, 12 * 10_00));
            assertThat(compared.stages()).contains(new Stage(List.of(Cause.GIVEN_BACK), 12, euros(12 * 4_00)));
            assertThat(compared.stages().stream()
                            .mapToLong(stage -> stage.change().cents())
                            .sum())
                    .isEqualTo(12 * -10_00);
        }

        @Test
        void what_was_bought_before_the_first_event_comes_back_the_same() {
            var fair = twelve();
            var stall = fair.place("market_stall", Map.of());
            fair.giveBack("long ago", 0, "2026-03-02", List.of(50_00L), List.of(60_00L));
            fair.buy(0, stall, "2026-03-03", line("fruits", 150_00));
            var compared = fair.compared(policy(PAID), policy(PAID));
            assertThat(balances(compared).left()).isEqualTo(moved(11 * 100_00, 11 * 100_00));
        }
    }

    @Nested
    class Of_places {
        private static Basket refused(String day, long cents) {
            return new Basket(
                    LocalDate.parse(day),
                    Money.EURO,
                    cents,
                    true,
                    List.of(line("fruits", cents)),
                    FactSheet.household(1, 0),
                    List.of(Given.about(Reason.MERCHANT_NOT_CONVENTIONED, "La ferme")));
        }

        @Test
        void a_place_that_the_draft_drops_is_paid_nothing_and_named() {
            var fair = twelve();
            var small = fair.place("farmer", Map.of("workers", workers(3)));
            var large = fair.place("shop", Map.of("workers", workers(9)));
            for (var home = 0; home < 12; home++) {
                fair.buy(home, small, "2026-03-10", line("fruits", 4_00));
                fair.buy(home, large, "2026-03-11", line("fruits", 5_00));
            }
            var stricter = policy(PAID, edited(CRITERIA, "≤ 10", "≤ 5"));
            var compared = fair.compared(policy(PAID, CRITERIA), stricter);

            assertThat(compared.fates()).singleElement().satisfies(fate -> {
                assertThat(fate.fate()).isEqualTo(Fate.DROPPED);
                assertThat(fate.id()).isEqualTo("lieu-1");
                assertThat(fate.rowBefore()).isEqualTo("R1");
                assertThat(fate.rowAfter()).isEqualTo("R3");
            });
            assertThat(compared.stages())
                    .containsExactly(new Stage(List.of(Cause.CONVENTIONING), 12, euros(-12 * 5_00)));
            assertThat(compared.rows().getFirst().of().getFirst().question()).isEqualTo("conventioning");
        }

        @Test
        void a_place_that_is_admitted_is_paid_what_was_refused_before() {
            var fair = twelve();
            var large = fair.place("shop", Map.of("workers", workers(20)), false);
            for (var home = 0; home < 12; home++) {
                fair.buy(home, large, refused("2026-03-10", 6_00), false);
            }
            var wider = policy(PAID, edited(CRITERIA, "≤ 10", "≤ 30"));
            var compared = fair.compared(policy(PAID, CRITERIA), wider);
            assertThat(compared.fates().getFirst().fate()).isEqualTo(Fate.ADMITTED);
            assertThat(bought(compared).approved()).isEqualTo(moved(0, 12 * 6_00));
        }

        @Test
        void a_place_to_look_at_keeps_its_convention_meanwhile() {
            var fair = twelve();
            var stall = fair.place("market_stall", Map.of("workers", workers(3)));
            for (var home = 0; home < 12; home++) {
                fair.buy(home, stall, "2026-03-10", line("fruits", 4_00));
            }
            var careful = policy(PAID, edited(CRITERIA, "R1;≤ 10;conventionné", "R1;≤ 10;à examiner"));
            var compared = fair.compared(policy(PAID, CRITERIA), careful);
            assertThat(compared.fates().getFirst().fate()).isEqualTo(Fate.TO_REVIEW);
            assertThat(bought(compared).changed()).isZero();
        }

        @Test
        void a_place_that_the_committee_took_in_against_its_table_is_not_dropped_by_a_draft() {
            var fair = twelve();
            fair.place("shop", Map.of("workers", workers(50)));
            var stricter = policy(PAID, edited(CRITERIA, "≤ 10", "≤ 5"));
            assertThat(fair.compared(policy(PAID, CRITERIA), stricter).fates()).isEmpty();
        }
    }

    @Nested
    class Of_contributions {
        private static final List<DecisionTable> JOIGNY = DemonstrationFunds.tables("joigny");

        private static Policy joigny(DecisionTable... others) {
            var tables = new LinkedHashMap<String, DecisionTable>();
            JOIGNY.forEach(table -> tables.put(table.id(), table));
            List.of(others).forEach(table -> tables.put(table.id(), table));
            return Policy.compile(1, tables.values());
        }

        private static DecisionTable joigny(String question) {
            return JOIGNY.stream()
                    .filter(table -> table.id().equals(question))
                    .findFirst()
                    .orElseThrow();
        }

        private static Fair town() {
            var fair = new Fair("2026-03-01", "2026-04-30");
            for (var home = 0; home < 13; home++) {
                fair.home(1, 0, FactSheet.means(Money.euroCents(1_450_00), null, null), 0);
                fair.home(2, 1, FactSheet.means(Money.euroCents(2_500_00), null, null), 0);
            }
            return fair;
        }

        @Test
        void a_raised_bracket_of_joigny_tells_what_comes_in_and_who_pays_it() {
            var raised = edited(joigny("contribution"), "1 401 € à 1 500 €;20 €", "1 401 € à 1 500 €;22 €");
            var compared = town().compared(joigny(new DecisionTable[0]), joigny(raised));

            var contribution = compared.amounts().getFirst();
            assertThat(contribution.question()).isEqualTo("contribution");
            assertThat(contribution.changed()).isEqualTo(13);
            assertThat(contribution.monthly()).isEqualTo(moved(13 * (20_00 + 45_00), 13 * (22_00 + 45_00)));
            assertThat(compared.rows()).singleElement().satisfies(row -> {
                assertThat(row.of().getFirst().row()).isEqualTo("R4");
                assertThat(row.decisions()).isEqualTo(13);
                assertThat(row.examples())
                        .containsExactly("Un foyer concerné verserait 22\u00a0€ par mois au lieu de 20\u00a0€.");
            });
            assertThat(compared.brackets())
                    .anySatisfy(group -> {
                        assertThat(group.labels()).containsExactly("1\u202f401\u00a0€ à 1\u202f500\u00a0€");
                        assertThat(group.worse()).isEqualTo(13);
                        assertThat(group.monthly()).isEqualTo(euros(-2_00));
                    })
                    .anySatisfy(group -> {
                        assertThat(group.people()).isEqualTo(39);
                        assertThat(group.same()).isEqualTo(39);
                    });
        }

        @Test
        void several_drafts_are_compared_together() {
            var fair = town();
            var stall = fair.place("farmer", Map.of("direct_sale", new Value.YesNo(true)));
            for (var home = 0; home < 26; home++) {
                fair.allocate(home, "2026-03-01", 65_00);
                fair.buy(home, stall, "2026-03-14", line("vegetables", 70_00));
            }
            var raised = edited(joigny("contribution"), "1 401 € à 1 500 €;20 €", "1 401 € à 1 500 €;22 €");
            var more = edited(joigny("allocation"), "65 €", "70 €");
            var compared = fair.compared(joigny(new DecisionTable[0]), joigny(raised, more));
            assertThat(compared.questions()).containsExactlyInAnyOrder("contribution", "allocation");
            assertThat(bought(compared).approved()).isEqualTo(moved(26 * 65_00, 26 * 70_00));
            assertThat(compared.stages()).containsExactly(new Stage(List.of(Cause.BALANCE), 26, euros(26 * 5_00)));
            assertThat(compared.amounts().get(1).monthly()).isEqualTo(moved(26 * 65_00, 26 * 70_00));
        }

        @Test
        void a_draft_of_what_no_purchase_shows_says_so() {
            var other = edited(joigny("admission"), "R4;oui;;≥ 1;admis", "R4;oui;;≥ 2;admis");
            assertThat(town().compared(joigny(new DecisionTable[0]), joigny(other))
                            .notReplayed())
                    .containsExactly("admission");
        }
    }

    @Test
    void whoever_cancels_is_given_nothing() {
        var fair = twelve();
        var stall = fair.place("market_stall", Map.of());
        for (var i = 0; i < 600; i++) {
            fair.buy(i % 12, stall, "2026-03-14", line("fruits", 1));
        }
        assertThat(Backtest.compare(policy(PAID), policy(PAID_MORE), fair, done -> done < 512))
                .isEmpty();
    }
}
