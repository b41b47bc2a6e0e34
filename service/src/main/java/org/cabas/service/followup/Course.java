package org.cabas.service.followup;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Tasks;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.fund.FundRules;
import org.cabas.workflows.followup.FollowUpProcess;
import org.cabas.workflows.followup.FollowUpSteps;

/** What happens to a follow-up when its process gets there; nothing to a file that is closed, whose process ends. */
@Singleton
class Course implements FollowUpSteps<Connection> {
    /** After so many absences in a row a nurse asks whether the person wants to go on. */
    static final int ABSENCES = 2;

    /** How long before the day of a check-up a nurse begins to arrange it: as many days as the task has. */
    static final int DAYS_AHEAD = 14;

    private final FollowUps followUps;
    private final CheckUps checkUps;
    private final HealthKeys keys;
    private final CaseFiles caseFiles;
    private final Tasks tasks;
    private final Timeline timeline;

    Course(
            FollowUps followUps,
            CheckUps checkUps,
            HealthKeys keys,
            CaseFiles caseFiles,
            Tasks tasks,
            Timeline timeline) {
        this.followUps = followUps;
        this.checkUps = checkUps;
        this.keys = keys;
        this.caseFiles = caseFiles;
        this.tasks = tasks;
        this.timeline = timeline;
    }

    @Override
    public boolean letGo(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (!file.isOpen()) {
            return true;
        }
        var dropped = tasks.dropUnlessDone(connection, caseFile, FollowUpProcess.CONSENT);
        if (dropped) {
            close(connection, file, Stage.UNANSWERED);
        }
        return dropped;
    }

    @Override
    public void decline(Connection connection, String caseFile) throws SQLException {
        close(connection, caseFiles.locked(connection, caseFile), Stage.DECLINED);
    }

    @Override
    public void begin(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (file.isOpen()) {
            // The key was made with the consent, whose words it seals; what was written since needs it as it is.
            keys.make(connection, followUps.of(connection, caseFile).member());
            caseFiles.moved(connection, caseFile, Stage.FOLLOWED.code(), null);
            timeline.add(connection, caseFile, null, "followup.begun", "");
        }
    }

    @Override
    public boolean absence(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (!file.isOpen()) {
            return false;
        }
        var again = followUps.of(connection, caseFile).absences() < ABSENCES;
        caseFiles.moved(connection, caseFile, Stage.FOLLOWED.code(), again ? FollowUpProcess.A_WEEK_LATER : null);
        timeline.add(connection, caseFile, null, again ? "followup.again" : "followup.to-contact", "");
        return again;
    }

    @Override
    public Protocol protocol(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        var last = checkUps.lastKept(connection, caseFile);
        if (!file.isOpen() || last.isEmpty()) {
            return new Protocol(false, Optional.empty());
        }
        var next = Optional.ofNullable(last.get().nextOn());
        var actions = last.get().hasActions();
        var waits = !actions && next.isPresent() ? FollowUpProcess.UNTIL_NEXT : null;
        caseFiles.moved(connection, caseFile, Stage.FOLLOWED.code(), waits);
        timeline.add(
                connection,
                caseFile,
                null,
                next.isPresent() ? "followup.next" : "followup.last",
                next.map(FollowUpWording.FRENCH::date).orElse(""));
        var fund = FundRules.of(connection, file.fundId());
        return new Protocol(actions, next.map(day -> arranged(fund, day)));
    }

    /** When a check-up of a day is to be arranged. */
    private static Instant arranged(FundRules fund, LocalDate day) {
        return day.minusDays(DAYS_AHEAD).atStartOfDay(fund.zone()).toInstant();
    }

    @Override
    public void close(Connection connection, String caseFile) throws SQLException {
        close(connection, caseFiles.locked(connection, caseFile), Stage.CLOSED);
    }

    @Override
    public void withdraw(Connection connection, String caseFile) throws SQLException {
        // Whoever noted it has done all there is: the key is gone and the file closed before the engine heard of it.
        var file = caseFiles.locked(connection, caseFile);
        if (file.isOpen()) {
            throw new IllegalStateException("consent was withdrawn, and " + caseFile + " is open");
        }
    }

    private void close(Connection connection, CaseFile file, Stage stage) throws SQLException {
        if (file.isOpen()) {
            followUps.close(connection, file.id());
            caseFiles.close(connection, file.id(), stage.code());
            timeline.add(connection, file.id(), null, "followup.closed." + stage.code(), "");
        }
    }
}
