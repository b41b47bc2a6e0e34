package org.cabas.rules.policy;

import java.util.List;

/**
 * What the criteria say of a merchant or project.
 *
 * @param verdict the decision
 * @param points the total of the grid; 0 where a fund has none
 * @param scored the rows that gave points, in the grid's order
 */
public record Conventioning(Verdict verdict, long points, List<Scored> scored) {
    public Conventioning {
        scored = List.copyOf(scored);
    }

    /**
     * A row that gave points.
     *
     * @param note the committee's words on that row, possibly empty; see {@link Notes}
     */
    public record Scored(Rule rule, String note, long points) {}
}
