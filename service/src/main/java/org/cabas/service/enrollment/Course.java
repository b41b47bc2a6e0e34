package org.cabas.service.enrollment;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.OptionalInt;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Tasks;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.enrollment.AdmissionTable.Said;
import org.cabas.service.fund.FundRules;
import org.cabas.workflows.enrollment.Enrollment;
import org.cabas.workflows.enrollment.EnrollmentSteps;

/** What happens to a file when its process gets there; nothing to a file that is closed, whose process ends. */
@Singleton
class Course implements EnrollmentSteps<Connection> {
    private final Applications applications;
    private final AdmissionTable table;
    private final Standings standings;
    private final Decisions decisions;
    private final Places places;
    private final Placing placing;
    private final Leaving leaving;
    private final HouseholdCards cards;
    private final Treasury treasury;
    private final CaseFiles caseFiles;
    private final Tasks tasks;
    private final Timeline timeline;
    private final Clock clock;

    Course(
            Applications applications,
            AdmissionTable table,
            Standings standings,
            Decisions decisions,
            Places places,
            Placing placing,
            Leaving leaving,
            HouseholdCards cards,
            Treasury treasury,
            CaseFiles caseFiles,
            Tasks tasks,
            Timeline timeline,
            Clock clock) {
        this.applications = applications;
        this.table = table;
        this.standings = standings;
        this.decisions = decisions;
        this.places = places;
        this.placing = placing;
        this.leaving = leaving;
        this.cards = cards;
        this.treasury = treasury;
        this.caseFiles = caseFiles;
        this.tasks = tasks;
        this.timeline = timeline;
        this.clock = clock;
    }

    @Override
    public Checked check(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (!file.isOpen()) {
            return new Checked(true, false);
        }
        var application = applications.of(connection, caseFile);
        var fund = FundRules.of(connection, file.fundId());
        var complete = table.missing(fund, application.told()).isEmpty();
        var duplicates = !applications.alike(connection, application, true).isEmpty();
        var stage = !complete ? Stage.INCOMPLETE : duplicates ? Stage.TO_COMPARE : Stage.RECEIVED;
        caseFiles.moved(connection, caseFile, stage.code(), null);
        timeline.add(connection, caseFile, null, complete ? "enrollment.complete" : "enrollment.incomplete", "");
        return new Checked(complete, duplicates);
    }

    @Override
    public void remind(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        var stillWaits = tasks.open(connection, caseFile).stream()
                .anyMatch(task -> task.element().equals(Enrollment.COMPLETE_APPLICATION));
        if (file.isOpen() && stillWaits) {
            var reminders = applications.remind(connection, caseFile);
            timeline.add(connection, caseFile, null, "enrollment.reminded", String.valueOf(reminders));
        }
    }

    @Override
    public boolean giveUp(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (!file.isOpen()) {
            return true;
        }
        var dropped = tasks.dropUnlessDone(connection, caseFile, Enrollment.COMPLETE_APPLICATION);
        if (dropped) {
            leaving.close(connection, file, Stage.LAPSED, null);
        }
        return dropped;
    }

    @Override
    public void closeDuplicate(Connection connection, String caseFile) throws SQLException {
        close(connection, caseFile, Stage.DUPLICATE);
    }

    @Override
    public Admission admission(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (!file.isOpen()) {
            return Admission.REFUSED;
        }
        var fund = FundRules.of(connection, file.fundId());
        var months = table.asksTreasury(fund) ? treasury.months(connection, file.fundId()) : OptionalInt.empty();
        var free = places.locked(connection, file.fundId()).free();
        var said = table.ask(fund, applications.of(connection, caseFile).told(), free, months);
        standings.decide(connection, caseFile, said.priority(), free == 0);
        var admission = said.admission() == Admission.ADMITTED ? place(connection, file, said) : said.admission();
        if (said.admission() == admission) {
            decisions.add(connection, caseFile, admission, said);
        }
        var stage = switch (admission) {
            case ADMITTED -> Stage.ADMITTED;
            case WAITING, REFUSED -> Stage.RECEIVED; // the step that follows says the rest
            case PEOPLE -> Stage.TO_DECIDE;
        };
        caseFiles.moved(connection, caseFile, stage.code(), null);
        timeline.add(connection, caseFile, null, "enrollment.table." + admission.code(), said.reason());
        return admission;
    }

    /** Keeps a place for whom the table admits; a table that doesn't ask for free places admits nobody beyond the last one either. */
    private Admission place(Connection connection, CaseFile file, Said said) throws SQLException {
        if (places.keep(connection, file.fundId(), file.id())) {
            return Admission.ADMITTED;
        }
        var full = new Said(
                Admission.WAITING, EnrollmentWording.say("admission.full"), said.rule(), said.priority(), said.facts());
        decisions.add(connection, file.id(), Admission.WAITING, full);
        return Admission.WAITING;
    }

    @Override
    public void refuse(Connection connection, String caseFile) throws SQLException {
        close(connection, caseFile, Stage.REFUSED);
    }

    @Override
    public void queue(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        var standing = standings.of(connection, caseFile);
        if (!file.isOpen() || standing.hasPlace() || standing.queuedAt() != null) {
            return;
        }
        // A place that was freed since the table said that there is none would otherwise wait for the next departure.
        var free = places.locked(connection, file.fundId()).free();
        standings.queue(connection, caseFile, file.openedAt());
        caseFiles.moved(connection, caseFile, Stage.WAITING.code(), Enrollment.WAITS_FOR_PLACE);
        timeline.add(connection, caseFile, null, "enrollment.queued", "");
        if (standing.noPlaceWasFree() && free > 0) {
            placing.next(connection, file.fundId(), 1, "", null);
        }
    }

    @Override
    public void withdraw(Connection connection, String caseFile) throws SQLException {
        close(connection, caseFile, Stage.WITHDRAWN);
    }

    @Override
    public void issueCard(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (file.isOpen()) {
            cards.first(connection, file);
            caseFiles.moved(connection, caseFile, Stage.CARD.code(), null);
            timeline.add(connection, caseFile, null, "enrollment.card-made", "");
        }
    }

    @Override
    public void activate(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        // A household that pauses, or came back before the process knew, stands where it stands.
        if (!file.isOpen() || standings.of(connection, caseFile).isPaused()) {
            return;
        }
        var first = standings.of(connection, caseFile).activeSince() == null;
        standings.activate(
                connection, caseFile, FundRules.of(connection, file.fundId()).day(clock.instant()));
        caseFiles.moved(connection, caseFile, Stage.ACTIVE.code(), Enrollment.IS_ACTIVE);
        if (first) {
            timeline.add(connection, caseFile, null, "enrollment.active", "");
        }
    }

    @Override
    public void pause(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (file.isOpen() && standings.of(connection, caseFile).isPaused()) {
            caseFiles.moved(connection, caseFile, Stage.PAUSED.code(), Enrollment.WAITS_FOR_RETURN);
        }
    }

    @Override
    public void leave(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (file.isOpen()) {
            leaving.leave(connection, file, null);
        }
    }

    private void close(Connection connection, String caseFile, Stage stage) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (file.isOpen()) {
            leaving.close(connection, file, stage, null);
        }
    }
}
