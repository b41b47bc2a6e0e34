package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Tasks;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.engine.Outbox;
import org.cabas.service.member.Member;
import org.cabas.service.member.Memberships;
import org.cabas.workflows.enrollment.Enrollment;
import org.jspecify.annotations.Nullable;

/** Households that leave, or pause so that others have their turn. Their cards pay nothing from then on, whatever the engine knows. */
@Singleton
class Leaving {
    private final Standings standings;
    private final Places places;
    private final Placing placing;
    private final Memberships memberships;
    private final CaseFiles caseFiles;
    private final Tasks tasks;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Clock clock;

    Leaving(
            Standings standings,
            Places places,
            Placing placing,
            Memberships memberships,
            CaseFiles caseFiles,
            Tasks tasks,
            Timeline timeline,
            Outbox outbox,
            Clock clock) {
        this.standings = standings;
        this.places = places;
        this.placing = placing;
        this.memberships = memberships;
        this.caseFiles = caseFiles;
        this.tasks = tasks;
        this.timeline = timeline;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Ends an enrollment wherever it stands: its cards are blocked, its place goes to who waits, its file is closed.
     *
     * @param file locked and open
     * @param person the id of who says so; null for the process
     */
    void leave(Connection connection, CaseFile file, @Nullable String person) throws SQLException {
        var standing = standings.of(connection, file.id());
        if (standing.member() != null) {
            memberships.block(connection, standing.member());
            memberships.change(connection, standing.member(), Member.Status.LEFT);
        }
        var wasMember = standing.activeSince() != null;
        close(connection, file, wasMember ? Stage.LEFT : Stage.WITHDRAWN, person);
    }

    /** The same, with the process told: for what people decide at any moment. */
    void leaveNow(Connection connection, CaseFile file, String person) throws SQLException {
        leave(connection, file, person);
        outbox.tell(connection, file.id(), Enrollment.LEFT);
    }

    /** Closes a file, whose place, where it had one, goes to who waits. */
    void close(Connection connection, CaseFile file, Stage stage, @Nullable String person) throws SQLException {
        places.locked(connection, file.fundId());
        var hadPlace = standings.of(connection, file.id()).hasPlace();
        standings.leave(connection, file.id());
        caseFiles.close(connection, file.id(), stage.code());
        timeline.add(connection, file.id(), person, "enrollment.closed." + stage.code(), "");
        if (hadPlace) {
            placing.next(connection, file.fundId(), 1, file.id(), null);
        }
    }

    /** Whether a household can pause now: it is a member, and nothing is being talked over with it. */
    boolean mayPause(Connection connection, CaseFile file) throws SQLException {
        return file.isOpen()
                && file.stage().equals(Stage.ACTIVE.code())
                && standings.of(connection, file.id()).hasPlace()
                && tasks.open(connection, file.id()).stream()
                        .noneMatch(task -> task.element().equals(Enrollment.REVIEW));
    }

    /**
     * Has a member pause: its place goes to who waits, and it waits for its return behind them.
     *
     * @param file locked
     * @return false where it can't pause now, and nothing changed
     */
    boolean pause(Connection connection, CaseFile file, String person) throws SQLException {
        if (!mayPause(connection, file)) {
            return false;
        }
        places.locked(connection, file.fundId());
        memberships.change(connection, standings.of(connection, file.id()).cardHolder(), Member.Status.SUSPENDED);
        standings.pause(connection, file.id(), clock.instant());
        caseFiles.moved(connection, file.id(), Stage.PAUSED.code(), Enrollment.WAITS_FOR_RETURN);
        timeline.add(connection, file.id(), person, "enrollment.paused", "");
        outbox.tell(connection, file.id(), Enrollment.PAUSED);
        placing.next(connection, file.fundId(), 1, file.id(), null);
        return true;
    }
}
