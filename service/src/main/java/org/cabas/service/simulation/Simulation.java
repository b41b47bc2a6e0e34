package org.cabas.service.simulation;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.cabas.rules.simulate.Comparison;
import org.cabas.rules.simulate.Span;
import org.cabas.rules.table.DecisionTable;
import org.jspecify.annotations.Nullable;

/**
 * A comparison that somebody asked for.
 *
 * @param id opaque
 * @param policyVersion what is compared with; null where nothing was in force
 * @param seed everything that is drawn comes from it
 * @param households how many to draw for a demonstration year; 0 for the fund's own
 * @param marketDays of a demonstration year
 * @param person the id of who started it
 * @param perMille how far it is
 * @param runs how often an instance took it up
 * @param result null until it is done
 */
public record Simulation(
        String id,
        String fund,
        String rulebook,
        @Nullable Integer policyVersion,
        Source source,
        long seed,
        Span span,
        int households,
        Set<DayOfWeek> marketDays,
        String person,
        String personName,
        Instant createdAt,
        State state,
        int perMille,
        int runs,
        List<Drafted> drafts,
        @Nullable Comparison result) {

    public Simulation {
        marketDays = Set.copyOf(marketDays);
        drafts = List.copyOf(drafts);
    }

    /** What the tables are tried on. */
    public enum Source {
        /** What really happened in the fund. */
        PAST,
        /** A year that is made up. */
        YEAR
    }

    /** Where it stands. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /**
     * A draft as it was when the simulation was started.
     *
     * @param name of the draft
     * @param table of that revision
     */
    public record Drafted(String draft, int revision, String name, DecisionTable table) {}

    /** Whether something is still to be waited for. */
    public boolean isUnderWay() {
        return state == State.QUEUED || state == State.RUNNING;
    }

    /** Whether it is of a year that nobody has lived. */
    public boolean isMadeUp() {
        return source == Source.YEAR;
    }
}
