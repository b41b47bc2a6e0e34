package org.cabas.rules.year;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.cabas.rules.money.Money;
import org.cabas.rules.policy.FactSheet;
import org.cabas.rules.simulate.Home;

/**
 * Households as France has them.
 *
 * <p>Who lives together: Insee, RP2022, exploitation complémentaire, table FAM T1, households by composition. How many children a
 * family has is an assumption: 45 % one, 38 % two, 17 % three.
 *
 * <p>What they live on: Insee, ERFS 2022, standard of living of people in metropolitan France, D1 12 970 €, D5 24 330 €, D9 43 840 €
 * a year (chiffres-clés 2491918). In between and beyond, two halves of log-normal laws that meet in the median and pass through
 * both deciles. Income is the standard of living times the consumption units of the household: 1 for an adult, 0,5 for another
 * one, 0,3 for a child (all children taken to be under 14). The family quotient is that income over the shares of the family
 * benefit office: 2 for parents, alone or not, and a half for each of two children, one for each further child.
 *
 * <p>Assumptions: one household in twenty does not tell its income; seven in ten come without a referral.
 */
final class Households {
    private static final double MEDIAN = 24_330;
    private static final double NINTH_OF_TEN = 1.2816;
    private static final double SPREAD_BELOW = Math.log(MEDIAN / 12_970) / NINTH_OF_TEN;
    private static final double SPREAD_ABOVE = Math.log(43_840 / MEDIAN) / NINTH_OF_TEN;

    /** Thousandths of households: alone, a couple, a couple with children, one parent with children; the rest live otherwise. */
    private static final int ALONE = 386;

    private static final int COUPLE = ALONE + 257;
    private static final int COUPLE_WITH_CHILDREN = COUPLE + 239;
    private static final int ONE_PARENT = COUPLE_WITH_CHILDREN + 101;

    private static final int DO_NOT_TELL = 50;
    private static final int NOT_REFERRED = 700;
    private static final List<String> REFERRERS = List.of("caf", "msa", "ccas", "cpam", "association", "third_place");

    private Households() {}

    /** So many households with what they live on. */
    static List<Home> drawn(SplittableRandom random, int count, OwnCriteria criteria) {
        var homes = new ArrayList<Home>(count);
        for (var i = 0; i < count; i++) {
            var chance = random.nextInt(1000);
            var adults = chance < ALONE || (chance >= COUPLE_WITH_CHILDREN && chance < ONE_PARENT) ? 1 : 2;
            var children = chance >= COUPLE && chance < ONE_PARENT ? children(random) : 0;
            homes.add(new Home(adults, children, situation(random, adults, children, criteria), true, 0));
        }
        return homes;
    }

    /** What a household of that many people might live on; different for each draw. */
    static FactSheet situation(SplittableRandom random, int adults, int children, OwnCriteria criteria) {
        var deviation = random.nextGaussian();
        var standard = MEDIAN * Math.exp(deviation * (deviation < 0 ? SPREAD_BELOW : SPREAD_ABOVE));
        var units = 1 + 0.5 * Math.max(0, adults - 1) + 0.3 * children;
        var income = Math.round(standard * units / 12);
        var shares = (adults > 1 || children > 0 ? 2 : 1) + 0.5 * Math.min(2, children) + Math.max(0, children - 2);
        var told = random.nextInt(1000) >= DO_NOT_TELL;
        var referral = random.nextInt(1000) < NOT_REFERRED ? "none" : REFERRERS.get(random.nextInt(REFERRERS.size()));
        var means = FactSheet.means(
                told ? euros(income) : null, told ? euros(Math.round(income / shares)) : null, referral);
        return means.and(criteria.drawn(random));
    }

    private static int children(SplittableRandom random) {
        var chance = random.nextInt(100);
        return chance < 45 ? 1 : chance < 83 ? 2 : 3;
    }

    private static Money euros(long whole) {
        return Money.euroCents(100).times(whole);
    }
}
