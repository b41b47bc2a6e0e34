package org.cabas.rules.simulate;

/** Whoever waits for a comparison. */
public interface Watch {

    /** Nobody waits, and nobody cancels. */
    Watch NOBODY = done -> true;

    /**
     * Is told now and then how far it is.
     *
     * @param done events so far
     * @return whether to go on
     */
    boolean reached(long done);
}
