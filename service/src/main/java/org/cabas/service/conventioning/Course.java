package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Tasks;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.conventioning.ConventioningTables.Opinion;
import org.cabas.service.engine.Outbox;
import org.cabas.service.fund.FundRules;
import org.cabas.service.merchant.Convention;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.cabas.workflows.conventioning.ConventioningSteps;

/**
 * What happens to a file when its process gets there; nothing to a file that is closed, whose process ends. People's acts had their effect
 * before the process heard of them: where it stands elsewhere than the database by now, it is told again.
 */
@Singleton
class Course implements ConventioningSteps<Connection> {
    private final Candidacies candidacies;
    private final ConventioningTables tables;
    private final Decisions decisions;
    private final Standings standings;
    private final Signing signing;
    private final Keeping keeping;
    private final Renewals renewals;
    private final CaseFiles caseFiles;
    private final Tasks tasks;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Clock clock;

    Course(
            Candidacies candidacies,
            ConventioningTables tables,
            Decisions decisions,
            Standings standings,
            Signing signing,
            Keeping keeping,
            Renewals renewals,
            CaseFiles caseFiles,
            Tasks tasks,
            Timeline timeline,
            Outbox outbox,
            Clock clock) {
        this.candidacies = candidacies;
        this.tables = tables;
        this.decisions = decisions;
        this.standings = standings;
        this.signing = signing;
        this.keeping = keeping;
        this.renewals = renewals;
        this.caseFiles = caseFiles;
        this.tasks = tasks;
        this.timeline = timeline;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public boolean check(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (!file.isOpen()) {
            return true;
        }
        var told = candidacies.of(connection, caseFile).told();
        var complete =
                tables.missing(FundRules.of(connection, file.fundId()), told).isEmpty();
        caseFiles.moved(connection, caseFile, (complete ? Stage.RECEIVED : Stage.INCOMPLETE).code(), null);
        timeline.add(connection, caseFile, null, complete ? "conventioning.complete" : "conventioning.incomplete", "");
        return complete;
    }

    @Override
    public void remind(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        var stillWaits = tasks.open(connection, caseFile).stream()
                .anyMatch(task -> task.element().equals(ConventioningProcess.COMPLETE_APPLICATION));
        if (file.isOpen() && stillWaits) {
            var reminders = candidacies.remind(connection, caseFile);
            timeline.add(connection, caseFile, null, "conventioning.reminded", String.valueOf(reminders));
        }
    }

    @Override
    public boolean giveUp(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (!file.isOpen()) {
            return true;
        }
        var dropped = tasks.dropUnlessDone(connection, caseFile, ConventioningProcess.COMPLETE_APPLICATION);
        if (dropped) {
            keeping.close(connection, file, Stage.LAPSED, null);
        }
        return dropped;
    }

    @Override
    public boolean score(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (!file.isOpen()) {
            return false;
        }
        var considered = ask(connection, file, false) != Opinion.REFUSED;
        caseFiles.moved(connection, caseFile, (considered ? Stage.TO_VISIT : Stage.RECEIVED).code(), null);
        return considered;
    }

    @Override
    public void scoreAfterVisit(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (file.isOpen()) {
            ask(connection, file, true);
            caseFiles.moved(connection, caseFile, Stage.TO_VOTE.code(), null);
        }
    }

    private Opinion ask(Connection connection, CaseFile file, boolean afterVisit) throws SQLException {
        var said = tables.ask(
                FundRules.of(connection, file.fundId()),
                candidacies.of(connection, file.id()).told());
        decisions.add(connection, file.id(), afterVisit, said);
        var key = "conventioning.table" + (afterVisit ? ".visit." : ".")
                + said.opinion().name().toLowerCase(Locale.ROOT);
        var decision = decisions.last(connection, file.id()).orElseThrow();
        timeline.add(connection, file.id(), null, key, decision.inPoints());
        return said.opinion();
    }

    @Override
    public void refuse(Connection connection, String caseFile) throws SQLException {
        close(connection, caseFile, Stage.REFUSED);
    }

    @Override
    public Instant open(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        var last = signing.last(connection, file);
        if (!file.isOpen() || last.isEmpty()) {
            return clock.instant();
        }
        var standing = standings.of(connection, caseFile);
        if (standing.isEnding()) {
            outbox.tell(connection, caseFile, ConventioningProcess.END_DECIDED);
        } else if (standing.isSuspended()) {
            outbox.tell(connection, caseFile, ConventioningProcess.SUSPENDED);
        }
        var stage = standing.isEnding() ? Stage.NOTICE : standing.isSuspended() ? Stage.SUSPENDED : Stage.IN_FORCE;
        caseFiles.moved(connection, caseFile, stage.code(), ConventioningProcess.IS_IN_FORCE);
        return renewals.due(connection, file, last.get());
    }

    @Override
    public void suspend(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        var standing = standings.of(connection, caseFile);
        if (!file.isOpen() || standing.isEnding()) {
            return; // its end was told too, and comes next
        }
        if (standing.isSuspended()) {
            caseFiles.moved(connection, caseFile, Stage.SUSPENDED.code(), ConventioningProcess.IS_SUSPENDED);
        } else {
            outbox.tell(connection, caseFile, ConventioningProcess.RESUMED);
        }
    }

    @Override
    public void resume(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        var standing = standings.of(connection, caseFile);
        if (!file.isOpen() || standing.isEnding()) {
            return;
        }
        if (standing.isSuspended()) {
            outbox.tell(connection, caseFile, ConventioningProcess.SUSPENDED);
        } else {
            caseFiles.moved(connection, caseFile, Stage.IN_FORCE.code(), ConventioningProcess.IS_IN_FORCE);
        }
    }

    @Override
    public Instant giveNotice(Connection connection, String caseFile) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (!file.isOpen()) {
            return clock.instant();
        }
        caseFiles.moved(connection, caseFile, Stage.NOTICE.code(), ConventioningProcess.WAITS_FOR_LAST_DAY);
        var fund = FundRules.of(connection, file.fundId());
        var lastDay = standings.of(connection, caseFile).lastDay();
        var day = lastDay != null ? lastDay : lastDay(connection, file, fund);
        return day.plusDays(1).atStartOfDay(fund.zone()).toInstant();
    }

    private LocalDate lastDay(Connection connection, CaseFile file, FundRules fund) throws SQLException {
        return signing.last(connection, file).map(Convention::endsOn).orElse(fund.day(clock.instant()));
    }

    @Override
    public void close(Connection connection, String caseFile) throws SQLException {
        close(connection, caseFile, Stage.ENDED);
    }

    @Override
    public void withdraw(Connection connection, String caseFile) throws SQLException {
        close(connection, caseFile, Stage.WITHDRAWN);
    }

    private void close(Connection connection, String caseFile, Stage stage) throws SQLException {
        var file = caseFiles.locked(connection, caseFile);
        if (file.isOpen()) {
            keeping.close(connection, file, stage, null);
        }
    }
}
