package org.cabas.service.access;

import java.util.List;
import java.util.Optional;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/**
 * The person who asks for a page, signed in. As an argument of a controller's method it makes the method answer only people who
 * are signed in: others are sent to the sign-in page and come back.
 *
 * @param id of the person
 * @param name as colleagues call them
 * @param seats the funds in which the person has a role, by name
 * @param forms what their forms carry
 */
public record Visitor(String id, String name, List<Seat> seats, FormKey forms) implements Caller {
    public Visitor {
        seats = List.copyOf(seats);
    }

    /** The person's place in a fund; none where they have no role. */
    public Optional<Seat> seat(String fund) {
        return seats.stream().filter(seat -> seat.fund().equals(fund)).findFirst();
    }

    /** Whether the person may do that in the fund. */
    public boolean may(String fund, Right right) {
        return seat(fund).filter(seat -> seat.may(right)).isPresent();
    }

    /**
     * The person's place in a fund, where they may do that. Whoever has no role in the fund is told that there is no such page,
     * exactly as if there were no such fund.
     *
     * @throws ProblemFound not found without a role there, forbidden without the right
     */
    public Seat require(String fund, Right right) {
        var seat = seat(fund).orElseThrow(() -> new ProblemFound(Kind.NOT_FOUND));
        if (!seat.may(right)) {
            throw new ProblemFound(Kind.FORBIDDEN);
        }
        return seat;
    }

    @Override
    public String toString() {
        return "Visitor[" + id + "]";
    }
}
