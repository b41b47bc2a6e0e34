package org.cabas.rules.table;

/** How the rows that match a case make its decision. */
public enum HitPolicy {
    /** The first row that matches decides; the last row is the explicit "otherwise". */
    FIRST,
    /** Exactly one row may match any case. */
    UNIQUE,
    /** Every row that matches adds its points; the total feeds another table, as in conventioning. */
    POINTS,
    /**
     * Every row that matches applies, each on its own: ceilings, where a monthly limit for everything and a weekly
     * one for meat hold together.
     */
    EVERY
}
