package org.cabas.rules.simulate;

import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.cabas.rules.policy.Policy;
import org.cabas.rules.purchase.Basket;
import org.cabas.rules.purchase.Terms;
import org.jspecify.annotations.Nullable;

/** Something that happened to a household's money, or was asked of it. */
public sealed interface Event {

    /** The day on which it was recorded, by the fund's clocks. */
    LocalDate day();

    /**
     * A household received its allocation.
     *
     * @param home its index
     * @param given cents that were really given; null in a made-up year, where the tables decide
     */
    record Allocated(int home, LocalDate day, @Nullable Long given) implements Event {}

    /**
     * Somebody wanted to buy.
     *
     * @param id of the purchase, for what is given back of it
     * @param home index of the household; negative where the card was unknown, and nothing is ever paid
     * @param place index of the place; negative where it was unknown
     * @param day on which it was decided; ceilings and tables look at the day of the basket
     * @param basket with the reasons that no table has a say in
     * @param terms of the place on that day, with its facts as a policy asks for them; null for none
     * @param undone whether some of it is given back later
     */
    record Bought(
            String id,
            int home,
            int place,
            LocalDate day,
            Basket basket,
            Function<Policy, @Nullable Terms> terms,
            boolean undone)
            implements Event {}

    /**
     * Some of a purchase was released, expired or refunded. Where another policy had paid another amount of a line, the same share
     * of it is given back.
     *
     * @param id of the purchase
     * @param lines cents given back a line
     * @param of cents that had been approved of each line
     */
    record GivenBack(String id, int home, LocalDate day, List<Long> lines, List<Long> of) implements Event {
        public GivenBack {
            lines = List.copyOf(lines);
            of = List.copyOf(of);
        }
    }
}
