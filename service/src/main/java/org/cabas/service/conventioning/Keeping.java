package org.cabas.service.conventioning;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.cabas.service.casefile.CaseFile;
import org.cabas.service.casefile.CaseFiles;
import org.cabas.service.casefile.Tasks;
import org.cabas.service.casefile.Timeline;
import org.cabas.service.engine.Outbox;
import org.cabas.service.fund.FundRules;
import org.cabas.service.merchant.Convention;
import org.cabas.service.merchant.Register;
import org.cabas.service.vote.VotingRules;
import org.cabas.workflows.conventioning.ConventioningProcess;
import org.jspecify.annotations.Nullable;

/**
 * What may happen to a place while its convention lasts: it is suspended and taken up again, the fund ends it with notice, it leaves. Each
 * has its effect on purchases at once, and the engine is told after. Files are locked by whoever calls.
 */
@Singleton
class Keeping {
    /** Of what a merchant is told. */
    static final int LONGEST_REASON = 400;

    private final Candidacies candidacies;
    private final Standings standings;
    private final Signing signing;
    private final Register register;
    private final VotingRules votingRules;
    private final CaseFiles caseFiles;
    private final Tasks tasks;
    private final Timeline timeline;
    private final Outbox outbox;
    private final Clock clock;

    Keeping(
            Candidacies candidacies,
            Standings standings,
            Signing signing,
            Register register,
            VotingRules votingRules,
            CaseFiles caseFiles,
            Tasks tasks,
            Timeline timeline,
            Outbox outbox,
            Clock clock) {
        this.candidacies = candidacies;
        this.standings = standings;
        this.signing = signing;
        this.register = register;
        this.votingRules = votingRules;
        this.caseFiles = caseFiles;
        this.tasks = tasks;
        this.timeline = timeline;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Today where the fund of a file is. */
    LocalDate today(Connection connection, CaseFile file) throws SQLException {
        return FundRules.of(connection, file.fundId()).day(clock.instant());
    }

    /** The conventions of a file that pay today or later, unless they are suspended. */
    private List<Convention> lasting(Connection connection, CaseFile file) throws SQLException {
        var today = today(connection, file);
        return signing.signed(connection, file).stream()
                .filter(each -> !each.endsOn().isBefore(today))
                .toList();
    }

    boolean maySuspend(Connection connection, CaseFile file) throws SQLException {
        return file.isOpen()
                && !standings.of(connection, file.id()).isSuspended()
                && !lasting(connection, file).isEmpty();
    }

    boolean mayResume(Connection connection, CaseFile file) throws SQLException {
        return file.isOpen() && standings.of(connection, file.id()).isSuspended();
    }

    boolean mayEnd(Connection connection, CaseFile file) throws SQLException {
        var standing = standings.of(connection, file.id());
        return file.isOpen() && standing.merchant() != null && !standing.isEnding();
    }

    /** Suspends the conventions of a place, all that it has: its purchases are refused from now on. */
    void suspend(Connection connection, CaseFile file, String why, String person) throws SQLException {
        var today = today(connection, file);
        var suspended = conventions(connection, file).stream()
                .filter(each -> !each.suspended() && !each.endsOn().isBefore(today))
                .map(Convention::id)
                .toList();
        for (var convention : suspended) {
            register.suspend(connection, convention, true);
        }
        standings.suspended(connection, file.id(), suspended, why);
        if (!standings.of(connection, file.id()).isEnding()) {
            caseFiles.moved(connection, file.id(), Stage.SUSPENDED.code(), file.waitsAt());
        }
        timeline.add(connection, file.id(), person, "conventioning.suspended", why);
        tell(connection, file, ConventioningProcess.SUSPENDED);
        announce(connection, file);
    }

    /** Takes them up again. */
    void resume(Connection connection, CaseFile file, String person) throws SQLException {
        var lastDay = standings.of(connection, file.id()).lastDay();
        var suspended = standings.resumed(connection, file.id());
        for (var convention : conventions(connection, file)) {
            var neverBegins = lastDay != null && convention.startsOn().isAfter(lastDay);
            if (suspended.contains(convention.id()) && !neverBegins) {
                register.suspend(connection, convention.id(), false);
            }
        }
        if (!standings.of(connection, file.id()).isEnding()) {
            caseFiles.moved(connection, file.id(), Stage.IN_FORCE.code(), file.waitsAt());
        }
        timeline.add(connection, file.id(), person, "conventioning.resumed", "");
        tell(connection, file, ConventioningProcess.RESUMED);
        announce(connection, file);
    }

    /** The first day on which a place that is given notice today may have its last one. */
    LocalDate earliestEnd(Connection connection, CaseFile file) throws SQLException {
        var rules = FundRules.of(connection, file.fundId());
        return today(connection, file)
                .plusDays(votingRules.of(connection, rules.rulebook()).noticeDays());
    }

    /**
     * Ends the conventions of a place with a day, unless they end before. Where its renewal was to be decided, that is decided by it.
     *
     * @return their last day
     */
    LocalDate end(Connection connection, CaseFile file, LocalDate lastDay, String why, String person)
            throws SQLException {
        endAll(connection, file, lastDay);
        var last = signing.signed(connection, file).stream()
                .filter(each -> !each.startsOn().isAfter(lastDay))
                .map(Convention::endsOn)
                .max(Comparator.naturalOrder())
                .orElse(lastDay);
        standings.ended(connection, file.id(), last, why);
        caseFiles.moved(connection, file.id(), Stage.NOTICE.code(), file.waitsAt());
        timeline.add(
                connection,
                file.id(),
                person,
                "conventioning.ended",
                ConventioningWording.say("detail.end", ConventioningWording.FRENCH.date(last), why));
        var renewal = tasks.open(connection, file.id()).stream()
                .filter(task -> task.element().equals(ConventioningProcess.RENEW))
                .findFirst();
        if (renewal.isPresent()) {
            tasks.done(connection, renewal.get(), person, ConventioningProcess.decided(false));
        } else {
            outbox.tell(connection, file.id(), ConventioningProcess.END_DECIDED);
        }
        announce(connection, file);
        return last;
    }

    /** Leaves a convention the last day that it has: it is not renewed. */
    void letEnd(Connection connection, CaseFile file, String why) throws SQLException {
        if (!standings.of(connection, file.id()).isEnding()) {
            var last = signing.last(connection, file).map(Convention::endsOn).orElse(today(connection, file));
            standings.ended(connection, file.id(), last, why);
            caseFiles.moved(connection, file.id(), Stage.NOTICE.code(), file.waitsAt());
        }
    }

    /**
     * Closes the file of a merchant that takes its candidacy back or leaves: it is paid for purchases until tonight.
     */
    void withdraw(Connection connection, CaseFile file, @Nullable String person) throws SQLException {
        endAll(connection, file, today(connection, file));
        close(connection, file, Stage.WITHDRAWN, person);
        outbox.tell(connection, file.id(), ConventioningProcess.WITHDRAWN);
        announce(connection, file);
    }

    /** Closes a file; its SIRET may be that of another from now on. */
    void close(Connection connection, CaseFile file, Stage stage, @Nullable String person) throws SQLException {
        candidacies.release(connection, file.id());
        caseFiles.close(connection, file.id(), stage.code());
        var conventioned = standings.of(connection, file.id()).merchant() != null;
        var key = stage == Stage.WITHDRAWN && conventioned ? "left" : stage.code();
        timeline.add(connection, file.id(), person, "conventioning.closed." + key, "");
    }

    private void endAll(Connection connection, CaseFile file, LocalDate lastDay) throws SQLException {
        for (var convention : conventions(connection, file)) {
            if (convention.startsOn().isAfter(lastDay)) {
                cancel(connection, convention.id());
            } else {
                register.shorten(connection, convention.id(), lastDay);
            }
        }
    }

    /**
     * Takes back one that would only begin after the last day; where a publication tells of it, it is suspended for
     * good instead.
     */
    private void cancel(Connection connection, String convention) throws SQLException {
        var before = connection.setSavepoint();
        standings.unsigned(connection, convention);
        if (!register.cancel(connection, convention)) {
            connection.rollback(before);
            register.suspend(connection, convention, true);
        }
    }

    /** All that the place has: of earlier files, and of before there were files, too. */
    private List<Convention> conventions(Connection connection, CaseFile file) throws SQLException {
        var place = standings.of(connection, file.id()).merchant();
        return place == null ? List.of() : register.conventions(connection, place);
    }

    /**
     * Tells the process, where it listens. While a renewal is being decided, and after its end was, it doesn't: then what it finds in
     * the database afterwards counts.
     */
    private void tell(Connection connection, CaseFile file, String message) throws SQLException {
        var renewing = tasks.open(connection, file.id()).stream()
                .anyMatch(task -> task.element().equals(ConventioningProcess.RENEW));
        if (!renewing && !standings.of(connection, file.id()).isEnding()) {
            outbox.tell(connection, file.id(), message);
        }
    }

    private void announce(Connection connection, CaseFile file) throws SQLException {
        var place = standings.of(connection, file.id()).merchant();
        if (place != null) {
            register.announce(connection, place);
        }
    }
}
