package org.cabas.service.conventioning;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.cabas.service.conventioning.ConventioningTables.Opinion;
import org.cabas.service.conventioning.ConventioningTables.Scored;
import org.jspecify.annotations.Nullable;

/**
 * What the fund's tables said of a place.
 *
 * @param afterVisit whether with what a visit found
 * @param reason in French, to be told to the merchant
 * @param tableVersion of the conventioning table; null where no row answered
 * @param row its row
 * @param adoptedBy the vote that adopted the row; empty for none
 */
public record Decision(
        Instant at,
        boolean afterVisit,
        Opinion opinion,
        long points,
        String reason,
        @Nullable Integer tableVersion,
        @Nullable String row,
        String adoptedBy,
        List<Scored> scored) {
    public Decision {
        scored = List.copyOf(scored);
    }

    /** The decision in a sentence: « La table accepte ce lieu. 60 points suffisent. Il en a 90. » */
    public String sentence() {
        return ConventioningWording.say("opinion." + opinion.name().toLowerCase(Locale.ROOT)) + " " + inPoints();
    }

    /** The reason and the points: « 60 points suffisent. Le lieu a 90 points. » */
    String inPoints() {
        var hasGrid = points != 0 || !scored.isEmpty();
        return hasGrid
                ? ConventioningWording.say(
                        "opinion.points", reason, ConventioningWording.FRENCH.count(points, "point", "points"))
                : reason;
    }

    /** Which row of which version decided, and by which vote it stands; empty where no row answered. */
    public String source() {
        if (row == null || tableVersion == null) {
            return "";
        }
        return adoptedBy.isEmpty()
                ? ConventioningWording.say("decision.row", row, tableVersion)
                : ConventioningWording.say("decision.row.vote", row, tableVersion, adoptedBy);
    }

    /** As a convention keeps it: {@code conventioning 1 R4}; row {@code -} where none answered. */
    String decidedBy() {
        return row == null || tableVersion == null ? "conventioning 0 -" : "conventioning " + tableVersion + " " + row;
    }
}
