package org.cabas.service.access;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person is in a fund; one person may be several things, and then may do all that each of them may. */
public enum Role {
    COMMITTEE(
            "membre du comité",
            "lit les tables, écrit des brouillons, discute, simule et vote",
            EnumSet.of(Right.SEE_TABLES, Right.EDIT_DRAFTS, Right.DISCUSS, Right.VOTE, Right.SIMULATE)),
    FACILITATOR(
            "facilitateur ou facilitatrice",
            "prépare les brouillons, ouvre les votes et publie ce qui est voté",
            EnumSet.of(
                    Right.SEE_TABLES,
                    Right.EDIT_DRAFTS,
                    Right.DISCUSS,
                    Right.SIMULATE,
                    Right.OPEN_VOTES,
                    Right.PUBLISH)),
    FUND_MANAGER(
            "gestionnaire",
            "prépare les brouillons, simule et lit le journal",
            EnumSet.of(Right.SEE_TABLES, Right.EDIT_DRAFTS, Right.SIMULATE, Right.SEE_JOURNAL)),
    OBSERVER("observateur ou observatrice", "lit les tables", EnumSet.of(Right.SEE_TABLES)),
    ADMINISTRATOR(
            "administrateur ou administratrice",
            "invite les personnes, donne les rôles et lit le journal",
            EnumSet.of(Right.SEE_TABLES, Right.MANAGE_PEOPLE, Right.SEE_JOURNAL));

    private final String label;
    private final String purpose;
    private final Set<Right> rights;

    Role(String label, String purpose, Set<Right> rights) {
        this.label = label;
        this.purpose = purpose;
        this.rights = Collections.unmodifiableSet(rights);
    }

    /** What the role is called, in French. */
    public String label() {
        return label;
    }

    /** What people of that role do, in French, to stand after the label. */
    public String purpose() {
        return purpose;
    }

    /** What it may do. */
    public Set<Right> rights() {
        return rights;
    }

    /** Roles in words, in the order in which they are declared: {@code membre du comité, gestionnaire}. */
    public static String inWords(Collection<Role> roles) {
        return roles.stream().sorted().map(Role::label).collect(Collectors.joining(", "));
    }
}
