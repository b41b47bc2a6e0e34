package org.cabas.service.vote;

import java.util.List;
import org.cabas.service.access.Seat;

/** What another feature keeps with drafts and a proposal of them shows: a bean of it for each, such as simulations. */
public interface Appendix {

    /**
     * What there is about a proposal's drafts, the most telling first.
     *
     * @param seat in the fund where the proposal is read
     */
    List<Item> of(Seat seat, List<ProposedTable> tables);

    /**
     * One of them.
     *
     * @param title what it is, as the words of the link
     * @param address where it is read
     * @param sentences what it found, in French, for the screen and for paper
     */
    record Item(String title, String address, List<String> sentences) {
        public Item {
            sentences = List.copyOf(sentences);
        }
    }
}
