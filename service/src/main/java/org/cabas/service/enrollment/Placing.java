package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.engine.Outbox;
import org.cabas.service.member.Member;
import org.cabas.service.member.Memberships;
import org.cabas.workflows.enrollment.Enrollment;
import org.jspecify.annotations.Nullable;

/** Gives places to those who wait: to households that come in, and to those in pause, who return. */
@Singleton
class Placing {
    private final Places places;
    private final Standings standings;
    private final Decisions decisions;
    private final Memberships memberships;
    private final CaseFiles caseFiles;
    private final Timeline timeline;
    private final Outbox outbox;

    Placing(
            Places places,
            Standings standings,
            Decisions decisions,
            Memberships memberships,
            CaseFiles caseFiles,
            Timeline timeline,
            Outbox outbox) {
        this.places = places;
        this.standings = standings;
        this.decisions = decisions;
        this.memberships = memberships;
        this.caseFiles = caseFiles;
        this.timeline = timeline;
        this.outbox = outbox;
    }

    /**
     * Gives free places to the first of those who wait.
     *
     * @param most how many at most
     * @param except the id of a file that has just given its place up; empty for none
     * @param person the id of who opens the places; null where one is free because somebody left
     * @return how many came in
     */
    int next(Connection connection, String fund, int most, String except, @Nullable String person) throws SQLException {
        var placed = 0;
        for (var waiting : standings.waiting(connection, fund)) {
            if (placed == most || places.locked(connection, fund).free() == 0) {
                return placed;
            }
            var file = caseFiles.locked(connection, waiting.caseFile());
            var standing = standings.of(connection, file.id());
            if (file.isOpen() && standing.queuedAt() != null && !file.id().equals(except)) {
                give(connection, file, standing, person);
                placed++;
            }
        }
        return placed;
    }

    /** Has a household that waits come in, or return; its file is locked, and a place is free. */
    private void give(Connection connection, CaseFile file, Standing standing, @Nullable String person)
            throws SQLException {
        standings.place(connection, file.id());
        if (standing.isPaused()) {
            memberships.change(connection, standing.cardHolder(), Member.Status.ACTIVE);
            caseFiles.moved(connection, file.id(), Stage.ACTIVE.code(), Enrollment.IS_ACTIVE);
            timeline.add(connection, file.id(), person, "enrollment.returned", "");
        } else {
            decisions.open(connection, file.id(), person);
            caseFiles.moved(connection, file.id(), Stage.ADMITTED.code(), null);
            timeline.add(connection, file.id(), person, "enrollment.place-opened", "");
        }
        outbox.tell(connection, file.id(), Enrollment.PLACE_OPENED);
    }
}
