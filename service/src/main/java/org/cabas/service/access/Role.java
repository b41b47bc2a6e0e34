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
            "lit les tables, écrit des brouillons, discute, simule, vote et visite les lieux",
            EnumSet.of(
                    Right.SEE_TABLES,
                    Right.EDIT_DRAFTS,
                    Right.DISCUSS,
                    Right.VOTE,
                    Right.SIMULATE,
                    Right.WORK_ON_CONVENTIONS,
                    Right.SEE_HEALTH_FIGURES)),
    FACILITATOR(
            "facilitateur ou facilitatrice",
            "prépare les brouillons, ouvre les votes, publie ce qui est voté et suit les conventions",
            EnumSet.of(
                    Right.WORK_ON_CONVENTIONS,
                    Right.SEE_TABLES,
                    Right.EDIT_DRAFTS,
                    Right.DISCUSS,
                    Right.SIMULATE,
                    Right.OPEN_VOTES,
                    Right.PUBLISH)),
    FUND_MANAGER(
            "gestionnaire",
            "prépare les brouillons, simule, suit les adhésions et les conventions, et lit le journal",
            EnumSet.of(
                    Right.SEE_TABLES,
                    Right.EDIT_DRAFTS,
                    Right.SIMULATE,
                    Right.SEE_JOURNAL,
                    Right.SEE_INCIDENTS,
                    Right.OPEN_PLACES,
                    Right.WORK_ON_ENROLLMENTS,
                    Right.WORK_ON_CONVENTIONS,
                    Right.SEE_HEALTH_FIGURES)),
    SOCIAL_WORKER(
            "travailleur social ou travailleuse sociale",
            "reçoit les demandes et suit les adhésions",
            EnumSet.of(Right.SEE_TABLES, Right.WORK_ON_ENROLLMENTS)),
    NURSE(
            "infirmier ou infirmière",
            "suit la santé des personnes qui y consentent",
            EnumSet.of(Right.SEE_TABLES, Right.FOLLOW_HEALTH, Right.SEE_HEALTH_FIGURES)),
    REFERRER(
            "orienteur ou orienteuse",
            "oriente des foyers vers la caisse et apprend la suite donnée",
            EnumSet.of(Right.SEE_TABLES, Right.REFER)),
    OBSERVER("observateur ou observatrice", "lit les tables", EnumSet.of(Right.SEE_TABLES)),
    ADMINISTRATOR(
            "administrateur ou administratrice",
            "invite les personnes, donne les rôles et lit le journal",
            EnumSet.of(Right.SEE_TABLES, Right.MANAGE_PEOPLE, Right.SEE_JOURNAL, Right.SEE_INCIDENTS));

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
