package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.cabas.service.access.Roles;
import org.cabas.service.access.Seat;
import org.cabas.service.access.Visitor;
import org.cabas.service.page.Section;
import org.cabas.service.problem.Problem.Kind;
import org.cabas.service.problem.ProblemFound;

/** Who sees which file: to everybody else there is no such file. */
@Singleton
class Cabinet {
    private final CaseFiles caseFiles;
    private final Tasks tasks;
    private final Kinds kinds;
    private final Roles roles;
    private final Clock clock;

    Cabinet(CaseFiles caseFiles, Tasks tasks, Kinds kinds, Roles roles, Clock clock) {
        this.caseFiles = caseFiles;
        this.tasks = tasks;
        this.kinds = kinds;
        this.roles = roles;
        this.clock = clock;
    }

    /**
     * A file that somebody has before them.
     *
     * @param zone of the fund
     * @param today where the fund is
     */
    record Open(Visitor visitor, Seat seat, CaseKind kind, CaseFile file, ZoneId zone, LocalDate today) {

        /** Its address. */
        String address() {
            return Section.FILES.address(file.fundId()) + "/" + file.id();
        }

        /** Whether the visitor may do a task. */
        boolean may(Task task) {
            return task.groups().stream().anyMatch(group -> seat.may(group.right()));
        }

        /** What the audit log calls it: no name of a person. */
        String label() {
            return Cabinet.label(kind, file);
        }
    }

    /** What is said of a file where its title must not be read: « Adhésion n° 7K3Q2M ». */
    static String label(CaseKind kind, CaseFile file) {
        return CaseWording.say("file.label", kind.label(), file.number());
    }

    /**
     * The file of that id.
     *
     * @throws ProblemFound not found where the fund has no such file, or the visitor doesn't see files of its kind
     */
    Open open(Connection connection, Visitor visitor, String fund, String id) throws SQLException {
        return open(connection, visitor, fund, caseFiles.find(connection, id).orElseThrow(Cabinet::unknown));
    }

    /** The same, which nobody else changes until the transaction ends. */
    Open lock(Connection connection, Visitor visitor, String fund, String id) throws SQLException {
        return open(connection, visitor, fund, caseFiles.lock(connection, id).orElseThrow(Cabinet::unknown));
    }

    private Open open(Connection connection, Visitor visitor, String fund, CaseFile file) throws SQLException {
        var seat = visitor.seat(fund).orElseThrow(Cabinet::unknown);
        var kind = kinds.of(file.process()).orElseThrow(Cabinet::unknown);
        if (!file.fundId().equals(fund) || !seat.may(kind.toSee())) {
            throw unknown();
        }
        var zone = tasks.zone(connection, fund);
        return new Open(visitor, seat, kind, file, zone, LocalDate.ofInstant(clock.instant(), zone));
    }

    static ProblemFound unknown() {
        return new ProblemFound(Kind.NOT_FOUND);
    }

    /** Whoever sees files of that kind in the fund, by name. */
    List<Roles.Colleague> team(Connection connection, String fund, CaseKind kind) throws SQLException {
        return roles.colleagues(connection, fund).stream()
                .filter(each ->
                        each.roles().stream().anyMatch(role -> role.rights().contains(kind.toSee())))
                .toList();
    }
}
