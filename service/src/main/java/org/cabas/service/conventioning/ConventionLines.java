package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.merchant.Convention;

/** Conventions as pages show them, with how they stand on a day. */
@Singleton
class ConventionLines {

    /**
     * A convention.
     *
     * @param terms its days, families and coverage, in French
     * @param status a style of {@code page/parts :: status}
     * @param word how it stands, in a word
     */
    public record Line(String terms, String status, String word) {}

    /**
     * The conventions of a file.
     *
     * @param today where the fund is
     */
    List<Line> of(List<Convention> conventions, Standing standing, LocalDate today) {
        var lines = new ArrayList<Line>();
        for (var each : conventions) {
            var lastDay = standing.lastDay();
            var neverBegins = lastDay != null && each.startsOn().isAfter(lastDay);
            lines.add(line(each, neverBegins, today));
        }
        return lines;
    }

    /** One of them. */
    Line line(Convention convention, boolean neverBegins, LocalDate today) {
        var terms = ConventioningWording.terms(
                convention.startsOn(), convention.endsOn(), convention.familyCodes(), convention.coverage());
        if (neverBegins) {
            return new Line(terms, "", ConventioningWording.say("convention.never"));
        }
        if (convention.endsOn().isBefore(today)) {
            return new Line(terms, "", ConventioningWording.say("convention.over"));
        }
        if (convention.suspended()) {
            return new Line(terms, "refused", ConventioningWording.say("convention.suspended"));
        }
        return convention.startsOn().isAfter(today)
                ? new Line(terms, "attention", ConventioningWording.say("convention.to-come"))
                : new Line(terms, "done", ConventioningWording.say("convention.in-force"));
    }
}
