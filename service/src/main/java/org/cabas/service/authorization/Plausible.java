package org.cabas.service.authorization;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.problem.Problem.Fault;
import org.jspecify.annotations.Nullable;

/**
 * Which times a purchase may tell. A purchase of another year, or a till that would wait for a week, is a clock or a program gone
 * wrong.
 */
final class Plausible {

    /** How old a purchase may be: a till that was cut off sends its day's purchases by the evening of the next. */
    static final Duration OLDEST = Duration.ofHours(48);

    /** How far a till's clock may be ahead. */
    static final Duration AHEAD = Duration.ofMinutes(10);

    /** How far away a deadline may be; nobody stands at a counter for longer. */
    static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private Plausible() {}

    /** What is wrong with the times of a purchase, whenever it is looked at. */
    static List<Fault> faults(@Nullable Instant occurredAt, @Nullable Instant deadline) {
        return faults(occurredAt, EARLIEST, LATEST, deadline, EARLIEST, LATEST);
    }

    /** What is wrong with the times of a purchase that is made now, besides what is wrong at any time. */
    static List<Fault> faults(@Nullable Instant occurredAt, @Nullable Instant deadline, Instant now) {
        return faults(
                ever(occurredAt), now.minus(OLDEST), now.plus(AHEAD), ever(deadline), EARLIEST, now.plus(LONGEST_WAIT));
    }

    private static @Nullable Instant ever(@Nullable Instant instant) {
        return instant == null || instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
    }

    private static List<Fault> faults(
            @Nullable Instant occurredAt,
            Instant oldest,
            Instant ahead,
            @Nullable Instant deadline,
            Instant earliest,
            Instant latest) {
        var faults = new ArrayList<Fault>();
        if (occurredAt != null && (occurredAt.isBefore(oldest) || occurredAt.isAfter(ahead))) {
            faults.add(new Fault("/occurredAt", "implausible_time", List.of(OLDEST.toHours(), AHEAD.toMinutes())));
        }
        if (deadline != null && (deadline.isBefore(earliest) || deadline.isAfter(latest))) {
            faults.add(new Fault("/deadline", "implausible_deadline", List.of(LONGEST_WAIT.toHours())));
        }
        return faults;
    }
}
