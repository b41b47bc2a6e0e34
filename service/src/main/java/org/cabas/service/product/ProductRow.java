package org.cabas.service.product;

import java.util.List;

/** A line of a file of products, counted from 1. */
sealed interface ProductRow {

    /** A line that is a product. */
    record Sound(long line, Product product) implements ProductRow {}

    /**
     * A line that is none.
     *
     * @param faults everything that is wrong with it, in French
     */
    record Faulty(long line, List<String> faults) implements ProductRow {
        public Faulty {
            faults = List.copyOf(faults);
        }

        /** The line's number and everything that is wrong with it, in one sentence. */
        String inFrench() {
            return ImportWording.say("row", line, String.join(ImportWording.say("row.several"), faults));
        }
    }
}
