package org.cabas.service.page;

import java.util.Set;
import org.cabas.service.access.Right;
import org.cabas.service.access.Seat;

/** The parts of a fund's studio, in the order of its navigation. */
public enum Section {
    HOME("Accueil", "", Right.SEE_TABLES),
    TO_DO("À faire", "/aujourdhui", Right.WORK_ON_ENROLLMENTS, Right.WORK_ON_CONVENTIONS, Right.FOLLOW_HEALTH),
    FILES("Dossiers", "/dossiers", Right.WORK_ON_ENROLLMENTS, Right.WORK_ON_CONVENTIONS, Right.FOLLOW_HEALTH),
    WAITING("Liste d’attente", "/liste-attente", Right.WORK_ON_ENROLLMENTS),
    REFERRALS("Mes orientations", "/orientations", Right.REFER),
    TABLES("Tables", "/tables", Right.SEE_TABLES),
    SIMULATIONS("Simulations", "/simulations", Right.SIMULATE),
    PROPOSALS("Propositions", "/propositions", Right.SEE_TABLES),
    PEOPLE("Personnes", "/personnes", Right.MANAGE_PEOPLE),
    JOURNAL("Journal", "/journal", Right.SEE_JOURNAL),
    INCIDENTS("Incidents", "/incidents", Right.SEE_INCIDENTS);

    private final String label;
    private final String path;
    private final Set<Right> rights;

    Section(String label, String path, Right... rights) {
        this.label = label;
        this.path = path;
        this.rights = Set.of(rights);
    }

    /** What the navigation calls it. */
    public String label() {
        return label;
    }

    /** Its address in a fund. */
    public String address(String fund) {
        return "/caisses/" + fund + path;
    }

    /** Whether somebody has one of the rights that it takes to see it. */
    public boolean isFor(Seat seat) {
        return rights.stream().anyMatch(seat::may);
    }
}
