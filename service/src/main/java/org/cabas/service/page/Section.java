package org.cabas.service.page;

import org.cabas.service.access.Right;

/** The parts of a fund's studio, in the order of its navigation. */
public enum Section {
    HOME("Accueil", "", Right.SEE_TABLES),
    TABLES("Tables", "/tables", Right.SEE_TABLES),
    SIMULATIONS("Simulations", "/simulations", Right.SIMULATE),
    PROPOSALS("Propositions", "/propositions", Right.SEE_TABLES),
    PEOPLE("Personnes", "/personnes", Right.MANAGE_PEOPLE),
    JOURNAL("Journal", "/journal", Right.SEE_JOURNAL);

    private final String label;
    private final String path;
    private final Right right;

    Section(String label, String path, Right right) {
        this.label = label;
        this.path = path;
        this.right = right;
    }

    /** What the navigation calls it. */
    public String label() {
        return label;
    }

    /** Its address in a fund. */
    public String address(String fund) {
        return "/caisses/" + fund + path;
    }

    /** What it takes to see it. */
    public Right right() {
        return right;
    }
}
