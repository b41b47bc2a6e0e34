package org.cabas.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.cabas.rules.money.Money;
import org.cabas.rules.table.Domain;
import org.cabas.rules.table.Value;
import org.cabas.rules.table.Value.Choice;
import org.cabas.rules.table.Value.Quantity;
import org.cabas.rules.table.Value.YesNo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures that funds and programmes other than Joigny have made public. */
class RealFiguresTest {
    private static final Policies POLICIES = new Policies();
    private static final FactSheet SUPERMARKET = FactSheet.merchant("supermarket", "none", false, 3, 5, 5, Map.of());

    @Test
    void gers_two_adults_and_one_child_receive_100_euros() {
        var gers = POLICIES.of("gers");

        assertThat(given(gers.allocation(FactSheet.household(2, 1)))).isEqualTo(euros(100));
        assertThat(given(gers.allocation(FactSheet.household(1, 0)))).isEqualTo(euros(40));
        assertThat(given(gers.allocation(FactSheet.household(1, 4)))).isEqualTo(euros(120));
    }

    @Test
    void gers_a_household_that_nobody_counted_is_not_one_of_nobody() {
        assertThat(POLICIES.of("gers").allocation(FactSheet.EMPTY))
                .isEqualTo(new Answer.NotAnswered<>(Answer.Gap.MISSING_FACTS, List.of("adults", "children")));
    }

    @Test
    void gers_steers_spending_to_organic_shops_producer_shops_and_direct_sale() {
        var gers = POLICIES.of("gers");
        var apples = FactSheet.product("fruits", Set.of(), 1, "local", false);
        var organicShop = FactSheet.merchant("organic_shop", "certified", false, 5, 100, 20, Map.of());
        var producerShop = FactSheet.merchant("producer_shop", "none", false, 5, 20, 100, Map.of());
        var stall = FactSheet.merchant("market_stall", "none", true, 5, 0, 100, Map.of());

        for (var responsible : List.of(organicShop, producerShop, stall)) {
            assertThat(gers.coverage(responsible.and(apples)).orElseThrow().isWhole())
                    .isTrue();
        }
        assertThat(gers.coverage(SUPERMARKET.and(apples)).orElseThrow().hundredths())
                .isBetween(1L, 9_999L);
    }

    @Test
    void gers_ceilings_of_a_line_hold_together_each_with_its_row() {
        var gers = POLICIES.of("gers");
        var ham = FactSheet.product("meat", Set.of(), 4, null, true);

        assertThat(gers.ceilings(SUPERMARKET.and(ham)))
                .extracting(ceiling -> ceiling.rule().row(), Ceiling::period, Ceiling::amount)
                .containsExactly(
                        tuple("R1", Period.PURCHASE, euros(80)),
                        tuple("R1", Period.DAY, euros(100)),
                        tuple("R2", Period.MONTH, euros(40)),
                        tuple("R4", Period.WEEK, euros(30)));
    }

    @ParameterizedTest(name = "{0} months after the start, the next check-up is at {1} months")
    @CsvSource({"0, 3", "2, 3", "3, 6", "5, 6", "6, 12", "11, 12", "12, -1", "15, -1"})
    void gers_checks_up_at_the_start_then_at_3_6_and_12_months(long months, int next) {
        var followed = FactSheet.of(Map.of("consent", new YesNo(true), "months_since_start", new Quantity(months)));

        var plan = given(POLICIES.of("gers").followUp(followed));

        assertThat(plan.nextCheckUp()).isEqualTo(next < 0 ? OptionalInt.empty() : OptionalInt.of(next));
        assertThat(plan.actions()).extracting(Domain.Option::code).contains("fies", "mehm", "portions");
    }

    @Test
    void gers_asks_for_consent_first_and_follows_nobody_up_without_it() {
        var gers = POLICIES.of("gers");
        var refused = given(gers.followUp(
                FactSheet.of(Map.of("consent", new YesNo(false), "months_since_start", new Quantity(3)))));
        var unasked = given(gers.followUp(FactSheet.of(Map.of("months_since_start", new Quantity(3)))));

        assertThat(refused.actions()).isEmpty();
        assertThat(refused.nextCheckUp()).isEmpty();
        assertThat(unasked.actions()).extracting(Domain.Option::code).containsExactly("ask_consent");
    }

    @ParameterizedTest(name = "{0} contributors receive {1} €")
    @CsvSource({"0, 0", "1, 50", "2, 100", "5, 250"})
    void solicagnole_pays_50_euros_for_each_person_who_contributed_that_month(int contributors, long allocation) {
        var answer = POLICIES.of("solicagnole").allocation(FactSheet.contributed(contributors, euros(10)));

        assertThat(given(answer)).isEqualTo(euros(allocation));
    }

    @Test
    void solicagnole_pays_nothing_while_nobody_knows_who_contributed() {
        assertThat(POLICIES.of("solicagnole").allocation(FactSheet.EMPTY))
                .isInstanceOfSatisfying(Answer.Given.class, given -> {
                    assertThat(given.value()).isEqualTo(euros(0));
                    assertThat(given.rule().row()).isEqualTo("R3");
                });
    }

    @Test
    void solicagnole_contributions_follow_the_family_quotient_or_a_partner_s_referral() {
        var solicagnole = POLICIES.of("solicagnole");

        assertThat(given(solicagnole.contribution(FactSheet.means(null, euros(1_800), "ccas"))))
                .isEqualTo(euros(10));
        assertThat(given(solicagnole.contribution(FactSheet.means(null, euros(1_800), "none"))))
                .isGreaterThan(euros(50));
        assertThat(given(solicagnole.contribution(FactSheet.means(null, euros(500), null))))
                .isBetween(euros(10), euros(15));
        assertThat(solicagnole.contribution(FactSheet.means(euros(900), null, "none")))
                .isInstanceOf(Answer.LeftToPeople.class);
    }

    @Test
    void solicagnole_is_organic_only() {
        var solicagnole = POLICIES.of("solicagnole");
        var farm = FactSheet.merchant("farmer", "participatory_guarantee", true, 20, 100, 100, Map.of());
        var organic = FactSheet.product("meat", Set.of("fr:nature-et-progres"), null, null, null);
        var conventional = FactSheet.product("meat", Set.of("fr:label-rouge"), 1, "local", false);
        var unlabelled = FactSheet.product("meat", null, 1, "local", false);

        assertThat(solicagnole.coverage(SUPERMARKET.and(organic)).orElseThrow().isWhole())
                .isTrue();
        assertThat(solicagnole.coverage(farm.and(conventional)).orElseThrow().isNothing())
                .isTrue();
        assertThat(solicagnole.coverage(farm.and(unlabelled)).orElseThrow().isWhole())
                .isTrue();
        assertThat(solicagnole
                        .coverage(SUPERMARKET.and(unlabelled))
                        .orElseThrow()
                        .isNothing())
                .isTrue();
    }

    @Test
    void solicagnole_pauses_and_rotates_when_the_treasury_falls_short() {
        var solicagnole = POLICIES.of("solicagnole");
        var place = FactSheet.of(Map.of("free_places", new Quantity(3)));

        assertThat(given(solicagnole.admission(place.with("treasury_months", new Quantity(0)))))
                .isEqualTo(Verdict.PAUSED);
        assertThat(given(solicagnole.admission(place.with("treasury_months", new Quantity(1)))))
                .isEqualTo(Verdict.WAITING);
        assertThat(given(solicagnole.admission(place.with("treasury_months", new Quantity(3)))))
                .isEqualTo(Verdict.ADMITTED);
        var oldMember = FactSheet.of(Map.of("treasury_months", new Quantity(1), "months_in_fund", new Quantity(14)));
        assertThat(solicagnole.decide("rotation", oldMember).flatMap(decision -> decision.outcome("decision")))
                .contains(new Choice("rotates"));
    }

    @ParameterizedTest(name = "{0} shares are {1} €")
    @CsvSource({"0, 0", "1, 25", "4, 100"})
    void autunois_allocates_in_shares_of_25_euros(long shares, long allocation) {
        var household = FactSheet.of(Map.of("shares", new Quantity(shares)));

        assertThat(given(POLICIES.of("autunois").allocation(household))).isEqualTo(euros(allocation));
    }

    @Test
    void autunois_contributions_go_from_50_to_130_percent_of_the_allocation() {
        var autunois = POLICIES.of("autunois");
        var threeShares = FactSheet.of(Map.of("shares", new Quantity(3)));

        assertThat(given(autunois.contribution(threeShares.and(FactSheet.means(null, euros(0), null)))))
                .isEqualTo(Money.euroCents(3_750));
        assertThat(given(autunois.contribution(threeShares.and(FactSheet.means(null, euros(5_000), null)))))
                .isEqualTo(Money.euroCents(9_750));
        for (var quotient = 0; quotient <= 3_000; quotient += 50) {
            assertThat(given(autunois.contribution(threeShares.and(FactSheet.means(null, euros(quotient), null)))))
                    .isBetween(Money.euroCents(3_750), Money.euroCents(9_750));
        }
    }

    @Test
    void autunois_covers_little_processed_products_the_more_the_nearer_and_the_more_organic() {
        var autunois = POLICIES.of("autunois");

        assertThat(rate(autunois, FactSheet.product("bread", Set.of("en:demeter"), 3, "local", false)))
                .isEqualTo(10_000);
        assertThat(rate(autunois, FactSheet.product("bread", Set.of("en:demeter"), 4, "local", false)))
                .isZero();
        var shares = new long[] {
            rate(autunois, FactSheet.product("fruits", Set.of(), 1, "world", false)),
            rate(autunois, FactSheet.product("fruits", Set.of(), 1, "france", false)),
            rate(autunois, FactSheet.product("fruits", Set.of("en:pgi"), 1, "france", false)),
            rate(autunois, FactSheet.product("fruits", Set.of("en:eu-organic"), 1, "local", false))
        };
        assertThat(shares).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void the_national_proposal_is_150_euros_a_month_for_everyone_children_included() {
        var national = POLICIES.of("national");

        assertThat(given(national.allocation(FactSheet.household(2, 3)))).isEqualTo(euros(750));
        assertThat(given(national.admission(FactSheet.household(1, 0)))).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void the_national_contribution_is_ten_percent_of_the_base_of_the_health_contribution() {
        var national = POLICIES.of("national");
        var base = FactSheet.of(Map.of("contribution_base", new Quantity(203_455)));

        assertThat(given(national.contribution(base))).isEqualTo(Money.euroCents(20_346));
        assertThat(national.contribution(FactSheet.EMPTY)).isInstanceOf(Answer.LeftToPeople.class);
    }

    @Test
    void the_national_proposal_covers_conventioned_products_only() {
        var national = POLICIES.of("national");

        assertThat(rate(national, FactSheet.of(Map.of("product_conventioned", new YesNo(true)))))
                .isEqualTo(10_000);
        assertThat(rate(national, FactSheet.of(Map.of("product_conventioned", new YesNo(false)))))
                .isZero();
        assertThat(rate(national, FactSheet.EMPTY)).isZero();
    }

    @ParameterizedTest(name = "{0} cents: user {1}, CAF {2}, MSA {3}")
    @CsvSource({
        "1000, caf, 100, 900, 0",
        "1365, caf, 137, 1228, 0",
        "1745, msa, 175, 0, 1570",
        "1, caf, 0, 1, 0",
        "999, msa, 100, 0, 899"
    })
    void haute_normandie_the_user_pays_ten_percent_and_caf_or_msa_the_rest_to_the_cent(
            long price, String scheme, long user, long caf, long msa) {
        var household = FactSheet.of(Map.of("scheme", new Choice(scheme)));

        var shares = given(POLICIES.of("haute-normandie").cofunding(Money.euroCents(price), household));

        assertThat(shares.shares()).extracting(CoFunding.Share::funder).containsExactly("user", "caf", "msa");
        assertThat(shares.of("user")).isEqualTo(Money.euroCents(user));
        assertThat(shares.of("caf")).isEqualTo(Money.euroCents(caf));
        assertThat(shares.of("msa")).isEqualTo(Money.euroCents(msa));
    }

    @Test
    void no_cofunded_basket_loses_or_gains_a_cent_at_any_price() {
        for (var fund : List.of("haute-normandie", "cocagne", "paniers")) {
            for (long cents = 0; cents <= 3_000; cents++) {
                var price = Money.euroCents(cents);
                var shares = given(POLICIES.of(fund).cofunding(price, FactSheet.household(1, 1)));
                assertThat(shares.shares().stream().map(CoFunding.Share::amount).reduce(euros(0), Money::plus))
                        .as("%s at %s", fund, price)
                        .isEqualTo(price);
            }
        }
    }

    @ParameterizedTest(name = "{0} people: a basket of {1} cents")
    @CsvSource({"1, 980", "2, 1365", "3, 1745", "4, 1745", "5, 2195", "9, 2195"})
    void haute_normandie_prices_a_basket_by_the_household(int people, long cents) {
        var household = FactSheet.household(1, people - 1);

        assertThat(given(POLICIES.of("haute-normandie").basketPrice(household))).isEqualTo(Money.euroCents(cents));
    }

    @Test
    void cocagne_is_40_percent_state_30_local_funders_30_user() {
        var shares = given(POLICIES.of("cocagne").cofunding(Money.euroCents(1_690), FactSheet.household(2, 2)));

        assertThat(shares.of("state")).isEqualTo(Money.euroCents(676));
        assertThat(shares.of("local_funders")).isEqualTo(Money.euroCents(507));
        assertThat(shares.of("user")).isEqualTo(Money.euroCents(507));
    }

    @Test
    void paniers_is_half_user_half_funders_and_the_odd_cent_is_the_user_s() {
        var shares = given(POLICIES.of("paniers").cofunding(Money.euroCents(1_851), FactSheet.household(2, 2)));

        assertThat(shares.of("user")).isEqualTo(Money.euroCents(926));
        assertThat(shares.of("funders")).isEqualTo(Money.euroCents(925));
    }

    @Test
    void what_a_card_covers_of_a_basket_is_what_the_funders_pay_of_it() {
        var basket = FactSheet.product("vegetables", Set.of("fr:ab-agriculture-biologique"), 1, "local", false);

        assertThat(rate(POLICIES.of("haute-normandie"), basket)).isEqualTo(9_000);
        assertThat(rate(POLICIES.of("cocagne"), basket)).isEqualTo(7_000);
        assertThat(rate(POLICIES.of("paniers"), basket)).isEqualTo(5_000);
    }

    @Test
    void the_support_fund_weighs_six_criteria_and_pays_investment_only_if_money_is_left() {
        var fund = POLICIES.of("support-fund");
        var project = FactSheet.of(Map.of(
                "food_precarity", new Choice("fully"),
                "quality_supply", new Choice("fully"),
                "participation", new Choice("partly"),
                "food_system_effect", new Choice("fully"),
                "several_actors", new Choice("fully"),
                "territorial_anchoring", new Value.Choices(Set.of("rural", "overseas"))));

        assertThat(given(fund.conventioning(project)).verdict()).isEqualTo(Verdict.ADMITTED);
        assertThat(given(fund.conventioning(project)).scored()).hasSize(6);
        assertThat(given(fund.conventioning(project.with("food_precarity", new Choice("not"))))
                        .verdict())
                .isEqualTo(Verdict.REFUSED);
        var investment = FactSheet.of(Map.of("spending", new Choice("investment")));
        assertThat(rate(fund, FactSheet.of(Map.of("spending", new Choice("engineering")))))
                .isEqualTo(10_000);
        assertThat(rate(fund, investment.with("money_left", new YesNo(true)))).isEqualTo(10_000);
        assertThat(rate(fund, investment.with("money_left", new YesNo(false)))).isZero();
        assertThat(rate(fund, investment)).isZero();
    }

    private static long rate(Policy policy, FactSheet facts) {
        return policy.coverage(facts).orElseThrow().hundredths();
    }

    private static <T> T given(Answer<T> answer) {
        assertThat(answer).isInstanceOf(Answer.Given.class);
        return ((Answer.Given<T>) answer).value();
    }

    private static Money euros(long euros) {
        return Money.euroCents(100).times(euros);
    }
}
