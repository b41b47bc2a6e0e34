package org.cabas.service.casefile;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cabas.service.engine.Incidents;
import org.jspecify.annotations.Nullable;

/** The incidents of a fund's files. Whoever looks at them need not see the files: they are told by kind and number. */
@Singleton
class FundIncidents {
    private final Incidents incidents;
    private final CaseFiles caseFiles;
    private final Kinds kinds;

    FundIncidents(Incidents incidents, CaseFiles caseFiles, Kinds kinds) {
        this.incidents = incidents;
        this.caseFiles = caseFiles;
        this.kinds = kinds;
    }

    /**
     * Something that waits for somebody to look at it.
     *
     * @param key of the job, or the id of the command
     * @param told whether it is something that the engine was to be told, and no step
     * @param what could not be done
     * @param why in a sentence
     */
    record Incident(long key, boolean told, String file, String what, String why, Instant since) {}

    /** All of a fund, and those of files that nobody knows, which are everybody's. */
    List<Incident> of(Connection connection, String fund) throws SQLException {
        var found = new ArrayList<Incident>();
        for (var job : incidents.parked(connection)) {
            var file = caseFiles.find(connection, job.caseFile());
            if (file.isEmpty() || file.get().fundId().equals(fund)) {
                var kind = file.flatMap(each -> kinds.of(each.process()));
                found.add(new Incident(
                        job.key(),
                        false,
                        label(file.orElse(null)),
                        kind.map(each -> CaseWording.task(each, job.element()))
                                .orElseGet(() -> CaseWording.say("task.unknown")),
                        CaseWording.say("fault." + job.fault().name()),
                        job.since()));
            }
        }
        for (var command : incidents.refused(connection)) {
            var file = caseFiles.find(connection, command.caseFile());
            if (file.isEmpty() || file.get().fundId().equals(fund)) {
                found.add(new Incident(
                        command.id(),
                        true,
                        label(file.orElse(null)),
                        CaseWording.say("command." + command.kind()),
                        CaseWording.say("fault.REFUSED"),
                        command.since()));
            }
        }
        return found;
    }

    private String label(@Nullable CaseFile file) {
        if (file == null) {
            return CaseWording.say("incident.nofile");
        }
        return kinds.of(file.process())
                .map(kind -> Cabinet.label(kind, file))
                .orElseGet(() -> CaseWording.say("incident.nofile"));
    }
}
