package org.cabas.service.casefile;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.cabas.service.access.Right;

/** Who a task is for, as diagrams name them in {@code candidateGroups}. */
public enum Group {
    /** Social workers and whoever else looks after enrollments. */
    SOCIAL_WORKER(Right.WORK_ON_ENROLLMENTS),
    /** Those of the fund who look after merchants: facilitators, committee members, managers. */
    CONVENTIONING(Right.WORK_ON_CONVENTIONS),
    /** Nurses alone. */
    NURSE(Right.FOLLOW_HEALTH);

    private final Right right;

    Group(Right right) {
        this.right = right;
    }

    /** What somebody must be allowed to do it. */
    public Right right() {
        return right;
    }

    /** As diagrams write it: {@code social-worker}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The groups of codes separated by spaces. */
    static Set<Group> read(String codes) {
        var groups = EnumSet.noneOf(Group.class);
        for (var code : codes.strip().split("\\s+", -1)) {
            if (!code.isEmpty()) {
                groups.add(valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_')));
            }
        }
        return groups;
    }
}
