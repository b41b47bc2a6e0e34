package org.cabas.service.page;

import java.util.List;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.jspecify.annotations.Nullable;

/**
 * What a feature has to say on the home of a fund today: a bean of it for each feature that has something people act on, such as
 * drafts, votes, simulations. With {@link io.micronaut.core.annotation.Order} the home asks the most urgent first.
 */
public interface Today {

    /** Its items for this person, the most urgent first; none where nothing is to be said. */
    List<Item> items(Visitor visitor, Seat seat);

    /**
     * One line of the home.
     *
     * @param heading under which it stands, such as « Votes »; items of one heading stand together
     * @param title what it is, as the words of the link
     * @param address where it leads
     * @param detail one sentence on how it stands; null for none
     * @param status a style of {@code page/parts :: status}: {@code done}, {@code attention}, {@code refused} or empty
     * @param word the status in a word: « à vous de voter »
     */
    record Item(
            String heading,
            String title,
            String address,
            @Nullable String detail,
            String status,
            String word) {}
}
