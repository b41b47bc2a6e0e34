package org.cabas.rules.verify;

/**
 * Some of the values of one column. A row's cell is a region, and so is one side of a box of cases. Regions of different
 * columns never meet in one operation. Immutable.
 */
sealed interface Region permits ClassRegion, ChoicesRegion {

    boolean isEmpty();

    /** How many parts a comparison with it goes through. */
    int size();

    /** Whether the two have a value in common. */
    boolean meets(Region other);

    /** Whether all of this lies in the other. */
    boolean within(Region other);

    /** What the two have in common. */
    Region and(Region other);

    /**
     * What of this lies outside a cell.
     *
     * @param cell the region of one condition; not every region of several choices has a complement that is a region
     */
    Region minus(Region cell);

    /** This region, to remove one cell after the other from. */
    Remainder remainder();

    /** What is left of a region while cells are taken from it. */
    interface Remainder {
        /** Takes a cell away. */
        void remove(Region cell);

        boolean isEmpty();

        Region rest();
    }
}
